"""Clean one value and look at what is left, by another parser than the cleaner's.

What a browser makes of the result is tested in tests/browser/test_hostile_outputs.py.
"""

import base64
import io
import json
import re
from pathlib import Path

from bs4 import BeautifulSoup
from nbformat.v4 import new_output
from PIL import Image

from grader.outputs import Limits, clean_outputs

VECTORS = json.loads((Path(__file__).parents[2] / "browser" / "hostile_vectors.json").read_text())


SMALL = Limits(text=100, html=2_000, markdown=200, image_bytes=2_000, outputs=5)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3)) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", size, "orange").save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


def shown(mime: str, value: object, limits: Limits | None = None, **metadata: object) -> dict:
    """Return the cleaned data of a display of one type beside its plain text."""
    output = {"output_type": "display_data", "metadata": metadata, "data": {mime: value}}
    return clean_outputs([output], limits)[0].data


def stream(text: str, limits: Limits | None = None) -> str:
    return clean_outputs([new_output("stream", text=text)], limits)[0].text


def check_harmless(html: str) -> None:
    """Assert, by another parser, that nothing in a page can run or load anything."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        assert tag.name not in {"script", "style", "iframe", "svg", "math", "form", "input"}, tag
        assert tag.name not in {"object", "embed", "link", "meta", "base", "video", "audio"}, tag
        for name, value in tag.attrs.items():
            text = " ".join(value) if isinstance(value, list) else value
            assert not name.startswith("on"), tag
            assert name not in {"srcset", "background", "poster", "ping", "action"}, tag
            assert name != "id" or tag.name[0] == "h", tag  # nbconvert's own anchors
            if name == "style":
                assert not re.search(r"url|image|expression|position|\\", text, re.I), tag
            if name == "src":
                assert re.match(r"data:image/(png|jpeg);base64,", text), tag
            if name == "href":
                assert re.match(r"https?://|mailto:|#", text) or not re.search(r"[:&\\]", text), tag
    assert not soup.select(".jp-Mermaid, .mermaid")
    text = soup.get_text()
    assert not re.search(r"\\(href|bbox|mmlToken|require|style|unicode)\b", text), text
