"""How well and how fast `make alike` finds copies, beside a public tool (copydetect).

python -m tests.bench_alike pairs [SIZE]     precision and recall, week by week, of both
python -m tests.bench_alike time [SIZE]      the seconds that a class of SIZE (1,000) takes
"""

import argparse
import contextlib
import io
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from copydetect import CopyDetector

from grader.alike.command import read_all
from grader.alike.page import Facts, page
from grader.alike.pairs import Class, alike
from grader.places import ROOT
from tests.alike_class import DISGUISES, Member, given, made_class, notebook, release_of, works

WEEKS = sorted(path.name for path in (ROOT / "tests" / "answers").iterdir() if path.is_dir())
COPIES = 14
SEEDS = (11, 12)
Names = set[frozenset[str]]


def ours(week: str, members: list[Member]) -> Names:
    """The pairs that `make alike` would show."""
    found = alike(Class(works(week, members), given(week).forced))
    return {frozenset((pair.first.student, pair.second.student)) for pair in found}


def theirs(week: str, members: list[Member]) -> dict[frozenset[str], float]:
    """All pairs with the similarity that copydetect finds by its own settings, with the release
    and the solution as its boilerplate."""
    with tempfile.TemporaryDirectory() as scratch, contextlib.redirect_stdout(io.StringIO()):
        folder = Path(scratch)
        books = {one.student: notebook(week, one) for one in members}
        name, release = release_of(week)
        source = nbformat.read(ROOT / "source" / week / f"{name}.ipynb", 4)
        given_too = {"release": release, "solution": source}
        for file, book in {**books, **given_too}.items():
            code = [cell.source for cell in book.cells if cell.cell_type == "code"]
            (folder / f"{file}.py").write_text("\n\n".join(code), encoding="utf-8")
        detector = CopyDetector(silent=True)
        for student in books:
            detector.add_file(str(folder / f"{student}.py"))
        for file in given_too:
            detector.add_file(str(folder / f"{file}.py"), "boilerplate")
        detector.run()
        names = [Path(file).stem for file in detector.test_files]
        found = detector.similarity_matrix.max(axis=2)
        return {
            frozenset((one, two)): max(found[i, j], found[j, i])
            for i, one in enumerate(names) for j, two in enumerate(names) if i < j
        }  # fmt: skip


def measured(found: Names, members: list[Member]) -> tuple[float, float]:
    """Precision and recall."""
    copied = {frozenset((one.of, one.student)) for one in members if one.of}
    right = len(found & copied)
    return right / len(found) if found else 1.0, right / len(copied)


def compare(size: int) -> None:
    """A line a week: ours as it is, copydetect at the threshold that suits it best."""
    print(f"classes of {size}, {COPIES} of them copies; precision, recall")
    every: dict[str, list[tuple[float, float]]] = {}
    for week in WEEKS:
        lines: dict[str, list[tuple[float, float]]] = {"ours": []}
        for seed in SEEDS:
            members = made_class(week, size, COPIES, seed)
            lines["ours"].append(measured(ours(week, members), members))
            scored = theirs(week, members)
            for threshold in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
                found = {pair for pair, value in scored.items() if value >= threshold}
                lines.setdefault(f"copydetect {threshold}", []).append(measured(found, members))
        for tool, values in lines.items():
            every.setdefault(tool, []).extend(values)
        best = max(lines, key=lambda tool: 0 if tool == "ours" else _f1(_mean(lines[tool])))
        print(f"  {week:26} ours {_said(lines['ours'])}   {best} {_said(lines[best])}")
    for tool, values in every.items():
        print(f"  {'all':26} {tool} {_said(values)}")
    print(f"disguises: {', '.join(DISGUISES)}")


def _mean(values: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(v for v, _ in values) / len(values), sum(v for _, v in values) / len(values)


def _f1(value: tuple[float, float]) -> float:
    return 2 * value[0] * value[1] / sum(value) if sum(value) else 0.0


def _said(values: list[tuple[float, float]]) -> str:
    precision, recall = _mean(values)
    return f"{precision:.2f} {recall:.2f}"


def clock(size: int, week: str = "week6-optimization") -> None:
    """What a large class takes, from its files to the page."""
    with tempfile.TemporaryDirectory() as scratch:
        handed = []
        for one in made_class(week, size, COPIES, 1):
            folder = Path(scratch) / one.student
            folder.mkdir()
            nbformat.write(notebook(week, one), folder / f"{release_of(week)[0]}.ipynb")
            handed.append((one.student, folder))
        known, start = given(week), time.monotonic()
        made = read_all(known, handed)
        read = time.monotonic()
        pairs = alike(Class(made, known.forced))
        paired = time.monotonic()
        text = page(
            Facts(week, made, pairs, {w.student: w.student for w in made}), datetime.now(UTC)
        )
        shown = time.monotonic()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size} submissions: read in {read - start:.1f} s, compared in {paired - read:.1f} s, "
        f"a page of {len(text.encode()) / 1e6:.1f} MB for {len(pairs)} pairs in "
        f"{shown - paired:.1f} s; at most {memory:.0f} MB"
    )


def main() -> None:
    """Measure one thing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("pairs", "time"))
    parser.add_argument("size", nargs="?", type=int)
    options = parser.parse_args()
    if options.what == "pairs":
        compare(options.size or 60)
    else:
        clock(options.size or 1000)


if __name__ == "__main__":
    main()
