"""Build the data files: python -m datasets.build [--large] [--to FOLDER]

Writes cats.h5, points.h5 and the contact sheet; with --large also cats_large.h5. `checksums.txt`
is rewritten for the files that were built.
"""

import argparse
import hashlib
from pathlib import Path

import h5py
import numpy as np
from PIL import Image
from tqdm import tqdm

from datasets.pictures import draw, labels_for
from datasets.points import all_points

HERE = Path(__file__).parent
# Each set of pictures is a series of its own: no two share a picture.
SMALL_TRAIN, SMALL_TEST, LARGE_TRAIN, LARGE_TEST, POINTS, SHEET, FRESH, REDRAWN = (
    1,
    2,
    3,
    4,
    6,
    7,
    9,
    100,
)
CATS = {
    "cats.h5": ((SMALL_TRAIN, 209), (SMALL_TEST, 50)),
    "cats_large.h5": ((LARGE_TRAIN, 2000), (LARGE_TEST, 500)),
}
CLASSES = np.array([b"non-cat", b"cat"])


def pictures(seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw `count` pictures (count, 64, 64, 3) uint8 and their labels (count,) int64."""
    labels = labels_for(seed, count)
    bar = tqdm(enumerate(labels), total=count, desc=f"drawing {count}", unit="picture", leave=False)
    return np.stack([draw(seed, index, bool(label)) for index, label in bar]), labels


def build_cats(path: Path) -> None:
    """Write the file of pictures that belongs to the path's name."""
    content = {}
    for part, (seed, count) in zip(("train", "test"), CATS[path.name], strict=True):
        content[f"{part}_set_x"], content[f"{part}_set_y"] = pictures(seed, count)
    write(path, content | {"list_classes": CLASSES})


def build_points(path: Path) -> None:
    """Write the points of every shape: a group with X (2, m) and Y (1, m) each."""
    content = {}
    for name, (X, Y) in all_points(POINTS).items():
        content |= {f"{name}/X": X, f"{name}/Y": Y}
    write(path, content)


def write(path: Path, content: dict[str, np.ndarray]) -> None:
    """Write compressed HDF5 with nothing in it that depends on the day or the machine."""
    with h5py.File(path, "w", libver="earliest") as file:
        for name, values in content.items():
            options = {}
            if values.size > 100:
                options = {"compression": "gzip", "compression_opts": 9}
                # A picture a chunk: it compresses best, and one can be read without the others.
                options["chunks"] = (1, *values.shape[1:]) if values.ndim == 4 else values.shape
            little = values.astype(values.dtype.newbyteorder("<"))
            file.create_dataset(name, data=little, track_times=False, **options)


def build_sheet(path: Path, rows: int = 6, columns: int = 10) -> None:
    """Save a contact sheet: cats in the left half, everything else in the right."""
    half = columns // 2
    grid = [
        [draw(SHEET, row * columns + column, column < half) for column in range(columns)]
        for row in range(rows)
    ]
    sheet = np.concatenate([np.concatenate(row, axis=1) for row in grid])
    Image.fromarray(sheet).save(path, optimize=True)


def sha256(path: Path) -> str:
    """Checksum of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_checksums(path: Path) -> dict[str, str]:
    """File name → checksum, from a file as sha256sum writes it."""
    lines = path.read_text().splitlines() if path.exists() else []
    return {name: digest for digest, name in (line.split() for line in lines)}


def main() -> None:
    """Build the files that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m datasets.build", description=__doc__)
    parser.add_argument("--large", action="store_true", help="build cats_large.h5 too")
    parser.add_argument("--to", type=Path, default=HERE, metavar="FOLDER", help="where to write")
    options = parser.parse_args()
    sums = read_checksums(options.to / "checksums.txt")
    names = list(CATS) if options.large else ["cats.h5"]
    for name in names:
        build_cats(options.to / name)
    build_points(options.to / "points.h5")
    build_sheet(options.to / "contact-sheet.png")
    sums |= {name: sha256(options.to / name) for name in [*names, "points.h5"]}
    lines = [f"{digest}  {name}\n" for name, digest in sorted(sums.items())]
    (options.to / "checksums.txt").write_text("".join(lines))
    print("".join(lines), end="")


if __name__ == "__main__":
    main()
