"""Do the packages stay in the order that their folders promise?"""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

from grader.places import ROOT

FILES = {path: path.relative_to(ROOT) for name in ("grader", "utils") for path in
         (ROOT / name).rglob("*.py")}  # fmt: skip
MODULES = {".".join(short.with_suffix("").parts): path for path, short in FILES.items()}
MODULES = {name.removesuffix(".__init__"): path for name, path in MODULES.items()}


def imported(module: str, path: Path) -> set[str]:
    """The modules of the project that a module imports, anywhere in it."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: 1 - node.level or None] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            names = {f"{base}.{alias.name}" for alias in node.names}
            found |= names & MODULES.keys() or {base}
    return found & MODULES.keys()


def test_no_module_needs_itself_by_way_of_others():
    order = TopologicalSorter({name: imported(name, path) for name, path in MODULES.items()})
    assert len(list(order.static_order())) == len(MODULES) > 60  # a circle raises CycleError


def test_what_ships_to_students_knows_nothing_of_the_grader():
    for name, path in MODULES.items():
        if name.startswith("utils"):
            assert all(other.startswith("utils") for other in imported(name, path)), name


def test_what_is_mounted_where_students_code_runs_needs_nothing_else():
    mounted = ("grader.sandbox.inside", "grader.sandbox.border")
    for name, path in MODULES.items():
        if name.startswith(mounted):
            assert all(other.startswith(mounted) for other in imported(name, path)), name
        if name.startswith(mounted[1]):
            assert all(other.startswith(mounted[1]) for other in imported(name, path)), name
