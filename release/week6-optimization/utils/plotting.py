"""One look for every picture of the course.

Each function draws and returns None, so that the last line of a cell shows the picture and
nothing else. Colours are those of Okabe and Ito, which stay apart for colour-blind readers
(https://jfly.uni-koeln.de/color/); a class also has a marker of its own, so a figure printed in
grey can still be read.
"""

from collections.abc import Callable, Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patheffects import withStroke
from matplotlib.rcsetup import cycler

from utils.film import film

BLUE, VERMILION, GREEN, PURPLE, SKY, ORANGE, BLACK = COLOURS = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#E69F00",
    "#000000",
)
Point = tuple[float, float]

CLASS_COLOURS = (BLUE, VERMILION)
CLASS_MARKERS = ("o", "^")
LINE_STYLES = ("-", "--", "-.", ":")
LEGEND_ROOM = 0.2  # above the points, by their height, so that the legend lies on none of them

# Pale, so that points drawn on top stay readable: blue is 0, white is undecided, vermilion is 1.
PROBABILITY_COLOURS = LinearSegmentedColormap.from_list(
    "probability", ["#9cc9e5", "#ffffff", "#f5bd94"]
)
# Full strength, for values of either sign.
SIGN_COLOURS = LinearSegmentedColormap.from_list("sign", [BLUE, "#ffffff", VERMILION])


def use_course_style() -> None:
    """Set Matplotlib's defaults for the rest of the notebook: font, sizes, colours, resolution."""
    plt.rcParams.update(
        {
            # PNG from a font that Matplotlib itself carries: the same picture on every machine.
            "font.family": "DejaVu Sans",
            "font.size": 10,
            "axes.titlesize": 11,
            "axes.prop_cycle": cycler(color=COLOURS),
            "axes.grid": True,
            "axes.axisbelow": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "grid.color": "#e4e4e4",
            "grid.linewidth": 0.8,
            "image.interpolation": "nearest",
            "legend.frameon": False,
            "lines.linewidth": 2,
            "figure.figsize": (6.4, 4.0),
            "figure.dpi": 100,
            "figure.facecolor": "white",
            "figure.constrained_layout.use": True,
        }
    )


def plot_points(
    X: np.ndarray,
    Y: np.ndarray,
    ax: Axes | None = None,
    title: str | None = None,
    labels: Sequence[str] = ("y = 0", "y = 1"),
) -> None:
    """Draw points of two classes in the plane: blue circles for 0, vermilion triangles for 1.

    X is (2, m), one point a column; Y is (1, m), zeros and ones.
    """
    ax = plt.gca() if ax is None else ax
    for value, label in enumerate(labels):
        mine = np.ravel(Y) == value
        ax.scatter(
            X[0, mine],
            X[1, mine],
            s=34,
            color=CLASS_COLOURS[value],
            marker=CLASS_MARKERS[value],
            edgecolor="white",
            linewidth=0.6,
            label=label,
        )
    ax.set(xlabel="$x_1$", ylabel="$x_2$", title=title)
    low, high = X[1].min(), X[1].max()
    ax.set_ylim(top=max(ax.get_ylim()[1], high + LEGEND_ROOM * (high - low)))
    ax.legend(loc="upper right", ncols=2, frameon=True, framealpha=0.85, edgecolor="white")


def plot_decision_boundary(
    predict: Callable[[np.ndarray], np.ndarray],
    X: np.ndarray,
    Y: np.ndarray,
    ax: Axes | None = None,
    title: str | None = None,
) -> None:
    """Tint the plane by what `predict` answers, and draw its border and the points.

    predict takes points (2, k) and returns (1, k): probabilities, 0 and 1, or booleans.
    X is (2, m), one point a column; Y is (1, m).
    """
    ax = plt.gca() if ax is None else ax
    low, high = X.min(axis=1), X.max(axis=1)
    margin = 0.08 * (high - low)
    low, high = low - margin, high + margin
    high[1] += (LEGEND_ROOM - 0.08) * (high[1] - low[1])
    across, up = np.meshgrid(np.linspace(low[0], high[0], 200), np.linspace(low[1], high[1], 200))
    plane = np.vstack([across.ravel(), up.ravel()])
    answers = np.asarray(predict(plane), dtype=float).reshape(across.shape)

    ax.pcolormesh(across, up, answers, cmap=PROBABILITY_COLOURS, vmin=0, vmax=1, rasterized=True)
    if answers.min() < 0.5 < answers.max():  # contour warns when there is no line to draw
        ax.contour(across, up, answers, levels=[0.5], colors=BLACK, linewidths=1.5)
    plot_points(X, Y, ax=ax, title=title)
    ax.grid(False)


