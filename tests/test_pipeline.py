"""From release to grades with nbgrader alone: does a small class get what it deserves?"""

import csv
import re
import shutil
from dataclasses import replace
from datetime import timedelta
from html import unescape
from types import SimpleNamespace

import nbformat
import pytest

from grader.answer_key import checks_of
from grader.assignment import load_assignment
from grader.exercises import exercises_of
from tests.course import SECRET, nbgrader, once, open_gradebook, released_course
from tests.sample_class import DUE, Member, hand_in, submission

NAME = "week2-logistic-regression"
ASSIGNMENT = load_assignment(NAME)
FUNCTIONS = list(ASSIGNMENT.points)
HINTS = {name: {m.name: m.hint for m in ex.listed} for name, ex in exercises_of(NAME).items()}
# One mistake in each function: each is judged by itself, the course's own helpers stand in.
MISTAKES = {
    "sigmoid": "sign",
    "initialize_with_zeros": "rank-1",
    "propagate": "no-mean",
    "optimize": "first-cost-missing",
    "predict": "score-threshold",
    "model": "sets-exchanged",
}
MEMBERS = [
    Member("perfect", "everything right"),
    Member("late", "everything right, a day and a half late", days_late=1.5),
    Member("mistaken", "a mistake in every function", MISTAKES, quiz="a"),
    Member("unfinished", "the first two functions", written=2),
    Member("untouched", "nothing touched", written=0),
]
AWKWARD = {
    "perfect": ("=1+1", 'quoted "twice", with a comma'),
    "late": ("+49", "two\nlines"),
    "mistaken": ("-1", "a;semicolon"),
    "unfinished": ("@SUM(A1)", "'apostrophe"),
    "untouched": ("ünïcödé", "plain"),
}


def build(root, released):
    shutil.copytree(released, root, dirs_exist_ok=True)
    with open_gradebook(root) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=DUE)
        for student, (last, first) in AWKWARD.items():
            gradebook.update_or_create_student(student, last_name=last, first_name=first)
        gradebook.update_or_create_student("absent", last_name="-", first_name="nobody")
    for member in MEMBERS:
        books = submission(ASSIGNMENT, member, root / "release")
        hand_in(root, NAME, member.student, books, DUE + timedelta(days=member.days_late))
    nbgrader(root, "autograde", NAME)
    nbgrader(root, "generate_feedback", NAME)
    nbgrader(root, "export", "--to", "grades.csv")


@pytest.fixture
def course(tmp_path_factory):
    """A course whose class has been graded, with feedback and exported grades."""
    released = released_course(tmp_path_factory, NAME)
    return once(tmp_path_factory, "graded-course", lambda root: build(root, released))


@pytest.fixture
def scores(course):
    """The points of every graded cell of a student."""

    def find(student):
        with open_gradebook(course) as gradebook:
            book = gradebook.find_submission_notebook(NAME, NAME, student)
            return {grade.name: grade.score for grade in book.grades}

    return find


def page(course, student):
    return (course / "feedback" / student / NAME / f"{NAME}.html").read_text(encoding="utf-8")


def total(course, student):
    """Score, largest score, penalty, and whether a person has to read something."""
    with open_gradebook(course) as gradebook:
        found = gradebook.find_submission(NAME, student)
        return SimpleNamespace(
            score=found.score,
            max_score=found.max_score,
            late_submission_penalty=found.late_submission_penalty,
            needs_manual_grade=found.needs_manual_grade,
        )


def test_the_perfect_submission_gets_every_point_that_a_machine_can_give(course, scores):
    assert scores("perfect") == {f"test-{name.replace('_', '-')}": points for name, points in
        ASSIGNMENT.points.items()} | {"test-quiz": 10.0, "written-answer": 0.0}  # fmt: skip
    assert total(course, "perfect").score == 85 and total(course, "perfect").max_score == 90


def test_the_written_answer_waits_for_a_person(course):
    assert total(course, "perfect").needs_manual_grade
    assert not total(course, "untouched").needs_manual_grade  # an empty answer needs no reading


def test_every_mistake_costs_points_in_its_own_function_alone(scores):
    for name, points in ASSIGNMENT.points.items():
        score = scores("mistaken")[f"test-{name.replace('_', '-')}"]
        assert score <= points - 0.3, name
    assert scores("mistaken")["test-quiz"] == 2  # two of the right answers are a
    assert scores("mistaken")["test-model"] == 4  # judged with helpers that are right


def test_the_untouched_release_gets_nothing_and_the_unfinished_what_is_written(course, scores):
    assert total(course, "untouched").score == 0
    expected = {"test-sigmoid": 10.0, "test-initialize-with-zeros": 5.0}
    assert {cell: score for cell, score in scores("unfinished").items() if score} == expected


