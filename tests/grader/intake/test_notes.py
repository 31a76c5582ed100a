"""Do names read as prose?"""

import pytest

from grader.intake.notes import listed


@pytest.mark.parametrize(
    ("names", "prose"),
    [
        (["a"], "“a”"),
        (["a", "b"], "“a” and “b”"),
        (["a", "b", "c"], "“a”, “b” and “c”"),
        (list("abcdefg"), "“a”, “b”, “c”, “d”, “e”, “f” and 1 more"),
    ],
)
def test_names_are_listed_as_prose(names, prose):
    assert listed(names) == prose
