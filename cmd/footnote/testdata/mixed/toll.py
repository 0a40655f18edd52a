"""Computes the toll of the iron bridge."""


def toll(wheels: int) -> int:
    """The toll in pennies: six, and two more for each wheel above two."""
    return 6 + 2 * max(0, wheels - 2)
