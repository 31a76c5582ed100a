"""Feedback pages show what the checks found, and nothing of a hidden test: no source, no value.

And they show points only where there are some: what a person has not read yet is not a 0. A page
that cannot be made, or takes too long, costs nobody else theirs: in its place stands one with the
points, which says that a person will look.
"""

import html
import re
import traceback
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.apps import api, generatefeedbackapp
from nbgrader.converters.generate_feedback import GenerateFeedback
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor

from grader.cells import hidden_lines, is_test, nbgrader_of, without_hidden_tests
from grader.gradebook import Row
from grader.outputs.pace import OutOfTime, at_most
from grader.pipeline.people import WAITS
from grader.standing import PERSON, TO_BE_READ, Standing, standing

# Frames of a test cell in a traceback: of the engine, and of a kernel.
FRAME = re.compile(r"^Test .*, line (\d+)$|^Cell In\[(\d+)\], line (\d+)", re.MULTILINE)
# What Python itself says of these names the student's own code, and no value.
SPEAKING = {
    "NameError", "UnboundLocalError", "AttributeError", "TypeError", "NotImplementedError",
    "ImportError", "ModuleNotFoundError", "SyntaxError", "RecursionError", "ZeroDivisionError",
}  # fmt: skip
# In place of a score while the page is drawn: nbgrader's template writes numbers alone.
UNREAD, NO_TOTAL, SO_FAR = -987654321.25, -987654321.5, -987654321.75
PAGE_SECONDS = 60.0  # of the processor, for one page
PLAIN_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>
<h1>{title}</h1>
<p>Score: {score} / {points}</p>
<p>This page could not be made in full from what was handed in. The points stand, and a person will
look at it.</p>
</body></html>
"""


def install() -> None:
    """Put ``Feedback`` in the place of nbgrader's converter, which has no setting for it."""
    generatefeedbackapp.GenerateFeedback = api.GenerateFeedback = Feedback


class Feedback(GenerateFeedback):
    """Makes the feedback pages, each by itself."""

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Make one page; when that fails or takes too long, one with the points only."""
        try:
            with at_most(PAGE_SECONDS):
                super().convert_single_notebook(notebook_filename)
        except (OutOfTime, Exception):
            self.log.error("No full page of %r: %s", notebook_filename, traceback.format_exc())
            resources = ResourcesDict()
            resources.update(self.init_single_notebook_resources(notebook_filename))
            resources["output_extension"] = self.exporter.file_extension
            blank = nbformat.v4.new_notebook()
            for preprocessor in (GetGrades, SayWhatWaits):
                _, resources = preprocessor(parent=self).preprocess(blank, resources)
            grades = resources["nbgrader"]
            page = PLAIN_PAGE.format(
                title=html.escape(grades["notebook"]),
                score=grades["score"],
                points=grades["max_score"],
            )
            self.write_single_notebook(said(page, resources), resources)


class HideTests(NbGraderPreprocessor):
    """Cut hidden tests out of the graded cells, with all that tells what they tried."""

    # The exporter hands this option to every preprocessor of a page.
    display_data_priority = GetGrades.display_data_priority

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        if is_test(cell):
            visible = without_hidden_tests(cell.source)
            if visible != cell.source:
                if cell.cell_type == "code":
                    cell.outputs = outputs_without_hidden(cell)
                cell.source = visible.rstrip("\n")
        return cell, resources


def outputs_without_hidden(cell: NotebookNode) -> list[NotebookNode]:
    """The outputs of a test cell without what its hidden lines printed, compared or said."""
    lines, hidden = cell.source.split("\n"), hidden_lines(cell.source)
    secret = "\n".join(line for n, line in enumerate(lines, 1) if n in hidden)
    ends_hidden = max((n for n, line in enumerate(lines, 1) if line.strip()), default=0) in hidden
    kept = []
    for output in cell.outputs:
        kind = output.output_type
        if kind == "error":
            kept.append(shortened(output, cell, hidden, secret))
        elif kind == "stream":
            kept += [output] * (not re.search(r"print|warn|std(out|err)|\blog", secret))
        elif kind == "display_data":
            kept += [output] * ("display" not in secret)
        elif not ends_hidden or _is_number(output):
            kept.append(output)
    return kept


def _is_number(output: NotebookNode) -> bool:
    """Whether an output is a partial credit, which is no secret."""
    try:
        return float(output.data.get("text/plain", "")) >= 0
    except ValueError:
        return False


def shortened(
    error: NotebookNode, cell: NotebookNode, hidden: set[int], secret: str
) -> NotebookNode:
    """An error in a few words: all that a visible test says, of a hidden one what happened."""
    text = strip_ansi("\n".join(error.traceback))
    numbers = _lines_in(text, cell.get("execution_count"))
    last = f"{error.ename}: {error.evalue}" if error.evalue else error.ename
    own = re.findall(r"^Cell (?!In\[).*, line \d+.*\n    .*$", text, re.MULTILINE)
    if _by_the_engine(error):
        said = [last]  # a limit, or a value that is none: the words are ours
    elif numbers and not hidden & numbers:
        said = [*re.findall(r"^Test .*, line \d+\n    .*$", text, re.MULTILINE), *own, last]
    elif error.ename in SPEAKING and "raise" not in secret:
        said = [*own, f"In a hidden test: {last}"]
    else:
        said = [*own, f"A hidden test failed: {error.ename}. What it tried stays hidden."]
    return new_output("error", ename=error.ename, evalue="", traceback=said)


def _by_the_engine(error: NotebookNode) -> bool:
    """Whether the engine stopped the cell, which says so without a line of the test."""
    return error.ename in ("TimeoutError", "Stopped", "TypeError", "StudentFault") and (
        error.traceback == [f"{error.ename}: {error.evalue}"]
    )


def _lines_in(text: str, count: int | None) -> set[int]:
    """The numbers of a test cell's lines that a traceback goes through."""
    found = set()
    for ours, cell, number in FRAME.findall(text):
        if ours or cell == str(count):
            found.add(int(ours or number))
    return found


