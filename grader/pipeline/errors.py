"""What ends a run before its time."""

AGAIN = "What was graded is kept; run the same command again for the rest."


class RunError(Exception):
    """A run cannot go on; the message says why. What was graded until then is kept."""
