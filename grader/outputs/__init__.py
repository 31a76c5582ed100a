"""What a submission shows is hostile too: make its outputs and its Markdown safe to open.

An autograded notebook is opened by people who are logged in: an instructor in the formgrader or
JupyterLab, a student on a feedback page. Nothing that a submission shows may run there or fetch
anything from elsewhere, while figures, tables, mathematics and printed text still show.

    clean_outputs(outputs, limits)    the outputs of one code cell
    clean_markdown(source)            the text of one Markdown (or raw) cell
    clean_notebook(notebook, trusted) both, for every cell that is not the instructor's own
"""

from grader.outputs.cells import clean_outputs
from grader.outputs.limits import Limits
from grader.outputs.markdown import clean_markdown
from grader.outputs.notebook import clean_notebook

__all__ = ["Limits", "clean_markdown", "clean_notebook", "clean_outputs"]
