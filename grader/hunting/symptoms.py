"""What a look at a function shows: the text that it prints and the picture that it draws."""

import contextlib
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

from grader.hunting.scenes import Scene
from utils import symptoms
from utils.checkfile import Checks
from utils.datasets import load_points
from utils.plotting import plot_decision_boundary, use_course_style

TOOLS = {
    "np": np,
    "plt": plt,
    "load_points": load_points,
    "plot_decision_boundary": plot_decision_boundary,
} | {name: getattr(symptoms, name) for name in symptoms.LOOKS}
DOTS = 90  # an inch


@dataclass(frozen=True)
class Seen:
    """What a look showed; ``picture`` is a PNG, or empty."""

    text: str
    picture: bytes = b""


def seen(scene: Scene, function: Callable, checks: Checks, picture: bool = False) -> Seen:
    """Take a look at a function of the solution, in a namespace of its own.

    An exception that ends the look is what it shows.
    """
    names = function.__globals__ | TOOLS
    names[checks.function] = function
    names["beside"] = lambda one: print(symptoms.differing(one, checks))
    printed = io.StringIO()
    with _drawing(), contextlib.redirect_stdout(printed):
        try:
            exec(compile(scene.code, "<look>", "exec"), names)
        except Exception as error:  # of a mistaken function
            print(f"{type(error).__name__}: {error}")
        drawn = _picture() if picture and plt.get_fignums() else b""
    return Seen(printed.getvalue().strip(), drawn)


@contextlib.contextmanager
def _drawing() -> Iterator[None]:
    """Figures that are shown nowhere and gone afterwards; no warnings of wrong numbers."""
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        mpl.rc_context(),
        mock.patch.object(plt, "show"),
    ):
        warnings.simplefilter("ignore")
        plt.switch_backend("agg")
        use_course_style()
        try:
            yield
        finally:
            plt.close("all")


def _picture() -> bytes:
    """The last figure that was drawn."""
    file = io.BytesIO()
    figure: Any = plt.gcf()
    with contextlib.suppress(ValueError):  # an axis from NaN to infinity
        figure.savefig(file, dpi=DOTS, bbox_inches="tight", metadata={"Software": None})
    return file.getvalue()
