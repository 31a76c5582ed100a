"""What submissions are graded against: complete, keyed by content, or one sentence."""

import shutil

import nbformat
import pytest

from grader.pipeline.bundle import BundleError
from grader.pipeline.bundling import make_bundle
from grader.pipeline.digest import engine
from grader.places import ROOT
from grader.sandbox import Limits
from tests.course import open_gradebook, released_course
from tests.grader.pipeline import tiny

WEEK2 = "week2-logistic-regression"


def bundle(course, name=tiny.NAME, secret="s", limits=None, mode="auto"):
    with tiny.gradebook(course) as gradebook:
        return make_bundle(
            gradebook, name, course / "source" / name, course / "release" / name, secret,
            limits or Limits(), mode,
        )  # fmt: skip


def released(course):
    return course / "release" / tiny.NAME / f"{tiny.NAME}.ipynb"


def test_hidden_tests_are_in_the_sources_and_not_in_the_release(course):
    found = bundle(course)
    assert "double(-3)" in found.sources[tiny.NAME]
    assert "double(-3)" not in found.releases[tiny.NAME]
    assert "return 2 * x" not in found.sources[tiny.NAME]


def test_the_key_is_that_of_the_content(course):
    assert bundle(course).key == bundle(course).key


@pytest.mark.parametrize(
    "other", [{"secret": "t"}, {"limits": Limits(cell_seconds=7)}, {"mode": "off"}]
)
def test_the_key_changes_with_every_setting(course, other):
    assert bundle(course).key != bundle(course, **other).key


def test_the_key_changes_with_a_file_beside_the_notebook(course):
    before = bundle(course).key
    (released(course).parent / "data.csv").write_text("1,2\n")
    between = bundle(course).key
    (released(course).parent / "data.csv").write_text("1,3\n")
    assert len({before, between, bundle(course).key}) == 3


def test_no_release_is_one_sentence(course):
    shutil.rmtree(course / "release")
    with pytest.raises(BundleError, match=r"no released notebook in .*Run `nbgrader generate_ass"):
        bundle(course)


def test_an_assignment_that_the_gradebook_does_not_know_is_one_sentence(course):
    shutil.copytree(course / "release" / tiny.NAME, course / "release" / "other")
    with pytest.raises(BundleError, match=r"gradebook does not know other\. Run `nbgrader gen"):
        bundle(course, "other")


def test_a_released_notebook_that_is_gone_is_one_sentence(course):
    released(course).rename(released(course).with_name("renamed.ipynb"))
    with pytest.raises(BundleError, match=r"tiny is not in .* any more\. Run `nbgrader"):
        bundle(course)


def test_a_release_without_a_graded_cell_is_one_sentence(course):
    book = nbformat.read(released(course), 4)
    book.cells = [cell for cell in book.cells if cell.id != "test-double"]
    nbformat.write(book, released(course))
    with pytest.raises(BundleError, match=r"The released tiny has no cell test-double\. Run"):
        bundle(course)


def test_a_release_that_is_no_notebook_is_one_sentence(course):
    released(course).write_text("{ not a notebook")
    with pytest.raises(BundleError, match=r"tiny\.ipynb .*cannot be read.*Run `nbgrader"):
        bundle(course)


@pytest.fixture(scope="module")
def week2(tmp_path_factory):
    """The key of week 2's bundle as a function of the folder that holds the instructor notebook."""
    course = released_course(tmp_path_factory, WEEK2)

    def key(source):
        with open_gradebook(course) as gradebook:
            release = course / "release" / WEEK2
            return make_bundle(gradebook, WEEK2, source, release, "s", Limits(), "auto").key

    return key


@pytest.fixture
def source(tmp_path):
    """A copy of week 2's instructor notebook, to be changed."""
    shutil.copytree(ROOT / "source" / WEEK2, tmp_path / WEEK2)
    return tmp_path / WEEK2 / f"{WEEK2}.ipynb"


def test_one_character_of_a_solution_changes_the_key(week2, source):
    before = week2(source.parent)
    assert before == week2(ROOT / "source" / WEEK2)
    book = nbformat.read(source, 4)
    cell = next(cell for cell in book.cells if "dZ = A - Y" in cell.source)
    cell.source = cell.source.replace("dZ = A - Y", "dZ = A + Y")
    nbformat.write(book, source)
    assert week2(source.parent) != before


def test_running_the_instructors_notebook_does_not_change_the_key(week2, source):
    before = week2(source.parent)
    book = nbformat.read(source, 4)
    for cell in (cell for cell in book.cells if cell.cell_type == "code"):
        cell.outputs, cell.execution_count = [nbformat.v4.new_output("stream", text="x")], 3
    nbformat.write(book, source)
    assert week2(source.parent) == before


def test_solutions_that_are_gone_or_damaged_are_one_sentence(week2, source):
    source.write_text("{")
    with pytest.raises(BundleError, match=r"ipynb cannot be read: .*Mend it in the source folder"):
        week2(source.parent)
    source.unlink()
    with pytest.raises(BundleError, match="There is no notebook with the solutions in "):
        week2(source.parent)


@pytest.fixture
def project(tmp_path):
    """A copy of the code that grades, to be changed."""
    for name in ("grader", "utils"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    "file",
    [
        "grader/exercises/week2_logistic_regression.py",
        "grader/exercises/__init__.py",
        "grader/intake/matching.py",
        "grader/sandbox/trusted.py",
        "grader/pipeline/task.py",
        "grader/grading.py",
        "utils/examine.py",
    ],
)
def test_one_character_of_the_grader_changes_what_grades(project, file):
    before = engine(project)
    assert before == engine(ROOT)
    path = project / file
    path.write_text(path.read_text() + "#")
    assert engine(project) != before


def test_a_version_changes_what_grades_and_what_python_leaves_behind_does_not(project, monkeypatch):
    before = engine(project)
    (project / "grader" / "__pycache__").mkdir(exist_ok=True)
    (project / "grader" / "__pycache__" / "x.py").write_text("x")
    (project / "grader" / "notes.txt").write_text("x")
    page = project / "grader" / "feedback" / "page.py"  # it reads what is graded
    page.write_text(page.read_text() + "#")
    assert engine(project) == before
    monkeypatch.setattr("grader.pipeline.digest.version", lambda name: "0.0")
    assert engine(project) != before
