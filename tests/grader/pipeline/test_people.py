"""Does whoever needs a person stay in sight until a person has looked?"""

import nbformat
import pytest
from nbformat.v4 import new_notebook

from grader.intake import Note
from grader.pipeline.book import Book, transaction
from grader.pipeline.people import asked_by, graded_cell, in_question, marked, told, waiting
from grader.pipeline.record import Keys, record
from grader.pipeline.result import Due, Grade, Result
from tests.grader.pipeline import tiny

DOUBLE = Grade("tiny", "test-double", 2.0, 2.0)
HALVES = Grade("tiny", "test-halves", None, 3.0)
WHY = Grade("tiny", "why", None, 4.0)
LOOK = Due("Two files: which one counts?")
CELL = Due("The answer stands elsewhere.", "tiny", "test-halves")


@pytest.fixture
def marks(course):
    """Write a result with some reasons; then who waits, and the marks in the gradebook."""

    def write(people, grades, before=None, change=None):
        result = Result("graded", {}, grades, (), people=people)
        with tiny.gradebook(course) as gradebook:
            book = Book(gradebook, tiny.NAME, lambda *_: None, create=True)
            with transaction(gradebook):
                said = book.write("ada", None, result, before)
            kept = record(result, Keys("key", "files", said))
            if change:
                change(gradebook.find_submission_notebook(tiny.NAME, tiny.NAME, "ada"))
                gradebook.db.commit()
            with transaction(gradebook):
                people = book.refresh("ada", None, kept).people
        found = tiny.contents(course)["ada"]["grades"]
        return [due.why for due in people], {name for name, *_, marked in found if marked}, kept

    return write


def saved(*names, score=1.0):
    """A person saves points of some cells, as the formgrader does."""

    def change(book):
        for grade in book.grades:
            if grade.name in names:
                grade.manual_score, grade.needs_manual_grade = score, False

    return change


def commented(book):
    book.comments[0].manual_comment = "The first file counts."


def test_a_cell_in_question_is_settled_by_points_for_it(marks):
    grades = (DOUBLE, HALVES, WHY)
    assert marks((CELL,), grades)[:2] == ([CELL.why], {"test-halves", "why"})
    assert marks((CELL,), grades, change=saved("why"))[0] == [CELL.why]
    assert marks((CELL,), grades, change=saved("test-halves"))[0] == []


def test_a_notebook_that_has_no_points_is_settled_when_all_are_given(marks):
    due = Due("unreadable: The file is empty.", "tiny")
    grades = tuple(Grade("tiny", name, None, 1.0) for name in ("test-double", "test-halves", "why"))
    assert marks((due,), grades)[:2] == ([due.why], {"test-double", "test-halves", "why"})
    assert marks((due,), grades, change=saved("why", "test-double"))[0] == [due.why]
    assert marks((due,), grades, change=commented)[0] == [due.why]
    assert marks((due,), grades, change=saved("why", "test-double", "test-halves"))[0] == []


@pytest.mark.parametrize(
    "change", [commented, saved("test-double"), saved("test-double", score=None)]
)
def test_a_look_is_settled_by_points_or_by_a_comment(marks, change):
    grades = (DOUBLE, Grade("tiny", "test-halves", 0.0, 3.0), Grade("tiny", "why", 0.0, 4.0))
    assert marks((LOOK,), grades)[:2] == ([LOOK.why], {"test-double"})
    people, names, kept = marks((LOOK,), grades, change=change)
    assert (people, names) == ([], set())
    # Graded again, the same submission: it was looked at. Another one: not yet.
    assert marks((LOOK,), grades, before=kept)[:2] == ([], set())
    assert marks((LOOK,), grades)[0] == [LOOK.why]


def test_a_reason_that_is_new_is_asked_also_of_the_same_submission(marks):
    grades = (DOUBLE, Grade("tiny", "test-halves", 0.0, 3.0), Grade("tiny", "why", 0.0, 4.0))
    _, _, kept = marks((), grades)
    assert marks((LOOK,), grades, before=kept)[:2] == ([LOOK.why], {"test-double"})


