"""A picture with words: for the page, for the file, and refused without any."""

import base64
from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pytest
from bs4 import BeautifulSoup
from matplotlib.colors import to_rgb
from PIL import Image

from utils import picture
from utils.picture import png_of, show, show_png
from utils.plotting import BLUE, VERMILION, plot_boundaries, use_course_style


@pytest.fixture
def shown(monkeypatch):
    found = []
    monkeypatch.setattr(
        picture, "display", lambda bundle, raw, metadata: found.append((bundle, metadata))
    )
    return found


def draw() -> None:
    use_course_style()
    plt.figure()
    plt.plot([1, 3, 2])


def test_a_figure_is_shown_with_its_words_wherever_they_are_looked_for(shown):
    draw()
    show("""A line that rises
        & falls "again".""")
    ((bundle, metadata),) = shown
    words = 'A line that rises & falls "again".'
    image = BeautifulSoup(bundle["text/html"], "html.parser").img
    assert image["alt"] == bundle["text/plain"] == metadata["image/png"]["alt"] == words
    assert image["src"] == f"data:image/png;base64,{bundle['image/png']}"
    assert Image.open(BytesIO(base64.b64decode(bundle["image/png"]))).size[0] > 300
    assert not plt.get_fignums()


def test_the_same_figure_is_the_same_bytes_and_fewer_than_without_a_palette():
    found = []
    for _ in range(2):
        draw()
        file = BytesIO()
        plt.gcf().savefig(file, bbox_inches="tight")
        found.append(png_of(plt.gcf()))
        plt.close()
    assert found[0] == found[1] and len(found[0]) < 0.6 * len(file.getvalue())


def test_the_few_points_on_a_tint_keep_their_colour():
    use_course_style()
    corners, answers = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]]), [[0, 1, 1, 0]]
    borders = {
        f"{at}": lambda plane, at=at: 0.5 + 0.5 * np.tanh(10 * (plane[:1] + plane[1:] - at))
        for at in (0.5, 1.0, 1.5)
    }
    plot_boundaries(borders, corners, np.array(answers), columns=3)
    image = Image.open(BytesIO(png_of(plt.gcf()))).convert("RGB")
    plt.close()
    colours = [colour for _, colour in image.getcolors(maxcolors=image.width * image.height)]
    for wanted in (BLUE, VERMILION, "#ffffff"):
        away = np.abs(255 * np.array(to_rgb(wanted)) - colours).max(axis=1)
        assert away.min() < 4, wanted


def test_a_film_stays_one(shown):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    file = BytesIO()
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])
    show_png(file.getvalue(), "A red square that turns blue.")
    bundle, _ = shown[0]
    assert Image.open(BytesIO(base64.b64decode(bundle["image/png"]))).n_frames == 2


def test_words_may_stand_elsewhere_under_a_name(shown, monkeypatch, tmp_path):
    monkeypatch.setattr(picture, "WORDS", tmp_path / "pictures.json")
    picture.WORDS.write_text('{"week0-1": {"a-line": "It rises — and  falls."}}', "utf-8")
    draw()
    show("week0-1/a-line")
    assert shown[0][0]["text/plain"] == "It rises — and falls."


@pytest.mark.parametrize("alt", ["", "  \n ", "week1-1/no-such-picture", "week0-0/none"])
def test_a_picture_without_words_is_refused(shown, alt):
    draw()
    with pytest.raises(ValueError, match=f"needs words.*{alt.strip()}"):
        show(alt)
    plt.close("all")
    assert not shown
