"""What a released folder says to its student: README, requirements, the outline, the added cells,
and the page from which all weeks are reached.
"""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.assignment import Assignment
from grader.cells import defined_in
from grader.lessons import FOLDER, START
from grader.marks import is_grade, is_solution
from grader.weeks import Page, Week, questions, weeks
from utils.needs import NEEDED
from utils.outline import Book, Outline

# What the lessons and a computer of one's own need besides.
BESIDES = ("ipywidgets>=8.0", "jupyterlab>=4.0")
WAYS = {
    "exchange": "Save the notebook, then choose Nbgrader, Assignment List and Submit in the menu "
    "of JupyterLab.",
    "upload": "Save the notebook, choose File, Download, and upload the file where your course "
    "collects it.",
}
GITHUB = "https://github.com/"
COLAB = "https://colab.research.google.com/github/"
BINDER = "https://mybinder.org/v2/gh/"
BADGES = (
    "[![Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)]"
    f"({COLAB}{{repository}}/blob/main/release/{{name}}/{{book}}.ipynb) "
    "[![Open in Binder](https://mybinder.org/badge_logo.svg)]"
    f"({BINDER}{{repository}}/main?labpath=release/{{name}}/{{book}}.ipynb)"
)
BEGINNING = '''\
# Run this cell first: it looks whether all that this notebook needs is here.
ADDRESS = {address!r}


def fetch(address):
    """Put what is missing of the week's folder beside this notebook."""
    import importlib, io, pathlib, urllib.request, zipfile

    with urllib.request.urlopen(address) as answer:
        week = zipfile.ZipFile(io.BytesIO(answer.read()))
    for name in week.namelist():
        place = pathlib.Path(*pathlib.PurePosixPath(name).parts[1:])
        if not name.endswith("/") and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(week.read(name))
    importlib.invalidate_caches()


try:
    try:
        from utils import check, check_quiz, progress, ready
    except ImportError:  # the notebook came alone, as on Colab
        fetch(ADDRESS)
        from utils import check, check_quiz, progress, ready

        ready(install=True)
    ready()
except (ImportError, OSError, ValueError):

    def check(*anything):
        print("The folder utils is not beside this notebook. Open it in the week's whole folder.")

    check_quiz = progress = check
    check()'''
END = "# How far are you? Everything that is asked for, as it stands now.\nprogress()"


def outline_of(assignment: Assignment, week: Week, hand_in: str) -> Outline:
    """What an assignment asks for, notebook by notebook; headings of lessons are not known here."""
    books = tuple(_book(assignment, page) for page in week.notebooks)
    return Outline(assignment.name, week.number, books, {}, WAYS.get(hand_in, hand_in))


def _book(assignment: Assignment, page: Page) -> Book:
    cells = assignment.notebooks[page.name].cells
    functions = {
        name: assignment.points[name]
        for cell in filter(is_solution, cells)
        if cell.cell_type == "code"
        for name in sorted(defined_in(cell.source))
        if name in assignment.points
    }
    asked = tuple(name for cell in filter(is_solution, cells) for name in questions(cell))
    words = sum(cell.cell_type == "markdown" and is_grade(cell) for cell in cells)
    return Book(page.name, page.title, page.minutes, functions, asked, words)


def added_cells(
    name: str, book: str, address: str
) -> tuple[list[NotebookNode], list[NotebookNode]]:
    """The cells that a release adds below a notebook's title, and at its end."""
    badge = new_markdown_cell(badges(name, book, address), id="badges")
    first = new_code_cell(BEGINNING.format(address=zip_address(name, address)), id="begin-here")
    last = new_code_cell(END, id="progress")
    first.metadata.tags = last.metadata.tags = ["skip-execution"]
    return [badge, first] if badge.source else [first], [last]


def repository(address: str) -> str:
    """OWNER/NAME of an address on GitHub, "" for others."""
    return address.removeprefix(GITHUB).strip("/") if address.startswith(GITHUB) else ""


