"""Do notebooks travel between instructor and students, through folders and as downloads?"""

import shutil
import zipfile

import nbformat
import pytest

from grader.assignment import load_assignment
from tests.course import nbgrader, new_course, open_gradebook, released_course
from tests.sample_class import Member, submission

NAME = "week2-logistic-regression"
ASSIGNMENT = load_assignment(NAME)


@pytest.fixture
def course(tmp_path_factory, tmp_path):
    """A course of its own, with the release generated."""
    root = tmp_path / "course"
    shutil.copytree(released_course(tmp_path_factory, NAME), root)
    return root


def relative(folder):
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def test_an_assignment_is_released_fetched_handed_in_and_collected(course, tmp_path):
    """In the exchange folder that the configuration gives, which lies in the course."""
    home = tmp_path / "home of a student"
    (home / ".jupyter").mkdir(parents=True)
    shutil.copy(course / "nbgrader_config.py", home / ".jupyter")
    user = {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / ".jupyter")}
    nbgrader(course, "release_assignment", NAME)
    assert relative(course / "exchange") >= {
        f"neural-networks-by-hand/outbound/{NAME}/{path}"
        for path in (f"{NAME}.ipynb", "checks.json", "utils/checks.py", "datasets/cats.h5")
    }
    nbgrader(course, "fetch_assignment", NAME, cwd=home, **user)
    fetched = home / NAME
    assert relative(fetched) == relative(course / "release" / NAME)
    book = submission(ASSIGNMENT, Member("x", "perfect"), course / "release")[NAME]
    nbformat.write(book, fetched / f"{NAME}.ipynb")
    nbgrader(course, "submit", NAME, cwd=home, **user)
    nbgrader(course, "collect", NAME)
    (collected,) = (course / "submitted").glob(f"*/{NAME}/{NAME}.ipynb")
    assert nbformat.read(collected, 4) == book
    assert (collected.parent / "timestamp.txt").read_text().strip()


def test_the_exchange_can_be_moved_elsewhere(course, tmp_path):
    elsewhere = tmp_path / "srv" / "exchange"
    elsewhere.mkdir(parents=True)
    nbgrader(course, "release_assignment", NAME, EXCHANGE_ROOT=str(elsewhere))
    assert (elsewhere / "neural-networks-by-hand" / "outbound" / NAME / f"{NAME}.ipynb").is_file()
    assert not relative(course / "exchange")


def notebook(words: str) -> str:
    """A small notebook that can be told from others."""
    cell = nbformat.v4.new_code_cell(f"# {words}", id="one")
    return nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))


DOWNLOADS = {
    "Zweig_12345_assignsubmission_file_/week2-logistic-regression.ipynb": "moodle folder",
    "12346_assignsubmission_file/week2-logistic-regression (1).ipynb": "moodle, renamed",
    "12347_assignsubmission_file_/deeper/my answers.ipynb": "moodle, deeper",
    "zweigast_101_555001_week2-logistic-regression.ipynb": "canvas",
    "zweigast_LATE_102_555002_week2-logistic-regression-1.ipynb": "canvas, late and again",
    "student-03_week2-logistic-regression.ipynb": "prefix",
    "student-04_anything at all.ipynb": "prefix, another name",
    "student-05/week2-logistic-regression.ipynb": "a first copy",
    "student-05/week2-logistic-regression (1).ipynb": "a second copy",
    "student-06/notes.txt": "no notebook",
    "week2-logistic-regression.ipynb": "nobody's",
}
COLLECTED = {
    "12345": "moodle folder",
    "12346": "moodle, renamed",
    "12347": "moodle, deeper",
    "101": "canvas",
    "102": "canvas, late and again",
    "student-03": "prefix",
    "student-04": "prefix, another name",
    "student-05": "a second copy",
    "student-07": "in a zip",
    "student-08": "nobody's",
}


def refused(course, words):
    """Collecting ends with a status of 1, and says so."""
    with pytest.raises(AssertionError, match="Whose are these") as caught:
        nbgrader(course, "zip_collect", NAME)
    assert words in str(caught.value)


def test_downloads_of_learning_platforms_find_their_students(course):
    archive = course / "downloaded" / NAME / "archive"
    for path, words in DOWNLOADS.items():
        (archive / path).parent.mkdir(parents=True, exist_ok=True)
        (archive / path).write_text(notebook(words))
    with zipfile.ZipFile(archive / "student-07.zip", "w") as file:
        file.writestr(f"{NAME} (3).ipynb", notebook("in a zip"))
    refused(course, "week2-logistic-regression.ipynb: no student's name stands before")
    (archive / f"{NAME}.ipynb").rename(archive / f"student-08_{NAME}.ipynb")
    said = nbgrader(course, "zip_collect", NAME)
    assert "1 new" in said and "student-08" in said
    found = {
        path.parts[-3]: nbformat.read(path, 4).cells[0].source.removeprefix("# ")
        for path in (course / "submitted").glob(f"*/{NAME}/*.ipynb")
    }
    assert found == COLLECTED
    assert {p.name for p in (course / "submitted").glob("*/*/*.ipynb")} >= {f"{NAME}.ipynb"}
    assert (course / "submitted" / "student-06" / NAME / "notes.txt").is_file()
    with open_gradebook(course) as gradebook:
        assert {student.id for student in gradebook.students} <= set(COLLECTED)


def test_feedback_of_a_renamed_notebook_and_of_collected_work_is_released(course, tmp_path):
    """A student finds the page by the name that the notebook had when it was handed in."""
    home = tmp_path / "home"
    (home / ".jupyter").mkdir(parents=True)
    shutil.copy(course / "nbgrader_config.py", home / ".jupyter")
    user = {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / ".jupyter")}
    nbgrader(course, "release_assignment", NAME)
    nbgrader(course, "fetch_assignment", NAME, cwd=home, **user)
    (home / NAME / f"{NAME}.ipynb").rename(home / NAME / f"{NAME} (1).ipynb")
    nbgrader(course, "submit", NAME, cwd=home, **user)
    nbgrader(course, "collect", NAME)
    other = course / "submitted" / "student-02" / NAME
    other.mkdir(parents=True)
    shutil.copy(course / "release" / NAME / f"{NAME}.ipynb", other)  # by hand: no secret, no time
    new_course(course, engine=True)
    nbgrader(course, "autograde", NAME)
    nbgrader(course, "generate_feedback", NAME)
    nbgrader(course, "release_feedback", NAME)
    nbgrader(course, "fetch_feedback", NAME, cwd=home, **user)
    (page,) = (home / NAME / "feedback").rglob("*.html")
    assert page.stem == f"{NAME} (1)"
