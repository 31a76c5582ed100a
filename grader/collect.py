"""Whose is this file? Names of downloads from learning platforms, for `nbgrader zip_collect`."""

import re
from pathlib import Path, PurePath
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import List, Unicode

# Each has a group `student`; what follows is the file as the student named it.
MOODLE = r".*/(?:[^/]*_)?(?P<student>[^/_]+)_assignsubmission_file_?/(?:.*/)?[^/]*\.ipynb$"
CANVAS = r".*/[^/_]+(?:_LATE)?_(?P<student>\d+)_\d+_[^/]*\.ipynb$"
FOLDER = r".*/extracted/(?P<student>[^/]+)/(?:.*/)?[^/]*\.ipynb$"
PREFIX = r".*/(?P<student>[^/_]+)_[^/]*\.ipynb$"


class PlatformCollector(FileNameCollectorPlugin):
    """Finds the student in a path, and the notebook by its name or by its cells.

    Understood as they come: Moodle's folders, Canvas's prefixes, a folder or a zip a student, and
    files named ``student-01_anything.ipynb``. Add patterns of your own in nbgrader_config.py.
    """

    patterns = List(
        Unicode(),
        default_value=[MOODLE, CANVAS, FOLDER, PREFIX],
        help="Regular expressions with a group `student`, tried in turn on the whole path.",
    ).tag(config=True)

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.collected: dict[tuple[str, str], str] = {}

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """The student and the notebook of a file; None, with a warning, when it is not one."""
        path = PurePath(submitted_file)
        if path.suffix != ".ipynb":
            return None
        matches = (re.match(pattern, path.as_posix()) for pattern in self.patterns)
        match = next(filter(None, matches), None)
        if match is None:
            self.log.warning("Nobody's name found in %s: left where it is.", submitted_file)
            return None
        student, notebook = match["student"], self._notebook(Path(path))
        first = self.collected.setdefault((student, notebook), submitted_file)
        if first != submitted_file:
            self.log.warning("%s: a second file of %s; kept %s.", submitted_file, student, first)
            return None
        return {"student_id": student, "file_id": notebook}

    def _notebook(self, path: Path) -> str:
        """The released notebook that a file's name contains, or else the file's own name."""
        app: Any = self.parent  # the command, which knows the folders
        coursedir = app.coursedir
        folder = coursedir.format_path(coursedir.release_directory, ".", coursedir.assignment_id)
        names = sorted((p.stem for p in Path(folder).glob("*.ipynb")), key=len, reverse=True)
        if len(names) == 1:
            return names[0]
        return next((name for name in names if name in path.stem), path.stem)
