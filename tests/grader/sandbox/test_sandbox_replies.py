"""Replies are believed in nothing: what an exception or a warning may bring along."""

import pytest

from grader.sandbox.codec import encode
from grader.sandbox.limits import Limits
from grader.sandbox.replies import checked_outputs, error_of, warning_of


def described(kind, args, message="m"):
    packed = memoryview(encode(args).tobytes())
    found = {"name": kind, "type": kind, "message": message, "traceback": [], "args": packed}
    return error_of(found, Limits()).exception


@pytest.mark.parametrize(
    "kind, text, start, end",
    [
        ("UnicodeDecodeError", b"abc", -(10**13), 1 - 10**13),  # reads memory out of bounds
        ("UnicodeDecodeError", b"abc", 0, 10**13),
        ("UnicodeEncodeError", "abc", 2, 1),
        ("UnicodeEncodeError", "abc", True, 2),
        ("UnicodeTranslateError", "abc", 0, 9),
    ],
)
def test_is_no_unicode_error_rebuilt_that_points_outside_its_text(kind, text, start, end):
    args = ("utf8", text, start, end, "x")
    error = described(kind, args[1:] if kind == "UnicodeTranslateError" else args)
    assert str(error) == "m" and type(error) is UnicodeError


def test_are_honest_exceptions_rebuilt_with_their_arguments():
    honest = UnicodeDecodeError("utf8", b"abc", 1, 2, "why not")
    found = described("UnicodeDecodeError", honest.args, str(honest))
    assert type(found) is UnicodeDecodeError and found.args == honest.args
    assert described("KeyError", ("key",), "'key'").args == ("key",)
    assert described("KeyError", ({},), "{}").args == ("{}",)  # only plain words and numbers


@pytest.mark.parametrize("file", ["/etc/passwd", "grader/grading.py", "<cell a/../b>", "x" * 300])
def test_does_a_warning_never_name_a_file_of_ours(file):
    found = {"type": "UserWarning", "message": "m", "file": file, "line": 10**30}
    assert warning_of(found) == (UserWarning, "m", "<submission>", 1_000_000)


def test_does_a_warning_say_which_cell_it_came_from():
    found = {"type": "UserWarning", "message": "m", "file": "<cell student-1>", "line": 3}
    assert warning_of(found) == (UserWarning, "m", "<cell student-1>", 3)


def test_is_nothing_kept_of_a_displays_metadata_but_sizes():
    metadata = {"image/png": {"width": 5, "height": "x", "z": 1}, "m": "x" * 10_000_000}
    shown = {"output_type": "display_data", "data": {"text/plain": "x"}, "metadata": metadata}
    (output,) = checked_outputs([shown], Limits())
    assert output["metadata"] == {"image/png": {"width": 5}}
