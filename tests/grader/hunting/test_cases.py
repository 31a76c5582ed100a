"""What a hunt draws: a dozen faults of different kinds, each with a symptom that is real."""

from functools import cache

import pytest

from grader.assignment import assignment_names, load_assignment
from grader.hunting import cases, symptoms
from grader.hunting.cases import COUNT, Hunt, problems
from grader.hunting.notebook import notebook
from grader.hunting.scenes import Scene
from grader.hunting.symptoms import Seen
from grader.release import secret_lines

WEEK1, WEEK2, WEEK6 = "week1-broadcasting", "week2-logistic-regression", "week6-optimization"


@cache
def hunt(name: str) -> Hunt:
    return Hunt(load_assignment(name))


@pytest.mark.parametrize("name", assignment_names())
def test_every_week_has_a_dozen_cases_that_show(name):
    found = hunt(name)
    drawn = found.drawn("student-01")
    assert [case.function for case in drawn] == found.functions and len(drawn) == COUNT
    for number, case in enumerate(drawn):
        assert case.shown.text != case.wanted.text and "Error: " not in case.wanted.text
        assert case.text.strip() != found.assignment.solution(case.function).strip()
        before = set(found.functions[: number + 1])
        assert set(found.exercises[case.function].uses) <= before  # a helper is mended first
    kinds = [case.mistake.name for case in drawn]
    assert len(set(kinds)) == COUNT  # no two of one name
    assert sum(bool(case.shown.picture) for case in drawn) >= 2
    shown = {line.strip() for case in drawn for line in case.text.splitlines()}
    book = notebook(found, drawn, 1)
    told = [cell for cell in book.cells if not cell.metadata.get("nbgrader", {}).get("solution")]
    lines = {line.strip() for cell in told for line in cell.source.splitlines()}
    assert not lines & (secret_lines(found.assignment) - shown)


@pytest.mark.parametrize("name", [WEEK1, WEEK2, WEEK6])
def test_a_seed_draws_the_same_and_another_one_others(name, monkeypatch):
    monkeypatch.setattr(symptoms, "_picture", lambda: b"a picture")  # which decides on nothing

    def drawn(seed):
        return [(case.function, case.mistake.name) for case in hunt(name).drawn(seed)]

    one, again, other = drawn("student-01"), drawn("student-01"), drawn("student-02")
    assert one == again != other
    assert [function for function, _ in one] == [function for function, _ in other]
    assert len(set(one)) == len(one)


def test_what_stops_or_looks_patched_is_not_drawn():
    names = {mistake.name for mistake in hunt(WEEK2).faults["optimize"]}
    assert "ascent" in names and "one-step" not in names  # two statements in one line
    assert "no-keepdims" not in {mistake.name for mistake in hunt(WEEK1).faults["softmax"]}


def test_lint_finds_nothing_and_each_planted_fault(monkeypatch):
    found = hunt(WEEK1)
    assert list(problems(found)) == []
    alike = Scene("Nothing shows.", "print(1)")
    monkeypatch.setattr(cases, "scenes_of", lambda *_: (alike,))
    assert "has no symptom" in next(problems(Hunt(found.assignment)))
    stops = Scene("It stops.", "print(nowhere)")
    monkeypatch.setattr(cases, "scenes_of", lambda *_: (stops,))
    assert "the solution stops in a look" in next(problems(Hunt(found.assignment)))
    line = max(secret_lines(found.assignment), key=len)
    monkeypatch.setattr(cases, "scenes_of", lambda *_: (Scene("Told.", f"if 0:\n    {line}"),))
    told = list(problems(Hunt(found.assignment)))
    assert any("a look holds a line of the solutions" in one for one in told)
    monkeypatch.setattr(symptoms, "seen", lambda *_, **__: Seen(hint))
    hint = found.faults["softmax"][0].hint
    assert Hunt(found.assignment).wanted("softmax", alike).text == hint
