"""Feedback pages show what the checks found, and never the source of a hidden test."""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor

from grader.cells import is_test, without_hidden_tests


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
