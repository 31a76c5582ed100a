"""Do the loaders give what they promise, and say what to do when they cannot?"""

import shutil
import subprocess
import sys

import h5py
import numpy as np
import pytest
from PIL import Image

from utils import datasets
from utils.datasets import DatasetError, load_cats, load_picture, load_points


@pytest.fixture
def content():
    """A small file of the well-known layout, as a dictionary."""
    rng = np.random.default_rng(0)
    return {
        "train_set_x": rng.integers(0, 256, (7, 64, 64, 3), np.uint8),
        "train_set_y": np.array([0, 1, 1, 0, 1, 0, 0]),
        "test_set_x": rng.integers(0, 256, (3, 64, 64, 3), np.uint8),
        "test_set_y": np.array([1, 0, 1]),
        "list_classes": np.array([b"non-cat", b"cat"]),
    }


def save(path, content):
    with h5py.File(path, "w") as file:
        for key, values in content.items():
            file[key] = values
    return path


def refuses(load, *arguments, **options) -> str:
    """The message of the DatasetError: one sentence, and no chain of tracebacks behind it."""
    with pytest.raises(DatasetError) as caught:
        load(*arguments, **options)
    error = caught.value
    assert error.__suppress_context__ or error.__context__ is None
    assert str(error).endswith(".") and "\n" not in str(error)
    return str(error)


@pytest.mark.parametrize(("large", "train", "test"), [(False, 209, 50), (True, 2000, 500)])
def test_load_cats(large, train, test):
    train_x, train_y, test_x, test_y, classes = load_cats(large=large)
    assert train_x.shape == (train, 64, 64, 3) and test_x.shape == (test, 64, 64, 3)
    assert train_y.shape == (1, train) and test_y.shape == (1, test)
    assert train_x.dtype == test_x.dtype == np.uint8
    assert train_y.dtype == test_y.dtype == np.int64
    assert [name.decode() for name in classes] == ["non-cat", "cat"]


def test_a_file_from_elsewhere_just_works(tmp_path, content):
    variants = {
        "as it is": {},
        "int16 pictures": {"train_set_x": content["train_set_x"].astype(np.int16)},
        "labels in a row": {"train_set_y": content["train_set_y"][None].astype(np.int32)},
        "boolean labels": {"test_set_y": content["test_set_y"] == 1},
        "variable strings": {"list_classes": np.array(["dog", "wolf"], h5py.string_dtype())},
        "another key": {"author": np.arange(3)},
    }
    for variant in variants.values():
        found = load_cats(save(tmp_path / "other.h5", content | variant))
        for part, x, y in (("train", *found[:2]), ("test", *found[2:4])):
            assert x.dtype == np.uint8 and np.array_equal(x, content[f"{part}_set_x"])
            assert y.dtype == np.int64 and np.array_equal(y[0], content[f"{part}_set_y"])
        assert found[4].tolist() in ([b"non-cat", b"cat"], [b"dog", b"wolf"])