def plot_costs(
    costs_by_label: Mapping[str, Sequence[float]],
    every: int = 100,
    ax: Axes | None = None,
    title: str = "The cost falls as the network learns",
) -> None:
    """Draw one cost curve a label, told apart by colour and by line style.

    costs_by_label maps a label, such as "learning rate 0.01", to costs noted every `every`
    iterations, the first one at iteration 0.
    """
    ax = plt.gca() if ax is None else ax
    for number, (label, costs) in enumerate(costs_by_label.items()):
        iterations = every * np.arange(len(costs))
        style = LINE_STYLES[number % len(LINE_STYLES)]
        ax.plot(iterations, np.ravel(costs), linestyle=style, label=label)
    ax.set(xlabel="iteration", ylabel="cost $J$", title=title)
    ax.legend()


def show_pictures(
    pictures: Sequence[np.ndarray], titles: Sequence[str] | None = None, columns: int = 6
) -> None:
    """Show pictures in rows of at most `columns`, each under its title.

    pictures is (m, height, width, 3), or a list of such pictures: integers 0 to 255 or
    floats 0 to 1. titles has one string a picture.
    """
    count = len(pictures)
    columns = max(1, min(columns, count))
    rows = max(1, -(-count // columns))
    _, axes = plt.subplots(rows, columns, figsize=(1.6 * columns, 1.85 * rows), squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for number, (ax, picture) in enumerate(zip(axes.flat, pictures, strict=False)):
        ax.imshow(picture)
        if titles is not None:
            ax.set_title(titles[number], fontsize=9)


def show_weights(
    w: np.ndarray,
    shape: tuple[int, int, int] = (64, 64, 3),
    title: str = "Which pixels speak for 1, and which against",
) -> None:
    """Show the weights of one unit as pictures, one for each colour channel, on one scale.

    w is (height · width · channels, 1), in the order in which a picture of that `shape` was
    unrolled. Vermilion raises the answer, blue lowers it, white does nothing.
    """
    picture = np.reshape(w, shape)
    channels = shape[2]
    names = ("red", "green", "blue") if channels == 3 else range(1, channels + 1)
    largest = float(np.abs(picture).max()) or 1.0
    figure, axes = plt.subplots(
        1, channels, figsize=(2.7 * channels + 0.8, 3.1), squeeze=False, sharey=True
    )
    images = []
    for ax, channel, name in zip(axes.flat, np.moveaxis(picture, 2, 0), names, strict=True):
        images.append(ax.imshow(channel, cmap=SIGN_COLOURS, vmin=-largest, vmax=largest))
        ax.set(title=f"weights of {name}", xticks=[], yticks=[])
    figure.colorbar(images[0], ax=axes, shrink=0.8, label="weight")
    figure.suptitle(title)


def plot_computation_graph(
    inputs_of: Mapping[str, Sequence[str]],
    labels: Mapping[str, str] | None = None,
    values: Mapping[str, float] | None = None,
    gradients: Mapping[str, float] | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> None:
    """Draw a formula as boxes and arrows: values in blue above, slopes in vermilion below.

    inputs_of maps each name to the names it is computed from, in the order of computation; its
    last name is the result. labels say what stands in a box, the name itself by default.
    """
    places = graph_places(inputs_of)
    width, height = (max(place[axis] for place in places.values()) for axis in (0, 1))
    if ax is None:
        size = (min(1.8 * width, 8.5) + 1.6, min(1.2 * height, 5.0) + 1.4)
        _, ax = plt.subplots(figsize=size)
    boxes = {}
    for name, (x, y) in places.items():
        style = {"boxstyle": "round,pad=0.45", "facecolor": "white", "edgecolor": BLACK}
        numbers = [
            f"{found[name]:.4g}" for found in (values or {}, gradients or {}) if name in found
        ]
        label = (labels or {}).get(name, name)
        # As wide as its numbers, so that no arrow, which comes and goes at its sides, crosses one.
        label = label.center(
            len(label) + 2 * max(0, max(map(len, numbers), default=0) - len(label))
        )
        text = ax.text(x, y, label, ha="center", va="center", bbox=style, zorder=3)
        boxes[name] = text.get_bbox_patch()
        for found, side, colour in ((values, 14, BLUE), (gradients, -14, VERMILION)):
            if found is not None and name in found:
                ax.annotate(
                    f"{found[name]:.4g}", (x, y), (0, side), textcoords="offset points",
                    ha="center", va="bottom" if side > 0 else "top", color=colour, weight="bold",
                    path_effects=[withStroke(linewidth=3, foreground="white")], zorder=5,
                )  # fmt: skip
    for name, (x, _) in places.items():
        for source in dict.fromkeys(inputs_of[name]):
            far = x - places[source][0] > 1  # an arrow over other boxes bends round them
            arrow = {"arrowstyle": "-|>", "color": "#666666", "shrinkA": 0, "shrinkB": 0}
            arrow |= {"connectionstyle": f"arc3,rad={-0.35 * far}"}
            if far:  # from above one to above the other
                arrow |= {"patchA": boxes[source], "patchB": boxes[name]}
            # Drawn after the boxes, which know their size only then.
            ends = ((0.5, 0.5), (0.5, 0.5)) if far else ((0, 0.5), (1, 0.5))
            ax.annotate(
                "", ends[0], ends[1], xycoords=boxes[name], textcoords=boxes[source],
                arrowprops=arrow, zorder=4,
            )  # fmt: skip
    margin = 0.4 if values is None and gradients is None else 0.7
    ax.set(xlim=(-0.6, width + 0.6), ylim=(-margin, height + margin), title=title)
    ax.axis("off")


def graph_places(inputs_of: Mapping[str, Sequence[str]]) -> dict[str, tuple[float, float]]:
    """Where to draw each box of a formula: x counts steps from the left, y lines from below.

    An input stands one step before the first box that uses it, a result between its inputs.
    """
    column: dict[str, int] = {}
    for name, sources in inputs_of.items():
        column[name] = 1 + max((column[source] for source in sources), default=-1)
    for name in inputs_of:
        users = [column[other] for other, sources in inputs_of.items() if name in sources]
        if not inputs_of[name] and users:
            column[name] = min(users) - 1
    line: dict[str, float] = {}

    def place(name: str) -> None:
        for source in inputs_of[name]:
            if source not in line:
                place(source)
        leaves = sum(not inputs_of[other] for other in line)
        sources = set(inputs_of[name])
        line[name] = sum(line[s] for s in sources) / len(sources) if sources else -leaves

    place(list(inputs_of)[-1])
    for number, name in enumerate(line):
        beside = [other for other in list(line)[:number] if column[other] == column[name]]
        while any(abs(line[other] - line[name]) < 0.75 for other in beside):
            line[name] -= 0.25
    lowest = min(line.values())
    return {name: (column[name], line[name] - lowest) for name in line}


def draw_network(
    sizes: Sequence[int],
    ax: Axes | None = None,
    title: str | None = None,
    most: int = 6,
    shapes: bool = True,
) -> None:
    """Draw a network, every unit a circle, with the shape of its weights and biases.

    sizes holds the number of units of each layer, the input first: [2, 4, 1]. A layer of more than
    `most` units is drawn with a gap. Without `shapes` only the circles and lines are drawn.
    """
    ax = plt.gca() if ax is None else ax
    heights = []
    for size in sizes:
        count = min(size, most)
        heights.append((np.arange(count) - (count - 1) / 2)[::-1])
    lowest = min(height[-1] for height in heights) - 0.9
    for layer, (size, height) in enumerate(zip(sizes, heights, strict=True)):
        colour = SKY if layer == 0 else ORANGE if layer < len(sizes) - 1 else GREEN
        if layer:
            for left in heights[layer - 1]:
                ends = np.vstack([np.full(len(height), left), height])
                ax.plot([2 * layer - 2, 2 * layer], ends, color="#9a9a9a", linewidth=0.8, zorder=1)
            if shapes:
                words = f"W{layer} ({size}, {sizes[layer - 1]})\nb{layer} ({size}, 1)"
                ax.text(2 * layer - 1, lowest, words, ha="center", va="top", family="monospace")
        ax.scatter(
            np.full(len(height), 2 * layer),
            height,
            s=420,
            color=colour,
            edgecolor="white",
            zorder=2,
        )
        if size > most:
            middle = (height[most // 2 - 1] + height[most // 2]) / 2
            ax.text(2 * layer, middle, "⋮", ha="center", va="center", fontsize=12, zorder=3)
        name = "input" if layer == 0 else "output" if layer == len(sizes) - 1 else "hidden"
        if shapes:
            ax.text(2 * layer, height[0] + 0.5, f"{name}\n{size}", ha="center", va="bottom")
    highest = max(height[0] for height in heights) + (1.4 if shapes else 0.6)
    lowest -= 1.1 if shapes else -0.3
    ax.set(xlim=(-0.6, 2 * len(sizes) - 1.4), ylim=(lowest, highest), title=title)
    ax.axis("off")


def plot_boundaries(
    predict_by_title: Mapping[str, Callable[[np.ndarray], np.ndarray]],
    X: np.ndarray,
    Y: np.ndarray,
    columns: int = 4,
) -> None:
    """Draw one decision boundary a title, in rows: sizes side by side, or the frames of learning.

    Each predict takes points (2, k) and returns (1, k), as for plot_decision_boundary; X is (2, m),
    Y is (1, m).
    """
    count = len(predict_by_title)
    columns = min(columns, count)
    rows = -(-count // columns)
    _, axes = plt.subplots(
        rows, columns, figsize=(2.8 * columns, 2.9 * rows), squeeze=False, sharex=True, sharey=True
    )
    for ax in axes.flat[count:]:
        ax.axis("off")
    for ax, (title, predict) in zip(axes.flat, predict_by_title.items(), strict=False):
        plot_decision_boundary(predict, X, Y, ax=ax, title=title)
        for points in ax.collections[-2:]:
            points.set(sizes=[10 if X.shape[1] > 100 else 34], linewidth=0.3)
        ax.get_legend().remove()
        ax.label_outer()


def animate_boundaries(
    predict_by_title: Mapping[str, Callable[[np.ndarray], np.ndarray]],
    X: np.ndarray,
    Y: np.ndarray,
    seconds: float = 0.6,
) -> bytes:
    """The frames of plot_boundaries as a small film that runs three times, for Image(...).

    Each predict takes points (2, k) and returns (1, k); X is (2, m), Y is (1, m). `seconds`
    is the time of a frame.
    """
    figure, ax = plt.subplots(figsize=(4.4, 4.0), dpi=80)
    frames = list(predict_by_title.items())

    def draw(number: int) -> None:
        title, predict = frames[number]
        ax.clear()
        plot_decision_boundary(predict, X, Y, ax=ax, title=title)

    return film(figure, draw, len(frames), seconds)


def plot_forward_and_backward(layers: int, ax: Axes | None = None) -> None:
    """Draw a network as blocks: forward along the top, backward along the bottom, caches between.

    The last layer is drawn with a sigmoid, all others with a ReLU.
    """
    ax = plt.figure(figsize=(2.7 * layers + 2.2, 3.9)).gca() if ax is None else ax

    def block(x: float, y: float, words: str, colour: str) -> None:
        style = {"boxstyle": "round,pad=0.5", "facecolor": colour, "edgecolor": BLACK}
        ax.text(x, y, words, ha="center", va="center", bbox=style, fontsize=11)

    def arrow(start: Point, end: Point, words: str, colour: str, dash: str = "-") -> None:
        look = {"arrowstyle": "-|>", "color": colour, "linestyle": dash, "linewidth": 1.6}
        ax.annotate("", end, start, arrowprops=look)
        across = start[1] == end[1]
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        place = (middle[0], middle[1] + 0.16) if across else (middle[0] + 0.08, middle[1])
        side = "center" if across else "left"
        ax.text(*place, words, color=colour, ha=side, va="bottom" if across else "center")

    for layer in range(1, layers + 1):
        bend, x = "sigmoid" if layer == layers else "ReLU", 3 * layer
        block(x, 2, f"linear\n{bend}", "#dcecf7")
        block(x, 0, f"back through\n{bend}, linear", "#fbe3d3")
        arrow((x - 2.5, 2), (x - 0.5, 2), f"$A^{{[{layer - 1}]}}$", BLUE)
        arrow((x - 0.8, 0), (x - 2.2, 0), f"$dA^{{[{layer - 1}]}}$", VERMILION)
        arrow((x, 1.7), (x, 0.3), f"cache {layer}", "#555555", "--")
        arrow((x, -0.3), (x, -1.3), f"$dW^{{[{layer}]}}$, $db^{{[{layer}]}}$", VERMILION)
    end = 3 * layers
    arrow((end + 0.5, 2), (end + 2.3, 2), f"$A^{{[{layers}]}}$", BLUE)
    arrow((end + 2.3, 0), (end + 0.8, 0), f"$dA^{{[{layers}]}}$", VERMILION)
    block(end + 2.8, 1, "cost $J$\nand labels", "#e9f5ee")
    arrow((end + 2.35, 2), (end + 2.7, 1.35), "", BLUE)
    arrow((end + 2.7, 0.65), (end + 2.35, 0), "", VERMILION)
    ax.set(xlim=(0.4, end + 3.8), ylim=(-1.5, 2.6))
    ax.axis("off")
