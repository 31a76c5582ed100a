"""Are scores printed for people, and all that is known for programs?"""

import json

from grader import scores
from grader.pipeline.record import write_record
from grader.pipeline.result import CellReport, Grade, Result
from tests.grader.pipeline import tiny
from utils.examine import Report


def test_scores_are_a_table_or_data(tmp_path, monkeypatch, capsys):
    tiny.make_course(tmp_path)
    tiny.hand_in(tmp_path, "student-01", why="It doubles.")
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    tiny.grade(tmp_path, jobs=1)
    folder = tmp_path / "autograded" / "student-01" / tiny.NAME
    report = CellReport(tiny.NAME, "test-double", Report("double", (), 1.0, 2.0, mistake="sign"))
    graded = Result("graded", {}, (Grade(tiny.NAME, "test-double", 1.0, 2.0),), (), (report,))
    write_record(folder, graded, "key", None)

    assert scores.run([]) == 0
    assert "student-01 5.00 0.00 5.00 to be read" in " ".join(capsys.readouterr().out.split())
    assert scores.run([], as_json=True) == 0
    (found,) = json.loads(capsys.readouterr().out)
    (student,) = found["submissions"]
    assert (found["assignment"], student["student"], student["score"]) == ("tiny", "student-01", 5)
    assert student["to_be_read"] and student["late_penalty"] == 0 and student["final"] == 5
    assert student["record"]["reports"][0]["mistake"] == "sign"
    assert scores.run(["another"], as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == []
