"""Which names a cell binds, uses and changes: what says whether one cell can depend on another.

All of it errs on the safe side: a name too many means that a cell runs which need not have.
"""

import ast
import re
import symtable
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from grader.cells import defined_in, parsed, without_magics

LONGEST_KEPT, LONGEST_PARSED = 10_000, 20_000  # characters
RANDOM = "random numbers"  # the state of a generator that nobody has to name
# What can reach every name, or a file, a folder or a setting that no name stands for.
REACHING = frozenset(
    {"globals", "locals", "vars", "dir", "eval", "exec", "get_ipython", "__main__", "setattr",
     "delattr", "__dict__", "__import__", "import_module"}
)  # fmt: skip
WRITING = frozenset(
    {"open", "save", "savez", "savez_compressed", "savetxt", "savefig", "imsave", "dump", "to_csv",
     "write_text", "write_bytes", "mkdir", "makedirs", "chdir", "urlretrieve", "unlink", "rename"}
)  # fmt: skip
SETTINGS = frozenset({"os", "sys", "warnings", "shutil", "subprocess", "importlib", "builtins"})
SHOWING = re.compile(r"print|display|(show|plot|draw|animate)(_\w+)?")  # these change no argument
PLOTTING = frozenset({"plt", "matplotlib", "pyplot", "mpl"})  # a cell's figures end with the cell
NUMPY = frozenset({"np", "numpy"})
CHANGING = frozenset({"shuffle", "copyto", "put", "place", "putmask", "fill_diagonal", "at"})
# Magics that leave nothing behind; every other one may.
HARMLESS_MAGIC = re.compile(r"%%?(matplotlib\s+inline|time|timeit|capture|prun)\b|%who|%pwd|%ls")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_BINDING = (
    ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom,
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
)  # fmt: skip
COMPREHENSIONS = frozenset({"listcomp", "setcomp", "dictcomp", "genexpr"})
_WORD = re.compile(r"[^\W\d]\w*")
_ASSIGNED = re.compile(r"^([^\W\d]\w*)\s*(?::[^=\n]*)?=(?!=)", re.MULTILINE)


@dataclass(frozen=True)
class Names:
    """The global names that a cell has to do with.

    ``binds``: given a value when it runs, ``surely`` so: whatever happens, as long as it runs.
    ``uses``: the values that they had before are read when it runs; ``later``: when one of its
    functions is called. ``changes``: what they stand for is, or may be, changed in place when it
    runs; ``effects``: when one of its functions is called. ``unsure``: it does what names do not
    tell.
    """

    binds: frozenset[str] = frozenset()
    surely: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    effects: frozenset[str] = frozenset()
    unsure: bool = False


def names_in(source: str) -> Names:
    """What a code cell has to do with which global names."""
    return _kept(source) if len(source) < LONGEST_KEPT else _names_in(source)


def needed(cells: Sequence[tuple[str, bool]]) -> set[int]:
    """Which of the cells that need not run have to, since one that runs may depend on them.

    ``cells`` are the code cells in order: the source, and whether it runs in any case. Says the
    places of the others that are needed. What a needed cell depends on is needed too.
    """
    names = [names_in(source) for source, _ in cells]
    kept: set[int] = set()
    runs = [runs for _, runs in cells]
    while more := _missed(names, runs):
        kept |= more
        runs = [always or place in kept for place, (_, always) in enumerate(cells)]
    return kept


def _missed(names: list[Names], runs: list[bool]) -> set[int]:
    """The cells that do not run and that one which runs may depend on."""
    running = [one for one, it_runs in zip(names, runs, strict=True) if it_runs]
    later = set[str]().union(*(one.later for one in running))
    binds = set[str]().union(*(one.binds for one in running))
    effects = set[str]().union(*(one.effects for one in names)) - {RANDOM}
    found: set[int] = set()
    sources: dict[str, set[int]] = {}  # who may have made a name what it is by now
    for place, (one, it_runs) in enumerate(zip(names, runs, strict=True)):
        if it_runs:
            found = found.union(*(sources[name] for name in one.uses if name in sources))
            for name in one.surely:
                sources.pop(name, None)
            continue
        # It may call a function of a cell that runs, and so do all that such functions do.
        touched = one.binds | one.changes
        touched |= effects if (one.uses | one.later) & binds else set()
        if one.unsure or touched & later:
            found.add(place)
        for name in touched:
            sources.setdefault(name, set()).add(place)
    return found


