"""A folder counts when it has stopped changing, and again when it changes."""

import os

import pytest

from grader.watching.arrivals import Arrivals, look


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "student-01"
    made.mkdir()
    (made / "work.ipynb").write_text("{}")
    return made


def test_what_still_grows_is_waited_for(folder):
    arrivals = Arrivals()
    assert arrivals.settled([folder]) == []
    (folder / "data.csv").write_text("1")
    assert arrivals.settled([folder]) == []
    assert arrivals.settled([folder]) == [folder]


def test_what_was_handled_counts_again_only_when_it_changes(folder):
    arrivals = Arrivals()
    assert arrivals.settled([folder], frozenset([folder])) == [folder]
    arrivals.handle(folder)
    assert [arrivals.settled([folder]) for _ in range(3)] == [[], [], []]
    (folder / "work.ipynb").write_text("{ }")
    assert arrivals.settled([folder]) == [] and arrivals.settled([folder]) == [folder]


@pytest.mark.parametrize("change", ["newer", "gone", "deeper", "renamed"])
def test_any_change_is_seen(folder, change):
    (folder / "more.txt").write_text("x")
    before = look(folder)
    if change == "newer":
        os.utime(folder / "work.ipynb", (1, 1))
    elif change == "gone":
        (folder / "more.txt").unlink()
    elif change == "deeper":
        (folder / "below").mkdir()
        (folder / "below" / "x").write_text("")
    else:
        (folder / "more.txt").rename(folder / "other.txt")
    assert look(folder) != before


def test_nothing_and_links_are_not_followed(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("/")
    assert look(tmp_path / "empty") == () == look(tmp_path / "missing")
    assert len(look(tmp_path / "link")) == 1
