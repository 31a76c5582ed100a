"""Pictures: PNG and JPEG only, and only if their header says so."""

import base64
import binascii
import io
import re
import warnings

from PIL import Image

from grader.outputs.limits import Limits

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
_DATA_URL = re.compile(r"data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/=\s]+)")


def safe_image(data: object, mime: str, limits: Limits) -> str | None:
    """Return the picture as one line of base64, or None if it is not what `mime` says or too big.

    Pillow reads the header only: nothing is decompressed, so a picture that is small as a file and
    enormous on the screen is refused before anybody pays for it.
    """
    if mime not in FORMATS or not isinstance(data, str):
        return None
    if len(data) > limits.image_bytes * 3 // 2:
        return None
    try:
        raw = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) > limits.image_bytes or not is_picture(raw, mime, limits):
        return None
    return base64.b64encode(raw).decode("ascii")


def safe_data_url(url: str, limits: Limits) -> str | None:
    """Return a `data:` URL that holds a safe picture, rewritten; None for every other URL."""
    found = _DATA_URL.fullmatch(url.strip())
    if found is None:
        return None
    image = safe_image(found[2], found[1], limits)
    return None if image is None else f"data:{found[1]};base64,{image}"


def is_picture(raw: bytes, mime: str, limits: Limits) -> bool:
    """Whether these bytes begin as a picture of that type does, and not too large a one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; we refuse them below
            with Image.open(io.BytesIO(raw), formats=[FORMATS[mime]]) as image:
                return image.width * image.height <= limits.image_pixels
    except Exception:  # Pillow's readers raise many kinds on a malformed header; all mean "no"
        return False