def _names_in(source: str) -> Names:
    try:
        return _read(source)
    except RecursionError:  # an expression of thousands of terms
        return _by_words(source)


def _by_words(source: str) -> Names:
    words = frozenset(_WORD.findall(source))
    return Names(words, frozenset(), words, words, words, unsure=True)


def _read(source: str) -> Names:
    tree = parsed(source) if len(source) < LONGEST_PARSED else None
    table = _table(source) if tree else None
    if tree is None or table is None:
        return _by_words(source)
    magic_words, unsure = _magics(source)
    reads, later = _uses(table), set[str]().union(*map(_later, table.get_children()))
    early, surely = _in_order(tree)
    uses = (reads & early) | magic_words
    if "import *" in source or (reads | uses | later) & REACHING - _only_asked(tree):
        later |= set(_WORD.findall(source))
        unsure = True
    changes, effects = set(_changes(tree)), set(_declared(table))
    for function in _outer_functions(tree):
        effects |= set(_changes(function)) - _local_to(function)
    unsure = unsure or bool(changes & SETTINGS) or _writes(tree)
    if "random" in uses | later or _asks_for(tree, "random"):
        later.add(RANDOM)
    return Names(
        frozenset(_bound(table)),
        frozenset(surely),
        frozenset(uses),
        frozenset(later),
        frozenset(changes),
        frozenset(effects),
        unsure,
    )


_kept = lru_cache(maxsize=1000)(_names_in)  # most cells are the course's, the same for everybody


def bound_by_text(source: str) -> frozenset[str]:
    """The names that a cell means to give a value, also if it has an error of syntax."""
    table = _table(source)
    if table is not None:
        return frozenset(_bound(table))
    words = {name for line in re.findall(r"^\s*(?:from .*)?import (.*)", source, re.M)
             for name in _WORD.findall(line)}  # fmt: skip
    return frozenset(defined_in(source) | set(_ASSIGNED.findall(source)) | words)


def targets(statement: ast.stmt) -> set[str]:
    """What a statement gives a value, as code: ``f``, ``x`` or ``quiz['q1']``."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {(one.asname or one.name).split(".")[0] for one in statement.names}
    found: set[str] = set()
    for part in ast.walk(statement):
        if isinstance(part, ast.Name | ast.Subscript | ast.Attribute) and isinstance(
            part.ctx, ast.Store
        ):
            found.add(ast.unparse(part))
    return found


def _table(source: str) -> symtable.SymbolTable | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return symtable.symtable(without_magics(source), "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _bound(table: symtable.SymbolTable) -> Iterator[str]:
    for symbol in table.get_symbols():
        if symbol.is_assigned() or symbol.is_imported():
            yield symbol.get_name()


def _uses(table: symtable.SymbolTable) -> set[str]:
    """The global names that code reads when the cell runs; comprehensions and classes included."""
    top = table.get_type() == "module"
    found = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if (symbol.is_referenced() or symbol.is_assigned()) and (top or symbol.is_global())
    }
    return found.union(*(_uses(child) for child in table.get_children() if _at_once(child)))


def _later(table: symtable.SymbolTable) -> set[str]:
    """The global names that functions read, comprehensions outside of functions left out."""
    found: set[str] = set()
    if not _at_once(table):
        found = {s.get_name() for s in table.get_symbols() if s.is_referenced() and s.is_global()}
        for child in table.get_children():
            found |= _uses(child) | _later(child)
        return found
    return found.union(*map(_later, table.get_children()))


def _at_once(table: symtable.SymbolTable) -> bool:
    """Whether a scope's code runs where it stands: that of a class or a comprehension."""
    return table.get_type() == "class" or table.get_name() in COMPREHENSIONS


def _in_order(tree: ast.Module) -> tuple[set[str], set[str]]:
    """The names that a cell may read before it has given them a value, and those it gives one."""
    early: set[str] = set()
    bound: set[str] = set()
    for statement in tree.body:
        for part in ast.walk(statement):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
                early |= {part.id} - bound
            elif isinstance(part, ast.AugAssign):
                early |= set(_root(part.target)) - bound
        if isinstance(statement, _BINDING):
            bound |= {name for name in targets(statement) if name.isidentifier()}
    return early, bound


