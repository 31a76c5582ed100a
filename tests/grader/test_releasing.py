"""Is a release refused that cannot be graded, and is nothing lost, also once grading began?"""

import shutil

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell
from nbgrader.apps.api import NbGraderAPI

from grader import lint, releasing
from grader.exercises import Exercise
from grader.releasing import problems
from tests.course import once
from tests.grader.pipeline import tiny


@pytest.fixture
def course(tmp_path_factory, tmp_path):
    """A course of its own with the tiny assignment, which one student has handed in."""

    built = once(tmp_path_factory, "tiny-course", tiny.make_course)
    root = tmp_path / "course"
    shutil.copytree(built, root)
    tiny.hand_in(root, "ada", why="It doubles.")
    return root


def edit(root, change):
    """Change the instructor's notebook."""
    path = root / "source" / tiny.NAME / f"{tiny.NAME}.ipynb"
    book = nbformat.read(path, 4)
    change(book)
    nbformat.write(book, path)


def release(root, **settings):
    """Release the tiny assignment; whether it worked, and what was said."""
    config = tiny.config(root)
    config.CarefulGenerateAssignment.update(settings)
    found = NbGraderAPI(config=config).generate_assignment(tiny.NAME, force=True)
    return found["success"], found["log"]


def ungraded(book):
    book.cells = [cell for cell in book.cells if not cell.metadata.get("nbgrader", {}).get("grade")]


def unknown(book):
    book.cells[2].source = "check(double)"


def without_end(book):
    book.cells[1].source = book.cells[1].source.replace("### END SOLUTION", "")


def twice(book):
    book.cells[3].metadata.nbgrader.grade_id = "double"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (ungraded, "nothing in it is graded"),
        (unknown, "describes no such exercise"),
        (without_end, "a solution region begins and does not end"),
        (twice, "double"),
    ],
)
def test_a_release_that_is_refused_is_a_sentence_and_loses_nothing(course, change, said):
    def files():
        paths = [*(course / "release").rglob("*"), course / "gradebook.db"]
        return {path: path.read_bytes() for path in paths if path.is_file()}

    before = files()
    edit(course, change)
    done, log = release(course)
    assert not done and said in log and "stays as it is" in log and "Traceback" not in log
    assert files() == before
    assert not list((course / "release").glob(".*"))


def test_a_release_is_refused_when_lint_fails_and_its_proof_is_kept(course, monkeypatch):
    exercise = Exercise("double", inputs=lambda rng: {"x": float(rng.normal())})
    monkeypatch.setattr(releasing, "exercises_of", lambda name: {"double": exercise})
    monkeypatch.setattr(lint, "proven_here", lambda: course / "proven.json")
    found = ["mistake sign keeps all points"]
    asked = []

    def prove(assignment):
        asked.append(assignment.name)
        if not found:
            lint.remember(assignment.name, lint.fingerprint(assignment))
        return lint.Proof(list(found))

    monkeypatch.setattr(lint, "prove", prove)
    done, log = release(course)
    assert not done and "mistake sign keeps all points" in log
    found.clear()
    assert problems(tiny.NAME, course / "source" / tiny.NAME) == []
    assert problems(tiny.NAME, course / "source" / tiny.NAME) == []
    assert asked == [tiny.NAME] * 2  # refused, proven, remembered
    edit(course, lambda book: book.cells.append(new_markdown_cell("More.")))
    problems(tiny.NAME, course / "source" / tiny.NAME)
    assert len(asked) == 3


def test_who_says_so_may_release_all_the_same(course):
    edit(course, ungraded)
    assert release(course, checks=False)[0]


def test_a_leak_is_found_before_the_release_is_in_its_place(course, monkeypatch):
    monkeypatch.setattr(releasing, "problems", lambda *_: [])
    monkeypatch.setattr(releasing, "problems_of_release", lambda *_: ["the released x holds y"])
    before = (course / "release" / tiny.NAME / f"{tiny.NAME}.ipynb").read_text()
    done, log = release(course)
    assert not done and "the released x holds y" in log
    assert (course / "release" / tiny.NAME / f"{tiny.NAME}.ipynb").read_text() == before


def test_a_release_leaves_no_file_of_the_one_before(course):
    (course / "release" / tiny.NAME / "old.txt").write_text("old")
    (course / "source" / tiny.NAME / "data.txt").write_text("new")
    assert release(course)[0]
    names = {path.name for path in (course / "release" / tiny.NAME).iterdir()}
    assert names == {f"{tiny.NAME}.ipynb", "data.txt"}
    assert not list((course / "release").glob(".*"))


