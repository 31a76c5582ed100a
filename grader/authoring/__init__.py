"""For authors: a new assignment to begin with."""
