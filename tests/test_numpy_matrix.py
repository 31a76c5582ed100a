"""Does `tools/numpy_matrix.py` run what students get, and does it tell a failure?"""

import shutil
import sys
from pathlib import Path

import pytest

from grader.places import ROOT
from tools import numpy_matrix as matrix
from utils.needs import NEEDED

NAME = "week1-broadcasting"


def test_a_cell_is_as_a_student_solves_it():
    cell = "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"
    assert matrix.as_solved(cell) == "def f(x):\n    return x"
    hidden = "check(f)\n### BEGIN HIDDEN TESTS\ngrade(f)\n### END HIDDEN TESTS"
    assert matrix.as_solved(hidden) == "check(f)"


@pytest.mark.parametrize("version", matrix.OLDEST)
def test_the_oldest_packages_are_within_what_a_release_asks_for(version):
    asked = matrix.packages(version, "oldest")
    names = {text.partition("=")[0].partition(">")[0] for text in asked}
    assert len(asked) == len(NEEDED) and names == {t.partition(">")[0] for t in NEEDED.values()}
    assert matrix.packages(version, "newest") == list(NEEDED.values())


def test_the_oldest_numpy_of_all_is_the_one_that_is_promised():
    floors = {text.replace("==", ">=").replace(".*", "") for text in matrix.OLDEST.values()}
    assert NEEDED["numpy"] in floors


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "release" / NAME, tmp_path / NAME)
    return tmp_path / NAME


def test_solutions_pass_and_a_folder_that_fails_is_told(folder: Path):
    assert matrix.run(Path(sys.executable), folder, NAME) == ""
    path = folder / "utils" / "compare.py"
    path.write_text(path.read_text(encoding="utf-8") + "\nraise ImportError('old')\n", "utf-8")
    assert "old" in matrix.run(Path(sys.executable), folder, NAME)