def _declared(table: symtable.SymbolTable) -> Iterator[str]:
    """The names that functions declare global and give a value."""
    for child in table.get_children():
        for symbol in child.get_symbols():
            if symbol.is_declared_global() and symbol.is_assigned():
                yield symbol.get_name()
        yield from _declared(child)


def _magics(source: str) -> tuple[set[str], bool]:
    """The words of the lines that are for IPython, and whether one may leave something behind."""
    kept = without_magics(source).split("\n")
    lines = [a for a, b in zip(source.split("\n"), kept, strict=False) if a != b]
    unsure = any(not HARMLESS_MAGIC.match(line.strip()) for line in lines)
    return {word for line in lines for word in _WORD.findall(line)}, unsure


def _only_asked(tree: ast.AST) -> set[str]:
    """The functions such as ``globals`` that a cell calls only to ask whether a name is there."""
    names = [part for part in ast.walk(tree) if isinstance(part, ast.Name)]
    asked: set[int] = set()
    for part in ast.walk(tree):
        if isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.In | ast.NotIn):
            asked |= {id(side.func) for side in part.comparators if isinstance(side, ast.Call)}
    called = [part for part in names if part.id in REACHING]
    return {part.id for part in called} if all(id(part) in asked for part in called) else set()


def _outer_functions(tree: ast.AST) -> Iterator[ast.AST]:
    for part in ast.iter_child_nodes(tree):
        if isinstance(part, _FUNCTIONS):
            yield part
        else:
            yield from _outer_functions(part)


def _parts(owner: ast.AST) -> Iterator[ast.AST]:
    """What runs with a cell; or all that is in a function."""
    inside = isinstance(owner, _FUNCTIONS)
    for part in ast.iter_child_nodes(owner):
        if inside or not isinstance(part, _FUNCTIONS):
            yield part
            yield from _parts(part) if not inside else ast.walk(part)


def _changes(owner: ast.AST) -> Iterator[str]:
    """The first names of what is changed in place: ``x[0] = 1``, ``x.sort()``, ``fill(x)``."""
    for part in _parts(owner):
        if isinstance(part, ast.Subscript | ast.Attribute) and not isinstance(part.ctx, ast.Load):
            yield from _root(part)
        elif isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
            yield from _changed_by(part.value)
        elif isinstance(part, ast.AugAssign):
            yield from _root(part.target)


def _changed_by(call: ast.Call) -> Iterator[str]:
    """What a call may change whose result nobody keeps."""
    root = next(_root(call.func), "")
    if root in PLOTTING:
        return
    if _dotted_random(call.func) or root == "random":
        yield RANDOM
    elif isinstance(call.func, ast.Attribute) and root and root not in NUMPY:
        yield root
    name = call.func.attr if isinstance(call.func, ast.Attribute) else root
    pure = root in NUMPY and name not in CHANGING
    if not pure and not SHOWING.fullmatch(name):
        yield from (part.id for part in call.args if isinstance(part, ast.Name))


def _root(part: ast.AST) -> Iterator[str]:
    while isinstance(part, ast.Attribute | ast.Subscript | ast.Call):
        part = part.func if isinstance(part, ast.Call) else part.value
    if isinstance(part, ast.Name):
        yield part.id


def _dotted_random(part: ast.AST) -> bool:
    return isinstance(part, ast.Attribute) and (part.attr == "random" or _dotted_random(part.value))


def _asks_for(tree: ast.AST, name: str) -> bool:
    return any(isinstance(part, ast.Attribute) and part.attr == name for part in ast.walk(tree))


def _writes(tree: ast.AST) -> bool:
    """Whether a cell, or a function in it, may write a file or leave the folder."""
    calls = (part.func for part in ast.walk(tree) if isinstance(part, ast.Call))
    names = {
        call.attr if isinstance(call, ast.Attribute) else call.id
        for call in calls
        if isinstance(call, ast.Attribute | ast.Name)
    }
    return bool(names & WRITING)


def _local_to(function: ast.AST) -> set[str]:
    """The names of a function's own: arguments and what it gives values, but for globals."""
    found: set[str] = set()
    declared: set[str] = set()
    for part in ast.walk(function):
        if isinstance(part, ast.arg):
            found.add(part.arg)
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            found.add(part.id)
        elif isinstance(part, ast.Global):
            declared.update(part.names)
    return found - declared
