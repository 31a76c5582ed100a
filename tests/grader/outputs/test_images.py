"""Do pictures stay, and only pictures?"""

import base64

import pytest

from tests.grader.outputs.shown import (
    SMALL,
    picture,
    shown,
)


@pytest.mark.parametrize(("mime", "kind"), [("image/png", "PNG"), ("image/jpeg", "JPEG")])
def test_pictures_stay(mime, kind):
    data = picture(kind)
    assert shown(mime, data) == {mime: data}
    broken = "\n".join(data[i : i + 76] for i in range(0, len(data), 76))
    assert shown(mime, broken) == {mime: data}
    assert shown(mime, [broken[:20], broken[20:]]) == {mime: data}
    html = f'<img alt="a figure" src="data:{mime};base64,{data}">'
    assert data in shown("text/html", html)["text/html"]


@pytest.mark.parametrize(
    ("mime", "data"),
    [
        ("image/png", picture("JPEG")),
        ("image/jpeg", picture("PNG")),
        ("image/png", picture("GIF")),
        ("image/png", base64.b64encode(b"<svg onload=alert(1)>").decode()),
        ("image/png", picture()[:20]),
        ("image/png", "not base64!"),
        ("image/png", ""),
        ("image/png", 5),
        ("image/png", None),
        ("image/gif", picture("GIF")),
        ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_other_pictures_go_and_are_named(mime, data):
    goes_and_is_named(mime, data)


@pytest.mark.parametrize(("mime", "kind"), [("image/png", "PNG"), ("image/jpeg", "JPEG")])
def test_pictures_of_too_many_points_go_and_are_named(mime, kind):
    goes_and_is_named(mime, picture(kind, (6_000, 6_000)))


def goes_and_is_named(mime, data):
    left = shown(mime, data)
    assert list(left) == ["text/plain"]
    assert "Not shown here" in left["text/plain"]


def test_a_picture_with_too_many_bytes_goes():
    noise = base64.b64decode(picture()) + bytes(3_000)
    assert "image/png" not in shown("image/png", base64.b64encode(noise).decode(), SMALL)
