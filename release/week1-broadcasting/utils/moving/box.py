"""The output of a moving figure: a box with its data and a still picture, and the script.

The still stands in the box, since JupyterLab shows the HTML of an untrusted notebook without its
scripts and before any PNG. The data are on the box and not in the script, so the script of a kind
is the same everywhere. JupyterLab must not take the keys that move a grip for commands of its own.
"""

import json
from html import escape
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from utils.picture import address, emit, plain, png_of

SCRIPTS = {  # the files of each kind, in order
    "neuron": ("kit", "neuron"),
    "descent": ("kit", "plane", "descent"),
    "graph": ("kit", "graph"),
    "boundary": ("kit", "plane", "boundary"),
    "silence": ("kit", "plane", "silence"),
}
COLOURS = 32  # of a still, which stands in the output twice
DIGITS = 4  # that numbers are rounded to: more than eyes see


def show_box(kind: str, name: str, spec: dict[str, Any], still: Figure, alt: str) -> None:
    """Display a figure of a kind, called `name` where it moves; `alt` says what its still shows."""
    png, alt = png_of(still, COLOURS), plain(alt)
    plt.close(still)
    emit(box(kind, name, spec, png, alt), png, alt)


def box(kind: str, name: str, spec: dict[str, Any], png: bytes, alt: str) -> str:
    """The figure as HTML."""
    told = json.dumps(spec, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return (
        f'<div class="moving" data-kind="{kind}" data-name="{escape(name)}" '
        f'data-lm-suppress-shortcuts="true" data-spec="{escape(told)}">'
        f'<img alt="{escape(alt)}" src="{address(png)}"></div>{script(kind)}'
    )


def script(kind: str) -> str:
    """The script that makes all boxes of a kind move."""
    folder = Path(__file__).parent
    texts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS[kind]]
    return f'<script>(() => {{\n"use strict";\n{"".join(texts)}}})();</script>'


def few_digits(values: Any) -> Any:
    """Numbers, or arrays or lists of them, as lists that are short to write."""
    if isinstance(values, np.ndarray):
        values = values.tolist()
    if isinstance(values, list | tuple):
        return [few_digits(value) for value in values]
    if isinstance(values, int | np.integer):
        return int(values)
    short = float(f"{float(values):.{DIGITS}g}")
    return int(short) if short.is_integer() else short
