"""Does the command compare what lies in submitted/, and tell of what it cannot read?"""

import json
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from grader.alike import command
from tests.grader.pipeline import tiny

COPIED = {
    "double": "# twice the thing, as my aunt would say on a sunday\n    wide = [x] * 2\n"
    "    for step in (1,):\n        wide = [*wide]\n    return wide[0] + wide[-1] * step",
    "halves": "out = []\n    while len(out) < len(xs):\n        out.append(xs[len(out)] / 2.0)\n"
    "    return out",
}  # fmt: skip


@pytest.fixture
def class_of_ten(course, monkeypatch):
    """Eight that write as everybody does, and two that share something odd under other names."""
    monkeypatch.setenv("COURSE_ROOT", str(course))
    settings = tiny.config(course)
    monkeypatch.setattr("grader.configuration.configuration", lambda: settings)
    for number in range(8):
        tiny.hand_in(course, f"student-{number}")
    tiny.hand_in(course, "ada", COPIED)
    renamed = {name: text.replace("wide", "w").replace("out", "o") for name, text in COPIED.items()}
    tiny.hand_in(course, "bob", renamed)
    return course


def text_of(root, name="tiny-alike"):
    return (root / "report" / f"{name}.html").read_text(encoding="utf-8")


def test_it_writes_a_page_with_the_pair(class_of_ten, capsys):
    (tiny.hand_in(class_of_ten, "cid") / "tiny.ipynb").write_text("no notebook")
    assert command.run("tiny") == 0
    assert "1 pair of 10 submissions" in capsys.readouterr().out
    found = BeautifulSoup(text_of(class_of_ten), "html.parser")
    (row,) = found.select("#pairs ~ .wide tbody tr")
    assert row.th.text == "ada, bob"
    assert "cid: tiny.ipynb: unreadable" in found.select_one("#left-out").parent.text


def test_without_names_it_names_nobody(class_of_ten):
    assert command.run("tiny", hidden=True) == 0
    text = text_of(class_of_ten, "tiny-alike-anonymous")
    assert "ada" not in text and "bob" not in text and "student-" not in text
    assert "person" in text


def test_what_is_not_there_is_said(course, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_ROOT", str(course))
    settings = tiny.config(course)
    monkeypatch.setattr("grader.configuration.configuration", lambda: settings)
    assert command.run("other") == 1
    assert "other is not released" in capsys.readouterr().err
    assert command.run("tiny") == 1
    assert "no two submissions" in capsys.readouterr().err


def test_mistakes_and_wrong_choices_are_read_from_the_record():
    quiz = {"function": "quiz", "mistake": "", "choices": {"q1": "a", "q2": "c", "q3": ""},
            "rows": [{"label": "q1", "credit": 1.0}, {"label": "q2", "credit": 0.0},
                     {"label": "q3", "credit": 0.0}]}  # fmt: skip
    others = [{"function": "f", "mistake": name} for name in ("", "sign", "not-written")]
    found = command.mistakes(json.loads(json.dumps({"reports": [quiz, *others]})))
    assert found == {"q2 answered c", "f: sign"}
    assert command.mistakes(None) == frozenset()


def test_numbers_in_place_of_names_are_of_chance():
    people = [f"student-{k}" for k in range(30)]
    first, second = command.names(people), command.names(people)
    assert first != second and Counter(first.values()) == Counter(second.values())
    assert sorted(first.values())[0] == "person 01"
