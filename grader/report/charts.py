"""Small drawings as SVG: colours come from the page, so they fit light and dark, and paper."""

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, FOOT = 640, 200, 24
BAR, GAP = 22, 8  # height of a horizontal bar, and what is between two
NAMES = 190  # width for the names beside bars


def histogram(counts: Sequence[int], labels: Sequence[str], title: str) -> str:
    """Upright bars, each with its count above and its label below."""
    most = max([*counts, 1])
    step = WIDTH / max(len(counts), 1)
    bars = []
    for place, (count, label) in enumerate(zip(counts, labels, strict=True)):
        height = (HEIGHT - FOOT - 20) * count / most
        x, top = place * step, HEIGHT - FOOT - height
        bars.append(
            f'<rect class="bar" x="{x + 4:.1f}" y="{top:.1f}" width="{step - 8:.1f}" '
            f'height="{height:.1f}"/>'
            f'<text x="{x + step / 2:.1f}" y="{top - 5:.1f}" class="mid">{count}</text>'
            f'<text x="{x + step / 2:.1f}" y="{HEIGHT - 6}" class="mid">{escape(label)}</text>'
        )
    return _svg(WIDTH, HEIGHT, title, bars)


def stacked(
    rows: Sequence[tuple[str, Sequence[int]]], kinds: Sequence[tuple[str, str]], title: str
) -> str:
    """Lying bars of equal length, each shared out among ``kinds`` (class and word)."""
    room = WIDTH - NAMES
    drawn = []
    for place, (name, counts) in enumerate(rows):
        y, x, total = place * (BAR + GAP), float(NAMES), sum(counts)
        drawn.append(f'<text x="{NAMES - 8}" y="{y + BAR - 6}" class="end">{_short(name)}</text>')
        for (kind, word), count in zip(kinds, counts, strict=True):
            width = room * count / total if total else 0.0
            if count:
                number = f"{count}" if width > 24 else ""
                middle = f'x="{x + width / 2:.1f}" y="{y + BAR - 6}"'
                drawn.append(
                    f"<g><title>{escape(f'{name}: {count} {word}')}</title>"
                    f'<rect class="{kind}" x="{x:.1f}" y="{y}" width="{width:.1f}" '
                    f'height="{BAR}"/><text class="mid on" {middle}>{number}</text>'
                    "</g>"
                )
            x += width
    return _svg(WIDTH, max(1, len(rows)) * (BAR + GAP), title, drawn)


def _short(name: str) -> str:
    return escape(name if len(name) <= 26 else f"{name[:25]}…")


def _svg(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg>"
    )
