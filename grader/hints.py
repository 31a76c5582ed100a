"""What a hint may be: short, kind, some words at least, and never the answer."""

import ast
import re
from collections.abc import Iterator

from grader.assignment import Assignment
from grader.cells import is_test, solution_lines, without_solution
from grader.exercises import Exercise, Mistake

LONGEST_HINT = 60
FEWEST_WORDS = 3
TO_BE_WRITTEN = re.compile(r"\W*(to ?do|fix ?me|tb[ad]|xxx|hint|placeholder|lorem)\b", re.I)
WORD = re.compile(r"[^\W\d_]{2,}")
TOKEN = re.compile(r"\w+|[^\w\s]")
# What says how something is computed; a name alone (`np.exp`, `axis`) says where to look.
TELLING = (ast.BinOp, ast.Call, ast.Compare, ast.Subscript, ast.IfExp, ast.ListComp, ast.BoolOp)
FEWEST_TOKENS = 3
Tokens = tuple[str, ...]


def hint_problems(assignment: Assignment, exercise: Exercise) -> Iterator[str]:
    """What is wrong with the hints of an exercise, a sentence each."""
    hints = [entry.hint for entry in exercise.listed]
    answers = tellings(assignment, exercise.function)
    for entry in exercise.listed:
        if len(entry.hint.split()) > LONGEST_HINT:
            yield f"the hint of {entry.name} is longer than {LONGEST_HINT} words"
        if says_nothing(entry):
            yield f"the hint of {entry.name} says nothing yet: {entry.hint!r}"
        if entry.hint.lower().startswith("wrong") or hints.count(entry.hint) > 1:
            yield f"the hint of {entry.name} begins with “wrong” or stands there twice"
        if told := told_by(entry, answers):
            yield f"the hint of {entry.name} holds a part of the solution: {told}"


def says_nothing(entry: Mistake) -> bool:
    """Whether a hint is empty but for marks, waits to be written, or repeats its name."""
    words = WORD.findall(entry.hint.lower())
    name = WORD.findall(entry.name.lower())
    return len(words) < FEWEST_WORDS or words == name or bool(TO_BE_WRITTEN.match(entry.hint))


def told_by(entry: Mistake, answers: dict[Tokens, str]) -> str:
    """The longest part of the solution that a hint tells; "" when it tells none."""
    hint = tokens(entry.hint)
    found = [text for answer, text in answers.items() if within(answer, hint)]
    return max(found, key=len, default="")


def tellings(assignment: Assignment, function: str) -> dict[Tokens, str]:
    """The lines and expressions of a solution that students are not shown anywhere, as tokens."""
    solution = assignment.solution(function)
    shown = tokens("\n".join(_shown(assignment)))
    marked = {line.strip() for source in _sources(assignment) for line in solution_lines(source)}
    lines = [line.strip() for line in solution.splitlines() if line.strip() in marked]
    found: dict[Tokens, str] = {}
    for text in [line for line in lines if not line.startswith("#")] + _expressions(solution):
        parts = tokens(text)
        if len(parts) >= FEWEST_TOKENS and not within(parts, shown):
            found.setdefault(parts, text)
    return found


def tokens(text: str) -> Tokens:
    """Words, numbers and marks, whatever the blanks between them and the kind of quotes."""
    return tuple(TOKEN.findall(text.replace('"', "'").replace("−", "-").replace("`", " ")))


def within(some: Tokens, all_: Tokens) -> bool:
    """Whether some tokens stand among others, next to each other and in this order."""
    places = (n for n, token in enumerate(all_) if token == some[0])
    return any(all_[place : place + len(some)] == some for place in places)


def _expressions(solution: str) -> list[str]:
    tree = ast.parse(solution)
    bodies = (node.body for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    nodes = (inner for body in bodies for node in body for inner in ast.walk(node))
    telling = [node for node in nodes if isinstance(node, TELLING)]
    as_written = [ast.get_source_segment(solution, node) or "" for node in telling]
    return as_written + [ast.unparse(node) for node in telling]


def _sources(assignment: Assignment) -> list[str]:
    return [cell.source for book in assignment.notebooks.values() for cell in book.cells]


def _shown(assignment: Assignment) -> list[str]:
    cells = [cell for book in assignment.notebooks.values() for cell in book.cells]
    return [without_solution(cell.source) for cell in cells if not is_test(cell)]
