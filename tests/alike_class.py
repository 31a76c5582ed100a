"""A class made for `alike`: people who wrote by themselves, and copies that somebody disguised.

Who wrote alone is put together from tests/answers, a way of writing for each function, with names
and remarks of a hand of their own. So two of them write the same text now and then, as people do.
"""

import ast
import copy
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.alike.works import Given, Work, given_out, pieces_of
from grader.cells import defined_in
from grader.marks import nbgrader_of
from grader.places import ROOT

ANSWERS = Path(__file__).parent / "answers"
WORDS = re.findall(
    r"\w+",
    """first then compute the value of gradient cost layer forward shape sum over examples column
    row result see lesson formula here careful same as above divide by m keep dims broadcast update
    step weights bias cache returns loop all mean not yet right way""",
)
POOLS = [
    re.findall(r"\w+", line)
    for line in """a b c d e f g h p q r s t u w z
    tmp val res out cur nxt acc arr mat vec cnt idx cost_now grad_now
    first_part second_part the_sum total one_row result value_here number inner outer left
    x1 x2 x3 y1 y2 A0 B0 C0 D0 E0 F0 G0""".splitlines()
]


@dataclass(frozen=True)
class Member:
    """A student's functions by name, and of whom they are a copy, by which disguise."""

    student: str
    answers: dict[str, str]
    of: str = ""
    how: str = ""


@cache
def styles(week: str) -> dict[str, tuple[list[str], list[str]]]:
    """Of each function the right answers and the wrong ones, without what a test says of them."""
    found = {}
    for folder in sorted((ANSWERS / week).iterdir()):
        kinds = [
            [_without_docstring(path) for path in sorted(folder.glob(f"{kind}-*.py"))]
            for kind in ("right", "wrong")
        ]
        found[folder.name] = (kinds[0], kinds[1])
    return found


def _without_docstring(path: Path) -> str:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return ast.unparse(ast.Module(tree.body[1:], []))


