"""Do README, guides and `make help` name what there is, and do programs say what guides quote?"""

import re
from functools import cache
from pathlib import Path

import pytest
from jupyter_server import serverapp
from nbgrader.apps import baseapp
from nbgrader.converters import base
from nbgrader.exchange.default import collect

from grader.__main__ import parser
from grader.places import ROOT

GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in GUIDES)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = dict(re.findall(r"^([a-z-]+):.*?## (.+)$", MAKEFILE, re.M))
# Measured and looked after by those who work on the course itself.
WITHIN = {"data", "numpy", "ladder", "proof", "bench-alike", "format", "clean"}
GUIDE = (ROOT / "docs" / "instructor-guide.md").read_text(encoding="utf-8")
SAID = GUIDE.partition("## When something is said")[2]
CELLS = re.findall(r"^\| (`.+?) \| ", SAID, re.M)
# In the place of a student, a score, a word that a sentence begins with.
BETWEEN = re.compile(r"…|student-\d+|\d+|IST")


def test_every_target_in_a_guide_is_one_of_make_help():
    named = set(re.findall(r"(?:`|    |C /\S+ )make ([a-z][a-z-]*)", TEXT))
    assert named <= TARGETS.keys() and len(named) > 20


def test_every_target_of_make_help_is_in_a_guide():
    assert {name for name in TARGETS if not re.search(rf"make {name}\b", TEXT)} <= WITHIN


def test_what_a_guide_gives_to_make_is_taken():
    words = set(re.findall(r"\b([A-Z_]{2,})=", " ".join(re.findall(r"make [^`\n]+", TEXT))))
    assert {"DRY", "FEEDBACK", "SHEET"} <= words
    assert [word for word in words if not re.search(rf"\b{word}\b", MAKEFILE)] == []


def test_every_command_in_a_guide_is_one():
    commands = next(a.choices for a in parser()._actions if a.dest == "command" and a.choices)
    named = set(re.findall(r"python -m grader ([a-z][a-z-]*)", TEXT))
    assert len(named) > 5 and named <= set(commands)


@cache
def said_by_programs() -> str:
    """All that the programs may say, where a string goes on in the next line as one."""
    ours = [*(ROOT / "grader").rglob("*.py"), *(ROOT / "tools").glob("*.sh")]
    texts = [path.read_text(encoding="utf-8") for path in [*ours, ROOT / "nbgrader_config.py"]]
    for module in (serverapp, baseapp, base, collect):
        texts.append(Path(module.__file__).read_text(encoding="utf-8"))
    return re.sub(r'"\s*\n\s*f?"', "", "\n".join([*texts, MAKEFILE]))


@pytest.mark.parametrize("cell", CELLS)
def test_a_message_that_the_guide_explains_is_one_that_is_printed(cell):
    pieces = [part for quoted in re.findall(r"`(.+?)`", cell) for part in BETWEEN.split(quoted)]
    words = [one for part in pieces for one in part.split(": ") if len(one.strip()) > 3]
    assert words or "->" in cell
    assert [one for one in words if one.strip(" :.") not in said_by_programs()] == []


def test_there_are_messages_to_explain():
    assert len(CELLS) > 30
