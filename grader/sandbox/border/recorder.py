"""Collecting what a cell shows, as notebook outputs, within limits.

Used on both sides: for student cells inside the sandbox, for test cells outside.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from .limits import Limits

Output = dict[str, Any]  # an nbformat 4 output


class Recorder:
    """The outputs of one cell, in order; beyond the limits it drops, and says so once."""

    def __init__(self, limits: Limits):
        self.outputs: list[Output] = []
        self.text_left, self.image_left = limits.output_bytes, limits.image_bytes
        self.limit, self.cut = limits.output_bytes, False
        self._pieces: list[str] = []  # of the stream output that is still growing
        self._stream = ""

    def write(self, stream: str, text: str) -> None:
        """Add `text` to "stdout" or "stderr"."""
        if self.cut or not text:
            return
        text = clean(text[: self.text_left + 1])
        size = len(text.encode())
        if size > self.text_left:
            text = text.encode()[: self.text_left].decode(errors="ignore")
        if stream != self._stream:
            self._finish_stream()
            self._stream = stream
        self._pieces.append(text)
        self.text_left -= min(size, self.text_left) + (16 if len(self._pieces) == 1 else 0)
        if size > len(text.encode()) or self.text_left < 0:
            self._cut()

    def show(self, data: dict, metadata: dict, count: int | None = None) -> None:
        """Add a display, or with `count` the result of the cell."""
        if self.cut:
            return
        self._finish_stream()
        kept = {}
        for mime, value in data.items():
            value = as_json(value)
            size = len(value) if isinstance(value, str) else len(json.dumps(value))
            image = mime.startswith("image/") and mime != "image/svg+xml"
            if size + 64 > (self.image_left if image else self.text_left):
                self._cut()
                return
            if image:
                self.image_left -= size
            else:
                self.text_left -= 4 * size if _wide(value) else size
            self.text_left -= 64
            kept[clean(mime)] = value
        output = {"output_type": "display_data", "data": kept, "metadata": as_json(metadata)}
        if count is not None:
            output |= {"output_type": "execute_result", "execution_count": count}
        self.outputs.append(output)

    def clear(self) -> None:
        """Forget what was shown so far; what it took of the limits stays taken."""
        if not self.cut:
            self._finish_stream()
            self.outputs.clear()

    def error(self, name: str, value: str, traceback: list[str]) -> None:
        """Add an error; it is kept even when the limit is reached, cut to a few kilobytes."""
        self._finish_stream()
        lines = [clean(line)[:2000] for line in traceback]
        lines = lines if len(lines) <= 40 else [*lines[:20], "…", *lines[-19:]]
        self.outputs.append(
            {
                "output_type": "error",
                "ename": clean(name)[:200],
                "evalue": clean(value)[:4000],
                "traceback": lines,
            }
        )

    def finish(self) -> list[Output]:
        self._finish_stream()
        return self.outputs

    def text(self, stream: str) -> str:
        """All of one stream."""
        self._finish_stream()
        return "".join(o["text"] for o in self.outputs if o.get("name") == stream)

    def _cut(self) -> None:
        self.cut = True
        self._finish_stream()
        note = f"\n[Output stopped here: it passed the limit of {self.limit:,} bytes.]\n"
        self.outputs.append({"output_type": "stream", "name": "stdout", "text": note})

    def _finish_stream(self) -> None:
        if self._pieces:
            text = "".join(self._pieces)
            self.outputs.append({"output_type": "stream", "name": self._stream, "text": text})
            self._pieces, self._stream = [], ""


def size_of(outputs: list[Output]) -> int:
    """About how many characters the outputs of a cell take."""
    return sum(
        len(output.get("text", "")) + sum(len(str(v)) for v in output.get("data", {}).values())
        for output in outputs
    )


class Stream(io.TextIOBase):
    """A `sys.stdout` or `sys.stderr` that writes to whichever recorder is current."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, name: str, current: list[Recorder], descriptor: int):
        self.label, self.current, self.descriptor = name, current, descriptor

    @property
    def name(self) -> str:
        return f"<{self.label}>"

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.descriptor

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.current:
            self.current[-1].write(self.label, text)
        return len(text)


@contextlib.contextmanager
def recording(recorder: Recorder) -> Iterator[None]:
    """Send this process's stdout, stderr to `recorder` meanwhile."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (
        Stream(name, [recorder], descriptor) for descriptor, name in ((1, "stdout"), (2, "stderr"))
    )
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def clean(text: str) -> str:
    """`text` as an exact str that any notebook file can hold."""
    text = str.__str__(text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def as_json(value: Any, depth: int = 0) -> Any:
    """`value` reduced to what JSON holds, bytes in base 64 as notebooks have them."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if depth < 32 and isinstance(value, dict):
        return {clean(str(k)): as_json(v, depth + 1) for k, v in value.items()}
    if depth < 32 and isinstance(value, (list, tuple)):
        return [as_json(v, depth + 1) for v in value]
    return clean(str(value))


def _wide(value: Any) -> bool:
    return isinstance(value, str) and not value.isascii()
