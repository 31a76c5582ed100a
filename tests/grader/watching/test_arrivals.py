"""Is what arrives known, the newest of it, and only when all of it is there?"""

import json
import zipfile

import pytest

from grader.watching.arrivals import (
    QUIET,
    Arrival,
    Waiting,
    clear,
    collect,
    in_exchange,
    in_folder,
    is_whole,
    time_of,
)

BOOK = json.dumps({"cells": [], "nbformat": 4})
STAMP = "2026-10-01 12:00:00.{:06} UTC"


def handed_in(folder, text=BOOK, secret="s3cret"):
    folder.mkdir(parents=True)
    (folder / "week1.ipynb").write_text(text)
    if secret is not None:
        (folder / "submission_secret.txt").write_text(secret)
    return folder


def test_of_the_exchange_the_newest_of_each_student_counts(tmp_path):
    for student, number, chance in (("ada", 1, "+x"), ("ada", 20, "+a"), ("bob+1", 3, "")):
        handed_in(tmp_path / f"{student}+week1+{STAMP.format(number)}{chance}")
    for other in ("ada+week2+2026-10-01 12:00:00 UTC+x", "ada+week1+soon+x", "ada", ".hidden"):
        handed_in(tmp_path / other)
    found = in_exchange(tmp_path, ["week1"])
    assert [(one.student, one.stamp) for one in found] == [
        ("ada", STAMP.format(20)), ("bob+1", STAMP.format(3)),
    ]  # fmt: skip
    assert in_exchange(tmp_path / "nothing", ["week1"]) == []


def test_links_and_names_that_cannot_be_shown_are_no_arrivals(tmp_path):
    (tmp_path / "top").mkdir()
    real = handed_in(tmp_path / "elsewhere")
    (tmp_path / "top" / f"eve+week1+{STAMP.format(1)}+x").symlink_to(real)
    handed_in(tmp_path / "top" / f"<b>+week1+{STAMP.format(1)}+x")
    assert in_exchange(tmp_path / "top", ["week1"]) == []


def test_a_folder_has_students_with_assignments(tmp_path):
    handed_in(tmp_path / "ada" / "week1")
    handed_in(tmp_path / "ada" / "week9")
    handed_in(tmp_path / ".ada" / "week1")
    assert [one.folder for one in in_folder(tmp_path, ["week1"])] == [tmp_path / "ada" / "week1"]


@pytest.mark.parametrize(
    ("stamp", "hour"),
    [("2026-10-01 12:00:00.123456 UTC", 12), ("2026-10-01 12:00:00.1 CEST", 10),
     ("2026-10-01 12:00:00 XYZ", 12), ("2026-10-01 12:00:00.0 CST", 12), ("soon", None)],
)  # fmt: skip
def test_times_of_the_exchange_are_read_as_nbgrader_reads_them(stamp, hour):
    found = time_of(stamp)
    assert (found.hour if found else None) == hour


@pytest.mark.parametrize(
    ("text", "secret", "stamp", "whole"),
    [
        (BOOK, None, "", True),
        (BOOK, "s", "now", True),
        (BOOK, "", "now", False),  # nbgrader writes it last
        (BOOK, None, "now", False),
        (BOOK[:-3], "s", "", False),
        ("", "s", "", False),
        ("[]", "s", "", False),
    ],
)
def test_what_is_not_whole_is_known(tmp_path, text, secret, stamp, whole):
    folder = handed_in(tmp_path / "x", text, secret)
    assert is_whole(Arrival("ada", "week1", folder, stamp)) is whole


def test_a_zip_may_be_whole_as_well(tmp_path):
    folder = tmp_path / "x"
    folder.mkdir()
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("week1.ipynb", BOOK)
    arrival = Arrival("ada", "week1", folder)
    assert is_whole(arrival)
    (folder / "all.zip").write_bytes((folder / "all.zip").read_bytes()[:40])
    assert not is_whole(arrival)


def test_it_is_ready_when_it_has_come_to_rest_and_done_until_it_changes(tmp_path):
    folder = handed_in(tmp_path / "ada" / "week1")
    (arrival,) = in_folder(tmp_path, ["week1"])
    waiting = Waiting(patience=10)
    assert waiting.ready([arrival], 0.0) == [] and waiting.some
    (folder / "more.txt").write_text("more")
    assert waiting.ready([arrival], QUIET) == []  # it has changed
    assert waiting.ready([arrival], 2 * QUIET) == [arrival]
    waiting.finish(arrival)
    assert waiting.ready([arrival], 9.0) == [] and not waiting.some
    (folder / "more.txt").write_text("and more")
    assert waiting.ready([arrival], 10.0, set()) == [] and not waiting.some  # nobody said so
    waiting.ready([arrival], 11.0, {folder})
    assert waiting.ready([arrival], 12.0, set()) == [arrival]
    assert waiting.ready([], 13.0) == [] and not waiting.some  # it is gone


def test_what_looks_half_copied_is_taken_when_it_has_had_its_time(tmp_path):
    handed_in(tmp_path / "ada" / "week1", BOOK[:-2])
    (arrival,) = in_folder(tmp_path, ["week1"])
    waiting = Waiting(patience=10)
    assert [waiting.ready([arrival], now) for now in (0.0, 1.0, 9.0)] == [[], [], []]
    assert waiting.ready([arrival], 10.0) == [arrival]


def test_what_failed_waits_before_it_is_tried_again(tmp_path):
    handed_in(tmp_path / "ada" / "week1")
    (arrival,) = in_folder(tmp_path, ["week1"])
    waiting = Waiting(patience=10)
    waiting.ready([arrival], 0.0)
    waiting.later(arrival, 5.0)
    assert waiting.ready([arrival], 4.0) == [] and waiting.ready([arrival], 6.0) == [arrival]


def test_collecting_is_whole_keeps_later_work_and_follows_no_link(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("of the course")
    inbound, target = tmp_path / "inbound", tmp_path / "submitted" / "ada" / "week1"
    for number in (1, 2):
        folder = handed_in(inbound / f"ada+week1+{STAMP.format(number)}+x", secret=str(number))
        (folder / "timestamp.txt").write_text(STAMP.format(number))
    (folder / "link.txt").symlink_to(secret)
    (second,) = in_exchange(inbound, ["week1"])
    assert collect(second, target) and not collect(second, target)
    assert (target / "submission_secret.txt").read_text() == "2"
    assert (target / "link.txt").is_symlink()
    first = Arrival("ada", "week1", inbound / f"ada+week1+{STAMP.format(1)}+x", STAMP.format(1),
                    time_of(STAMP.format(1)))  # fmt: skip
    assert not collect(first, target)
    assert list(target.parent.iterdir()) == [target]


def test_a_killed_copy_leaves_nothing_behind(tmp_path, monkeypatch):
    (tmp_path / "ada" / ".arriving-x").mkdir(parents=True)
    assert len(list(clear(tmp_path))) == 1 and not any((tmp_path / "ada").iterdir())
    handed_in(tmp_path / "drop" / "ada" / "week1")
    (arrival,) = in_folder(tmp_path / "drop", ["week1"])
    monkeypatch.setattr("shutil.copytree", lambda *_, **__: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        collect(arrival, tmp_path / "ada" / "week1")
    assert not any((tmp_path / "ada").iterdir())
