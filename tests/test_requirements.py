"""Does requirements.txt name what the project imports, and pin everything?"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires

from packaging.requirements import Requirement

from grader.assignment import ROOT

OWN = {"tools", "grader", "utils", "datasets", "tests"}
CHOSEN, BROUGHT = (ROOT / "requirements.txt").read_text("utf-8").split("# What those bring")


def pinned(lines: str) -> list[str]:
    """The packages with an exact version, as their names are compared."""
    return [plain(name) for name in re.findall(r"^([\w.-]+)==[\w.]+(?:$|\s)", lines, re.M)]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def sources() -> Iterator[str]:
    """All code of the project, a file or a notebook's cell at a time."""
    yield (ROOT / "nbgrader_config.py").read_text("utf-8")
    for folder in OWN:
        for path in (ROOT / folder).rglob("*.py"):
            yield path.read_text("utf-8")
    for path in [*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("source/*/*.ipynb")]:
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield re.sub(r"^[%!].*", "", "".join(cell["source"]), flags=re.M)


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_whatever_is_imported_stands_among_the_chosen_ones():
    modules = {name.partition(".")[0] for source in sources() for name in imported(source)}
    others = modules - OWN - set(sys.stdlib_module_names)
    packages = packages_distributions()
    wanted = {plain(name) for module in others for name in packages[module]}
    assert len(wanted) > 15
    assert wanted - set(pinned(CHOSEN)) == set()


def test_everything_has_one_exact_version():
    lines = [line for line in (CHOSEN + BROUGHT).splitlines()[1:] if line[:1].isalnum()]
    packages = pinned("\n".join(lines))
    assert len(packages) == len(lines) == len(set(packages))


def test_what_the_packages_ask_for_is_pinned():
    """Also what the Python that runs this would have had by itself."""
    names = set(pinned(CHOSEN + BROUGHT))
    asked = set()
    for name in names:
        needs = [Requirement(text) for text in requires(name) or []]
        asked |= {plain(need.name) for need in needs if not need.marker or need.marker.evaluate()}
    assert len(asked) > 80 and asked - names == set()


def test_what_is_chosen_has_a_reason():
    lines = [line for line in CHOSEN.splitlines() if "==" in line]
    assert [line for line in lines if not re.search(r"  ?# \w|# \.\.\. ", line)] == []
