"""For Sphinx: formulas as MathML, as on the feedback pages, which no program has to draw."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.typing import ExtensionMetadata

from grader.feedback.formulas import formula

NAME = "mathml"
NOT_DRAWN = 'class="tex"'


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make ``html_math_renderer = "mathml"`` known."""
    app.add_html_math_renderer(
        NAME, inline_renderers=(_inline, None), block_renderers=(_block, None)
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def drawn(latex: str, block: bool) -> str:
    """A formula; ``ExtensionError`` where it cannot be read, since nobody could read it either."""
    found = formula(latex, block)
    if NOT_DRAWN in found:
        raise ExtensionError(f"This formula cannot be drawn: {latex}")
    return found


def _inline(translator: Any, node: nodes.math) -> None:
    translator.body.append(drawn(node.astext(), block=False))
    raise nodes.SkipNode


def _block(translator: Any, node: nodes.math_block) -> None:
    translator.body.append(f'<div class="formula">{drawn(node.astext(), block=True)}</div>\n')
    raise nodes.SkipNode
