"""Does a class get its grades and pages back, on the platform that it handed in on?"""

import csv
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grader import __main__ as command
from grader.collecting.names import owner
from grader.pipeline.record import Keys, write_record
from grader.pipeline.result import CellReport, Due, Grade, Result
from grader.places import ROOT
from tests.grader.platforms import exports
from utils.examine import Report, Row

NAME = exports.NAME
# Points by the machine, whether an answer is to be read, why a person is due.
CLASS = {"9001": (41.25, False, ""), "9002": (60.0, False, ""), "9003": (30.0, False, "odd")}
CLASS |= {"9004": (20.0, True, "")}
HINT = "Where does 1/m go? <b>"


def build(root: Path) -> None:
    """A graded class: one is right, one not quite, one waits for a person, one to be read."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "neural-networks-by-hand") as book:
        book.add_assignment(NAME)
        book.add_notebook("one", NAME)
        book.add_grade_cell("test", "one", NAME, max_score=60, cell_type="code")
        for student, (score, unread, why) in CLASS.items():
            book.add_student(student)
            book.add_submission(NAME, student)
            grade = book.find_grade("test", "one", NAME, student)
            grade.auto_score, grade.needs_manual_grade = score, unread or bool(why)
            due = (Due(why, "one", "test"),) if why else ()
            rows = (Row("hidden cases", score / 60, 60.0),)
            report = Report("propagate", rows, score, 60.0, hint=HINT, see="The cost")
            result = Result("graded", {}, (Grade("one", "test", score, 60.0),), (), people=due,
                            reports=(CellReport("one", "test", report),))  # fmt: skip
            folder = root / "autograded" / student / NAME
            folder.mkdir(parents=True)
            write_record(folder, result, Keys("key"), None)
            page = root / "feedback" / student / NAME / f"{NAME}.html"
            page.parent.mkdir(parents=True)
            page.write_text(f"<p>{student}</p>")
        book.add_student("9005")
        book.db.commit()
    shutil.copytree(ROOT / "release" / NAME, root / "release" / NAME)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        build(root)
    return root


@pytest.fixture
def course(built, tmp_path, monkeypatch):
    root = tmp_path / "course"
    shutil.copytree(built, root)
    monkeypatch.setenv("COURSE_ROOT", str(root))
    return root


def download(root: Path, *names: str) -> None:
    for name in names:
        path = root / "downloaded" / NAME / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")


CANVAS = [f"studentname_{n}_{n}7_{NAME}-1.ipynb" for n in CLASS]
MOODLE = [f"Student {n}_{n}_assignsubmission_file/{NAME}.ipynb" for n in CLASS]


def give_back(monkeypatch, data: bytes | None, root: Path, *words: str) -> tuple[int, bytes]:
    """The status, and the filled sheet."""
    sheet = root / "grades.csv"
    asked = []
    if data is not None:
        sheet.write_bytes(data)
        asked = [str(sheet)]
    monkeypatch.setattr(sys, "argv", ["grader", "give-back", NAME, *asked, *words])
    status = command.main()
    if data is not None:
        assert sheet.read_bytes() == data
    filled = root / "grades-filled.csv"
    assert not list(root.rglob(".unfinished*"))
    return status, filled.read_bytes() if filled.exists() else b""


def test_a_canvas_sheet_is_filled_and_nothing_else_changes(course, monkeypatch, capsys):
    download(course, *CANVAS)
    status, filled = give_back(monkeypatch, exports.CANVAS, course)
    wanted = exports.CANVAS.replace(b"Section A,7,,", b"Section A,7,41.25,")
    wanted = wanted.replace(b"Section A,,12.00,", b"Section A,,60,")
    assert filled == wanted
    said = capsys.readouterr().out
    assert "12" in said and "changed" in said
    assert "9003" in said and "needs a person: odd" in said
    assert "“Student, Test”" in said and "names.csv" in said
    assert "In the gradebook, but not in the sheet:\n  9004\n" in said and "9005" not in said
    assert status == 1


def test_decimals_have_a_comma_where_the_sheet_has_one(course, monkeypatch, capsys):
    download(course, *CANVAS)
    _, filled = give_back(monkeypatch, exports.CANVAS_SEMICOLON, course)
    assert b"One, Student;9001;one;A;41,25\r\nTwo, Student;9002;two;A;60\r\n" in filled
    assert filled.endswith(b"Three, Student;9003;three;A;EX")


def test_an_excused_student_stays_excused(course, monkeypatch, capsys):
    download(course, *CANVAS)
    data = exports.CANVAS_SEMICOLON.replace(b"A;\r\n", b"A;EX\r\n")
    _, filled = give_back(monkeypatch, data, course)
    assert b"9001;one;A;EX" in filled and "“EX” stands there" in capsys.readouterr().out


@pytest.mark.parametrize("data", [exports.MOODLE, exports.MOODLE_GERMAN.encode("utf-8-sig")])
def test_a_moodle_worksheet_is_filled_with_the_feedback_beside_it(
    course, monkeypatch, data, capsys
):
    download(course, *MOODLE)
    _, filled = give_back(monkeypatch, data, course, "--comments", "--feedback")
    text, before = filled.decode("utf-8-sig"), data.decode("utf-8-sig")
    delimiter = ";" if ";" in before else ","
    rows = list(csv.reader(text.splitlines(), delimiter=delimiter))
    assert [row[4].replace(",", ".") for row in rows[1:]] == ["41.25", "60", ""]
    assert rows[1][9].startswith("<p>propagate: 41.25 of 60. Where does 1/m go? &lt;b&gt; See “")
    assert rows[2][9] in ('<p>Well, "done"</p>', "<p>propagate: 60 of 60</p>") and not rows[3][9]
    for new, old in zip(rows, csv.reader(before.splitlines(), delimiter=delimiter), strict=True):
        assert new[:4] + new[5:9] == old[:4] + old[5:9]
    with zipfile.ZipFile(course / "downloaded" / NAME / "feedback-moodle.zip") as packed:
        names = packed.namelist()
        assert f"Student One_9001_assignsubmission_file/{NAME}.html" in names
        assert f"Student 9004_9004_assignsubmission_file/{NAME}.html" in names
        assert len(names) == 4 and {owner(n.split("/")[0], True).student for n in names} == {*CLASS}
        assert packed.read(f"Student One_9001_assignsubmission_file/{NAME}.html") == b"<p>9001</p>"


def test_canvas_pages_have_the_numbers_of_what_was_handed_in(course, monkeypatch, capsys):
    download(course, *CANVAS, "studentname_LATE_9001_90099_notes.txt",
             f"studentname_LATE_9001_90098_{NAME}-2.ipynb",
             "studentname_9002_text.html")  # fmt: skip
    status, _ = give_back(monkeypatch, None, course, "--feedback")
    with zipfile.ZipFile(course / "downloaded" / NAME / "feedback-canvas.zip") as packed:
        assert sorted(packed.namelist()) == [
            "studentname_9002_90027_" + f"{NAME}.html",
            "studentname_9003_90037_" + f"{NAME}.html",
            "studentname_9004_90047_" + f"{NAME}.html",
            "studentname_LATE_9001_90098_" + f"{NAME}.html",
        ]
    assert status == 0


def test_ilias_pages_lie_in_the_folders_that_it_made(course, monkeypatch, capsys):
    (course / "names.csv").write_text("login9001,9001\nlogin9002,9002\n")
    download(course, *(f"Week 2/Submissions/Last_First_login{n}_{n}8/{NAME}.ipynb"
                       for n in ("9001", "9002")))  # fmt: skip
    assert give_back(monkeypatch, None, course, "--feedback")[0] == 1  # two are not known there
    with zipfile.ZipFile(course / "downloaded" / NAME / "feedback-ilias.zip") as packed:
        assert sorted(packed.namelist()) == [
            f"multi_feedback_{NAME}/Last_First_login{n}_{n}8/{NAME}.html" for n in ("9001", "9002")
        ]


@pytest.mark.parametrize("kind", ["Brightspace", "Blackboard"])
def test_logins_and_numbers_find_students_by_the_table(course, monkeypatch, kind, capsys):
    (course / "names.csv").write_text("s001,9001\ntwo,9002\nStudent Three,9003\n")
    data = exports.BRIGHTSPACE if kind == "Brightspace" else exports.BLACKBOARD.encode("utf-16")
    _, filled = give_back(monkeypatch, data, course, "--partial")
    encoding = "utf-8" if kind == "Brightspace" else "utf-16"
    text = filled.decode(encoding)
    if kind == "Brightspace":
        assert "#s001,#one,One,Student,41.25,#\r\n#s002,#two,Two,Student,60,#\r\n" in text
        assert "Three,Student,,#" in text
    else:
        assert '"s001"\t""\t"41.25"\n' in text and '"s002"\t""\t"60"\n' in text
        assert '"s003"\t""\t""\n' in text


def test_a_number_that_only_looks_like_a_student_is_nobodys(course, monkeypatch, capsys):
    _, filled = give_back(monkeypatch, exports.MOODLE, course)  # no download, no collected.json
    assert filled == exports.MOODLE
    (course / "downloaded" / NAME).mkdir(parents=True)
    (course / "downloaded" / NAME / "collected.json").write_text('{"9001": "digest"}')
    _, filled = give_back(monkeypatch, exports.MOODLE, course)
    assert b'for grading - ",41.25,60.00' in filled and b"12.00,60.00" in filled


def test_two_of_one_name_are_left_to_a_person(course, monkeypatch, capsys):
    (course / "names.csv").write_text("Student One,9001\n")
    sheet = b"Identifier,Full name,Grade,Maximum grade\nP 1,Student One,,60\nP 2,Student One,,60\n"
    assert give_back(monkeypatch, sheet, course) == (1, sheet)
    assert "2 lines may be 9001" in capsys.readouterr().out


def test_written_answers_are_waited_for_unless_somebody_says_so(course, monkeypatch, capsys):
    download(course, *MOODLE)
    sheet = b"Identifier,Full name,Grade,Maximum grade\nP 9004,Student Four,,60\n"
    assert give_back(monkeypatch, sheet, course)[1] == sheet
    assert "written answers are to be read" in capsys.readouterr().out
    assert b"Student Four,20,60" in give_back(monkeypatch, sheet, course, "--partial")[1]


@pytest.mark.parametrize(("word", "score"), [("--scale", b"68.75"), ("--points", b"41.25")])
def test_other_points_on_the_platform_are_asked_about(course, monkeypatch, word, score, capsys):
    download(course, *MOODLE)
    sheet = exports.MOODLE.replace(b"60.00", b"100.00")
    assert give_back(monkeypatch, sheet, course) == (1, b"")
    assert "out of 100, the assignment out of 60: --scale" in capsys.readouterr().err
    assert b'for grading - ",' + score in give_back(monkeypatch, sheet, course, word)[1]


def test_a_dry_run_writes_nothing_and_again_changes_nothing(course, monkeypatch, capsys):
    download(course, *MOODLE)
    assert give_back(monkeypatch, exports.MOODLE, course, "--dry-run", "--feedback")[1] == b""
    assert not list((course / "downloaded" / NAME).glob("*.zip"))
    _, once = give_back(monkeypatch, exports.MOODLE, course)
    assert give_back(monkeypatch, once, course)[1] == once
    assert "2 unchanged" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "words", "said"),
    [
        (b"x,y\n", (), "no line of it is the head"),
        (None, (), "name the sheet"),
        (None, ("--feedback",), "there is no download"),
        (exports.BRIGHTSPACE, ("--feedback",), "how Brightspace takes feedback"),
    ],
)
def test_what_cannot_be_done_is_said_on_one_line(course, monkeypatch, capsys, data, words, said):
    assert give_back(monkeypatch, data, course, *words)[0] == 1
    error = capsys.readouterr().err
    assert error.startswith("grader: ") and said in error and error.count("\n") == 1
