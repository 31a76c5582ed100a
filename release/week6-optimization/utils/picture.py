"""A picture with words for those who do not see it: in JupyterLab, on a page, in a file.

JupyterLab and Sphinx give a bare PNG no alternative text, whatever its metadata say, but show HTML
before it. So an output carries the picture twice: as `<img alt>`, and as a PNG with the same words
in its metadata, which GitHub and nbconvert's LaTeX show. A palette keeps the two smaller than the
one that Matplotlib would write.

The words of the lessons stand in pictures.json and not in their cells: whoever can see a picture
should look before reading what is to be seen.
"""

import base64
import json
import re
from html import escape
from io import BytesIO
from pathlib import Path

import matplotlib.pyplot as plt
from IPython.display import display
from matplotlib.figure import Figure
from PIL import Image

COLOURS = 256
WORDS = Path(__file__).with_name("pictures.json")
NAME = re.compile(r"([\w-]+)/([\w-]+)")


def show(alt: str, figure: Figure | None = None) -> None:
    """Show the figure that was drawn, as `plt.show()` does, for those who do not see it too.

    `alt` says what is to be seen, or is the name of such words in pictures.json: "week1-1/houses".
    """
    alt, figure = plain(alt), plt.gcf() if figure is None else figure
    png = png_of(figure)
    plt.close(figure)
    show_png(png, alt)


def show_png(png: bytes, alt: str) -> None:
    """Show a PNG that is made already, such as a film."""
    alt = plain(alt)
    emit(f'<img alt="{escape(alt)}" src="{address(png)}">', png, alt)


def emit(html: str, png: bytes, alt: str) -> None:
    """Display HTML that holds a picture; whoever shows no HTML gets the picture, or the words."""
    coded = base64.b64encode(png).decode()
    bundle = {"text/html": html, "image/png": coded, "text/plain": alt}
    display(bundle, raw=True, metadata={"image/png": {"alt": alt}})


def plain(alt: str) -> str:
    """The words, or those of that name, on one line; ValueError if there are none."""
    if name := NAME.fullmatch(alt):
        lesson, picture = name.groups()
        alt = json.loads(WORDS.read_text(encoding="utf-8")).get(lesson, {}).get(picture, "")
    words = " ".join(alt.split())
    if not words:
        named = f", and {WORDS.name} has none for {name[0]}" if name else ""
        raise ValueError(f"A picture needs words for those who do not see it{named}.")
    return words


def address(png: bytes) -> str:
    """The picture as the source of an `<img>`."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def png_of(figure: Figure, colours: int = COLOURS) -> bytes:
    """The figure as a notebook would show it; twice the same figure is twice the same bytes."""
    file = BytesIO()
    figure.savefig(file, format="png", bbox_inches="tight", metadata={"Software": None})
    return smaller(file.getvalue(), colours)


def smaller(png: bytes, colours: int = COLOURS) -> bytes:
    """The same picture with a palette of its own."""
    with Image.open(BytesIO(png)) as picture:
        # The median cut would give the many shades of a tint all the palette, and brown the few
        # triangles on it: what covers most comes closest to each colour, however rare.
        few = picture.convert("RGB").quantize(colours, Image.Quantize.MAXCOVERAGE, kmeans=3)
    file = BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()
