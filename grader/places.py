"""Where things are: the project, and what a class makes."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]


def course_root() -> Path:
    """The folder with a class's work: COURSE_ROOT, or the project's own folder."""
    return Path(os.environ.get("COURSE_ROOT") or ROOT).resolve()
