"""A whole notebook made safe to open."""

import re

from nbconvert.filters import Highlight2HTML
from nbformat.notebooknode import NotebookNode

from grader.outputs.cells import clean_outputs
from grader.outputs.images import FORMATS, safe_image
from grader.outputs.limits import Limits
from grader.outputs.markdown import NOT_DRAWN, clean_markdown
from grader.outputs.pace import SHORT, Pace
from grader.outputs.text import encodable

MOST_BLANK = 50  # blank lines in a row
LONGEST_CODE = 200_000  # characters of a cell
# JupyterLab names pictures so, with blanks as `%20`.
_PICTURE = re.compile(r"[\w.,+=@%-][\w .,+=@%-]{0,120}")
_highlight = Highlight2HTML(pygments_lexer="ipython3")


def clean_notebook(
    notebook: NotebookNode, trusted: NotebookNode, limits: Limits | None = None
) -> NotebookNode:
    """Return a copy of an executed submission with clean outputs, Markdown and attachments.

    A Markdown or raw cell that stands word for word, with its attachments, in `trusted` (the
    instructor's notebook) is the instructor's, and stays as it is. So does code, which exporters
    escape, but for blank lines without end and what takes too long to highlight.
    """
    limits, pace = limits or Limits(), Pace()
    known = {_text_of(cell) for cell in trusted.cells}
    code = {cell.source for cell in trusted.cells}
    cleaned = NotebookNode(notebook)
    cleaned.cells = [NotebookNode(cell) for cell in notebook.cells]
    for cell in cleaned.cells:
        if cell.cell_type == "code":
            if cell.source not in code:
                cell.source = drawable(_few_blank_lines(encodable(cell.source)), pace)
            cell.outputs = clean_outputs(cell.get("outputs", []), limits, pace)
            if type(cell.get("execution_count")) is not int:
                cell.execution_count = None
        elif _text_of(cell) not in known:
            cell.attachments = clean_attachments(cell.get("attachments"), limits)
            cell.source = clean_markdown(cell.source, limits, cell.attachments, pace)
    return cleaned


def clean_attachments(attachments: object, limits: Limits) -> NotebookNode:
    """Return the attachments of a cell that are PNG or JPEG pictures: name → {type: base64}.

    A name with anything unusual in it goes with its picture.
    """
    kept = NotebookNode()
    if isinstance(attachments, dict):
        for name, bundle in list(attachments.items())[: limits.outputs]:
            if isinstance(bundle, dict) and isinstance(name, str) and _PICTURE.fullmatch(name):
                for mime in FORMATS:
                    image = safe_image(bundle.get(mime), mime, limits)
                    if image is not None:
                        kept[name] = NotebookNode({mime: image})
    return kept


def drawable(source: str, pace: Pace) -> str:
    """Return code that the highlighter gets through in time, cut short if need be."""
    if len(source) <= LONGEST_CODE and pace.keeps(_highlight, source):
        return source
    return f"{source[:SHORT]}\n# [{NOT_DRAWN}]"


def _few_blank_lines(source: str) -> str:
    """Code with no long runs of blank lines: they take the highlighter time squared."""
    kept, blank = [], 0
    for line in source.split("\n"):
        blank = 0 if line.strip() else blank + 1
        if blank <= MOST_BLANK:
            kept.append(line)
    return "\n".join(kept)


def _text_of(cell: NotebookNode) -> tuple[str, str, str]:
    return cell.cell_type, cell.source, repr(sorted(cell.get("attachments", {}).items()))
