"""Do plain nbgrader and the engine give the same grades?

An assignment of ordinary nbgrader cells that knows nothing of this course, and a sample of week 2's
class, each graded both ways.
"""

import shutil
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.pipeline.run import grade_assignment
from grader.sandbox import Limits
from tests.attacks import week2
from tests.course import UNPROVEN, nbgrader, once, open_gradebook
from tests.sample_class import hand_in, sample_class

NAME = "ps1"
DUE = datetime(2026, 10, 1, 12, 0)
PLAIN = """
import os, sys
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
c = get_config()
c.CourseDirectory.course_id = "neural-networks-by-hand"
c.AssignLatePenalties.plugin_class = "grader.late.DailyPenalty"
c.DailyPenalty.per_day = 0.1
"""
ENGINE = (
    "\nfrom grader.pipeline.converter import install\ninstall()\nc.SandboxedAutograde.jobs = 1\n"
)


def cell(name: str, source: str, kind: str = "code", **marks: object):
    """A cell with nbgrader's marks, as its authoring extension writes them."""
    made = (new_code_cell if kind == "code" else new_markdown_cell)(source.strip("\n"))
    made.metadata["nbgrader"] = {
        "grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3,
        "grade_id": name,
    } | marks  # fmt: skip
    return made


def answer(name: str, source: str):
    body = source.strip("\n")
    return cell(name, f"### BEGIN SOLUTION\n{body}\n### END SOLUTION", solution=True)


def graded(name: str, points: float, source: str):
    return cell(name, source, grade=True, locked=True, points=points)


SQUARES = """
def squares(n):
    if n < 1:
        raise ValueError("n must be at least 1")
    return [i**2 for i in range(1, n + 1)]
"""
TOTAL = "def total(n):\n    print('adding up', n)\n    return sum(squares(n))"
CUBES = "def cubes(n):\n    return [i**3 for i in range(1, n + 1)]"
PLOT = "plt.plot(squares(4))\nplt.title('Squares')\nplt.show()"
ONE = [
    new_code_cell("import matplotlib.pyplot as plt\nimport numpy as np"),
    answer("squares", SQUARES),
    graded("test-squares", 2, """
print("checking")
assert squares(1) == [1]
assert squares(3) == [1, 4, 9], "three of them"
### BEGIN HIDDEN TESTS
assert squares(10)[-1] == 100
### END HIDDEN TESTS
"""),
    graded("test-raises", 1, """
for n in (0, -4):
    try:
        squares(n)
    except ValueError:
        pass
    else:
        raise AssertionError("it must raise a ValueError")
"""),
    answer("total", TOTAL),
    graded("test-total", 2, "assert total(1) == 1\nassert total(3) == 14"),
    graded("test-uses-squares", 1, """
original = squares
del squares
try:
    total(1)
except NameError:
    pass
else:
    raise AssertionError("total must use squares")
finally:
    squares = original
"""),
    graded("test-again", 1, "assert total(2) == 5"),
    answer("cubes", CUBES),
    graded("test-rebound", 1, """
kept = squares
squares = cubes
try:
    assert total(3) == 36
finally:
    squares = kept
assert total(3) == 14
"""),
    graded("test-part", 4, """
right = sum(cubes(n)[-1] == n**3 for n in range(2, 6))
right
"""),
    cell("plot", f"### BEGIN SOLUTION\n{PLOT}\n### END SOLUTION", solution=True, grade=True,
         points=3),
    cell("why", "### BEGIN SOLUTION\nBecause.\n### END SOLUTION", "markdown", solution=True,
         grade=True, points=2),
    cell("project", "It.\n\n=== BEGIN MARK SCHEME ===\nTwo points.\n=== END MARK SCHEME ===",
         "markdown", task=True, locked=True, points=2),
]  # fmt: skip
MEAN = "def mean(x, axis=0):\n    return x.sum(axis=axis) / x.shape[axis]"
SETTINGS = "settings = {'rate': 0.5, 'sizes': (3, 2)}\nsettings"
CLIP = "def clip(x, top=1.0):\n    x[x > top] = top\n    return x"
TWO = [
    new_code_cell("import numpy as np\nfrom numpy.testing import assert_allclose"),
    answer("mean", MEAN),
    graded("test-mean", 3, """
x = np.arange(6.0).reshape(2, 3)
assert_allclose(mean(x), [1.5, 2.5, 3.5])
assert_allclose(mean(x, axis=1), [1, 4])
assert mean(x).shape == (3,)
"""),
    answer("settings", SETTINGS),
    graded("test-settings", 1, """
assert set(settings) == {"rate", "sizes"}
assert isinstance(settings["rate"], float) and settings["sizes"][0] == 3
"""),
    answer("clip", CLIP),
    graded("test-clip", 2.5, """
values = np.array([0.5, 3.0])
result = clip(values)
assert values[1] == 1.0, "in place"
class Case:
    expected = [0.5, 1.0]
    got = clip(np.array([0.5, 7.0])).tolist()
assert Case.got == Case.expected
0.5 + 2 * float(result[1] == 1)
"""),
]  # fmt: skip
STUB = "raise NotImplementedError()"
# What each student writes in place of the right answers; None: the cell as it was released.
STUDENTS = {
    "perfect": {},
    "wrong": {
        "squares": "def squares(n):\n    return [n]",
        "cubes": "def cubes(n):\n    return [0]",
        "mean": "def mean(x, axis=0):\n    return x.mean()",
        "settings": "settings = {'rate': 1}",
        "clip": "def clip(x, top=1.0):\n    return np.minimum(x, top)",
    },
    "raising": {
        "squares": "def squares(n):\n    raise KeyError(n)",
        "total": "def total(n):\n    return 1 / 0",
        "cubes": "def cubes(n:\n    return",
        "mean": "def mean(x, axis=0):\n    return x.undefined",
        "settings": "settings = undefined",
    },
    "partly": {
        "squares": "def squares(n):\n    return [i**2 for i in range(1, n + 1)]",
        "total": "def total(n):\n    return sum(i * i for i in range(1, n + 1))",
        "cubes": "def cubes(n):\n    return [n**3 if n < 4 else 0]",
        "mean": "import sys\ndef mean(x, axis=0):\n    print('hm', file=sys.stderr)\n"
        "    return x.mean(axis=axis)",
        "clip": "def clip(x, top=1.0):\n    x[:] = np.minimum(x, top)\n    return x",
        "plot": None,
        "why": None,
    },
    "untouched": dict.fromkeys(
        ("squares", "total", "cubes", "mean", "settings", "clip", "plot", "why")
    ),
}


