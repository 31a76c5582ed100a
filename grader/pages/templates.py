"""Templates, styles and the script of pages: each page is one file, which needs no other."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

HERE = Path(__file__).parent
NAME = "page.html.j2"


def template(
    folder: Path, filters: Mapping[str, Callable] | None = None, name: str = NAME
) -> Template:
    """The page's template of a package: what is put into it is escaped, what is missing raises."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters or {}
    return environment.get_template(name)


@cache
def style(folder: Path) -> Markup:
    """The styles of a package's page: those of all pages, then its own."""
    return Markup(_text(HERE / "base.css") + _text(folder / "page.css"))


@cache
def sorting() -> dict[str, str]:
    """The script that sorts tables, and the digest by which its page allows it alone."""
    script = _text(HERE / "sort.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {"script": Markup(script), "allowed": digest}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
