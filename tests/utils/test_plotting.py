"""Do the pictures show what they were given?"""

import warnings

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgba

from utils import plotting


@pytest.fixture(autouse=True)
def fresh_figure():
    """Start from Matplotlib's own defaults and an empty figure; a warning is an error."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("error")
        plt.figure()
        yield
    plt.close("all")


@pytest.fixture
def points():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(2, 30))
    return X, (X[:1] + X[1:] > 0).astype(int)


def png(draw, path):
    """The bytes of the picture that `draw` leaves behind."""
    plt.close("all")
    draw()
    plt.savefig(path)
    return path.read_bytes()


def luminance(colour):
    return np.dot(to_rgba(colour)[:3], [0.2126, 0.7152, 0.0722])


def test_style_sets_the_colours_and_a_font_that_matplotlib_carries():
    plotting.use_course_style()
    assert plt.rcParams["axes.prop_cycle"].by_key()["color"] == list(plotting.COLOURS)
    assert plt.rcParams["font.family"] == ["DejaVu Sans"]


def test_the_colours_of_the_palette_are_all_different():
    assert len(set(plotting.COLOURS)) == len(plotting.COLOURS)


def test_classes_differ_in_colour_and_in_marker():
    assert len(set(plotting.CLASS_COLOURS)) == len(set(plotting.CLASS_MARKERS)) == 2


def test_probability_tints_are_pale_enough_for_points_on_top():
    for value, colour in zip((0.0, 1.0), plotting.CLASS_COLOURS, strict=True):
        tint = plotting.PROBABILITY_COLOURS(value)
        assert luminance(tint) - luminance(colour) > 0.25


def test_same_picture_twice_is_the_same_bytes(tmp_path, points):
    X, Y = points
    plotting.use_course_style()

    def draw():
        plotting.plot_decision_boundary(lambda P: P[:1] > 0, X, Y, title="twice")

    assert png(draw, tmp_path / "one.png") == png(draw, tmp_path / "two.png")


def test_points_go_to_their_own_class(points):
    X, Y = points
    plotting.plot_points(X, Y)
    zeros, ones = plt.gca().collections
    np.testing.assert_allclose(zeros.get_offsets(), X[:, Y[0] == 0].T)
    np.testing.assert_allclose(ones.get_offsets(), X[:, Y[0] == 1].T)
    np.testing.assert_allclose(ones.get_facecolor()[0], to_rgba(plotting.CLASS_COLOURS[1]))
    assert [zeros.get_label(), ones.get_label()] == ["y = 0", "y = 1"]
    outlines = [group.get_paths()[0].vertices for group in (zeros, ones)]
    assert outlines[0].shape != outlines[1].shape


def test_points_of_a_single_class_are_drawn(points):
    X, _ = points
    plotting.plot_points(X, np.zeros((1, X.shape[1])))
    assert [len(group.get_offsets()) for group in plt.gca().collections] == [X.shape[1], 0]


@pytest.mark.parametrize(
    "answer",
    [
        lambda P: 1 / (1 + np.exp(-P[:1])),
        lambda P: (P[:1] > 0).astype(int),
        lambda P: P[:1] > 0,
        lambda P: P[0] > 0,
    ],
    ids=["probabilities", "integers", "booleans", "rank one"],
)
def test_boundary_stands_where_the_answer_changes(answer, points):
    X, Y = points
    plotting.plot_decision_boundary(answer, X, Y)
    _, contour, *_ = plt.gca().collections
    where = np.vstack([path.vertices for path in contour.get_paths()])[:, 0]
    np.testing.assert_allclose(where, 0, atol=0.05)


def test_boundary_covers_every_point_with_room_around_it(points):
    X, Y = points
    plotting.plot_decision_boundary(lambda P: P[:1] > 0, X, Y)
    (left, right), (bottom, top) = plt.gca().get_xlim(), plt.gca().get_ylim()
    room_across, room_up = 0.05 * np.ptp(X, axis=1)
    assert left < X[0].min() - room_across and X[0].max() + room_across < right
    assert bottom < X[1].min() - room_up and X[1].max() + room_up < top


@pytest.mark.parametrize("constant", [0, 0.5, 1])
def test_a_predictor_that_always_says_the_same_draws_no_line(constant, points):
    X, Y = points
    plotting.plot_decision_boundary(lambda P: np.full((1, P.shape[1]), constant), X, Y)
    assert len(plt.gca().collections) == 3  # the tint and two classes


def test_costs_are_drawn_at_their_iterations():
    plotting.plot_costs({"slow": [0.7, 0.6, 0.5], "fast": [0.7, 0.2]}, every=50)
    slow, fast = plt.gca().lines
    assert slow.get_xdata().tolist() == [0, 50, 100]
    assert fast.get_ydata().tolist() == [0.7, 0.2]
    assert (slow.get_label(), fast.get_label()) == ("slow", "fast")
    assert slow.get_color() != fast.get_color()
    assert slow.get_linestyle() != fast.get_linestyle()


def test_costs_kept_as_arrays_of_one_entry_are_drawn_too():
    plotting.plot_costs({"a": [np.array([[0.7]]), np.array([[0.5]])]})
    assert plt.gca().lines[0].get_ydata().tolist() == [0.7, 0.5]


def test_pictures_stand_in_order_under_their_titles():
    pictures = np.arange(5 * 4 * 4 * 3, dtype=np.uint8).reshape(5, 4, 4, 3)
    plotting.show_pictures(pictures, titles=list("abcde"), columns=3)
    shown = [ax for ax in plt.gcf().axes if ax.images]
    assert [ax.get_title() for ax in shown] == list("abcde")
    assert len(plt.gcf().axes) == 6
    for ax, picture in zip(shown, pictures, strict=True):
        np.testing.assert_array_equal(ax.images[0].get_array(), picture)


def test_no_pictures_is_an_empty_figure_and_no_error():
    """A perfect classifier has no mistaken picture to show."""
    plotting.show_pictures([], titles=[])
    assert not any(ax.images for ax in plt.gcf().axes)


def test_weights_go_back_to_the_pixel_they_came_from():
    w = np.zeros((4 * 5 * 3, 1))
    w[(2 * 5 + 1) * 3 + 1] = -2.0  # row 2, column 1, green
    w[(3 * 5 + 4) * 3 + 2] = 1.0  # row 3, column 4, blue
    plotting.show_weights(w, shape=(4, 5, 3))
    channels = {ax.get_title(): ax.images[0] for ax in plt.gcf().axes[:3]}
    red, green, blue = (channels[f"weights of {name}"] for name in ("red", "green", "blue"))
    assert np.argwhere(green.get_array()).tolist() == [[2, 1]]
    assert np.argwhere(blue.get_array()).tolist() == [[3, 4]]
    assert not red.get_array().any()
    assert green.get_clim() == (-2.0, 2.0)


def test_weights_of_one_channel_and_all_zero_are_drawn():
    plotting.show_weights(np.zeros((12, 1)), shape=(3, 4, 1))
    assert plt.gcf().axes[0].images[0].get_clim() == (-1.0, 1.0)


BRANCHED = {"a": [], "b": [], "c": [], "u": ["b", "c"], "v": ["a", "u"], "J": ["v"]}


def test_a_box_stands_right_of_everything_that_it_is_computed_from():
    places = plotting.graph_places(BRANCHED)
    for name, sources in BRANCHED.items():
        assert all(places[source][0] < places[name][0] for source in sources)
    assert places["a"][0] == places["v"][0] - 1


def test_boxes_of_a_graph_do_not_cover_each_other():
    shared = {"x": [], "y": [], "p": ["x", "y"], "q": ["x", "y"], "r": ["y"], "z": ["p", "q", "r"]}
    places = list(plotting.graph_places(shared).values())
    for number, (x, y) in enumerate(places):
        assert all(x != other or abs(y - line) >= 0.75 for other, line in places[:number])


def test_a_graph_shows_values_and_slopes_beside_its_boxes():
    numbers = dict(zip(BRANCHED, (5, 3, 2, 6, 11, 33), strict=True))
    plotting.plot_computation_graph(
        BRANCHED, {"J": "J = 3v"}, numbers, {"b": 6.5}, title="values and slopes"
    )
    texts = [text.get_text().strip() for text in plt.gca().texts]
    assert {"a", "b", "c", "u", "v", "J = 3v", "33", "6.5"} <= set(texts)
    arrows = [text for text in plt.gca().texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == sum(map(len, BRANCHED.values()))
    plt.gcf().canvas.draw()
