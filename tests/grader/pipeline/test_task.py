"""Which of the files that were handed in are graded?"""

from types import SimpleNamespace

import pytest
from nbformat.v4 import new_notebook

from grader.pipeline import task
from grader.pipeline.task import matched

BOOKS = {"week": new_notebook(), "extra": new_notebook()}
PREPARED = SimpleNamespace(sources=BOOKS, releases=BOOKS)


@pytest.mark.parametrize("folder", ["a", "old", "week", "Übung", "a/b"])
def test_a_copy_in_a_folder_never_takes_the_place_of_the_notebook_on_top(folder):
    files = {f"{folder}/week.ipynb": b"old", "week.ipynb": b"new"}
    found, notes = matched(PREPARED, files)
    assert found == {"week": b"new"}
    assert notes == [
        f"The file '{folder}/week.ipynb' was not graded, but 'week.ipynb', of the same name."
    ]


def test_a_notebook_in_a_folder_counts_when_there_is_no_other():
    assert matched(PREPARED, {"work/week.ipynb": b"mine"}) == ({"week": b"mine"}, [])


@pytest.mark.parametrize("ending", [".ipynb.txt", ".IPYNB", ".ipynb.json"])
def test_the_endings_that_browsers_give_are_understood(ending):
    assert matched(PREPARED, {f"week{ending}": b"mine"}) == ({"week": b"mine"}, [])


def test_only_a_few_strangers_are_looked_at(monkeypatch):
    looked = []
    monkeypatch.setattr(task, "recognise", lambda data, missing: looked.append(data))
    found, notes = matched(PREPARED, {f"{n}.ipynb": b"%d" % n for n in range(9)})
    assert not found and len(looked) == task.MOST_STRAYS
    assert "Of 9 notebooks under other names, 3 were looked at." in notes
