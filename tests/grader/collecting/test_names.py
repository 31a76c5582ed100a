"""What do the names that platforms give say?"""

from datetime import datetime

import pytest

from grader.collecting.junk import is_junk
from grader.collecting.names import owner, without_copy_mark

FILES = {
    "doejane_LATE_12345_67890_ps1-1.ipynb": ("Canvas", "12345", "ps1-1.ipynb"),
    "gruppe_1_12_99_my_99_work.ipynb": ("Canvas", "1", "99_my_99_work.ipynb"),
    "LATE_anon_7Fx2k_99_ps1.ipynb": ("Canvas", "anon_7Fx2k", "ps1.ipynb"),
    "Ada X_4711_assignsubmission_file_a_1_b.ipynb": ("Moodle", "4711", "a_1_b.ipynb"),
    "4711_assignsubmission_file_a.ipynb": ("Moodle", "4711", "a.ipynb"),
    "hw_2_ada_poging_2026-10-01-11-02-33_a_b.ipynb": ("Blackboard", "ada", "a_b.ipynb"),
    "1-2 - Jo Doe - Sep 20, 2024 1035 PM - a - b.ipynb": ("Brightspace", "Jo Doe", "a - b.ipynb"),
    "[2] - ada - a.ipynb": ("Open edX", "ada", "a.ipynb"),
}
FOLDERS = {
    "Teilnehmer_12_assignsubmission_file": ("Moodle", "12"),
    "202020-29393 - jdoe1 Jane Doe - Sep 20, 2024 205 AM": ("Brightspace", "jdoe1"),
    "1-2 - Jane Doe - 00123 - Sep 20, 2024 1035 PM": ("Brightspace", "00123"),
    "Lovelace_Ada_ada.l_123": ("ILIAS", "ada.l"),
    "Doe, Jane(jd1)": ("Sakai", "jd1"),
}


@pytest.mark.parametrize(("name", "said"), FILES.items())
def test_a_files_name(name, said):
    found = owner(name, folder=False)
    assert (found.platform, found.student, found.rest) == said


@pytest.mark.parametrize(("name", "said"), FOLDERS.items())
def test_a_folders_name(name, said):
    found = owner(name, folder=True)
    assert (found.platform, found.student) == said


@pytest.mark.parametrize("name", ["week2.ipynb", "student-01_week2.ipynb", "a b", "utils", "x_1"])
def test_what_is_no_platforms_name(name):
    assert owner(name, folder=False) is None and owner(name, folder=True) is None


@pytest.mark.parametrize(
    ("clock", "time"),
    [("115 AM", (1, 15)), ("1115 AM", (11, 15)), ("1205 AM", (0, 5)), ("0205 PM", (14, 5))],
)
def test_the_minutes_are_the_last_two_digits(clock, time):
    found = owner(f"1-2 - Jo Doe - Sep 20, 2024 {clock}", folder=True)
    assert found.when == datetime(2024, 9, 20, *time)


@pytest.mark.parametrize(
    ("stem", "number"),
    [(" (1)", 1), ("-Copy1", 0), ("-2", 2), ("_final", 0), (" copy 2", 0), ("-1-3", 3),
     (" - Copy", 0)],
)  # fmt: skip
def test_marks_of_copies(stem, number):
    assert without_copy_mark(f"week-2{stem}", lambda text: text == "week-2") == ("week-2", number)


@pytest.mark.parametrize(
    "path",
    ["__MACOSX/a/._b.ipynb", "a/._b.ipynb", ".ipynb_checkpoints/a.ipynb", ".DS_Store", "Thumbs.db",
     "a.ipynb~", "#a.ipynb#", ".~a.ipynb", "a.ipynb.swp", "a-checkpoint.ipynb", "desktop.ini"],
)  # fmt: skip
def test_junk_is_nobodys_work(path):
    assert is_junk(path.split("/"))
    assert not is_junk(["work", "a.ipynb"])
