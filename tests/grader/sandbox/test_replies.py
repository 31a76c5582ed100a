"""Replies are believed in nothing: what an exception or a warning may bring along."""

import pytest

from grader.sandbox.border.codec import encode
from grader.sandbox.border.limits import Limits
from grader.sandbox.replies import checked_outputs, error_of, signature_of, warning_of


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


def test_is_a_signature_made_of_what_makes_sense():
    made = signature_of([["a", 0, False], ["b", 1, True], ["c", 3, False]])
    assert str(made) == "(a, /, b=Ellipsis, *, c)"
    assert str(signature_of([])) == "()"


@pytest.mark.parametrize(
    "parameters",
    [
        None, 3, "ab", [3], [["a", 1]], [["a", 1, 0]], [["a", True, False]], [["a", 5, False]],
        [["a", -1, False]], [["a b", 1, False]], [["", 1, False]], [["class", 1, False]],
        [["a", 1, False]] * 2, [["a", 3, False], ["b", 1, False]], [["a", 2, True]],
        [["a", 1, True], ["b", 1, False]], [[f"a{i}", 1, False] for i in range(1000)],
        [["a" * 10_000, 1, False]],
    ],
)  # fmt: skip
def test_is_a_signature_that_makes_no_sense_none(parameters):
    assert signature_of(parameters) is None
