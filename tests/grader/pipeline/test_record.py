"""Is all that is known of a graded submission kept, as plain data, also when it is graded again?"""

import json

import pytest

from grader.pipeline import record
from grader.pipeline.record import MOST_EARLIER, VERSION, Keys, earlier, read_record, write_record
from grader.pipeline.result import CellReport, Grade, Result
from utils.examine import Report, Row

ROW = Row("hidden cases", 0.5, 4.0, "dw differs.", "f(x=1)")
REPORT = Report(
    "propagate", (ROW,), 2.0, 4.0, hint="Where does 1/m go?", mistake="no-mean", see="The cost",
    note="Note.", listed=True, seconds=0.123456, lent={"sigmoid": 12}, carried={"sigmoid": "sign"},
)  # fmt: skip
QUIZ = Report("quiz", (), 1.0, 2.0, choices={"q1": "a", "q2": ""})


def result(report=REPORT):
    return Result(
        "graded", {}, (Grade("week", "test-f", 2.0, 4.0), Grade("week", "why", None, 5.0)), ("n",),
        (CellReport("week", "test-f", report), CellReport("week", "test-quiz", QUIZ)), 1.5, 0.5,
    )  # fmt: skip


def written(folder, found, key="key"):
    write_record(folder, found, Keys(key), read_record(folder))
    return read_record(folder)


def test_a_record_holds_every_grade_and_every_report(tmp_path):
    found = written(tmp_path, result())
    assert (found["version"], found["key"], found["score"]) == (VERSION, "key", 2.0)
    assert found["grades"][1] == {"notebook": "week", "cell": "why", "score": None, "points": 5.0}
    first, quiz = found["reports"]
    assert (first["notebook"], first["cell"], first["function"]) == ("week", "test-f", "propagate")
    assert (first["mistake"], first["hint"], first["listed"]) == (REPORT.mistake, REPORT.hint, True)
    assert first["rows"][0] == vars(ROW) and first["seconds"] == 0.1235
    assert (first["lent"], first["carried"]) == ({"sigmoid": 12}, {"sigmoid": "sign"})
    assert quiz["choices"] == {"q1": "a", "q2": ""} and found["earlier"] == []


def test_a_record_says_what_the_gradings_before_it_found(tmp_path):
    first = written(tmp_path, result(), "one")
    better = Report("propagate", (), 4.0, 4.0)
    second = written(tmp_path, result(better), "two")
    third = written(tmp_path, result(better), "three")
    assert [entry["key"] for entry in third["earlier"]] == ["two", "one"]
    assert second["earlier"][0]["graded"] == first["graded"]
    moved = [entry["functions"]["propagate"] for entry in third["earlier"]]
    assert moved == [{"score": 4.0, "mistake": ""}, {"score": 2.0, "mistake": "no-mean"}]


def test_only_so_many_gradings_are_kept(tmp_path):
    for number in range(MOST_EARLIER + 3):
        found = written(tmp_path, result(), str(number))
    assert len(found["earlier"]) == MOST_EARLIER
    assert found["earlier"][0]["key"] == str(MOST_EARLIER + 1)


def test_a_record_of_the_version_before_is_told_of_too():
    assert earlier({"key": "old", "score": 3.0})[0]["functions"] == {}


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"text"', "\udcff"])
def test_a_damaged_record_is_none(tmp_path, text):
    (tmp_path / record.NAME).write_bytes(text.encode(errors="surrogateescape"))
    assert read_record(tmp_path) is None


def test_no_text_of_a_students_can_damage_a_record(tmp_path):
    odd = Report("f", (Row("\ud800", 0.0, 1.0, "\x00\n\u2028'\"<script>"),), 0.0, 1.0)
    found = written(tmp_path, result(odd))
    assert "<script>" in found["reports"][0]["rows"][0]["words"]
    json.loads((tmp_path / record.NAME).read_text(encoding="utf-8"))
