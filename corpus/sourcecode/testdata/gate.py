#!/usr/bin/env python3
"""Opens and shuts the gates of the harbour."""

MAX_LEVEL = 4  # metres


# A gate is one of the two gates.
@dataclass
class Gate:
    """What is known of a gate."""

    is_open: bool = False

    # Fails when the water is frozen.
    @property
    async def open(self):
        """Open the gate, unless
        the water is frozen."""
        def inner():
            return "def no(): class"


def shut(gate):
    'Shuts the gate.'
