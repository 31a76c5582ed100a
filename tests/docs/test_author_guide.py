"""Does every example of the author's guide do what the guide says of it?"""

import ast
import re
from dataclasses import fields

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.answer_key import checks, variants
from grader.assignment import Assignment
from grader.exercises import Exercise
from grader.hints import hint_problems
from grader.lint import mistake_problems
from grader.places import ROOT
from utils.examine import examine

GUIDE = (ROOT / "docs" / "author-guide.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```python( \w+)?\n(.*?)^```$", re.M | re.S)
HEADING = re.compile(r"^#+ .+$", re.M)
IMPORTS = """
from dataclasses import replace
import numpy as np
from grader.exercises import Exercise
from grader.exercises.draw import at, between, draw, normal, signed, whole
from utils.checkfile import Speed
from utils.expected import Mask, OneOf
"""


def blocks(kind: str) -> dict[str, str]:
    """The blocks of one kind, by the heading above and their number below it."""
    found: dict[str, str] = {}
    for match in BLOCK.finditer(GUIDE):
        if (match[1] or "").strip() == kind:
            above = HEADING.findall(GUIDE, 0, match.start())[-1].lstrip("# ")
            found[above] = match[2]
    return found


def marked(source: str, **told: object):
    info = {"grade": False, "solution": False, "locked": False, "task": False} | told
    return new_code_cell(source, metadata={"nbgrader": info})


def example(text: str) -> tuple[Assignment, dict]:
    """The assignment that an example makes, and its names."""
    names: dict = {}
    exec(IMPORTS + text, names)
    tree = ast.parse(text)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    sources = [
        ast.get_source_segment(text, node)
        for node in functions
        if not node.name.startswith(("right_", "wrong_", "follows"))
    ]
    cells = [new_code_cell("import numpy as np")]
    cells += [marked(source, solution=True) for source in sources if source]
    cells += [
        marked(f"grade({entry.function})", grade=True, points=10.0) for entry in names["EXERCISES"]
    ]
    return Assignment("guide", {"guide": new_notebook(cells=cells)}), names


def variants_in(text: str, names: dict) -> list[tuple[Exercise, str]]:
    """Each right and wrong function, with the exercise that stands before it in the text."""
    entries = {entry.function: entry for entry in names["EXERCISES"]}
    found, current = [], None
    for name in re.findall(r"^def (\w+)", text, re.M):
        current = entries.get(name, current)
        if name.startswith(("right_", "wrong_")):
            assert current is not None, name
            found.append((current, name))
    return found


@pytest.mark.parametrize("heading", blocks(""))
def test_an_example_does_what_it_says(heading):
    text = blocks("")[heading]
    assignment, names = example(text)
    drawn = {}
    for entry in names["EXERCISES"]:
        drawn[entry.function] = found = checks(assignment, entry, "a secret")
        functions = variants(assignment, entry)
        assert examine(functions.pop(""), found).score == 10.0, entry.function
        assert list(hint_problems(assignment, entry)) == []
        for name, function in functions.items():
            assert list(mistake_problems(name, examine(function, found), "guide")) == []
    judged = variants_in(text, names)
    assert judged or "`speed`" in heading
    for entry, name in judged:
        report = examine(names[name], drawn[entry.function])
        told = [row.words for row in report.rows]
        assert (report.score == 10.0) == name.startswith("right_"), (name, report.score, told)


def test_every_option_of_an_exercise_has_an_example():
    headings = " ".join(blocks(""))
    examples = "\n".join(blocks("").values())
    for option in [field.name for field in fields(Exercise) if field.name not in ("function", "_")]:
        assert f"`{option}`" in headings, option
        assert re.search(rf"\b{option}=", examples), option


def test_the_notebook_cells_and_the_plain_ones_run():
    names: dict = {"np": np, "check": lambda function: None}
    solution = next(match[2] for match in BLOCK.finditer(GUIDE) if match[1] == " notebook")
    exec(solution, names)
    for plain in blocks("plain").values():
        exec(plain, names)
    with pytest.raises(AssertionError):
        exec(blocks("plain").popitem()[1], names | {"share": lambda a: a})


def test_the_guide_is_found():
    for page in ("README.md", "CONTRIBUTING.md"):
        assert "docs/author-guide.md" in (ROOT / page).read_text(encoding="utf-8")