class Renamed(ast.NodeTransformer):
    """Gives parameters and local names others."""

    def __init__(self, names: dict[str, str]):
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.copy_location(ast.Name(self.names.get(node.id, node.id), node.ctx), node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.copy_location(ast.arg(self.names.get(node.arg, node.arg)), node)


class Taste(ast.NodeTransformer):
    """How somebody likes to write what can be written in several ways."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.swaps, self.at, self.augmented, self.named = (
            rng.choice([0.0, 0.1, 0.4]), rng.random() < 0.5, rng.random(), rng.random() < 0.4
        )  # fmt: skip

    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        self.generic_visit(node)
        if isinstance(node.op, ast.Mult) and self.rng.random() < self.swaps:
            node.left, node.right = node.right, node.left
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if self.at and ast.unparse(node.func) == "np.dot" and len(node.args) == 2:
            return ast.BinOp(node.args[0], ast.MatMult(), node.args[1])
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        self.generic_visit(node)
        target, value = node.targets[0], node.value
        same = isinstance(value, ast.BinOp) and ast.unparse(value.left) == ast.unparse(target)
        if isinstance(value, ast.BinOp) and same and self.rng.random() < self.augmented:
            return ast.AugAssign(target, value.op, value.right)  # type: ignore[arg-type]
        return node

    def visit_Return(self, node: ast.Return) -> list[ast.stmt] | ast.Return:
        self.generic_visit(node)
        if self.named and isinstance(node.value, ast.BinOp | ast.Call):
            stored = ast.Assign([ast.Name("result", ast.Store())], node.value)
            return [stored, ast.Return(ast.Name("result", ast.Load()))]
        return node


def in_taste(source: str, taste: Taste) -> str:
    """A function as somebody likes to write it."""
    return ast.unparse(ast.fix_missing_locations(taste.visit(ast.parse(source))))


def renamed(source: str, rng: random.Random, share: float = 1.0) -> str:
    """A function with other names for what is local to it."""
    tree = ast.parse(source)
    kept = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    local = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)} | {
        node.id for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }  # fmt: skip
    pool = list(rng.choice(POOLS))
    rng.shuffle(pool)
    some = [name for name in sorted(local - kept) if rng.random() < share]
    names = {
        name: pool[k] if k < len(pool) else f"{pool[0]}_{k}"
        for k, name in enumerate(some)
    }  # fmt: skip
    return ast.unparse(Renamed(names).visit(tree))


def commented(source: str, rng: random.Random, share: float = 0.25) -> str:
    """A function with a few remarks in words of chance."""
    lines = []
    for line in source.splitlines():
        if line.startswith(" ") and rng.random() < share:
            indent = line[: len(line) - len(line.lstrip())]
            said = " ".join(rng.choices(WORDS, k=rng.randint(2, 7)))
            lines.append(f"{indent}# {said}")
        lines.append(line)
    return "\n".join(lines) + "\n"


def reordered(source: str, rng: random.Random) -> str:
    """A function whose statements change places, where neither needs the other."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.FunctionDef | ast.For) and isinstance(body, list):
            for k in range(len(body) - 1):
                one, two = body[k], body[k + 1]
                both = isinstance(one, ast.Assign) and isinstance(two, ast.Assign)
                if both and not (_stored(one) & _names(two) or _stored(two) & _names(one)):
                    body[k], body[k + 1] = two, one
    return ast.unparse(tree)


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _stored(node: ast.AST) -> set[str]:
    return {
        one.id for one in ast.walk(node)
        if isinstance(one, ast.Name) and not isinstance(one.ctx, ast.Load)
    } | {
        one.value.id for one in ast.walk(node)
        if isinstance(one, ast.Subscript) and isinstance(one.value, ast.Name)
        and isinstance(one.ctx, ast.Store)
    }  # fmt: skip


DEAD = (
    "unused = 0", "check = None", "debug = False\nif debug:\n    print('here')",
    "assert True", "steps = []\nsteps.append(1)", "note = 'todo'",
)  # fmt: skip


def with_dead_code(source: str, rng: random.Random) -> str:
    """A function with statements in it that do nothing."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.FunctionDef) and isinstance(body, list):
            for _ in range(1 + len(body) // 4):
                place = rng.randrange(len(body))
                body[place:place] = ast.parse(rng.choice(DEAD)).body
    return ast.unparse(tree)


def bare(source: str) -> str:
    """A function without remarks, laid out anew."""
    return ast.unparse(ast.parse(source))


DISGUISES: dict[str, Callable[[str, random.Random], str]] = {
    "as it is": lambda source, rng: source,
    "renamed": lambda source, rng: renamed(source, rng),
    "remarks of its own": lambda source, rng: commented(bare(source), rng),
    "reordered": reordered,
    "dead code": with_dead_code,
    "all of it": lambda source, rng: commented(
        with_dead_code(reordered(renamed(source, rng), rng), rng), rng
    ),
    "half of it": lambda source, rng: renamed(source, rng),
}


def alone(week: str, student: str, rng: random.Random) -> Member:
    """Somebody who wrote by themselves: mostly right, each function in a way of chance."""
    answers, taste, names = {}, Taste(rng), rng.choice([0.0, 0.3, 1.0])
    for function, (right, wrong) in styles(week).items():
        text = in_taste(rng.choice(wrong if wrong and rng.random() < 0.12 else right), taste)
        answers[function] = commented(renamed(text, rng, names), rng)
    return Member(student, answers)


def made_class(week: str, size: int, copies: int, seed: int) -> list[Member]:
    """A class of which the last ``copies`` have copied, each from another by a disguise in turn."""
    rng = random.Random(f"{week} {seed}")
    members = [alone(week, f"student-{k:04}", rng) for k in range(size - copies)]
    for k in range(copies):
        how = list(DISGUISES)[k % len(DISGUISES)]
        victim, mine = members[k], alone(week, "", rng).answers
        answers = {name: DISGUISES[how](text, rng) for name, text in victim.answers.items()}
        if how == "half of it":
            own = rng.sample(sorted(answers), len(answers) // 2)
            answers |= {name: mine[name] for name in own}
        name = f"student-{size - copies + k:04}"
        members.append(Member(name, answers, victim.student, how))
    return members


@cache
def release_of(week: str) -> tuple[str, NotebookNode]:
    """The name and the released form of a week's notebook."""
    path = next((ROOT / "release" / week).glob("*.ipynb"))
    return path.stem, nbformat.read(path, 4)


def notebook(week: str, member: Member) -> NotebookNode:
    """What a member hands in."""
    book = copy.deepcopy(release_of(week)[1])
    for cell in book.cells:
        asked = defined_in(cell.source) & member.answers.keys() if nbgrader_of(cell) else set()
        if cell.cell_type == "code" and nbgrader_of(cell).get("solution") and asked:
            cell.source = "\n\n".join(member.answers[name] for name in sorted(asked))
    return book


@cache
def given(week: str) -> Given:
    """What everybody had."""
    return given_out(ROOT / "release" / week, ROOT / "source" / week)


def works(week: str, members: list[Member]) -> list[Work]:
    """What `alike` reads of a class, without the way through files."""
    known = given(week)
    release = release_of(week)[1]
    return [
        Work(one.student, pieces_of(release, notebook(week, one), known.names)) for one in members
    ]
