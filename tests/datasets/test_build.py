"""Are the committed files what the program draws, byte for byte, and what the course promises?"""

import hashlib

import h5py
import numpy as np
import pytest

from datasets import build
from datasets.points import SHAPES, all_points
from utils.datasets import load_cats

SUMS = build.read_checksums(build.HERE / "checksums.txt")


def digests(path) -> set[bytes]:
    with h5py.File(path) as file:
        pictures = [*file["train_set_x"][()], *file["test_set_x"][()]]
    return {hashlib.sha256(picture.tobytes()).digest() for picture in pictures}


@pytest.mark.parametrize("name", ["cats.h5", "cats_large.h5", "points.h5"])
def test_the_committed_file_has_its_checksum(name):
    assert build.sha256(build.HERE / name) == SUMS[name]


def test_checksums_cover_every_data_file():
    assert set(SUMS) == {path.name for path in build.HERE.glob("*.h5")}


@pytest.mark.parametrize(
    ("name", "builder"), [("cats.h5", build.build_cats), ("points.h5", build.build_points)]
)
def test_a_rebuild_has_the_same_bytes(tmp_path, name, builder):
    builder(tmp_path / name)
    assert build.sha256(tmp_path / name) == SUMS[name]


def test_the_large_file_holds_what_the_program_draws_today():
    # The whole of it takes a minute; every 125th picture takes a second.
    seed, count = build.CATS["cats_large.h5"][0]
    with h5py.File(build.HERE / "cats_large.h5") as file:
        labels = file["train_set_y"][()]
        assert np.array_equal(labels, build.labels_for(seed, count))
        for index in range(0, count, 125):
            drawn = build.draw(seed, index, bool(labels[index]))
            assert np.array_equal(file["train_set_x"][index], drawn)


@pytest.mark.parametrize(
    ("name", "train", "test"), [("cats.h5", 209, 50), ("cats_large.h5", 2000, 500)]
)
def test_pictures_have_the_well_known_layout(name, train, test):
    with h5py.File(build.HERE / name) as file:
        found = {key: (value.shape, value.dtype) for key, value in file.items()}
        classes = file["list_classes"][()].tolist()
    assert found == {
        "train_set_x": ((train, 64, 64, 3), np.uint8),
        "train_set_y": ((train,), np.int64),
        "test_set_x": ((test, 64, 64, 3), np.uint8),
        "test_set_y": ((test,), np.int64),
        "list_classes": ((2,), np.dtype("S7")),
    }
    assert classes == [b"non-cat", b"cat"]


@pytest.mark.parametrize("name", ["cats.h5", "cats_large.h5"])
def test_half_are_cats(name):
    _, train_y, _, test_y, _ = load_cats(build.HERE / name)
    for labels in (train_y, test_y):
        assert labels.sum() == labels.size // 2


def test_no_picture_comes_twice():
    small, large = digests(build.HERE / "cats.h5"), digests(build.HERE / "cats_large.h5")
    assert len(small) == 209 + 50
    assert len(large) == 2000 + 500
    assert not small & large


def test_brightness_alone_does_not_tell_a_cat():
    x, y, *_ = load_cats(build.HERE / "cats_large.h5")
    brightness = x.reshape(len(x), -1).mean(axis=1)
    cuts = np.quantile(brightness, np.linspace(0.05, 0.95, 19))
    best = max(abs(np.mean((brightness > cut) == y[0]) - 0.5) for cut in cuts)
    assert best < 0.1


def test_the_contact_sheet_is_the_program_s(tmp_path):
    from PIL import Image

    build.build_sheet(tmp_path / "sheet.png")
    committed = np.asarray(Image.open(build.HERE / "contact-sheet.png"))
    assert np.array_equal(np.asarray(Image.open(tmp_path / "sheet.png")), committed)


@pytest.mark.parametrize("name", SHAPES)
def test_points_are_balanced_and_distinct(name):
    X, Y = all_points(build.POINTS)[name]
    assert X.shape == (2, 400) and X.dtype == np.float64
    assert Y.shape == (1, 400) and Y.dtype == np.int64
    assert abs(Y.mean() - 0.5) < 0.02 and set(Y[0]) == {0, 1}
    assert len(np.unique(X, axis=1).T) == 400


def test_a_line_fails_on_the_flower_and_a_small_network_does_not():
    from sklearn.linear_model import LogisticRegression
    from sklearn.neural_network import MLPClassifier

    X, Y = all_points(build.POINTS)["flower"]
    line = LogisticRegression().fit(X.T, Y[0]).score(X.T, Y[0])
    network = MLPClassifier((4,), "tanh", solver="lbfgs", max_iter=2000, random_state=1)
    assert line < 0.62
    assert 0.85 < network.fit(X.T, Y[0]).score(X.T, Y[0]) < 0.97