def test_what_was_read_stays_read_when_the_same_submission_is_graded_again(marks):
    grades = (DOUBLE, Grade("tiny", "test-halves", 1.0, 3.0), WHY)
    _, names, kept = marks((), grades, change=saved("why"))
    assert names == set()
    assert marks((), grades, before=kept)[1] == set()
    assert marks((), grades)[1] == {"why"}


def test_a_record_of_an_older_version_asks_nobody():
    assert waiting(None, None) == waiting({"grades": []}, None) == []


def test_a_note_asks_about_the_cell_that_is_graded():
    cells = tiny.source().cells
    assert graded_cell(cells, "double") == graded_cell(cells, "test-double") == "test-double"
    assert (graded_cell(cells, "halves"), graded_cell(cells, "why")) == ("test-halves", "why")
    assert graded_cell(cells, None) == graded_cell(cells, "nowhere") == ""
    notes = [Note("a", "halves", "Where?", ask=True), Note("b", None, "What?", True),
             Note("c", None, "Mended.")]  # fmt: skip
    assert asked_by(notes, "tiny", cells) == [
        Due("Where?", "tiny", "test-halves"),
        Due("What?", "tiny"),
    ]


def test_in_question_is_what_has_no_points_or_else_one_grade():
    assert in_question(LOOK, [DOUBLE, HALVES, WHY]) == [HALVES, WHY]
    assert in_question(LOOK, [DOUBLE]) == [DOUBLE]
    assert in_question(Due("?", "other"), [DOUBLE]) == []
    assert marked([LOOK, CELL], [DOUBLE, HALVES]) == {("tiny", "test-halves")}


def test_all_reasons_are_told_on_one_line():
    assert told([LOOK]) == LOOK.why
    assert told([CELL, LOOK, LOOK]) == f"{CELL.why} (and 2 more)"


NOBODYS = {
    "unreadable": b"no notebook",
    "unrecognised": nbformat.writes(new_notebook()).encode(),
    "empty": None,
}


@pytest.mark.parametrize("status", NOBODYS)
def test_every_run_names_who_waits_until_a_person_has_been_there(course, caplog, status):
    folder = tiny.hand_in(course, "ada")
    tiny.hand_in(course, "bob")
    if (data := NOBODYS[status]) is None:
        (folder / f"{tiny.NAME}.ipynb").unlink()
    else:
        (folder / f"{tiny.NAME}.ipynb").write_bytes(data)

    def said():
        caplog.clear()
        tiny.grade(course, jobs=1)
        return [message for message in caplog.messages if "needs a person" in message]

    for _ in range(2):
        (line,) = said()
        assert line.startswith(f"ada needs a person: {status}: ")
    grades = tiny.contents(course)["ada"]["grades"]
    assert all(auto is None and waits for _, auto, _, _, waits in grades)
    with tiny.gradebook(course) as gradebook:
        saved("test-double", "test-halves", "why")(
            gradebook.find_submission_notebook(tiny.NAME, tiny.NAME, "ada")
        )
        gradebook.db.commit()
    assert said() == said() == []
    tiny.hand_in(course, "ada")  # in place of what nobody could read
    assert said() == []
    assert tiny.contents(course)["ada"]["grades"][0][1] == 2.0


def test_a_gradebook_that_was_lost_is_filled_again(course, caplog):
    tiny.hand_in(course, "ada")
    tiny.grade(course, jobs=1)
    with tiny.gradebook(course) as gradebook:
        gradebook.remove_submission(tiny.NAME, "ada")
    caplog.clear()
    tiny.grade(course, jobs=1)
    assert caplog.messages[0].startswith("1 graded, 0 unchanged")
    assert tiny.scores(course) == {"ada": 5.0}
