"""What a class hands in, in one batch: every bad submission gets its own result and words.

The kinds are those that plain nbgrader was measured on.
"""

import csv
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from grader.collecting.files import LARGEST_FILE
from grader.export import SafeCsv
from grader.pipeline import folders, record
from grader.pipeline.run import grade_assignment
from grader.sandbox import Limits
from tests.attacks import week2
from tests.attacks.lying import equal
from tests.course import nbgrader, open_gradebook

PERFECT = sum(week2.POINTS.values())
LIMITS = Limits(cell_seconds=5, grace_seconds=0.3)
AWKWARD = ['O"Neil, Jr', "=1+1", "@SUM(A1)", "-5", "+7"]
PREDICT = "def predict(w, b, X):\n"


def perfect(root):
    return week2.perfect(root)


def doubled(root):
    book = week2.perfect(root)
    stub = week2.cell_of(week2.released(root), "sigmoid")
    book.cells.insert(3, stub)
    return book


def without(*names):
    def made(root):
        book = week2.perfect(root)
        book.cells = [cell for cell in book.cells if cell.id not in names]
        return book

    return made


def stripped(root):
    """Without nbgrader's metadata, as some editors save it."""
    book = week2.perfect(root)
    for cell in book.cells:
        cell.metadata = nbformat.from_dict({})
    return book


def stranger(root):
    cells = [nbformat.v4.new_code_cell("print('my holidays')"), nbformat.v4.new_markdown_cell("#")]
    return nbformat.v4.new_notebook(cells=cells)


def answering(source, name="predict"):
    """Everything right but one function."""

    def made(root):
        book = week2.perfect(root)
        week2.cell_of(book, name).source = source
        return book

    return made


def with_cell(source, name="predict", answer=PREDICT + "    return np.full((1, X.shape[1]), 7)"):
    """A wrong function and a cell of the student's own that should sell it."""

    def made(root):
        return week2.with_cells(answering(answer, name)(root), "imports", source)

    return made


def leftover(root):
    book = week2.perfect(root)
    week2.cell_of(book, "sigmoid").source += '\n    raise NotImplementedError("not written yet")'
    return book


def other_kernel(root):
    book = week2.perfect(root)
    book.metadata["kernelspec"] = {"name": "julia-1.9", "display_name": "J", "language": "julia"}
    return book


READING = """
import glob, sqlite3
found = glob.glob("/*/gradebook.db") + glob.glob("/*/*/gradebook.db")
sqlite3.connect("file:COURSE/gradebook.db?mode=ro", uri=True).execute("select * from grade")
"""
EMPTYING = """
def empty(lines):
    return [] if any("grade" in line for line in lines) else lines
get_ipython().input_transformers_cleanup.append(empty)
"""
SWALLOWING = (
    PREDICT
    + """
    while True:
        try:
            while True:
                x = 1
        except BaseException:
            y = 1
"""
)
# student: the notebook, what predict loses (None for all points kept), words in the notes or cells
CLASS = {
    "a-perfect": (perfect, {}, None),
    "b-doubled": (doubled, {}, "“sigmoid” was there twice; we kept the one with your answer"),
    "c-no-test": (without("test-predict"), {}, "The test cell “test-predict” was deleted"),
    "d-no-solution": (
        without("predict"),
        {"test-predict": 0},
        "The answer cell “predict” is missing from your notebook",
    ),
    "e-renamed": (perfect, {}, "The file 'week2 (1).ipynb' was recognised as"),
    "g-stripped": (stripped, {}, "had lost all its grading marks"),
    "i-loop": (
        answering("def sigmoid(z):\n    while True:\n        pass", "sigmoid"),
        {"test-sigmoid": 0},
        "sigmoid() was stopped: it took longer than 5 seconds",
    ),
    "j-swallows": (
        answering(SWALLOWING),
        {"test-predict": 0},
        "predict() had to be ended: it did not stop when it was interrupted",
    ),
    "k-exits": (
        answering(PREDICT + "    import os\n    os._exit(1)"),
        {"test-predict": 0},
        "predict() ended its process (exit status 1)",
    ),
    "l-prints": (
        with_cell("print('x' * 30_000_000)"),
        {"test-predict": 0},
        "it passed the limit of 1,048,576 bytes",
    ),
    "m-allclose": (
        with_cell("import numpy\nnumpy.allclose = lambda *a, **k: True"),
        {"test-predict": 0},
        "predict: 0 of 10 points",
    ),
    "n-transformer": (with_cell(EMPTYING), {"test-predict": 0}, "predict: 0 of 10 points"),
    "o-equal": (
        answering(equal("object") + "\n" + PREDICT + "    return Equal()"),
        {"test-predict": 0},
        "which is no number, text, list, dict or array",
    ),
    "p-gradebook": (with_cell(READING), {"test-predict": 0}, "unable to open database file"),
    "q-input": (
        answering("shift = input('How much? ')\n" + PREDICT + "    return input()"),
        {"test-predict": 0},
        "input() cannot be used in a graded notebook: nobody is there to answer.",
    ),
    "r-leftover": (leftover, {}, "the “raise NotImplementedError” line was still there"),
    "s-kernel": (other_kernel, {}, "asked for the kernel “julia-1.9”; we used “python3”"),
} | {name: (perfect, {}, None) for name in AWKWARD}
PEOPLE = {
    "f-truncated": ("unreadable", "it may be cut off or damaged"),
    "h-stranger": ("unrecognised", "is it another notebook?"),
    "t-empty": ("unreadable", "The file is empty"),
}


