"""What is raised when an exercise does not hold what it promises."""


class ExerciseError(Exception):
    """An exercise does not fit its notebook or itself; the message names what and where."""