def badges(name: str, book: str, address: str) -> str:
    """Links that open a released notebook on Colab and Binder, where they can reach it."""
    found = repository(address)
    return BADGES.format(repository=found, name=name, book=book) if found else ""


def zip_address(name: str, address: str) -> str:
    """Where the zip of a released folder is; "" when there is no address."""
    if not address:
        return ""
    inner = "/releases/latest/download" if repository(address) else ""
    return f"{address.rstrip('/')}{inner}/{name}.zip"


def requirements() -> str:
    """The packages of the course, for any Python from 3.10 on, as old or new as they may be."""
    lines = [
        "# For Python 3.10 or newer: pip install -r requirements.txt",
        *NEEDED.values(),
        *BESIDES,
    ]
    return "\n".join(lines) + "\n"


def readme(week: Week, told: Outline, address: str) -> str:
    """How to begin, what is in the folder, how to hand in."""
    lessons = [
        f"{number}. [{one.title}]({FOLDER}/{one.name}.ipynb), about {one.minutes} minutes"
        for number, one in enumerate(week.lessons, 1)
    ]
    books = [
        f"- [{one.title}]({one.name}.ipynb), about {one.minutes} minutes" for one in told.books
    ]
    whole = zip_address(told.assignment, address)
    fresh = [f"A fresh copy of this folder: {whole}", ""] if whole else []
    return "\n".join(
        [
            f"# Week {week.number} · Neural Networks by Hand",
            "",
            "With Python 3.10 or newer, in this folder:",
            "",
            "    python -m pip install -r requirements.txt",
            "    python -m jupyter lab",
            "",
            "## Lessons: read, run, play",
            "",
            *lessons,
            "",
            "## Assignment",
            "",
            *books,
            "",
            "Run the first cell, fill in a function, run the `check(…)` below it. `progress()` at",
            "the end says how far you are. The minutes are reckoned from the words, cells and",
            "lines of each notebook; take the time that you need.",
            "",
            f"**Handing in.** {told.hand_in}",
            "",
            *fresh,
            "`utils/` and `datasets/` are what the notebooks load: leave them where they are.",
            "",
        ]
    )


START_CELL = """\
import sys
from pathlib import Path

sys.path[:0] = [str(path.parent.resolve()) for path in sorted(Path().glob("*/utils"))[:1]]
try:
    from utils.overview import overview
except ImportError:
    print("Something is not installed: see README.md in the folder of your week.")
else:
    overview()"""


def write_start(release: Path) -> None:
    """Write START-HERE into a folder of releases, about the weeks that are in it."""
    there = [week for week in weeks() if week.assignment and (release / week.assignment).is_dir()]
    if there and release.is_dir():
        nbformat.write(start_here(there), release / START)


def start_here(there: list[Week]) -> NotebookNode:
    """The page from which everything is reached."""
    cells = [
        new_markdown_cell(
            "# Start here\n\nNeural networks in plain NumPy, week by week. Read a week's lessons "
            "in their order and play with them, then write its assignment; a click opens each. The "
            "minutes are reckoned from words, cells and lines to write: take the time you need.",
            id="title",
        ),
        new_markdown_cell(
            "## How far you are\n\nRun the next cell (Shift-Enter), as often as you like.",
            id="how-far",
        ),
        new_code_cell(START_CELL, id="progress"),
        *(new_markdown_cell(_week(week), id=f"week-{week.number}") for week in there),
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return new_notebook(cells=cells, metadata=kernel)


def _week(week: Week) -> str:
    lessons = [
        f"{number}. [{one.title}]({week.assignment}/{FOLDER}/{one.name}.ipynb) · {one.minutes} min"
        for number, one in enumerate(week.lessons, 1)
    ]
    books = [
        f"- [**Assignment: {one.title}**]({week.assignment}/{one.name}.ipynb) · {one.minutes} min"
        for one in week.notebooks
    ]
    return "\n".join([f"## Week {week.number}", "", *lessons, "", *books])