def test_it_works_in_a_copied_folder(tmp_path):
    source = datasets.FOLDER.parent
    (tmp_path / "utils").mkdir()
    (tmp_path / "datasets").mkdir()
    (tmp_path / "utils" / "__init__.py").touch()
    shutil.copy(source / "utils" / "datasets.py", tmp_path / "utils")
    shutil.copy(source / "datasets" / "cats.h5", tmp_path / "datasets")
    code = (
        "from utils.datasets import *; print(load_cats()[0].shape)\n"
        "try: load_points('moons')\n"
        "except DatasetError as error: print(error)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    shape, error = run.stdout.splitlines()
    assert shape == "(209, 64, 64, 3)"
    assert str(tmp_path) in error and "copy it from the course's folder datasets" in error


def test_missing_files(tmp_path, monkeypatch):
    assert "There is no file" in refuses(load_cats, tmp_path / "none.h5")
    assert "There is no file" in refuses(load_cats, tmp_path)  # a folder
    monkeypatch.setattr(datasets, "FOLDER", tmp_path)
    assert "cats.h5 is missing: copy it" in refuses(load_cats)
    assert "cats_large.h5 is missing: copy it" in refuses(load_cats, large=True)
    assert "points.h5 is missing: copy it" in refuses(load_points, "moons")


def test_damaged_files(tmp_path, content):
    whole = save(tmp_path / "whole.h5", content).read_bytes()
    texts = {"empty.h5": b"", "text.h5": b"not data\n", "page.h5": b"<html>sign in</html>" * 900}
    cuts = {f"cut{part}.h5": whole[: len(whole) * part // 10] for part in range(1, 10)}
    for name, data in (texts | cuts).items():
        (tmp_path / name).write_bytes(data)
        assert f"{name} is damaged or is not an HDF5 file" in refuses(load_cats, tmp_path / name)


def test_a_file_damaged_inside(tmp_path):
    data = bytearray((datasets.FOLDER / "cats.h5").read_bytes())
    data[len(data) // 4 : len(data) // 4 + 50_000] = bytes(50_000)
    (tmp_path / "holes.h5").write_bytes(data)
    assert "holes.h5 is damaged" in refuses(load_cats, tmp_path / "holes.h5")


def test_missing_keys(tmp_path, content):
    del content["test_set_y"], content["list_classes"]
    message = refuses(load_cats, save(tmp_path / "a.h5", content))
    assert "has no test_set_y and no list_classes" in message


def test_a_group_where_pictures_should_be(tmp_path, content):
    with h5py.File(save(tmp_path / "a.h5", content), "a") as file:
        del file["train_set_x"]
        file.create_group("train_set_x")
    assert "has no train_set_x" in refuses(load_cats, tmp_path / "a.h5")


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        ("train_set_x", np.zeros((7, 9, 9, 3), np.uint8), "(7, 9, 9, 3); it must be (m, 64"),
        ("test_set_x", np.zeros((3, 12288), np.uint8), "test_set_x in a.h5 has shape (3, 12288)"),
        ("test_set_x", np.zeros((0, 64, 64, 3), np.uint8), "has shape (0, 64, 64, 3)"),
        ("train_set_x", np.zeros((7, 64, 64, 3)), "whole numbers from 0 to 255"),
        ("train_set_x", np.full((7, 64, 64, 3), 256), "whole numbers from 0 to 255"),
        ("train_set_x", np.full((7, 64, 64, 3), -1), "whole numbers from 0 to 255"),
        ("train_set_y", np.array([0, 1]), "7 train pictures but 2 labels"),
        ("test_set_y", np.array([0, 1, 2]), "must hold 0 (not a cat) and 1 (a cat) only"),
        ("test_set_y", np.array([0.0, 1.0, 0.5]), "must hold 0 (not a cat) and 1 (a cat) only"),
        ("list_classes", np.array([b"cat"]), "two names"),
        ("list_classes", np.array([0, 1]), "two names"),
    ],
)  # fmt: skip
def test_wrong_content(tmp_path, content, key, values, said):
    assert said in refuses(load_cats, save(tmp_path / "a.h5", content | {key: values}))


@pytest.mark.parametrize("name", ["flower", "moons", "circles", "blobs", "spirals"])
def test_load_points(name):
    X, Y = load_points(name)
    assert X.shape == (2, 400) and X.dtype == np.float64
    assert Y.shape == (1, 400) and set(Y[0]) == {0, 1}


def test_unknown_points():
    message = refuses(load_points, "flowers")
    assert "'flowers'" in message and "flower, moons, circles, blobs, spirals" in message


def test_load_picture_crops_the_middle(tmp_path):
    wide = np.zeros((50, 150, 3), np.uint8)
    wide[:, 50:100] = (200, 100, 50)
    Image.fromarray(wide).save(tmp_path / "wide.png")
    Image.fromarray(wide.transpose(1, 0, 2)).save(tmp_path / "tall.bmp")
    for name in ("wide.png", "tall.bmp"):
        picture = load_picture(tmp_path / name)
        assert picture.shape == (64, 64, 3) and picture.dtype == np.uint8
        assert (picture[2:-2, 2:-2] == (200, 100, 50)).all()  # the black sides are cut off
    assert load_picture(str(tmp_path / "wide.png"), size=20).shape == (20, 20, 3)


def test_load_picture_turns_as_the_camera_says(tmp_path):
    square = np.zeros((80, 80, 3), np.uint8)
    square[:40] = 255  # white above black
    exif = Image.Exif()
    exif[274] = 6  # the camera was held upright: turn by 90° clockwise
    Image.fromarray(square).save(tmp_path / "turned.jpg", exif=exif, quality=95)
    picture = load_picture(tmp_path / "turned.jpg")
    assert picture[:, 40:].min() > 200 and picture[:, :24].max() < 50


def test_load_picture_of_every_mode(tmp_path):
    clear = np.zeros((70, 70, 4), np.uint8)
    Image.fromarray(clear, "RGBA").save(tmp_path / "clear.png")
    Image.fromarray(clear, "RGBA").convert("LA").save(tmp_path / "clear-grey.png")
    Image.new("P", (70, 70), 0).save(tmp_path / "clear-palette.gif", transparency=0)
    Image.new("L", (70, 70), 255).save(tmp_path / "grey.png")
    Image.new("1", (70, 70), 1).save(tmp_path / "bits.png")
    Image.fromarray(np.full((70, 70), 65535, np.uint16)).save(tmp_path / "grey16.png")
    Image.new("CMYK", (70, 70), (0, 0, 0, 0)).save(tmp_path / "print.tif")
    for path in tmp_path.iterdir():
        picture = load_picture(path)
        assert picture.shape == (64, 64, 3) and (picture == 255).all(), path.name


def test_pictures_that_cannot_be_loaded(tmp_path, monkeypatch):
    (tmp_path / "note.jpg").write_text("a note")
    whole = tmp_path / "whole.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (99, 99, 3), np.uint8)).save(whole)
    (tmp_path / "cut.png").write_bytes(whole.read_bytes()[:9000])
    assert "There is no picture" in refuses(load_picture, tmp_path / "none.jpg")
    assert "There is no picture" in refuses(load_picture, tmp_path)
    assert "note.jpg is not a picture" in refuses(load_picture, tmp_path / "note.jpg")
    assert "cut.png is not a picture" in refuses(load_picture, tmp_path / "cut.png")
    assert "ask for 1 or more" in refuses(load_picture, whole, size=0)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert "too large" in refuses(load_picture, whole)