def notebook(cells):
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=kernel)


def build(root: Path) -> None:
    """The assignment released and handed in by everybody, in a course without the engine."""
    (root / "nbgrader_config.py").write_text(PLAIN)
    source = root / "source" / NAME
    source.mkdir(parents=True)
    for name, cells in (("one", ONE), ("two", TWO)):
        nbformat.write(notebook(cells), source / f"{name}.ipynb")
    nbgrader(root, "generate_assignment", NAME, UNPROVEN)
    with open_gradebook(root) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=DUE)
    for student, answers in STUDENTS.items():
        books = {name: handed_in(root, name, answers) for name in ("one", "two")}
        late = datetime(2026, 10, 3, 9, 0) if student == "partly" else DUE
        hand_in(root, NAME, student, books, late)


def handed_in(root: Path, name: str, answers: dict[str, str | None]):
    """The released notebook, filled in with the right answers or others."""
    right = {c.metadata.nbgrader.grade_id: c.source for c in ONE + TWO if "nbgrader" in c.metadata}
    book = nbformat.read(root / "release" / NAME / f"{name}.ipynb", 4)
    for one in book.cells:
        marks = one.metadata.get("nbgrader", {})
        if marks.get("solution") and answers.get(marks.grade_id, "") is not None:
            lines = right[marks.grade_id].splitlines()[1:-1]
            one.source = answers.get(marks.grade_id) or "\n".join(lines)
    return book


