"""Does the zip work where Gradescope unpacks it, without a network, whatever is handed in?"""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from grader.pipeline.result import CellReport, Due, Grade, Result
from grader.places import ROOT
from grader.platforms import gradescope, results
from utils.examine import Report
from utils.examine import Row as TableRow

NAME = "week1-broadcasting"
SECRET = "a secret for the tests"
FORGED = '{"score": 1000}'
HOSTILE = f"""
import os, subprocess, sys
for path in ("/autograder/results/results.json", "/autograder/source/course/grader/judge.py"):
    try:
        open(path, "w").write({FORGED!r})
        print("FORGED")
    except OSError:
        pass
for path in ("/autograder/source/course/bundle.json", f"/proc/{{os.getppid()}}/environ"):
    try:
        print(open(path).read())
    except OSError:
        pass
loop = "import time\\nwhile True:\\n try: open('/autograder/results/results.json', 'w')"
subprocess.Popen([sys.executable, "-c", loop + ".write('x')\\n except OSError: time.sleep(0.01)"])
"""


@pytest.fixture(scope="module")
def autograder(tmp_path_factory):
    """The zip, unpacked as Gradescope does it."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "release" / NAME, course / "release" / NAME)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_ROOT", str(course))
        patch.setenv("COURSE_SECRET", SECRET)
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        assert gradescope.run(NAME) == 0
    packed = course / "build" / "gradescope" / f"{NAME}.zip"
    assert packed.stat().st_mode & 0o077 == 0
    root = tmp_path_factory.mktemp("gradescope") / "autograder"
    with zipfile.ZipFile(packed) as archive:
        for entry in archive.infolist():
            path = Path(archive.extract(entry, root / "source"))
            path.chmod(entry.external_attr >> 16 & 0o777)
    (root / "venv").mkdir()
    root.chmod(0o755)
    return root


def handed_in(root: Path, data: bytes | None, name: str = f"{NAME}.ipynb") -> None:
    shutil.rmtree(root / "submission", ignore_errors=True)
    shutil.rmtree(root / "results", ignore_errors=True)
    (root / "submission").mkdir()
    (root / "results").mkdir()
    if data is not None:
        (root / "submission" / name).write_bytes(data)
    (root / "submission_metadata.json").write_text('{"id": 1, "users": []}')


def graded(root: Path, namespaces: bool = True) -> dict:
    """Run the autograder in a file system like Gradescope's, and return valid results.

    Without ``namespaces`` the container's /proc has parts that are hidden, as Docker's has: then no
    bubblewrap works in it.
    """
    command = ["bwrap", "--unshare-net", "--die-with-parent", "--new-session"]
    command += ["--cap-add", "ALL"] if os.geteuid() == 0 else ["--unshare-user"]
    for place in map(Path, ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc")):
        if place.is_symlink():
            command += ["--symlink", str(place.readlink()), str(place)]
        elif place.exists():
            command += ["--ro-bind", str(place), str(place)]
    python = Path(sys.base_prefix)
    if not python.is_relative_to("/usr"):
        for parent in sorted(set(python.parents) - {Path("/")}):
            command += ["--perms", "0755", "--dir", str(parent)]
        command += ["--ro-bind", str(python), str(python)]
    command += ["--bind", "/proc", "/proc"] if namespaces else ["--unshare-pid", "--proc", "/proc"]
    command += ["--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp"]
    command += ["--bind", str(root), "/autograder", "--ro-bind", sys.prefix, "/autograder/venv"]
    command += ["--clearenv", "--setenv", "HOME", "/tmp", "--chdir", "/autograder"]
    command += ["--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin"]
    done = subprocess.run(
        [*command, "/autograder/source/run_autograder"], capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    data = json.loads((root / "results" / "results.json").read_text())
    valid(data)
    data["stderr"] = done.stderr
    return data


def valid(data: dict) -> None:
    """Gradescope's own rules for results.json."""
    known = {"score", "execution_time", "output", "output_format", "visibility", "tests",
             "stdout_visibility", "extra_data"}  # fmt: skip
    assert set(data) <= known and ("score" in data or data["tests"])
    assert type(data["score"]) in (int, float) and type(data["output"]) is str
    assert data.get("visibility", "visible") == "visible"
    for test in data.get("tests", []):
        assert set(test) <= {"name", "number", "visibility", "output", "output_format", "score",
                             "max_score", "status"}  # fmt: skip
        assert test.get("status", "passed") in ("passed", "failed")
        assert test["output_format"] in ("text", "html")
        assert ("score" in test) == ("max_score" in test)


def solved() -> nbformat.NotebookNode:
    return nbformat.read(ROOT / "source" / NAME / f"{NAME}.ipynb", 4)


def as_bytes(book: nbformat.NotebookNode) -> bytes:
    return nbformat.writes(book).encode()