def test_a_late_submission_loses_a_tenth_for_every_day_begun(course):
    late = total(course, "late")
    assert (late.score, late.late_submission_penalty) == (85, 17.0)
    assert all(not total(course, s).late_submission_penalty for s in AWKWARD if s != "late")


def test_feedback_gives_every_mistake_its_own_hint(course):
    text = unescape(page(course, "mistaken"))
    for function, mistake in MISTAKES.items():
        assert HINTS[function][mistake] in text
        others = [hint for name, hint in HINTS[function].items() if name != mistake]
        assert not [hint for hint in others if hint in text]
    assert not [hint for found in HINTS.values() for hint in found.values()
                if hint in unescape(page(course, "perfect"))]  # fmt: skip


def test_feedback_shows_the_same_table_as_the_graded_notebook(course):
    path = course / "autograded" / "mistaken" / NAME / f"{NAME}.ipynb"
    tables = [
        output.data["text/html"]
        for cell in nbformat.read(path, 4).cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "display_data"
    ]
    assert len(tables) == 7  # six functions and the quiz
    text = words(page(course, "mistaken"))
    for table in tables:
        for cell in re.findall(r"<td[^>]*>(.+?)</td>", table):
            assert words(cell) in text


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_feedback_never_shows_a_hidden_test_nor_a_hidden_value(course):
    cases = [c for found in checks_of(ASSIGNMENT, SECRET).values() for c in found.cases]
    hidden = [case for case in cases if case.secret]
    assert len(hidden) > 20
    # The sigmoid of a whole number is in both: such a number gives nothing away.
    shown = [c for c in cases if not c.secret]
    known = {f"{n:.6g}" for c in shown for n in numbers_in([c.inputs, c.expected])}
    for member in MEMBERS:
        text = unescape(page(course, member.student))
        for secret in ("grader.grading", "why_not", "HIDDEN TESTS", "BEGIN SOLUTION", "grade("):
            assert secret not in text, (member.student, secret)
        numbers = set(re.findall(r"-?\d+\.\d{4,}", words(text)))
        for case in hidden:
            found = {f"{n:.6g}" for n in numbers_in([case.inputs, case.expected])}
            assert not (found - known) & numbers, member.student


def numbers_in(value):
    """All numbers with a broken part anywhere in a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [number for entry in value for number in numbers_in(entry)]
    if hasattr(value, "ravel"):
        return [number for number in value.ravel().tolist() if number != round(number, 3)]
    return [value] if isinstance(value, float) and value != round(value, 3) else []


def test_nobodys_feedback_has_a_traceback(course):
    for member in MEMBERS:
        assert "Traceback (most recent" not in unescape(page(course, member.student))
    tables = re.sub(r'<ol class="next">.*?</ol>', "", page(course, "untouched"), flags=re.DOTALL)
    assert tables.count("Not written yet") == 6
    assert page(course, "untouched").count("No answer given") == 10


def test_a_wrong_choice_in_the_quiz_explains_itself(course):
    text = unescape(page(course, "mistaken"))
    assert text.count("Why not a:") == 8
    assert "the sign is the other way round" not in text  # that is why not b


def test_the_exported_grades_survive_any_name(course):
    with (course / "grades.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert set(rows) == {*AWKWARD, "absent"}
    for student, (last, first) in AWKWARD.items():
        neutral = f"'{last}" if last[0] in "=+-@" else last
        assert (rows[student]["last_name"], rows[student]["first_name"]) == (neutral, first)
    assert rows["absent"]["last_name"] == "'-" and float(rows["absent"]["score"]) == 0
    assert float(rows["late"]["score"]) == 68 and float(rows["late"]["raw_score"]) == 85
    assert float(rows["perfect"]["score"]) == 85 and float(rows["perfect"]["max_score"]) == 90


def test_a_corrected_submission_is_graded_again(course, tmp_path):
    """In a copy of the course, with one student's work alone."""
    for name in ("release", "submitted/unfinished", "nbgrader_config.py", "gradebook.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        copy = shutil.copytree if (course / name).is_dir() else shutil.copy
        copy(course / name, tmp_path / name)
    assert total(tmp_path, "unfinished").score == 15
    better = replace(MEMBERS[3], written=3)
    books = submission(ASSIGNMENT, better, tmp_path / "release")
    hand_in(tmp_path, NAME, "unfinished", books, DUE - timedelta(hours=1))
    nbgrader(tmp_path, "autograde", NAME, "--student=unfinished", "--force")
    assert total(tmp_path, "unfinished").score == 35
