"""Does a check file come back as it was written, and a damaged one say so?"""

import json

import numpy as np
import pytest

from utils.checkfile import (
    VERSION,
    Case,
    CheckFileError,
    Checks,
    Quiz,
    Speed,
    dump,
    load,
    load_one,
    names_in,
    quiz_in,
)
from utils.compare import same
from utils.expected import Sample

CHECKS = [
    Checks(
        "sigmoid",
        10.0,
        (
            Case("visible", {"z": np.array([[0.0, 1.0]])}, np.array([[0.5, 0.73]]), {"m": "x"}),
            Case("large |z|", {"z": 1e3}, 1.0, given={"start": Sample((2, 2), 0.0, 1.0)}),
        ),
        {"m": "A hint with “quotes”, $\\alpha$ and\nlines."},
        names=("a", "b"),
        uses=("exp",),
        speed=Speed({"z": 1}, 1000),
        see="The sigmoid",
    ),
    Checks("random", 5.0, (), {}, random=True, in_place=True, own_start=lambda *_: None),
]


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "checks.json"
    found.write_text(dump("week", CHECKS), encoding="utf-8")
    return found


def test_checks_come_back_as_they_were(path):
    found = load(path)
    assert list(found) == ["sigmoid", "random"]
    for before in CHECKS:
        after = found[before.function]
        for field in ("points", "hints", "names", "uses", "random", "in_place", "speed", "see"):
            assert getattr(after, field) == getattr(before, field), field
        assert len(after.cases) == len(before.cases)
        for one, other in zip(after.cases, before.cases, strict=True):
            assert (one.row, one.mistakes, one.given) == (other.row, other.mistakes, other.given)
            assert same(one.inputs, other.inputs) and same(one.expected, other.expected)


def test_the_rule_that_needs_the_solution_stays_behind(path):
    assert load(path)["random"].own_start is None
    assert "own_start" not in path.read_text() and "lambda" not in path.read_text()


def test_the_same_checks_make_the_same_file():
    assert dump("week", CHECKS) == dump("week", CHECKS)
    header, *lines = dump("week", CHECKS).splitlines()
    assert json.loads(header) == {"assignment": "week", "version": VERSION}
    assert [json.loads(line)[0] for line in lines] == ["sigmoid", "random"]


def test_a_missing_file_says_what_to_copy(tmp_path):
    with pytest.raises(CheckFileError, match="Copy the whole assignment folder"):
        load(tmp_path / "checks.json")


HEADER = json.dumps({"version": VERSION}) + "\n"
DAMAGED = ["", "{", "[]", "{}", "7", "null", '"version"', HEADER.strip(), HEADER + "[1]\n"]
DAMAGED += [
    HEADER + "\n",
    HEADER + '["f",1]\n',
    HEADER + '["f",{}]\n',
    HEADER + '["f",{"dict":[]}]',
    HEADER + '["f",{"dict":[]},[]]\n',
    HEADER + '["f",{"dict":[["cases",[]],["speed",null]]}]\n',
]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_asks_for_a_fresh_copy(text, path):
    path.write_text(text)
    with pytest.raises(CheckFileError, match=r"checks\.json is damaged"):
        load(path)


def test_a_file_cut_short_or_of_another_kind_asks_for_a_fresh_copy(path):
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: len(whole) // 2], encoding="utf-8")
    with pytest.raises(CheckFileError, match="damaged"):
        load(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CheckFileError, match="damaged"):
        load(path)


def test_one_function_is_read_without_the_others(path):
    assert names_in(path) == ["sigmoid", "random"]
    assert load_one(path, "sigmoid").see == "The sigmoid" and load_one(path, "tanh") is None
    text = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([text[0], text[1], '["random",{"dict":[[']) + "\n", encoding="utf-8")
    assert load_one(path, "sigmoid").function == "sigmoid"
    for read in (load, lambda p: load_one(p, "random")):
        with pytest.raises(CheckFileError, match="damaged"):
            read(path)


@pytest.mark.parametrize("damaged", ['[{"dict":[["m","x"}', "[", "[[]"])
def test_what_mistakes_would_answer_is_read_when_it_is_asked_for(path, damaged):
    whole = path.read_text(encoding="utf-8")
    cases = '[{"dict":[["m","x"]]},{"dict":[]}'
    assert cases in whole
    path.write_text(whole.replace(cases, damaged), encoding="utf-8")
    case = load_one(path, "sigmoid").cases[0]
    assert same(case.expected, CHECKS[0].cases[0].expected)
    with pytest.raises(CheckFileError, match="damaged"):
        case.mistakes["m"]


@pytest.mark.parametrize(
    "text", ['{"assignment": "week", "checks": []}', '{"assignment": "w", "version": 1}\n', "9"]
)
def test_a_file_of_another_version_asks_for_a_fresh_folder(text, path):
    path.write_text(text if text != "9" else json.dumps({"version": VERSION + 1}) + "\n")
    for read in (load, names_in, lambda p: load_one(p, "sigmoid")):
        with pytest.raises(CheckFileError, match=r"different versions .* fresh copy of the whole"):
            read(path)


def test_spare_values_come_back(path):
    case = Case("visible", {"A2": 1.0}, 0.5, spare={"parameters": {"W1": np.ones((2, 3))}})
    path.write_text(dump("week", [Checks("cost", 1.0, (case,), {})]), encoding="utf-8")
    assert same(load_one(path, "cost").cases[0].spare, case.spare)


def test_the_quiz_comes_back_and_a_file_without_one_has_no_questions(path):
    for quiz in (Quiz(("q1", "q2")), Quiz(("q1",), {"q1": {"a": "No."}})):
        path.write_text(dump("week", CHECKS, quiz), encoding="utf-8")
        assert quiz_in(path) == quiz and names_in(path) == [c.function for c in CHECKS]
    path.write_text(dump("week", CHECKS), encoding="utf-8")
    assert quiz_in(path) == Quiz()


@pytest.mark.parametrize(
    "damage", ['"questions":7', '"questions":[7]', '"reasons":[]', '"reasons":{"q1":7}']
)
def test_a_damaged_quiz_says_so(damage, path):
    text = dump("week", CHECKS).replace('"version"', f'{damage},"version"', 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CheckFileError, match="is damaged"):
        quiz_in(path)
