"""A small film from a figure that is drawn again and again."""

from collections.abc import Callable
from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image


def film(figure: Figure, draw: Callable[[int], None], count: int, seconds: float) -> bytes:
    """A film of `count` frames that runs three times, for Image(...); closes the figure.

    draw(k) draws frame k on the figure: 0, 1, … count − 1. `seconds` is the time of a frame. An
    animated PNG needs no script, and shows its first frame elsewhere.
    """
    canvas, frames = FigureCanvasAgg(figure), []
    for number in range(count):
        draw(number)
        canvas.draw()
        frames.append(Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB"))
    plt.close(figure)
    file = BytesIO()
    frames[0].save(
        file, "PNG", save_all=True, append_images=frames[1:], duration=1000 * seconds, loop=3
    )
    return file.getvalue()
