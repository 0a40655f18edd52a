package org.example.harbour;

import java.util.List;

/**
 * A gate of the harbour.
 */
@Entity(name = "gate")
public class Gate implements Closeable {
    private static final int[] LEVELS = {1, 2};

    /** Makes a gate that is shut. */
    public Gate(String name) {
        this.name = name;
    }

    /**
     * Opens the gate unless the water is frozen.
     */
    @Override
    @SuppressWarnings({"a", "b"})
    public <T extends Gate> List<T> open(Map<String, T> others) throws IOException {
        Runnable r = new Runnable() { public void run() { } };
        return null;
    }

    // What can go wrong.
    enum Fault { STUCK, ICE }

    interface Listener {
        /** The gate has moved. */
        void moved(Gate gate);
    }
}
