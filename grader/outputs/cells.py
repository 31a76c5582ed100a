"""The outputs of one code cell, rebuilt from nothing but what is known to be harmless.

Cleaning never changes a grade: nbgrader reads a score from a cell's first error, first stderr
stream and first `execute_result`, and those are always kept, in their order.
"""

import re
from collections.abc import Iterable, Mapping

from nbformat.notebooknode import NotebookNode, from_dict

from grader.outputs.html import clean_html, is_blank
from grader.outputs.images import FORMATS, safe_image
from grader.outputs.latex import clean_latex
from grader.outputs.limits import Limits
from grader.outputs.markdown import clean_markdown
from grader.outputs.pace import Pace
from grader.outputs.text import clean_text, joined

_KINDS = {
    "image/svg+xml": "an SVG drawing",
    "application/javascript": "JavaScript",
    "text/javascript": "JavaScript",
    "text/html": "HTML that is active, empty or too large",
    "text/vnd.mermaid": "a Mermaid diagram",
    "application/pdf": "a PDF",
    "image/gif": "an animated picture",
}
_MAX_LINES = 500


def clean_outputs(
    outputs: Iterable[Mapping[str, object]],
    limits: Limits | None = None,
    pace: Pace | None = None,
) -> list[NotebookNode]:
    """Return outputs that show figures, tables and text, and run or load nothing.

    Kept: streams and errors as text; of rich outputs `text/plain`, `text/latex`, `text/markdown`,
    `text/html` through a strict sanitizer, and PNG and JPEG pictures with a valid header. What is
    left out is named in one line of text.
    """
    limits, pace = limits or Limits(), pace or Pace()
    kept: list[NotebookNode] = []
    seen: set[tuple[str, str]] = set()
    size = dropped = 0
    for output in outputs:
        if not isinstance(output, Mapping):
            continue
        kind = (str(output.get("output_type")), str(output.get("name")))
        # The first of each kind is never dropped: it is what nbgrader takes the score from.
        if kind in seen and (len(kept) >= limits.outputs or size >= limits.cell_bytes):
            dropped += 1
            continue
        seen.add(kind)
        cleaned = _clean_output(output, limits, pace)
        size += sum(_size(one) for one in cleaned)
        kept.extend(cleaned)
    if dropped:
        kept.append(_note(f"{dropped:,} more outputs of this cell are not shown."))
    return kept


def _clean_output(output: Mapping[str, object], limits: Limits, pace: Pace) -> list[NotebookNode]:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return [_output("stream", name=name, text=clean_text(output.get("text"), limits.text))]
    if kind == "error":
        return [_error(output, limits)]
    if kind in ("display_data", "execute_result"):
        return _rich(str(kind), output, limits, pace)
    return []


def _error(output: Mapping[str, object], limits: Limits) -> NotebookNode:
    lines = output.get("traceback")
    lines = [joined(line) for line in lines[:_MAX_LINES]] if isinstance(lines, list) else []
    text = clean_text("\n".join(lines), limits.text)
    return _output(
        "error",
        ename=clean_text(output.get("ename"), 200),
        evalue=clean_text(output.get("evalue"), 2000),
        traceback=text.split("\n") if text else [],
    )


def _rich(
    kind: str, output: Mapping[str, object], limits: Limits, pace: Pace
) -> list[NotebookNode]:
    found = output.get("data")
    given = {str(k): v for k, v in found.items()} if isinstance(found, Mapping) else {}
    data = {mime: value for mime in given if (value := _value(mime, given[mime], limits, pace))}
    lost = [mime for mime in given if mime not in data]
    notes = []
    if lost and set(data) <= {"text/plain"}:
        notes = [_note(f"Not shown here: {_names(lost)}.")]
    if notes and not data:
        data = {"text/plain": notes.pop().text.strip()}
    count = {}
    if kind == "execute_result":
        number = output.get("execution_count")
        count = {"execution_count": number if type(number) is int else None}
    cleaned = _output(kind, data=data, metadata=_metadata(output, data), **count)
    return [cleaned, *notes]


def _value(mime: str, value: object, limits: Limits, pace: Pace) -> str | None:
    """Return the harmless form of one representation; None or "" if there is none."""
    if mime in FORMATS:
        return safe_image(joined(value), mime, limits)
    if mime == "text/plain":
        return clean_text(value, limits.text)
    if mime == "text/latex":
        return clean_latex(clean_text(value, limits.text))
    if mime == "text/markdown":
        return clean_markdown(joined(value), limits, pace=pace)
    if mime == "text/html":
        html = clean_html(joined(value), limits)
        return None if html is None or is_blank(html) else html
    return None


def _metadata(output: Mapping[str, object], data: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Keep the size of pictures and nothing else.

    Templates put metadata into unquoted attributes, file names and frames.
    """
    metadata = output.get("metadata")
    kept = {}
    for mime in FORMATS.keys() & data.keys():
        sizes = metadata.get(mime) if isinstance(metadata, Mapping) else None
        if isinstance(sizes, Mapping):
            kept[mime] = {
                side: sizes[side]
                for side in ("width", "height")
                if type(sizes.get(side)) is int and 0 < sizes[side] <= 5000
            }
    return kept


def _names(mimes: list[str]) -> str:
    return ", ".join(dict.fromkeys(_KINDS.get(mime, _plain_kind(mime)) for mime in mimes[:5]))


def _plain_kind(mime: str) -> str:
    if mime in FORMATS:
        return "a picture that is damaged or too large"
    if mime.startswith("text/"):
        return "text that is empty or too large"
    return f"an output of type {re.sub(r'[^A-Za-z0-9.+/-]', '', mime)[:60]}"


def _note(sentence: str) -> NotebookNode:
    return _output("stream", name="stdout", text=f"[{sentence}]\n")


def _output(kind: str, **fields: object) -> NotebookNode:
    """As nbformat's ``new_output``, which takes far longer: it checks each against the schema."""
    return NotebookNode({"output_type": kind} | {k: from_dict(v) for k, v in fields.items()})


def _size(output: Mapping[str, object]) -> int:
    return sum(len(str(value)) for value in output.values())
