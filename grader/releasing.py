"""nbgrader's generator of releases, which refuses one that cannot be graded, and loses nothing.

Everything is made in a folder beside; the release that students have stays as it is until all of
that has worked. nbgrader has no setting for the class that generates, so nbgrader_config.py calls
``install()``, as for the autograder.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import api, generateassignmentapp
from nbgrader.converters.base import NbGraderException
from nbgrader.converters.generate_assignment import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import MetadataValidator
from traitlets import Bool

from grader.assignment import load_assignment
from grader.cells import checked_in, is_test
from grader.exercises import ExerciseError, exercises_of
from grader.lint import release_problems, unproven
from grader.marks import is_grade, is_task
from grader.student import write_start

MOST_TOLD = 5
STAYS = "The release that was there stays as it is."
WRITTEN = ["blocks.py", "progress.json"]  # by a notebook that was run: with the solutions in it


def install() -> None:
    """Put ``CarefulGenerateAssignment`` in the place of nbgrader's generator."""
    generateassignmentapp.GenerateAssignment = CarefulGenerateAssignment
    api.GenerateAssignment = CarefulGenerateAssignment


class CarefulGenerateAssignment(GenerateAssignment):
    """Makes a release beside the old one, proves it, and only then puts it in its place."""

    coursedir: CourseDirectory  # nbgrader declares that there may be none; there is one

    checks = Bool(
        True,
        help="Refuse an assignment in which nothing is graded, or that fails `make lint`.",
    ).tag(config=True)

    def start(self) -> None:
        """Make the release of the assignment that ``coursedir`` names."""
        self.coursedir.ignore = [*self.coursedir.ignore, *WRITTEN]
        if self.coursedir.notebook_id != "*":  # one notebook of several, in place
            super().start()
            return
        name, place = self.coursedir.assignment_id, self.coursedir.format_path
        folder = Path(place(self.coursedir.release_directory, ".", name)).resolve()
        source = Path(place(self.coursedir.source_directory, ".", name)).resolve()
        if folder.exists() and not self.force:
            self.log.warning("%s is released already: --force makes it anew.", name)
            return
        if self.checks and source.is_dir():
            self._refuse(problems(name, source))
        with self._beside(folder) as made:
            with self._not_in_the_gradebook():  # whatever can fail fails here
                super().start()
            if self.checks:
                self._refuse(problems_of_release(name, source, made))
            if not self.no_database:
                writer = CarefulGenerateAssignment(coursedir=self.coursedir, config=self.config)
                writer.create_assignment = self.create_assignment
                register(writer)
            put(made, folder)
        write_start(folder.parent)

    @property
    def _output_directory(self) -> str:
        return self._aside or self.coursedir.release_directory

    _aside = ""

    @contextlib.contextmanager
    def _beside(self, folder: Path) -> Iterator[Path]:
        """Write into another folder of the same disk, which is gone afterwards."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder.parent) as aside:
            self._aside = aside
            try:
                yield Path(self._format_dest(self.coursedir.assignment_id, "."))
            finally:
                self._aside = ""

    @contextlib.contextmanager
    def _not_in_the_gradebook(self) -> Iterator[None]:
        kept = self.preprocessors, self.no_database
        self.preprocessors = [
            p for p in kept[0] if not called(p).endswith(("SaveQuestions", "SaveCells"))
        ]
        self.no_database = True
        try:
            yield
        finally:
            self.preprocessors, self.no_database = kept

    def _refuse(self, found: list[str]) -> None:
        if found:
            more = [f"and {len(found) - MOST_TOLD} more"] * (len(found) > MOST_TOLD)
            said = "; ".join([*found[:MOST_TOLD], *more])
            name = self.coursedir.assignment_id
            raise self._stopped(
                f"{name} is not released: {said}. {STAYS} (`make lint ASSIGNMENT={name}` says all; "
                "--CarefulGenerateAssignment.checks=False releases it all the same.)"
            )

    def _stopped(self, sentence: str) -> NbGraderException:
        self.log.error(sentence)
        return NbGraderException(sentence)

    def convert_notebooks(self) -> None:
        """As nbgrader's, for the one assignment; what goes wrong is one sentence."""
        name = self.coursedir.assignment_id
        for folder, notebooks in self.assignments.items():
            self.notebooks = sorted(notebooks)
            path = Path(folder)
            try:
                if not self.init_destination(name, "."):
                    continue
                self.run_pre_convert_hook()
                self.init_assignment(name, ".")
                for notebook in self.notebooks:
                    path = Path(notebook)
                    self.convert_single_notebook(notebook)
                self.set_permissions(name, ".")
                self.run_post_convert_hook()
            except NbGraderException:
                raise
            except Exception as error:  # nbgrader, nbconvert and the gradebook raise anything
                why = (
                    str(error).strip().splitlines()[0]
                    if str(error).strip()
                    else type(error).__name__
                )
                raise self._stopped(
                    f"{path} cannot be released: {why.rstrip('.')}. {STAYS}"
                ) from error

    def _clean_old_notebooks(self, assignment_id: str, student_id: str) -> None:
        """A notebook that is gone stays in the gradebook until grading, if it has been graded."""
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            assignment = gradebook.find_assignment(assignment_id)
            if not assignment.submissions:
                super()._clean_old_notebooks(assignment_id, student_id)
                return
            now = {Path(path).stem for paths in self.assignments.values() for path in paths}
            count = len(assignment.submissions)
            for book in assignment.notebooks:
                if book.name not in now:
                    self.log.warning(
                        f"{book.name} is no notebook of {assignment_id} any more. Its points go at "
                        f"the next grading, in {count} submission{'s' * (count != 1)}."
                    )