def results(root: Path, assignment: str) -> dict[tuple, object]:
    """Everything that a gradebook holds of an assignment's submissions."""
    found: dict[tuple, object] = {}
    with open_gradebook(root) as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            student = submission.student.id
            found[student,] = (
                submission.score,
                submission.max_score,
                submission.needs_manual_grade,
                submission.late_submission_penalty,
                submission.total_seconds_late,
            )
            for book in submission.notebooks:
                for grade in book.grades:
                    found[student, book.name, grade.cell.name] = (
                        grade.auto_score,
                        grade.manual_score,
                        grade.extra_credit,
                        grade.needs_manual_grade,
                    )
                for comment in book.comments:
                    found[student, book.name, comment.cell.name, "comment"] = comment.comment
                found[student, book.name] = (book.score, book.late_submission_penalty)
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> tuple[Path, Path]:
    """The same class graded by plain nbgrader and by the engine, by nbgrader's own command."""
    made = once(tmp_path_factory, "foreign", build)
    plain, engine = (tmp_path_factory.mktemp(name) for name in ("plain", "engine"))
    for root in (plain, engine):
        shutil.copytree(made, root, dirs_exist_ok=True)
    (engine / "nbgrader_config.py").write_text(PLAIN + ENGINE)
    nbgrader(plain, "autograde", NAME)
    nbgrader(engine, "autograde", NAME)
    return plain, engine


def test_are_all_grades_flags_comments_and_penalties_the_same(both):
    plain, engine = (results(root, NAME) for root in both)
    assert len(plain) > 100
    assert engine == plain


def test_do_the_students_differ_as_they_should(both):
    found = results(both[1], NAME)
    scores = {student: found[student,][0] for student in STUDENTS}
    assert scores["perfect"] == 18.5
    assert found["partly",][3] > 0  # late
    assert 0 < scores["wrong"] < scores["partly"] < scores["perfect"]
    assert scores["untouched"] == 0
    assert found["partly", "one", "test-part"][0] == 2.0
    assert found["perfect", "one", "plot"][3] and found["perfect", "one", "project"][3]
    assert found["untouched", "one", "why", "comment"] == "No response."


def test_is_a_second_run_with_points_by_hand_the_same(both):
    for root in both:
        with open_gradebook(root) as gradebook:
            grade = gradebook.find_grade("why", "one", NAME, "perfect")
            grade.manual_score, grade.needs_manual_grade = 1.5, False
            gradebook.db.commit()
        nbgrader(root, "autograde", NAME, "--student=perfect", "--force")
    plain, engine = (results(root, NAME) for root in both)
    assert engine == plain
    assert engine["perfect", "one", "why"][1] == 1.5


def test_does_the_engine_show_the_same_outputs(both):
    books = [nbformat.read(r / "autograded" / "perfect" / NAME / "one.ipynb", 4) for r in both]
    plain, engine = (
        {c.metadata.nbgrader.grade_id: c for c in book.cells if "nbgrader" in c.metadata}
        for book in books
    )
    assert plain.keys() == engine.keys()
    for name in ("test-squares", "test-total", "test-part"):
        said = [
            [(o.output_type, o.get("text"), o.get("data")) for o in cells[name].outputs]
            for cells in (plain, engine)
        ]
        assert said[0] == said[1], name
    (picture,) = (o for o in engine["plot"].outputs if o.output_type == "display_data")
    assert picture.data["image/png"]


SAMPLE = ("student-01", "student-04", "student-10")


def test_does_week_2_get_the_same_scores_both_ways(tmp_path, tmp_path_factory):
    plain, engine = tmp_path / "plain", tmp_path / "engine"
    shutil.copytree(week2.course(tmp_path_factory), plain)
    for member in sample_class(week2.SOURCE):
        if member.student in SAMPLE:
            books = {week2.NAME: filled(plain, member)}
            hand_in(plain, week2.NAME, member.student, books)
    shutil.copytree(plain, engine)
    nbgrader(plain, "autograde", week2.NAME)
    with open_gradebook(engine) as gradebook:
        grade_assignment(
            gradebook,
            week2.bundle(engine, Limits()),
            {name: engine / "submitted" / name / week2.NAME for name in SAMPLE},
            {name: engine / "autograded" / name / week2.NAME for name in SAMPLE},
            lambda student, score, late: None,
            jobs=1,
        )
    by_nbgrader, by_engine = (results(root, week2.NAME) for root in (plain, engine))
    assert by_engine == by_nbgrader
    assert by_engine["student-01",][0] == sum(week2.POINTS.values())


def filled(root: Path, member):
    """The member's notebook: as many answers as they wrote, with their mistakes."""
    book, left = week2.perfect(root, member), member.written
    given = {c.id: c.source for c in week2.released(root).cells}
    for one in book.cells:
        if one.metadata.get("nbgrader", {}).get("solution") and left is not None:
            if left == 0:
                one.source = given[one.id]
            left = max(0, left - 1)
    return book
