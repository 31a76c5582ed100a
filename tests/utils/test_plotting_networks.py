"""Pictures of networks: shapes as written, one frame a title, the same film every time."""

from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from utils.plotting import animate_boundaries, draw_network, plot_boundaries

X = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
Y = np.array([[0, 1, 1, 1]])


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def frames(count: int) -> dict:
    return {f"{k} steps": lambda P, k=k: 1 / (1 + np.exp(-k * (P[:1] + 0.5))) for k in range(count)}


def test_a_network_names_the_shapes_of_its_weights_and_biases() -> None:
    draw_network([3, 12, 1])
    words = "\n".join(text.get_text() for text in plt.gca().texts)
    for shape in ("W1 (12, 3)\nb1 (12, 1)", "W2 (1, 12)\nb2 (1, 1)", "input\n3", "hidden\n12"):
        assert shape in words
    assert "⋮" in words  # twelve units are not all drawn


def test_every_unit_of_a_small_network_is_a_circle() -> None:
    draw_network([2, 4, 1])
    circles = [len(points.get_offsets()) for points in plt.gca().collections]
    assert circles == [2, 4, 1]
    assert sum(len(line.get_xdata()) == 2 for line in plt.gca().lines) == 2 * 4 + 4 * 1


def test_boundaries_have_one_panel_a_title_and_leave_the_rest_empty() -> None:
    plot_boundaries(frames(5), X, Y, columns=3)
    axes = plt.gcf().axes
    assert [ax.get_title() for ax in axes if ax.axison] == [f"{k} steps" for k in range(5)]
    assert len(axes) == 6


def test_a_film_has_a_frame_a_title_and_is_the_same_every_time() -> None:
    film = animate_boundaries(frames(4), X, Y)
    with Image.open(BytesIO(film)) as picture:
        assert (picture.format, picture.n_frames) == ("PNG", 4)
    assert film == animate_boundaries(frames(4), X, Y)
    assert plt.get_fignums() == []
