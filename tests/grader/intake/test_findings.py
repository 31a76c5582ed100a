"""Is what was repaired told, under the name of its cell?"""

import pytest

from tests.grader.intake.handed_in import (
    answered,
    cell_of,
    check_answers,
    taken_in,
    to_bytes,
)


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("test-cube", "points", 1000),
        ("test-cube", "points", "9" * 400),
        ("test-cube", "solution", True),
        ("test-cube", "locked", False),
        ("test-cube", "grade", False),
        ("cube", "grade", True),
        ("cube", "locked", True),
        ("written", "points", -1),
        ("draw", "solution", True),
    ],
)
def test_forged_metadata_is_ignored_and_noted(name, key, value):
    notebook = answered()
    cell_of(notebook, name).metadata.nbgrader[key] = value
    result = taken_in(notebook)
    check_answers(result)
    assert ("metadata", name) in [(note.kind, note.cell) for note in result.notes]


def test_merge_conflicts_are_noted():
    notebook = answered()
    text = "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> theirs"
    cell_of(notebook, "cube").source = text
    result = taken_in(notebook)
    assert [(note.kind, note.cell) for note in result.notes] == [("conflict", "cube")]
    whole = to_bytes(answered()).replace(b'"nbformat"', b'\n<<<<<<< HEAD\n>>>>>>> b\n"nbformat"')
    assert "merge conflicts" in taken_in(whole).notes[0].sentence
