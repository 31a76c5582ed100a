"""For Sphinx: the corner of a table that heads nothing is no heading, which would have no words."""

import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

EMPTY = re.compile(r"<th( class=\"[^\"]*\")?>(?:<p></p>)?</th>")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look at each page before it is written."""
    app.connect("html-page-context", _mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _mend(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: Any) -> None:
    if "body" in context:
        context["body"] = without_empty_headings(context["body"])


def without_empty_headings(html: str) -> str:
    """HTML whose empty headings of tables are ordinary cells."""
    return EMPTY.sub(r"<td\1></td>", html)
