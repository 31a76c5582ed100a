"""Of the wrong answers that are collected, does any draw a contradiction or blame another?"""

import re
import warnings
from pathlib import Path

import pytest

from tests.grader.exercises.course import shipped, shipped_text, written
from utils import checkfile, checks
from utils.table import Table, as_text

FILES = sorted((Path(__file__).parents[1] / "answers").glob("*/*/wrong-*.py"))
TRAINING = ("model", "optimize", "nn_model", "two_layer_model", "L_layer_model")
# Some of all weeks; of those that train for a while, fewer.
SAMPLE = [file for file in FILES if file.parts[-2] not in TRAINING][::10]
SAMPLE += [file for file in FILES if file.parts[-2] in TRAINING][::24]
PAIRS = (
    r"is (.+?), where (.+?) (?:alone )?is expected",
    r"has shape (\([^)]*\)), where (\([^)]*\)) is expected",
    r"(?:has|returns) (\d+) (?:entry|entries|values?)[^,]*, where (\d+) ",
    r"got(?: at \[[^]]*\])? (\S+), expected (\S+)\.(?:\s|$)",
    r"takes (\d+) arguments?[^;]*; the call passes (\d+)",
)
NEVER = re.compile(r"\b1 (?:entries|values|arguments)\b|gufunc|NoneType|-dimensional")


def contradictions(text: str) -> list[str]:
    """What is said to differ, and is told in the same words."""
    found = (match for pattern in PAIRS for match in re.finditer(pattern, text))
    return [match[0] for match in found if match[1] == match[2]]


def doubly_told(text: str) -> set[str]:
    """Parts that one sentence calls wrong and another right."""
    right = re.findall(r"([\w\[\], ]+?(?: and [\w\[\]]+)?) (?:is|are) right\.", text)
    wrong = re.findall(r"([\w\[\], ]+?(?: and [\w\[\]]+)?) differs? too\.", text)
    names = lambda found: {n for part in found for n in re.split(r", | and ", part.strip())}  # noqa: E731
    return names(right) & names(wrong)


@pytest.fixture
def shown(monkeypatch, tmp_path):
    tables: list[Table] = []
    monkeypatch.setattr(checks, "show", tables.append)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.chdir(tmp_path)
    return tables


@pytest.mark.parametrize("file", SAMPLE, ids=lambda file: "-".join(file.parts[-2:]))
def test_no_wrong_answer_draws_a_contradiction_or_blames_an_innocent(file, shown):
    week, name = file.parts[-3:-1]
    Path(checkfile.FILE_NAME).write_text(shipped_text(week), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        answer = written(week, name, file.read_text(encoding="utf-8"))
        answer.__name__ = name
        exec(f"check({name})", {"check": checks.check, name: answer})
    text = as_text(shown[0])
    assert contradictions(text) == []
    for row in shown[0].report.rows:
        assert not doubly_told(row.words), row.words
    assert not NEVER.search(text), text
    # All its helpers are the course's own, or stand in its own file and are judged by their checks.
    others = set(re.findall(r"run check\((\w+)\)", text))
    source = file.read_text(encoding="utf-8")
    assert all(f"def {other}(" in source and other in shipped(week) for other in others), text


def test_the_sample_has_at_least_fifty_of_all_weeks():
    assert len(SAMPLE) >= 50 and len({file.parts[-3] for file in SAMPLE}) == len(
        {file.parts[-3] for file in FILES}
    )


@pytest.mark.parametrize(
    "text",
    [
        "dw is a dict, where a dict is expected.",
        "dw has shape (3, 1), where (3, 1) is expected.",
        "It returns 2 values, where 2 are expected.",
        "b differs: got 0.5, expected 0.5. w differs too.",
    ],
)
def test_a_contradiction_is_found(text):
    assert contradictions(text)
