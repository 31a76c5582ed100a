"""Build the data files: python -m datasets.build [--renew]

Draws each file that is missing or differs from `checksums.txt`, and says so if what it drew still
differs. With --renew it draws all of them, and the contact sheet, and writes new checksums: for
whoever changes the drawings.
"""

import argparse
import hashlib
import sys
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
FILES = (*CATS, "points.h5")
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


def build(path: Path) -> None:
    """Write the data file of this name."""
    if path.name in CATS:
        build_cats(path)
    else:
        build_points(path)


def main() -> int:
    """Build what is asked for; status 1 when a file does not come out as it should."""
    parser = argparse.ArgumentParser(prog="python -m datasets.build", description=__doc__)
    parser.add_argument("--renew", action="store_true", help="draw all, write new checksums")
    options = parser.parse_args()
    record = HERE / "checksums.txt"
    sums = read_checksums(record)
    for name in FILES:
        path = HERE / name
        if options.renew or not path.exists() or sha256(path) != sums.get(name):
            print(f"drawing {path.name}")
            build(path)
    found = {name: sha256(HERE / name) for name in FILES}
    if options.renew:
        build_sheet(HERE / "contact-sheet.png")
        record.write_text("".join(f"{digest}  {name}\n" for name, digest in found.items()))
    elif wrong := sorted(name for name in FILES if found[name] != sums.get(name)):
        print(
            f"{', '.join(wrong)} came out different from checksums.txt: has a package another "
            "version than requirements.txt, or did the drawings change (then: --renew)?"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
