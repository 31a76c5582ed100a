"""Pages for the tests: of cells that are made here, and their words as somebody reads them."""

import re
from html import unescape

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from grader.feedback.page import Facts, page
from grader.rows import Comment, Grade, Notebook, Submission

NAME = "week2-logistic-regression"


def test_cell(source: str, outputs=(), grade_id: str = "test-f", points: float = 4.0):
    """A graded test cell."""
    info = {
        "grade": True, "solution": False, "locked": True, "task": False, "schema_version": 3,
        "grade_id": grade_id, "points": points,
    }  # fmt: skip
    return new_code_cell(source, metadata={"nbgrader": info}, outputs=list(outputs), id=grade_id)


test_cell.__test__ = False


def drawn(
    *cells: NotebookNode,
    grades: list[Grade] | None = None,
    comments: list[Comment] | None = None,
    record: dict | None = None,
    **about,
) -> str:
    """The page of some cells; without ``grades`` every graded cell has no points."""
    if grades is None:
        graded = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade")]
        grades = [
            Grade(
                cell.metadata.nbgrader.grade_id, cell.metadata.nbgrader.points, 0.0, None, 0, False
            )
            for cell in graded
        ]
    row = Notebook(NAME, 0.0, grades, comments or [])
    submission = Submission("student-01", notebooks=[row])
    return page(Facts(NAME, NAME, list(cells), submission, record, **about))


def words(html: str) -> str:
    """What stands on a page, without its tags and its styles."""
    body = html[html.find("<body") :] if "<body" in html else html
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
