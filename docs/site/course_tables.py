"""For Sphinx: headings of tables that have words, also where they are a formula or nothing.

The corner of a table that heads nothing is no heading. A formula that heads a column alone gets a
name: there are readers to whom it would be nothing.
"""

import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

EMPTY = re.compile(r"<th( class=\"[^\"]*\")?>(?:<p></p>)?</th>")
FORMULA = re.compile(r"(<th[^>]*><p><math)((?:(?!</th>).)*?>)((?:(?!</th>).)*)(</math></p></th>)")
TAG = re.compile(r"<[^>]+>")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look at each page before it is written."""
    app.connect("html-page-context", _mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _mend(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: Any) -> None:
    if "body" in context:
        context["body"] = with_words(context["body"])


def with_words(html: str) -> str:
    """HTML in which every heading of a table has words."""
    html = EMPTY.sub(r"<td\1></td>", html)
    return FORMULA.sub(lambda found: f"{found[1]} aria-label=\"{_words(found[3])}\"{found[2]}"
                                     f"{found[3]}{found[4]}", html)  # fmt: skip


def _words(mathml: str) -> str:
    return TAG.sub("", mathml).replace('"', "&quot;")
