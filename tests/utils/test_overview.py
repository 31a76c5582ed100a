"""Does the overview say truly what is done, begun and open, and what comes next?"""

import json
from functools import partial

import numpy as np
import pytest

from utils import checkfile, outline, overview
from utils.checkfile import Case, Checks
from utils.checks import check, check_quiz
from utils.outline import Book, Outline, load, recorded
from utils.patience import patience

OUTLINE = Outline(
    "week9-tiny",
    9,
    (Book("week9-tiny", "Tiny", 10, {"double": 8.0, "triple": 4.0}, ("q1", "q2"), 1),),
    {"Twice": "lessons/week9-1-x.ipynb#Twice"},
    "Upload it.",
)


def checks(name, factor, points):
    inputs = [np.array([[1.0, 2.0]]), np.array([[3.0], [5.0]])]
    cases = tuple(Case("visible", {"x": x}, factor * x, {}) for x in inputs)
    return Checks(name, points, cases, {}, see="Twice")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    both = [checks("double", 2, 8.0), checks("triple", 3, 4.0)]
    (tmp_path / "checks.json").write_text(checkfile.dump("week9-tiny", both), encoding="utf-8")
    (tmp_path / "outline.json").write_text(outline.dump(OUTLINE), encoding="utf-8")
    return tmp_path


def shown(capsys, code, **names):
    exec(code + "\nfrom utils import progress\nprogress()", names)
    return capsys.readouterr().out


RIGHT = "def double(x):\n    return 2 * x\ndef triple(x):\n    return 3 * x\n"


def test_an_outline_comes_back_as_it_was_written():
    assert load() == OUTLINE


@pytest.mark.parametrize("text", [None, "{", '{"format": 0}'])
def test_a_check_file_that_is_of_no_use_is_one_sentence(capsys, folder, text):
    path = folder / "checks.json"
    path.write_text(text) if text else path.unlink()
    said = shown(capsys, RIGHT)
    assert said.startswith("checks.json") and "assignment folder" in said and len(said) < 200


def test_a_function_that_never_ends_is_stopped_as_in_check(capsys, monkeypatch):
    monkeypatch.setattr(overview, "patience", partial(patience, 0.2))
    endless = "def triple(x):\n    while True:\n        pass\n"
    said = shown(capsys, "def double(x):\n    return 2 * x\n" + endless)
    assert "✓ double" in said and "◐ triple" in said


def test_who_learns_alone_is_not_told_to_wait_for_a_grade(capsys, folder):
    quiz = checkfile.Quiz(("q1", "q2"), {"q1": {"a": "No."}, "q2": {"a": "No."}})
    text = checkfile.dump("week9-tiny", [checks("double", 2, 8.0)], quiz)
    (folder / "checks.json").write_text(text, encoding="utf-8")
    said = shown(capsys, "quiz = {'q1': 'b', 'q2': ''}")
    assert "check_quiz(quiz) says whether rightly" in said and "when graded" not in said


def test_an_untouched_notebook_ends_in_a_summary_of_what_is_open(capsys):
    stub = "def double(x):\n    raise NotImplementedError('not written yet')\n"
    said = shown(capsys, stub + "quiz = {'q1': '', 'q2': ''}")
    assert said.count("○") == 4 and "Next: double" in said and "0 of 12 points" in said
    assert "Ready" not in said


def test_done_begun_and_open_are_told_apart(capsys):
    said = shown(capsys, "def double(x):\n    return 2 * x\ndef triple(x):\n    return x\n"
                 "quiz = {'q1': 'b', 'q2': 'e'}")  # fmt: skip
    marks = {line.split()[1]: line.split()[0] for line in said.splitlines() if line[:1] == " "}
    assert marks == {"double": "✓", "triple": "◐", "quiz": "○"}
    assert "done, 8 of 8" in said and "✓ quiz q1" in said and "Still to do: 2 of 4" in said


def test_all_done_is_ready_and_says_how_to_hand_in(capsys):
    said = shown(capsys, RIGHT + "quiz = {'q1': 'b', 'q2': 'c'}")
    assert "Ready to hand in" in said and "Upload it." in said and "own words" in said
    assert "12 of 12 points" in said


def test_what_is_not_in_memory_counts_as_check_last_saw_it(capsys):
    exec(RIGHT + "from utils import check\ncheck(double)", {})
    capsys.readouterr()
    said = shown(capsys, "pass")
    assert "✓ double" in said and "○ triple" in said


def test_what_is_broken_again_is_not_done_any_more():
    exec(RIGHT + "from utils import check\ncheck(double)", {})
    assert recorded() == {"double": 1.0}
    exec("def double(x):\n    return x\nfrom utils import check\ncheck(double)", {})
    assert recorded()["double"] < 1.0
    check_quiz({"q1": "a"})
    check_quiz({"q1": ""})
    assert "q1" not in recorded()


def test_the_hint_links_to_the_lesson(monkeypatch):
    tables = []
    monkeypatch.setattr("utils.checks.show", tables.append)

    def double(x):
        return x

    check(double)
    assert f'href="{OUTLINE.see["Twice"]}"' in tables[0]._repr_html_()


@pytest.mark.parametrize("text", ["", "[]", '{"double": "x"}', '{"double": null}', "\xff"])
def test_a_damaged_record_is_as_none(folder, text):
    (folder / "progress.json").write_text(text, encoding="latin-1")
    assert recorded() == {}
    check_quiz({"q1": "a"})
    assert recorded() == {"q1": 1.0}


def test_while_grading_nothing_is_said_or_written(capsys, monkeypatch, folder):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert shown(capsys, RIGHT) == "" and not (folder / "progress.json").exists()


def test_the_overview_of_all_weeks_says_what_is_next(folder, capsys, monkeypatch):
    for week, shares in ((1, {"double": 1, "triple": 1, "q1": 1, "q2": 1}), (2, {"double": 0.5})):
        path = folder / f"week{week}-x"
        path.mkdir()
        book = Book(
            f"week{week}-x", f"Title {week}", 10, OUTLINE.books[0].functions, ("q1", "q2"), 0
        )
        told = Outline(f"week{week}-x", week, (book,), {}, "")
        (path / "outline.json").write_text(outline.dump(told), encoding="utf-8")
        (path / "progress.json").write_text(json.dumps(shares), encoding="utf-8")
    overview.overview()
    said = capsys.readouterr().out
    assert "1 of 2 notebooks done" in said and "✓ Week 1" in said and "◐ Week 2" in said
    assert "Next: Week 2 · Title 2." in said


def test_no_text_becomes_markup():
    line = overview.Line("✓", "<b>x</b>", "<script>", '"><b>')
    html = overview.Overview("<i>", (line,), "<i>")._repr_html_()
    assert "<script" not in html and "<i>" not in html and "<b>x" not in html
