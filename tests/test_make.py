"""Does `make` say in a sentence what is not there yet, instead of a traceback or nothing?

Nothing is set up here: the environment that runs the tests is the one that make uses.
"""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from grader.places import ROOT

WEEKS = ("week1-broadcasting", "week2-logistic-regression")


def make(target: str, course: Path, *more: str) -> subprocess.CompletedProcess[str]:
    words = ["make", "-o", "ready", "-o", "system", "--no-print-directory", target, *more]
    words += [f"COURSE_ROOT={course}", f"VENV={sys.prefix}"]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_zips_holds_what_is_released_and_nothing_else(tmp_path):
    course = tmp_path / "a class"
    (course / "release" / WEEKS[1]).mkdir(parents=True)
    (course / "release" / WEEKS[1] / "README.md").write_text("Begin here.")
    done = make("zips", course)
    assert done.returncode == 0, done.stderr
    (packed,) = (course / "build" / "zips").iterdir()
    assert done.stdout.strip() == str(packed) and packed.name == f"{WEEKS[1]}.zip"
    assert f"{WEEKS[1]}/README.md" in ZipFile(packed).namelist()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("zips", "week1-broadcasting is not released yet: make release ASSIGNMENT=week1-broad"),
        ("feedback", "Nothing of week1-broadcasting is graded yet: make grade ASSIGNMENT=week1-"),
    ],
)
def test_what_is_not_there_yet_is_said_with_what_to_do(tmp_path, target, said):
    done = make(target, tmp_path, f"ASSIGNMENT={WEEKS[0]}")
    assert done.returncode != 0 and not done.stdout
    assert done.stderr.startswith(said) and "Traceback" not in done.stderr