def called(preprocessor: object) -> str:
    """A preprocessor's name: a configuration gives strings, nbgrader's own default is classes."""
    return str(getattr(preprocessor, "__name__", preprocessor))


def register(converter: CarefulGenerateAssignment) -> None:
    """Write the questions of an assignment into the gradebook, and no release.

    ``converter`` is told where the course is; it must not have been started.
    """
    with tempfile.TemporaryDirectory() as folder:
        coursedir = converter.coursedir
        before = coursedir.release_directory, coursedir.notebook_id
        coursedir.release_directory, coursedir.notebook_id = folder, "*"
        converter.preprocessors = [
            one for one in converter.preprocessors if not called(one).endswith("ShipStudentFiles")
        ]
        try:
            GenerateAssignment.start(converter)
        finally:
            coursedir.release_directory, coursedir.notebook_id = before


def problems(name: str, source: Path) -> list[str]:
    """Why an assignment cannot be released, a part of a sentence each."""
    try:
        assignment = load_assignment(name, source.parent)
        found = exercises_of(name)
    except ExerciseError as error:
        return [str(error)]
    for book, notebook in assignment.notebooks.items():
        try:
            MetadataValidator().validate_nb(notebook)
        except Exception as error:  # of jsonschema or of nbgrader
            return [
                f"the grading marks of {book}.ipynb are not sound: {str(error).splitlines()[0]}"
            ]
    cells = [cell for book in assignment.notebooks.values() for cell in book.cells]
    if not any(is_grade(cell) or is_task(cell) for cell in cells):
        return ["nothing in it is graded, no cell has points"]
    asked = [one for cell in cells if is_test(cell) for one in checked_in(cell.source)]
    missing = sorted({one for one in asked if one not in found})
    if missing:
        return [
            f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} checked or graded, and "
            f"grader/exercises/{name.replace('-', '_')}.py describes no such exercise"
        ]
    return unproven(assignment) if found else []


def problems_of_release(name: str, source: Path, made: Path) -> list[str]:
    """What stands in a new release and should have stayed behind."""
    if not exercises_of(name):
        return []
    return list(release_problems(load_assignment(name, source.parent), made))


def put(made: Path, folder: Path) -> None:
    """Put a folder in the place of another, which is gone only when that has worked."""
    old = folder.with_name(f".removed-{folder.name}-{os.getpid()}")
    if folder.exists():
        folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