class SayWhatWaits(NbGraderPreprocessor):
    """Mark the points that a person has still to give, and say so on top of the page."""

    display_data_priority = GetGrades.display_data_priority

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        where: Any = resources["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            book: Row = gradebook.find_submission_notebook(
                where["notebook"], where["assignment"], where["student"]
            )
            found = standing(book.assignment)
            unread = {grade.name for grade in book.grades if no_points_yet(grade)}
        for cell in nb.cells:
            info = nbgrader_of(cell)
            if info.get("grade_id") in unread and (info.get("grade") or info.get("task")):
                info["score"] = UNREAD
        where["so_far"] = where["score"]
        if found.status == PERSON:
            where["score"] = NO_TOTAL
        elif unread:
            where["score"] = SO_FAR
        nb.cells = with_standing(nb.cells, found)
        return nb, resources


def no_points_yet(grade: Row) -> bool:
    """Whether a grade waits for a person and has no points until then."""
    return grade.needs_manual_grade and grade.auto_score is None and grade.manual_score is None


def with_standing(cells: list[NotebookNode], found: Standing) -> list[NotebookNode]:
    """The cells, with what grading wrote about a person on top as it is now."""
    for cell in cells:
        if cell.get("id") == "notes-from-grading":
            cell.source = cell.source.replace(f"\n- {WAITS}", "")
    words = {PERSON: f"**Not graded yet.** {WAITS}", TO_BE_READ: ""}.get(found.status, "")
    return [new_markdown_cell(words), *cells] if words else cells


class FeedbackPage(HTMLExporter):
    """nbgrader's page, with words where there are no points yet."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **options: Any
    ) -> tuple[str, dict]:
        page, found = super().from_notebook_node(nb, resources, **options)
        return said(page, found), found


def said(page: str, resources: Any) -> str:
    """A page with words in place of the marks for points that nobody has given yet."""
    so_far = resources.get("nbgrader", {}).get("so_far", 0.0)
    for mark, words in (
        (UNREAD, "not read yet"),
        (NO_TOTAL, "none yet"),
        (SO_FAR, f"{round(float(so_far), 2)} so far, not all of it is read yet"),
    ):
        page = page.replace(f"Score: {mark} /", f"Score: {words} /")
    return page
