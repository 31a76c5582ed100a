"""A hunt from the command to the grade: made, released, solved by students, graded."""

import hashlib
import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from grader.cells import unmarked
from grader.exercises import ExerciseError
from grader.hunting import app
from grader.pipeline.converter import SandboxedAutograde
from tests.course import once
from tests.grader.pipeline import tiny

WEEK = "week2-logistic-regression"
NAME = f"hunt-{WEEK}"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Hunts of two students, and the source that grades them, in a folder."""

    def build(folder):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(app, "SOURCE", folder / "source")
            (folder / "source").mkdir()
            assert app.run(WEEK, students=["ada", "bob"], to=folder / "hunts", graded=True) == 0

    return once(tmp_path_factory, "hunts", build)


def cells_of(path):
    return {cell.id: cell for cell in nbformat.read(path, 4).cells}


def test_copies_have_the_same_cells_and_other_faults(made):
    ada, bob = (cells_of(made / "hunts" / who / NAME / f"{NAME}.ipynb") for who in ("ada", "bob"))
    assert list(ada) == list(bob)
    functions = [name for name in ada if name.endswith("-function")]
    assert len(functions) == 12
    assert sum(ada[name].source != bob[name].source for name in functions) >= 6
    assert all(ada[name] == bob[name] for name in ada if name.startswith("test-"))
    assert not any("starts_as" in cell.metadata for cell in [*ada.values(), *bob.values()])
    text = "\n".join(cell.source for cell in ada.values())
    assert "BEGIN" not in text and "grade(" not in text and "NotImplementedError" not in text


def test_a_copy_is_a_whole_folder(made):
    folder = made / "hunts" / "ada" / NAME
    there = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    assert {"checks.json", "outline.json", "README.md", "requirements.txt"} <= there
    assert {"utils/symptoms.py", "datasets/points.h5"} <= there
    assert any(name.startswith("lessons/week2-1") for name in there)
    for lesson in folder.glob("lessons/*.ipynb"):
        assert f"(../{NAME}.ipynb)" in lesson.read_text(encoding="utf-8")


def hand_in(made, root, student, mended, copy="ada"):
    """Submit a copy with the functions of these cases mended."""
    book = nbformat.read(made / "hunts" / copy / NAME / f"{NAME}.ipynb", 4)
    right = cells_of(made / "source" / NAME / f"{NAME}.ipynb")
    for cell in book.cells:
        if cell.id in mended:
            cell.source = unmarked(right[cell.id].source)
    folder = root / "submitted" / student / NAME
    folder.mkdir(parents=True)
    nbformat.write(book, folder / f"{NAME}.ipynb")


def test_a_hunt_is_released_and_graded_like_an_assignment(made, tmp_path):
    shutil.copytree(made / "source", tmp_path / "source")
    config = tiny.config(tmp_path, jobs=1)
    config.CarefulGenerateAssignment.checks = False  # lint proves week 2, at length
    found = NbGraderAPI(config=config).generate_assignment(NAME)
    assert found["success"], found["log"]
    every = {f"case-{number}-function" for number in range(1, 13)}
    hand_in(made, tmp_path, "untouched", set())
    hand_in(made, tmp_path, "first-round", {f"case-{n}-function" for n in range(1, 7)}, "bob")
    hand_in(made, tmp_path, "all-of-another-copy", every, "bob")
    config.CourseDirectory.merge({"assignment_id": NAME, "student_id": "*"})
    grading = SandboxedAutograde(coursedir=CourseDirectory(config=config), config=config)
    grading.create_student = True
    grading.start()
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "neural-networks-by-hand") as book:
        scores = {one.student_id: one.score for one in book.assignment_submissions(NAME)}
    assert scores == {"untouched": 0, "first-round": 30, "all-of-another-copy": 60}


@pytest.mark.parametrize(
    ("assignment", "more", "said"),
    [
        ("week0-nothing", {}, "there is nothing to hunt in 'week0-nothing'; choose from week1-"),
        (NAME, {}, "nothing to hunt"),
        (WEEK, {"students": ["../ada"]}, "'../ada' can be no folder's name"),
        (WEEK, {}, "is there already. --force writes it anew"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(tmp_path, assignment, more, said):
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "mine.txt").write_text("mine")
    with pytest.raises(ExerciseError, match=said.replace(".", r"\.")):
        app.run(assignment, to=tmp_path, **more)
    assert [path.name for path in tmp_path.rglob("*")] == [NAME, "mine.txt"]


def test_a_copy_takes_the_place_of_another_as_a_whole(made, tmp_path):
    place = tmp_path / NAME
    place.mkdir()
    (place / "old.txt").write_text("old")
    book = nbformat.read(made / "source" / NAME / f"{NAME}.ipynb", 4)
    app.copy(made / "hunts" / "ada" / NAME, place, book)
    assert not (place / "old.txt").exists() and (place / "checks.json").exists()
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    one, other = place / f"{NAME}.ipynb", made / "hunts" / "bob" / NAME / f"{NAME}.ipynb"
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (one, other)}
    assert len(digests) == 2
