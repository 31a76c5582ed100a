"""The questions with choices at the end of lessons: four choices, and a word on each wrong one."""

import re

import nbformat
import pytest

from grader.places import ROOT

CHOICE = re.compile(r"^   - \*\*([a-d])\*\* .+$", re.M)
ASKED = re.compile(r"^(\d+)\. .+\n((?:   - \*\*[a-d]\*\* .+\n?)+)", re.M)


def checks() -> dict[str, str]:
    """The closing cells of the lessons that have questions with choices."""
    found = {}
    for path in sorted((ROOT / "notebooks").glob("week*.ipynb")):
        for cell in nbformat.read(path, 4).cells:
            if cell.source.startswith("## Check yourself") and CHOICE.search(cell.source):
                found[path.stem] = cell.source
    return found


def test_some_lessons_have_them():
    assert sum(len(ASKED.findall(text)) for text in checks().values()) >= 30


@pytest.mark.parametrize("lesson", checks())
def test_every_wrong_choice_is_explained(lesson: str):
    questions, answers = checks()[lesson].split("<details>")
    numbers = re.findall(r"^(\d+)\. ", questions, re.M)
    assert numbers == re.findall(r"^(\d+)\. ", answers, re.M)
    for number, choices in ASKED.findall(questions):
        assert CHOICE.findall(choices) == list("abcd"), (lesson, number)
        answer = re.search(rf"^{number}\. \*\*([a-d])\*\*\. (.+)$", answers, re.M)
        assert answer, (lesson, number)
        told = set(re.findall(r"\*\*([a-d])\*\*", answer[2]))
        general = not told  # one sentence that is about all the others
        assert general or told == set("abcd") - {answer[1]}, (lesson, number)
