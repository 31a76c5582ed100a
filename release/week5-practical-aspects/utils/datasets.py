"""The course's data, and your own pictures: load_cats, load_points, load_picture.

The files lie in the folder `datasets` beside the folder `utils`. A file of pictures with the same
layout from elsewhere works too: put it there as cats.h5, or pass its path.
"""

from pathlib import Path

import h5py
import numpy as np
from PIL import Image, ImageOps

FOLDER = Path(__file__).resolve().parents[1] / "datasets"
SHAPES = ("flower", "moons", "circles", "blobs", "spirals")
SIDE = 64


class DatasetError(Exception):
    """Data that cannot be used; the message says what to do."""


def load_cats(
    path: str | Path | None = None, large: bool = False
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Load pictures of cats and of other things.

    Returns train_x (m, 64, 64, 3) uint8, train_y (1, m) of 0 and 1, test_x, test_y, and classes,
    the two names as bytes: classes[0] is b"non-cat".

    Without a path it reads datasets/cats.h5 (209 and 50 pictures), or, if `large`,
    datasets/cats_large.h5 (2,000 and 500). Raises DatasetError if there is no such file, or the
    file is not what it should be.
    """
    path = Path(path) if path else FOLDER / ("cats_large.h5" if large else "cats.h5")
    keys = ["train_set_x", "train_set_y", "test_set_x", "test_set_y", "list_classes"]
    found = _read(path, keys)
    train_x, train_y = _examples(path, "train", found)
    test_x, test_y = _examples(path, "test", found)
    names = found["list_classes"]
    if names.size != 2 or names.dtype.kind not in "SO":
        raise DatasetError(f"list_classes in {path.name} must hold two names, as bytes.")
    classes = np.array([bytes(name) for name in names.flat])
    return train_x, train_y, test_x, test_y, classes


def load_points(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Load points in two colours: X (2, m) float64 and Y (1, m) of 0 and 1.

    `name` is "flower", "moons", "circles", "blobs" or "spirals". Raises DatasetError for another
    name, and if datasets/points.h5 is missing or damaged.
    """
    if name not in SHAPES:
        raise DatasetError(f"There are no points called {name!r}; choose from {', '.join(SHAPES)}.")
    found = _read(FOLDER / "points.h5", [f"{name}/X", f"{name}/Y"])
    return found[f"{name}/X"], found[f"{name}/Y"]


def load_picture(path: str | Path, size: int = SIDE) -> np.ndarray:
    """Load a picture of your own as (size, size, 3) uint8, ready for a network.

    Any format that Pillow reads, any size: turned as the camera says, transparent parts made
    white, cropped to the square in the middle, then shrunk or enlarged. Raises DatasetError if
    there is no such file, it is not a picture, or the size is not at least 1.
    """
    path = Path(path)
    if size < 1:
        raise DatasetError(f"A picture of size {size} has no pixels; ask for 1 or more.")
    if not path.is_file():
        raise DatasetError(f"There is no picture {path}; check the name and the folder you are in.")
    try:
        with Image.open(path) as image:
            square = ImageOps.fit(_rgb(ImageOps.exif_transpose(image)), (size, size))
    except Image.DecompressionBombError:
        raise DatasetError(
            f"{path.name} is too large; save a smaller copy and load that."
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        message = (
            f"{path.name} is not a picture Pillow can read; save it as PNG or JPEG and try again."
        )
        raise DatasetError(message) from None
    return np.asarray(square)


def _rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey
        image = Image.fromarray((np.asarray(image).clip(0, 65535) // 257).astype(np.uint8))
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def _read(path: Path, keys: list[str]) -> dict[str, np.ndarray]:
    """The named arrays of an HDF5 file; DatasetError if anything stands in the way."""
    if not path.is_file():
        raise DatasetError(_missing(path))
    try:
        with h5py.File(path, "r") as file:
            parts = {key: file.get(key) for key in keys}
            found = {k: np.asarray(p[()]) for k, p in parts.items() if isinstance(p, h5py.Dataset)}
    except (OSError, RuntimeError, ValueError):
        raise DatasetError(
            f"{path.name} is damaged or is not an HDF5 file: download it again, whole."
        ) from None
    if absent := [key for key in keys if key not in found]:
        raise DatasetError(
            f"{path.name} has no {' and no '.join(absent)}: use a file of the course's layout."
        )
    return found


def _missing(path: Path) -> str:
    if path.parent == FOLDER:
        return f"{path} is missing: copy it from the course's folder datasets."
    return f"There is no file {path}; check the name and the folder you are in."


def _examples(path: Path, part: str, found: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Pictures (m, 64, 64, 3) uint8 and labels (1, m) of one part of the file, checked."""
    x, y = found[f"{part}_set_x"], found[f"{part}_set_y"]
    if x.ndim != 4 or x.shape[1:] != (SIDE, SIDE, 3) or not len(x):
        raise DatasetError(
            f"{part}_set_x in {path.name} has shape {x.shape}; it must be (m, {SIDE}, {SIDE}, 3)."
        )
    if x.dtype.kind not in "iu" or x.min() < 0 or x.max() > 255:
        raise DatasetError(f"{part}_set_x in {path.name} must hold whole numbers from 0 to 255.")
    if y.size != len(x):
        raise DatasetError(
            f"{path.name} has {len(x)} {part} pictures but {y.size} labels; each needs one."
        )
    if y.dtype.kind not in "iub" or not np.isin(y, (0, 1)).all():
        raise DatasetError(
            f"{part}_set_y in {path.name} must hold 0 (not a cat) and 1 (a cat) only."
        )
    return x.astype(np.uint8, copy=False), y.reshape(1, -1).astype(np.int64)
