"""A film has a frame a drawing, in order, at the pace asked for, and is the same every time."""

from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from utils.film import film


def grey_film(count: int, seconds: float = 0.25) -> bytes:
    """Frame k is grey, the lighter the later."""
    figure = plt.figure(figsize=(1, 1), dpi=20)
    return film(figure, lambda k: figure.set_facecolor(str(k / 5)), count, seconds)


@pytest.mark.parametrize("count", [1, 2, 6])
def test_a_frame_a_drawing_in_order(count: int) -> None:
    with Image.open(BytesIO(grey_film(count))) as picture:
        assert (picture.format, picture.size, getattr(picture, "n_frames", 1)) == (
            "PNG", (20, 20), count,
        )  # fmt: skip
        greys = []
        for number in range(count):
            picture.seek(number)
            greys.append(int(np.asarray(picture.convert("L"))[10, 10]))
    assert greys == [51 * number for number in range(count)]


def test_it_keeps_the_pace_and_ends_after_three_runs() -> None:
    with Image.open(BytesIO(grey_film(3, seconds=0.25))) as picture:
        assert (picture.info["loop"], picture.info["duration"]) == (3, 250)


def test_the_same_every_time_and_no_figure_stays_open() -> None:
    assert grey_film(4) == grey_film(4)
    assert plt.get_fignums() == []