@dataclass
class Graded:
    """A course after its only run of grading."""

    root: Path
    summary: object

    def folder(self, student: str) -> Path:
        return self.root / "autograded" / student / week2.NAME

    def record(self, student: str) -> dict:
        return record.read_record(self.folder(student))

    def scores(self, student: str) -> dict[str, float | None]:
        """The grades in the gradebook, by cell."""
        with open_gradebook(self.root) as gradebook:
            row = gradebook.find_submission_notebook(week2.NAME, week2.NAME, student)
            return {grade.cell.name: grade.auto_score for grade in row.grades}

    def said(self, student: str) -> str:
        """The notes and everything that the graded notebook shows."""
        path = self.folder(student) / week2.FILE
        book = json.loads(path.read_text()) if path.exists() else {"cells": []}
        parts = list(self.record(student)["notes"])
        for cell in book["cells"]:
            parts += [cell["source"]] if cell["id"] == "notes-from-grading" else []
            for output in cell.get("outputs", []):
                shown = output.get("text") or output.get("evalue") or output.get("data", {})
                parts.append(shown.get("text/plain", "") if isinstance(shown, dict) else shown)
        return "\n".join("".join(part) for part in parts)


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Graded:
    """The class handed in and graded in one run."""
    root = tmp_path_factory.mktemp("class")
    shutil.copytree(week2.course(tmp_path_factory), root, dirs_exist_ok=True)
    for student, (made, _, _) in CLASS.items():
        book = made(root)
        for cell in book.cells:
            cell.source = cell.source.replace("COURSE", str(root))
        name = "week2 (1).ipynb" if student == "e-renamed" else week2.FILE
        hand_in(root, student, name, week2.packed(book))
    whole = week2.packed(week2.perfect(root))
    hand_in(root, "f-truncated", week2.FILE, whole[: len(whole) // 2])
    hand_in(root, "h-stranger", week2.FILE, week2.packed(stranger(root)))
    hand_in(root, "t-empty", week2.FILE, b"")
    return Graded(root, grade(root))


def hand_in(root: Path, student: str, name: str, data: bytes) -> Path:
    path = root / "submitted" / student / week2.NAME / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def grade(root: Path, jobs: int = 1):
    """Grade all that is in submitted/, without penalties."""
    students = sorted(path.name for path in (root / "submitted").iterdir())
    bundle = week2.bundle(root, LIMITS)
    with open_gradebook(root) as gradebook:
        return grade_assignment(
            gradebook,
            bundle,
            {name: root / "submitted" / name / week2.NAME for name in students},
            {name: root / "autograded" / name / week2.NAME for name in students},
            lambda student, score, late: None,
            jobs,
        )


def test_is_everybody_graded_and_nobody_lost(graded):
    assert graded.summary.graded == len(CLASS) + len(PEOPLE)
    assert set(graded.summary.people) == set(PEOPLE)


@pytest.mark.parametrize("student", CLASS)
def test_does_everyone_get_what_they_earned_and_the_words_for_it(graded, student):
    _, lost, words = CLASS[student]
    expected = week2.POINTS | lost
    earned = graded.scores(student)
    assert {name: earned[name] for name in expected} == expected
    record = graded.record(student)
    assert (record["status"], record["score"]) == ("graded", sum(expected.values()))
    if words:
        assert words in graded.said(student)
    else:
        assert record["notes"] == []


@pytest.mark.parametrize("student", PEOPLE)
def test_is_what_cannot_be_read_left_to_a_person_and_no_silent_zero(graded, student):
    status, words = PEOPLE[student]
    assert set(graded.scores(student).values()) == {None}
    assert graded.record(student)["status"] == status
    assert graded.summary.people[student].startswith(status)
    assert words in graded.said(student)
    with open_gradebook(graded.root) as gradebook:
        row = gradebook.find_submission_notebook(week2.NAME, week2.NAME, student)
        assert all(one.needs_manual_grade for one in row.grades)


def test_is_a_loop_paid_for_once(graded):
    # Every function but one depends on sigmoid: plain nbgrader would wait for each of them.
    assert graded.record("i-loop")["seconds"] < 3 * LIMITS.cell_seconds


def test_are_grades_earned_before_a_kill_kept(graded):
    earned = graded.scores("j-swallows")
    assert [earned[name] for name in ("test-sigmoid", "test-model")] == [10, 15]


def test_does_thirty_megabytes_stay_out_of_the_notebook(graded):
    assert (graded.folder("l-prints") / week2.FILE).stat().st_size < 2_000_000


def test_is_the_export_a_proper_table(graded):
    target = graded.root / "grades.csv"
    with open_gradebook(graded.root) as gradebook:
        SafeCsv(to=str(target)).export(gradebook)
    with target.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(CLASS) + len(PEOPLE)
    assert not any(None in row for row in rows)  # more columns than names
    names = {row["student_id"] for row in rows}
    assert 'O"Neil, Jr' in names
    assert not any(name.startswith(("=", "+", "-", "@")) for name in names)


def test_does_a_perfect_students_page_never_hold_hidden_tests(graded):
    nbgrader(graded.root, "generate_feedback", week2.NAME, "--student=a-perfect")
    (page,) = (graded.root / "feedback" / "a-perfect").rglob("*.html")
    text = page.read_text()
    assert "propagate" in text
    for hidden in ("grade_quiz", "grader.grading", "why_not", "HIDDEN TESTS", "BEGIN SOLUTION"):
        assert hidden not in text


# What is handed in beside the notebook

NAMES = {
    "a-inside-the-notebook": f"{week2.FILE}/inside.txt",
    "b-inside-the-record": "grading.json/inside",
    "c-the-record": "grading.json",
    "d-inside-the-time": "timestamp.txt/inside",
    "e-no-utf-8": b"na\xefve.txt".decode("utf-8", "surrogateescape"),
    "f-long": "n" * 200,
    "g-a-program": "a\nb'; import os; os._exit(1)\n.txt",
    "h-unfinished": ".unfinished-x/y",
}
STAMPS = {
    "i-no-time": b"no time",
    "j-digits": b"9" * 400,
    "k-no-text": b"\xff\xfe\x00",
    "l-no-date": b"2026-13-45 99:99",
}


@pytest.fixture(scope="module")
def beside(tmp_path_factory) -> Graded:
    """A class that hands in odd things beside a perfect notebook, graded in one run."""
    root = tmp_path_factory.mktemp("beside")
    shutil.copytree(week2.course(tmp_path_factory), root, dirs_exist_ok=True)
    book = week2.packed(week2.perfect(root))
    for student, name in NAMES.items():
        assert hand_in(root, student, name, b"[]").exists()
    for student, stamp in STAMPS.items():
        hand_in(root, student, "timestamp.txt", stamp)
    for student in [*NAMES, *STAMPS, "m-links", "n-pipe", "z-honest"]:
        inside = NAMES.get(student, "").startswith(week2.FILE)  # where the notebook would be
        path = hand_in(root, student, "other name.ipynb" if inside else week2.FILE, book)
        if student == "m-links":
            (root / "secret.txt").write_text("the course's own")
            for name in ("link.txt", "timestamp.txt", "deep"):
                path.with_name(name).symlink_to(root / ("" if name == "deep" else "secret.txt"))
        if student == "n-pipe":
            os.mkfifo(path.with_name("pipe"))
            with path.with_name("large.bin").open("wb") as file:
                file.truncate(LARGEST_FILE + 1)
    return Graded(root, grade(root))


@pytest.mark.parametrize("student", [*NAMES, *STAMPS, "m-links", "n-pipe", "z-honest"])
def test_does_nothing_beside_a_notebook_stop_the_class(beside, student):
    assert beside.record(student)["score"] == PERFECT


def test_are_symbolic_links_left_out(beside):
    assert {p.name for p in beside.folder("m-links").iterdir()} == {week2.FILE, "grading.json"}
    folder = beside.root / "submitted" / "m-links" / week2.NAME
    submission = folders.read_submission("m-links", folder)
    assert set(submission.files) == {week2.FILE}
    assert any("link.txt is a link and was left out" in note for note in submission.notes)


def test_does_a_score_that_is_none_ask_for_a_person(tmp_path):
    from grader.pipeline.execution import score_shown

    cell = nbformat.v4.new_code_cell("3 * f(1)")
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": 2, "grade_id": "x"}
    for data in ({"text/plain": "3.0"}, {"text/plain": ""}):
        cell.outputs = [nbformat.v4.new_output("execute_result", data)]
        assert score_shown(cell) is None
    cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "1.5"})]
    assert score_shown(cell) == 1.5
