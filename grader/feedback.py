"""Feedback pages show what the checks found, and never the source of a hidden test.

A page that cannot be made, or takes too long, costs nobody else theirs: in its place stands one
with the points, which says that a person will look.
"""

import html
import traceback

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.apps import api, generatefeedbackapp
from nbgrader.converters.generate_feedback import GenerateFeedback
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor

from grader.cells import is_test, without_hidden_tests
from grader.outputs.pace import OutOfTime, at_most

PAGE_SECONDS = 60.0  # of the processor, for one page
PLAIN_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>
<h1>{title}</h1>
<p>Score: {score:g} of {points:g}</p>
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
            resources = ResourcesDict(self.init_single_notebook_resources(notebook_filename))
            resources["output_extension"] = self.exporter.file_extension
            blank = nbformat.v4.new_notebook()
            _, resources = GetGrades(parent=self).preprocess(blank, resources)
            grades = resources["nbgrader"]
            page = PLAIN_PAGE.format(
                title=html.escape(grades["notebook"]),
                score=grades["score"],
                points=grades["max_score"],
            )
            self.write_single_notebook(page, resources)


class HideTests(NbGraderPreprocessor):
    """Cut hidden tests out of the graded cells, and tracebacks that would quote them."""

    # The exporter hands this option to every preprocessor of a page.
    display_data_priority = GetGrades.display_data_priority

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        if is_test(cell):
            visible = without_hidden_tests(cell.source)
            if visible != cell.source:
                cell.source = visible.rstrip("\n")
                for output in cell.get("outputs", []):
                    shorten(output)
        return cell, resources


def shorten(output: NotebookNode) -> None:
    """Leave the last line of a traceback: what went wrong, without the code around it."""
    if output.output_type == "error":
        output.traceback = [f"{output.ename}: {output.evalue}"]
