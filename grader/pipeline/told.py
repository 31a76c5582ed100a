"""What there is to say of a submission: on top of its notebooks, and in its record."""

from collections.abc import Sequence
from dataclasses import replace

import nbformat
from nbformat import NotebookNode

from grader.outputs import clean_markdown
from grader.outputs.text import encodable, one_line
from grader.pipeline.result import Result

NOTES_CELL = "notes-from-grading"
MOST_NOTES = 100


def lost_nothing(cell: str = "") -> str:
    """The sentence for a failure of the grader's own; why is for the person who looks at it."""
    where = f" at the cell “{cell}”" if cell else ""
    return f"The grader failed{where}, and no points are lost by it."


def with_notes(result: Result, notes: Sequence[str]) -> Result:
    """A result with more sentences, which its notebooks say as well."""
    if not notes:
        return result
    sentences = sentences_of(notes)
    notebooks = {
        name: written(noted(nbformat.reads(text, as_version=4), sentences))
        for name, text in result.notebooks.items()
    }
    return replace(result, notebooks=notebooks, notes=sentences_of([*result.notes, *sentences]))


def sentences_of(notes: Sequence[str]) -> tuple[str, ...]:
    """Sentences as they may be printed anywhere, and not too many of them."""
    kept = [one_line(note) for note in notes[:MOST_NOTES]]
    if len(notes) > MOST_NOTES:
        kept.append(f"There is more of that kind: {len(notes) - MOST_NOTES:,} notes.")
    return tuple(kept)


def noted(book: NotebookNode, sentences: Sequence[str]) -> NotebookNode:
    """The notebook with what there is to say of it written on top, for its student to read."""
    if not sentences:
        return book
    text = "\n".join(f"- {clean_markdown(sentence)}" for sentence in sentences_of(sentences))
    top = next((cell for cell in book.cells if cell.get("id") == NOTES_CELL), None)
    if top is not None:
        top.source += f"\n{text}"
        return book
    cell = nbformat.v4.new_markdown_cell(f"**Notes from grading**\n\n{text}", id=NOTES_CELL)
    return NotebookNode(book, cells=[cell, *book.cells])


def written(book: NotebookNode) -> str:
    """A notebook as text that any file can hold."""
    # Not `nbformat.writes`: it would compare what we built with the schema, for a millisecond.
    return encodable(nbformat.v4.writes(book))