def hostile() -> bytes:
    """The work of somebody who solves nothing, and would rather write the results."""
    book = nbformat.read(ROOT / "release" / NAME / f"{NAME}.ipynb", 4)
    book.cells.insert(1, nbformat.v4.new_code_cell(HOSTILE, id="hostile"))
    return as_bytes(book)


def test_a_right_submission_has_all_points_and_tables(autograder):
    handed_in(autograder, as_bytes(solved()))
    data = graded(autograder)
    scored = [test for test in data["tests"] if "score" in test]
    assert scored and all(test["status"] == "passed" for test in scored), data
    assert data["score"] == pytest.approx(sum(test["max_score"] for test in scored))
    assert any("<table" in test["output"] for test in scored)


def test_a_wrong_one_loses_points_and_reads_a_hint(autograder):
    book = solved()
    wrong = next(cell for cell in book.cells if "### BEGIN SOLUTION" in cell.source
                 and cell.source.lstrip().startswith("def "))  # fmt: skip
    head = wrong.source.split("### BEGIN SOLUTION")[0]
    wrong.source = f"{head.rstrip()}\n    return 7.5\n"
    handed_in(autograder, as_bytes(book))
    failed = [test for test in graded(autograder)["tests"] if test.get("status") == "failed"]
    assert failed and "<table" in failed[0]["output"] and SECRET not in json.dumps(failed)


def test_a_damaged_one_waits_for_a_person(autograder):
    handed_in(autograder, as_bytes(solved())[:3000])
    data = graded(autograder)
    assert data["score"] == 0 and "A person will look at this" in data["output"]
    assert data["extra_data"]["status"] == "unreadable"
    assert not any("score" in test for test in data["tests"])


def test_a_hostile_one_writes_and_reads_nothing(autograder):
    handed_in(autograder, hostile())
    data = graded(autograder)
    assert "Without bubblewrap" not in data["stderr"]
    unharmed(autograder, data)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_a_container_without_namespaces_keeps_the_submission_apart_as_another_user(autograder):
    handed_in(autograder, hostile())
    data = graded(autograder, namespaces=False)
    assert "Without bubblewrap" in data["stderr"]
    unharmed(autograder, data)


def unharmed(root: Path, data: dict) -> None:
    assert data["score"] < 1 and len(data["tests"]) > 3
    assert data["extra_data"]["status"] == "graded"
    assert SECRET not in json.dumps(data) and "FORGED" not in json.dumps(data)
    assert FORGED not in (root / "source" / "course" / "grader" / "judge.py").read_text()


def test_without_anything_handed_in_there_are_results_too(autograder):
    handed_in(autograder, None)
    assert graded(autograder)["extra_data"]["status"] == "empty"


def test_the_zip_is_gradescopes_layout_and_brings_all_it_needs(autograder):
    source = autograder / "source"
    assert {path.name for path in source.iterdir()} == {"setup.sh", "run_autograder", "course"}
    for name in ("setup.sh", "run_autograder"):
        assert os.access(source / name, os.X_OK)
        assert subprocess.run(["bash", "-n", source / name], capture_output=True).returncode == 0
    wanted = (source / "course" / "requirements.txt").read_text().splitlines()
    assert any(line.startswith("numpy==") for line in wanted)
    assert any(line.startswith("alembic==") for line in wanted)  # what nbgrader needs
    assert not any(line.startswith(("playwright", "pyright", "ruff", "pytest")) for line in wanted)
    pinned = (ROOT / "requirements.txt").read_text()
    assert all(line in pinned for line in wanted)


HUGE = Report("f", tuple(TableRow(f"row {n}", 0.0, 1.0, "x" * 200) for n in range(900)), 0.0, 900.0)


@pytest.mark.parametrize(
    ("grade", "report", "status", "form"),
    [
        (Grade("n", "c", 2.0, 2.0), None, "passed", "text"),
        (Grade("n", "c", 0.0, 2.0), None, "failed", "text"),
        (Grade("n", "c", None, 2.0), None, None, "text"),
        (Grade("n", "c\ud800\x00", 3.0, 2.0), None, "passed", "text"),
        (Grade("n", "c", 0.0, 900.0), HUGE, "failed", "text"),
    ],
)
def test_every_kind_of_grade_is_valid_data(tmp_path, grade, report, status, form):
    reports = (CellReport("n", "c", report),) if report else ()
    people = (Due("odd \ud800\nname"),) if grade.score is None else ()
    result = Result("graded", {}, (grade,), ("a\x1bnote\ud800",), reports, people=people)
    path = tmp_path / "results.json"
    results.write(path, results.data_of(result))
    data = json.loads(path.read_text())
    valid(data)
    (test,) = data["tests"]
    assert test.get("status") == status and test["output_format"] == form
    assert ("A person will look" in data["output"]) == bool(people)
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_of_ours_is_valid_and_blames_nobody(tmp_path):
    results.write(tmp_path / "results.json", results.failed(why="KeyError: 'x'"))
    data = json.loads((tmp_path / "results.json").read_text())
    valid(data)
    assert "no fault of yours" in data["output"] and "KeyError" not in data["output"]
