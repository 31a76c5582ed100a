"""Is all of the course in what Sphinx reads, whatever is there and whatever is not?"""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader.places import ROOT
from grader.website.command import write
from grader.website.pages import assignments_page, contents, lesson
from grader.weeks import weeks

COURSE = weeks(ROOT)
ADDRESS = "https://github.com/OWNER/NAME"


def figure(words: str = ""):
    about = {"image/png": {"alt": words}} if words else {}
    shown = new_output("display_data", {"image/png": "AAAA"}, metadata=about)
    return new_code_cell("plot()", outputs=[shown])


def test_a_figure_has_the_words_of_its_picture_and_a_later_one_does_not():
    text = new_markdown_cell("# Title")
    quiet = new_code_cell("print(1)", outputs=[new_output("stream", text="1")])
    book = new_notebook(cells=[text, quiet, figure("a bowl, seen from above."), figure()])
    cells = lesson(book, "week2-2-gradient-descent", COURSE, "").cells
    assert "mystnb" not in cells[1].metadata
    alts = [cell.metadata["mystnb"]["image"]["alt"] for cell in cells[2:]]
    assert alts == ["a bowl, seen from above.", "A figure, drawn by the code above"]


def test_a_lesson_of_a_course_on_github_opens_on_binder():
    def first(address: str) -> str:
        book = new_notebook(cells=[new_markdown_cell("# Title")])
        return lesson(book, "week2-2-gradient-descent", COURSE, address).cells[0].source

    assert first("") == first("https://example.org/zips") == "# Title"
    place = "mybinder.org/v2/gh/OWNER/NAME/main?labpath=notebooks/week2-2-gradient-descent.ipynb"
    assert place in first(ADDRESS)


@pytest.mark.parametrize(
    ("address", "colab", "zips"),
    [("", 0, 0), ("https://example.org/zips", 0, 1), (ADDRESS, 1, 1)],
)
def test_assignments_open_where_the_course_is(address, colab, zips):
    page = assignments_page(COURSE, address)
    books = sum(len(week.notebooks) for week in COURSE)
    assert page.count("colab.research.google.com") == colab * books
    assert page.count("mybinder.org") == colab * books
    assert page.count(".zip)") == zips * sum(bool(week.assignment) for week in COURSE)


def test_the_contents_name_what_is_there_and_nothing_else():
    bare = contents(COURSE, [], ["syllabus", "student-guide"])
    assert "glossary" not in bare and "Sheets" not in bare and "scale" not in bare
    whole = contents(
        COURSE, ["closing"], ["syllabus", "glossary", "sheets/week1", "jupyterhub/README"]
    )
    order = ["syllabus", "assignments", "glossary", "lessons/week1-1", "mistakes/week1"]
    order += ["lessons/closing", ":caption: Sheets", "sheets/week1", "jupyterhub/README"]
    places = [whole.index(name) for name in order]
    assert places == sorted(places)


def test_what_is_written_is_all_that_there_is_and_what_is_the_same_stays(tmp_path):
    write([("a/one.md", b"1"), ("two.md", b"2")], tmp_path)
    before = (tmp_path / "two.md").stat().st_mtime_ns
    write([("two.md", b"2"), ("three.md", b"3")], tmp_path)
    assert {p.name for p in tmp_path.rglob("*") if p.is_file()} == {"two.md", "three.md"}
    assert (tmp_path / "two.md").stat().st_mtime_ns == before


def test_lessons_stay_notebooks():
    path = ROOT / "notebooks" / "week2-2-gradient-descent.ipynb"
    book = lesson(nbformat.read(path, 4), path.stem, COURSE, ADDRESS)
    nbformat.validate(book)
    assert "../release/" not in nbformat.writes(book)
