"""nbgrader's `zip_collect`, and `python -m grader collect`, with this course's rules inside.

nbgrader has no setting for what collects, so nbgrader_config.py calls ``install()``. A collector of
the instructor's own (`c.ZipCollectApp.collector_plugin`) is left to nbgrader.
"""

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.plugins import FileNameCollectorPlugin
from sqlalchemy.exc import SQLAlchemyError

from grader.collecting.gather import CollectError, Gathered, Place, gather
from grader.collecting.owners import read_table
from grader.collecting.settings import Collecting
from grader.collecting.table import lines
from grader.gradebook import sqlite_file
from grader.times import TimeError

_nbgraders_own = ZipCollectApp.start


def install() -> None:
    """Let nbgrader's command collect by this course's rules."""
    ZipCollectApp.start = start


def start(self: ZipCollectApp) -> None:
    """Collect one assignment; a status of 1 when something is left for a person to say."""
    if self.collector_plugin is not FileNameCollectorPlugin:
        _nbgraders_own(self)
        return
    super(ZipCollectApp, self).start()
    settings = Collecting(parent=self)
    try:
        found = gather(place_of(self, settings), settings.dry_run, self.force)
    except (CollectError, TimeError, OSError) as error:
        self.fail(f"{error}")
        return
    said(found, settings.dry_run)
    if found.untold:
        self.exit(1)


def said(found: Gathered, dry_run: bool) -> None:
    """Print the table."""
    print("\n".join(lines(found, dry_run)).encode("utf-8", "replace").decode())


def place_of(app: ZipCollectApp, settings: Collecting) -> Place:
    """Where the command's configuration has an assignment, and whom it knows."""
    coursedir: Any = app.coursedir  # nbgrader declares that there may be none; there is one
    name = coursedir.assignment_id
    structure = Path(coursedir.root) / app.collect_directory_structure
    step = {"downloaded": app.downloaded_directory, "assignment_id": name}
    archive = Path(str(structure).format(**step, collect_step=app.archive_directory))
    return Place(
        assignment=name,
        archive=archive,
        release=Path(coursedir.format_path(coursedir.release_directory, ".", name)).resolve(),
        submitted=lambda student: Path(
            coursedir.format_path(coursedir.submitted_directory, student, name)
        ),
        students=students(coursedir.db_url, coursedir.course_id),
        table=tables(Path(coursedir.root), archive.parent, settings.names_file),
        patterns=tuple(settings.patterns),
        time_zone=settings.time_zone,
    )


def tables(course: Path, downloads: Path, name: str) -> dict[str, tuple[str, str]]:
    """The course's table of names, and the assignment's own: only that one tells times."""
    general = {key: (student, "") for key, (student, _) in read_table(course / name).items()}
    return general | read_table(downloads / name)


def students(url: str, course: str) -> frozenset[str]:
    """Everybody in the gradebook; nobody where there is none yet."""
    file = sqlite_file(url)
    if file and not file.is_file():
        return frozenset()
    try:
        with Gradebook(url, course) as gradebook:
            return frozenset(str(student.id) for student in gradebook.students)
    except SQLAlchemyError:
        return frozenset()


def run(assignment: str, dry_run: bool, force: bool) -> int:
    """`python -m grader collect`: nbgrader's command, with a flag for a dry run."""
    install()
    ZipCollectApp.launch_instance(
        [assignment, f"--Collecting.dry_run={dry_run}", *(["--force"] if force else [])]
    )
    return 0
