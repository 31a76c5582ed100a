"""Right answers in every style keep all points; wrong ones lose some and are told why.

Each answer is a file of ``tests/answers``; its README says what the docstrings mean.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.judge import LIMITS, judge_pieces, statements
from grader.sandbox import Sandbox
from tests.grader.exercises.course import (
    SEEDS,
    WEEKS,
    assignment,
    drawn,
    exercises,
    key,
    shipped,
    written,
)
from utils.examine import Report, examine

ANSWERS = Path(__file__).parents[2] / "answers"
FILES = sorted(ANSWERS.glob("*/*/*.py"))
LEAST = 0.2  # points: losing less is not losing
PACKAGES = {"math", "time", "numpy", "scipy", "tqdm"}  # not what draws: it is slow to import
KEYS = {"loses", "keeps", "named", "says", "never says", "alone"}


@dataclass(frozen=True)
class Expected:
    """What the docstring of an answer says."""

    right: bool
    loses: tuple[str, ...] = ()
    nothing: bool = False
    named: str = ""
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    alone: bool = False


def expected_of(source: str) -> Expected:
    """Read a docstring; ``ValueError`` where it is not one of ours."""
    docstring = ast.get_docstring(ast.parse(source)) or ""
    first, *lines = docstring.split("\n")
    verdict, _, what = first.partition(": ")
    if verdict not in ("right", "wrong") or not what:
        raise ValueError(f"neither “right: …” nor “wrong: …”: {first}")
    found: dict[str, list[str]] = {}
    for line in filter(None, lines):
        key, _, value = line.partition(": ")
        if key not in KEYS or bool(value) == (key == "alone"):
            raise ValueError(f"not understood: {line}")
        found.setdefault(key, []).append(value)
    return Expected(
        right=verdict == "right",
        loses=tuple(label for value in found.get("loses", ()) for label in value.split(", ")),
        nothing="keeps" in found,
        named=found.get("named", [""])[0],
        says=tuple(found.get("says", ())),
        never=tuple(found.get("never says", ())),
        alone="alone" in found,
    )


@pytest.fixture(scope="module")
def box(tmp_path_factory):
    files = tmp_path_factory.mktemp("files")
    with_the_rest(files)
    with Sandbox(LIMITS, files=files, imports=["matplotlib.pyplot"]) as opened:  # and all slow ones
        yield opened


def judged(box: Sandbox, file: Path, expected: Expected, seed: str) -> Report:
    """The report of the function that the file is about."""
    week, function = file.parts[-3:-1]
    pieces = statements(file.read_text(encoding="utf-8"))
    if expected.alone:
        return judge_pieces(box, key(week, seed), pieces)[0][function]
    known = drawn(week, function, seed)
    session = box.open_session()
    try:
        assert not session.run(THE_REST.format(week), "notebook").error
        if "plt." in "".join(pieces):
            session.run("import matplotlib.pyplot as plt", "notebook")
        for piece in pieces:
            result = session.run(piece, "answer")
            assert not result.error and not result.fault, (piece, result)
        kind, answer = session.lookup(function)
        assert kind == "function"
        return examine(answer, known)  # its helpers are the course's own, or its author's
    finally:
        session.close()


RESTS = """
import linecache
SOURCES = {}
COMPILED = {week: compile(source, f"<cell {week}>", "exec") for week, source in SOURCES.items()}
for week, source in SOURCES.items():
    lines = source.splitlines(keepends=True)
    linecache.cache[f"<cell {week}>"] = (len(source), None, lines, f"<cell {week}>")
    exec(COMPILED[week], {})  # so that all its packages are loaded
"""
THE_REST = "exec(__import__('rest').COMPILED['{}'])"


def with_the_rest(files: Path) -> None:
    """Make a package in ``files``, which a sandbox loads as it starts: to compile all functions of
    a week again for each answer takes longer than to judge most answers."""
    package = files / "rest"
    package.mkdir()
    sources = {week: the_rest(week) for week in WEEKS}
    text = RESTS.replace("= {}", f"= {sources!r}")
    (package / "__init__.py").write_text(text, encoding="utf-8")


def the_rest(week: str) -> str:
    """All functions of the course's own notebooks and the packages they need, as one cell: to run
    the notebooks' cells as they are takes a quarter of a second."""
    kept = []
    for text in assignment(week).definitions:
        for node in ast.parse(text).body:
            imported = isinstance(node, ast.Import | ast.ImportFrom)
            needed = imported and PACKAGES & set(re.findall(r"\w+", ast.unparse(node)))
            constant = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            if isinstance(node, ast.FunctionDef) or constant or needed:
                kept.append(ast.unparse(node).replace("tqdm.auto", "tqdm"))
    return "\n".join(kept)


def name_of(file: Path) -> str:
    return str(file.relative_to(ANSWERS).with_suffix("")).replace("week", "")


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_is_an_answer_judged_as_its_docstring_says(box, file):
    expected = expected_of(file.read_text(encoding="utf-8"))
    assert file.name.startswith("right-" if expected.right else "wrong-")
    seed = SEEDS[len(file.name) % len(SEEDS)]  # one of two, the same for a file each time
    report = judged(box, file, expected, seed)
    if expected.right:
        keeps_everything(report)
    else:
        loses_points(report, expected)
    reads_as_expected(report, expected)


RIGHT = [file for file in FILES if file.name.startswith("right-")]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("file", RIGHT, ids=name_of)
def test_does_the_notebooks_own_check_accept_a_right_answer(file, monkeypatch):
    """On a student's machine: the check file as it ships, and no grader."""
    monkeypatch.setenv("MPLBACKEND", "agg")
    week, function = file.parts[-3:-1]
    answer = written(week, function, file.read_text(encoding="utf-8"))
    report = examine(answer, shipped(week)[function])
    assert all(row.credit == 1.0 for row in report.rows), report


def keeps_everything(report: Report) -> None:
    assert report.score == report.points, report
    assert not report.mistake, report
    assert not any(row.words for row in report.rows), report


def loses_points(report: Report, expected: Expected) -> None:
    lost = [row for row in report.rows if row.credit < 1]
    assert report.score <= report.points - LEAST, report
    assert report.score == 0 or not expected.nothing, report
    assert any(row.words for row in lost), report
    if expected.loses:
        assert len(lost) == len(expected.loses), report
        for row, label in zip(lost, expected.loses, strict=True):
            assert row.label.startswith(label), report


def reads_as_expected(report: Report, expected: Expected) -> None:
    text = " ".join([report.hint, report.note, *(row.words for row in report.rows)]).lower()
    assert not expected.named or report.mistake == expected.named, report
    assert all(words.lower() in text for words in expected.says), report
    assert not any(words.lower() in text for words in expected.never), report


def test_has_every_function_right_answers_and_wrong_ones():
    for week in WEEKS:
        for function in exercises(week):
            kinds = [file.name.split("-")[0] for file in (ANSWERS / week / function).glob("*.py")]
            assert kinds.count("right") >= 4 and kinds.count("wrong") >= 3, (week, function)


@pytest.mark.parametrize(
    "lines", ["", "right", "right:", "good: a", "wrong: a\n\nloses", "wrong: a\n\nwins: b"]
)
def test_is_a_docstring_that_says_something_else_no_expectation(lines):
    with pytest.raises(ValueError, match=r"neither|not understood"):
        expected_of(f'"""{lines}"""')
