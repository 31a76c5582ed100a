"""How much of an output is kept."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Caps on what one cell may show. Text is counted in characters, images in bytes and pixels."""

    text: int = 50_000
    html: int = 200_000
    markdown: int = 100_000
    image_bytes: int = 4_000_000
    image_pixels: int = 30_000_000
    outputs: int = 100
    cell_bytes: int = 12_000_000
