"""What Sphinx reads: lessons, guides, mistakes and the pages that lead to them, in one folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.assignment import load_assignment
from grader.exercises import exercises_of
from grader.lesson_pages import words_of
from grader.places import ROOT
from grader.student import BINDER, COLAB, repository, zip_address
from grader.website.catalogue import mistakes_page
from grader.website.links import ASSIGNMENTS, INDEX, LESSONS, MISTAKES, lesson_section, relinked
from grader.weeks import Week, weeks

GUIDES = ("student-guide", "instructor-guide", "author-guide", "how-grading-works")
KNOWN = ("index", "syllabus", "glossary")  # which have places of their own


def pages(root: Path = ROOT, address: str = "") -> Iterator[tuple[str, bytes]]:
    """All that the site is made of: paths from its root, and what stands there."""
    course = weeks(root)
    docs = list(_docs(root, course, address))
    lessons = [path.stem for path in sorted(root.glob("notebooks/*.ipynb"))]
    yield from docs
    for name in lessons:
        path = root / "notebooks" / f"{name}.ipynb"
        book = lesson(nbformat.read(path, 4), name, course, address)
        yield f"{LESSONS}/{name}.ipynb", nbformat.writes(book).encode()
    for week in course:
        if week.assignment:
            yield f"{MISTAKES}/week{week.number}.md", mistakes_page(week).encode()
    yield ASSIGNMENTS, assignments_page(course, address).encode()
    welcome = (root / "docs" / "site" / INDEX).read_text(encoding="utf-8")
    guides = [path.removesuffix(".md") for path, _ in docs if path.endswith(".md")]
    yield INDEX, f"{welcome}\n{contents(course, lessons, guides)}".encode()


def _docs(root: Path, course: Sequence[Week], address: str) -> Iterator[tuple[str, bytes]]:
    docs = root / "docs"
    for path in sorted(docs.rglob("*")):
        if (
            path.is_file()
            and path.parts[len(docs.parts)] != "site"
            and "__pycache__" not in path.parts
        ):
            data = path.read_bytes()
            if path.suffix == ".md":
                here = path.relative_to(root).as_posix()
                data = relinked(data.decode("utf-8"), here, course, address).encode()
            yield path.relative_to(docs).as_posix(), data


def lesson(book: NotebookNode, name: str, course: Sequence[Week], address: str) -> NotebookNode:
    """A lesson as the site has it: links that lead on, figures with the words of their pictures."""
    for number, cell in enumerate(book.cells):
        if cell.cell_type == "markdown":
            cell.source = relinked(cell.source, f"notebooks/{name}.ipynb", course, address)
        elif pictures := [
            out for out in cell.get("outputs", ()) if "image/png" in out.get("data", {})
        ]:
            alt = words_of(pictures[0], cell, "A figure, drawn by the code above")
            cell.metadata["mystnb"] = {"image": {"alt": alt}}
        if number == 0 and (found := repository(address)):
            place = f"{BINDER}{found}/main?labpath=notebooks/{name}.ipynb"
            cell.source += f"\n\n[Run this lesson on Binder]({place})"
    return book


def assignments_page(course: Sequence[Week], address: str) -> str:
    """What each week asks for, and where it is taught."""
    texts = ["# Assignments\n", "Each is a notebook in a folder that is complete by itself. "
             "`check(function)` tells at once what is right, and what to look at.\n"]  # fmt: skip
    for week in course:
        if week.assignment:
            texts += _assignment(week, address)
    return "\n".join(texts)


def _assignment(week: Week, address: str) -> Iterator[str]:
    name = week.assignment
    points = load_assignment(name).points
    yield f"## Week {week.number}\n"
    yield f"**{' · '.join(page.title for page in week.notebooks)}**, about " \
          f"{sum(page.minutes for page in week.notebooks)} minutes. " \
          f"[What people write instead]({MISTAKES}/week{week.number}.md)\n"  # fmt: skip
    if ways := " · ".join(_ways(week, address)):
        yield f"{ways}\n"
    yield "| function | points | lesson |\n| --- | --- | --- |"
    for function, exercise in exercises_of(name).items():
        place = lesson_section(week, exercise.see)
        see = f"[{exercise.see}]({place})" if place else ""
        yield f"| `{function}` | {points[function]:g} | {see} |"
    yield ""


def _ways(week: Week, address: str) -> Iterator[str]:
    """Links that open an assignment or fetch it, where the course is on the web."""
    found, name = repository(address), week.assignment
    for page in week.notebooks if found else ():
        place = f"release/{name}/{page.name}.ipynb"
        yield f"[Open on Colab]({COLAB}{found}/blob/main/{place})"
        yield f"[Open on Binder]({BINDER}{found}/main?labpath={place})"
    if address:
        yield f"[Download the folder]({zip_address(name, address)})"


def contents(course: Sequence[Week], lessons: Sequence[str], guides: Sequence[str]) -> str:
    """The order of all pages, for the index; what is not there is left out."""
    parts = {"The course": [name for name in ("syllabus", "glossary") if name in guides]}
    parts["The course"].insert(1, "assignments")
    placed: set[str] = set()
    for week in course:
        placed |= {page.name for page in week.lessons}
        names = [f"{page.title} <{LESSONS}/{page.name}>" for page in week.lessons]
        names += [f"Mistakes <{MISTAKES}/week{week.number}>"] * bool(week.assignment)
        parts[f"Week {week.number}"] = names
    parts["At the end"] = [f"{LESSONS}/{name}" for name in lessons if name not in placed]
    parts["Sheets"] = [name for name in guides if name.startswith("sheets/")]
    rest = [name for name in guides if name not in (*KNOWN, *GUIDES, *parts["Sheets"])]
    parts["Guides"] = [name for name in GUIDES if name in guides] + rest
    return "\n".join(_toctree(caption, names) for caption, names in parts.items() if names)


def _toctree(caption: str, names: Sequence[str]) -> str:
    return "\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *names, "```\n"])
