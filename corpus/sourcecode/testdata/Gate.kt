package harbour

/** A gate of the harbour. */
@Serializable
data class Gate(val name: String) : Place() {
    // Opens it unless the water is frozen.
    override suspend fun open(force: Boolean = false): Boolean = !force

    companion object {
        fun all() = listOf(Gate("east"))
    }

    fun <T> shut(by: T) {
        val s = """ fun no() { """
    }
}

// How high it stands.
fun Gate.level() = 4

typealias Gates = List<Gate>
