"""Does a check file come back as it was written, and a damaged one say so?"""

import json

import numpy as np
import pytest

from utils.checkfile import Case, CheckFileError, Checks, Speed, dump, load
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
    Checks("random", 5.0, (), {}, random=True, in_place=True, accept=lambda inputs, answer: True),
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
    assert load(path)["random"].accept is None
    assert "accept" not in path.read_text() and "lambda" not in path.read_text()


def test_the_same_checks_make_the_same_file():
    assert dump("week", CHECKS) == dump("week", CHECKS)
    assert json.loads(dump("week", CHECKS))["assignment"] == "week"


def test_a_missing_file_says_what_to_copy(tmp_path):
    with pytest.raises(CheckFileError, match="Copy the whole assignment folder"):
        load(tmp_path / "checks.json")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"checks": [1]}', '{"checks": [{"x": 1}]}'])
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