def new_question(book):
    book.cells.insert(3, tiny.cell("test-more", "assert double(5) == 10", "test", 7))


def gone_question(book):
    book.cells = [cell for cell in book.cells if cell.id != "test-halves"]


def other_points(book):
    book.cells[2].metadata.nbgrader.points = 6


def renamed_question(book):
    book.cells[2].metadata.nbgrader.grade_id = "test-twice"


QUESTIONS = {
    "new": (
        new_question,
        "test-more is new. The next grading gives its points to the submission",
        12,
    ),
    "gone": (gone_question, "test-halves is asked no more. Its points go at the next grading", 2),
    "points": (other_points, "test-double is worth 6 points, not 2", 9),
    "renamed": (renamed_question, "test-twice is new", 5),
}


@pytest.mark.parametrize("change", QUESTIONS)
def test_a_question_may_change_after_grading_began(course, caplog, change):
    apply, said, score = QUESTIONS[change]
    tiny.grade(course, jobs=1)
    with tiny.gradebook(course) as gradebook:
        grade = gradebook.find_grade("why", tiny.NAME, tiny.NAME, "ada")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        gradebook.db.commit()
    before = tiny.contents(course)
    edit(course, apply)
    done, log = release(course)
    assert done and said in log and "Traceback" not in log
    kept = {name: rest for name, *rest in tiny.contents(course)["ada"]["grades"]}
    assert kept == {name: rest for name, *rest in before["ada"]["grades"]}  # nothing goes first
    tiny.grade(course, jobs=1)
    assert tiny.scores(course) == {"ada": score + 1.5}
    assert "Traceback" not in caplog.text
    caplog.clear()
    tiny.grade(course, jobs=1)
    assert caplog.messages[0].startswith("0 graded, 1 unchanged")


def test_a_notebook_that_comes_and_goes_after_grading_began(course):
    tiny.grade(course, jobs=1)
    source = course / "source" / tiny.NAME
    more = tiny.source()
    for cell in more.cells:
        cell.id = f"{cell.id}-more"
    nbformat.write(more, source / "more.ipynb")
    assert release(course)[0]
    tiny.grade(course, jobs=1)
    with tiny.gradebook(course) as gradebook:
        found = gradebook.find_submission(tiny.NAME, "ada")
        assert {book.name for book in found.notebooks} == {"more", tiny.NAME}
        assert (found.score, found.max_score, found.needs_manual_grade) == (5.0, 18.0, True)
    (source / "more.ipynb").unlink()
    done, log = release(course)
    assert done and "more is no notebook of tiny any more" in log
    tiny.grade(course, jobs=1)
    with tiny.gradebook(course) as gradebook:
        found = gradebook.find_submission(tiny.NAME, "ada")
        assert {book.name for book in found.notebooks} == {tiny.NAME}
        assert (found.score, found.max_score) == (5.0, 9.0)


@pytest.mark.parametrize("known", ["nothing", "the name and a date"])
def test_a_fresh_clone_grades_the_committed_release(course, caplog, known):
    (course / "gradebook.db").unlink()
    before = (course / "release" / tiny.NAME / f"{tiny.NAME}.ipynb").read_bytes()
    if known != "nothing":
        with tiny.gradebook(course) as gradebook:
            gradebook.update_or_create_assignment(tiny.NAME, duedate=tiny.DUE)
    tiny.grade(course, jobs=1)
    assert tiny.scores(course) == {"ada": 5.0}
    assert "The questions of tiny are read into the gradebook." in caplog.messages
    assert (course / "release" / tiny.NAME / f"{tiny.NAME}.ipynb").read_bytes() == before


def test_a_question_that_came_with_somebody_elses_commit_is_graded(course):
    tiny.grade(course, jobs=1)
    kept = (course / "gradebook.db").read_bytes()
    edit(course, new_question)
    assert release(course)[0]
    (course / "gradebook.db").write_bytes(kept)
    tiny.grade(course, jobs=1)
    assert tiny.scores(course) == {"ada": 12.0}


def test_a_first_release_needs_no_force_and_is_in_the_gradebook(course):
    shutil.rmtree(course / "release")
    (course / "gradebook.db").unlink()
    found = NbGraderAPI(config=tiny.config(course)).generate_assignment(tiny.NAME, force=False)
    assert found["success"], found["log"]
    assert (course / "release" / tiny.NAME / f"{tiny.NAME}.ipynb").exists()
    assert tiny.NAME in {
        one["name"] for one in NbGraderAPI(config=tiny.config(course)).get_assignments()
    }
