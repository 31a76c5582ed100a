"""A class's download all the way: collected, graded, feedback written and released."""

import shutil
from datetime import datetime

import pytest
from nbgrader.apps.api import NbGraderAPI

from tests.course import once
from tests.grader.collecting.downloads import HALF, NAME, collect, notebook, place, put
from tests.grader.collecting.test_gather import FILE, PLATFORMS, class_of
from tests.grader.pipeline import tiny

TEXT_ONLY = {"4713"}  # handed in words in place of a notebook


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return once(tmp_path_factory, "tiny-course", tiny.make_course)


# nbgrader misspells an argument of its own.
@pytest.mark.filterwarnings("ignore:Passing unrecognized arguments:DeprecationWarning")
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_whole_class_is_graded_and_gets_its_feedback(made, tmp_path, platform):
    root = tmp_path / "course"
    shutil.copytree(made, root)
    files, students = class_of(root)[platform]
    put(root, files)
    found = collect(root, time_zone="Europe/Berlin")
    tiny.grade(root, jobs=1)
    scores = tiny.scores(root)
    assert set(scores) == students
    right = {row.student for row in found.rows if written(root, row.student) == notebook(root)}
    half = {row.student for row in found.rows if written(root, row.student) == notebook(root, HALF)}
    assert right and half and students - TEXT_ONLY == right | half
    assert all(scores[student] == 5 for student in right)
    assert all(scores[student] == 3 for student in half)
    api = NbGraderAPI(config=tiny.config(root))
    assert api.generate_feedback(NAME)["success"]
    released = api.release_feedback(NAME)
    assert released["success"], released["log"]
    pages = list((root / "exchange").rglob("feedback/*.html"))
    assert len(pages) == len(students)


def written(root, student):
    path = place(root).submitted(student) / FILE
    return path.read_bytes() if path.exists() else None


def test_times_decide_who_is_late(made, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(made, root)
    put(root, class_of(root)["Blackboard"][0])
    collect(root, time_zone="America/New_York")  # 15:02 UTC, and 09:05 by the receipt's CEST
    tiny.grade(root, jobs=1)
    found = tiny.contents(root)
    assert found["ada"]["timestamp"] == datetime(2026, 10, 1, 15, 2, 33)
    assert found["ada"]["penalty"] and not found["ben_b"]["penalty"]
