"""What is shown is kept in order, within limits, and as a notebook can hold it."""

import sys

import pytest

from grader.sandbox.border.limits import Limits
from grader.sandbox.border.recorder import (
    Recorder,
    Stream,
    as_json,
    clean,
    recording,
    size_of,
)


def test_do_prints_of_one_stream_become_one_output():
    recorder = Recorder(Limits())
    for stream, text in [("stdout", "a"), ("stdout", "b"), ("stderr", "c"), ("stdout", "d")]:
        recorder.write(stream, text)
    shown = [(o["name"], o["text"]) for o in recorder.finish()]
    assert shown == [("stdout", "ab"), ("stderr", "c"), ("stdout", "d")]
    assert recorder.text("stdout") == "abd"


def test_does_it_stop_at_the_limit_and_say_so_once():
    recorder = Recorder(Limits(output_bytes=100))
    for _ in range(50):
        recorder.write("stdout", "é" * 20)
    recorder.show({"text/plain": "x"}, {})
    recorder.error("ValueError", "x" * 9000, ["line"] * 90)
    *text, note, error = recorder.finish()
    assert recorder.cut and "limit of 100 bytes" in note["text"]
    assert sum(len(o["text"].encode()) for o in text) <= 100
    assert len(error["evalue"]) == 4000 and len(error["traceback"]) == 40


def test_have_pictures_a_limit_of_their_own():
    recorder = Recorder(Limits(output_bytes=300, image_bytes=1000))
    recorder.show({"image/png": b"x" * 600}, {})
    assert not recorder.cut
    recorder.show({"image/png": b"x" * 600}, {})
    assert recorder.cut


def test_does_clear_forget_what_was_shown():
    recorder = Recorder(Limits())
    recorder.write("stdout", "a")
    recorder.clear()
    recorder.show({"text/plain": "b"}, {}, 3)
    (output,) = recorder.finish()
    assert output["execution_count"] == 3 and size_of([output]) == 1


def test_does_a_stream_write_to_whichever_recorder_is_current():
    current = []
    stream = Stream("stdout", current, 1)
    assert stream.write("nobody sees it") == 14
    current.append(Recorder(Limits()))
    print("seen", file=stream)
    assert current[0].text("stdout") == "seen\n"
    assert (stream.name, stream.fileno(), stream.writable()) == ("<stdout>", 1, True)
    with pytest.raises(TypeError, match="must be str"):
        stream.write(b"bytes")


def test_is_recording_over_even_after_an_error():
    before, recorder = sys.stdout, Recorder(Limits())
    with pytest.raises(ValueError, match="x"), recording(recorder):
        print("in")
        raise ValueError("x")
    assert sys.stdout is before and recorder.text("stdout") == "in\n"


def test_is_everything_made_into_what_json_holds():
    class Odd(str):
        __str__ = None

    assert type(clean(Odd("a"))) is str
    assert clean("a\ud800") == "a?"
    value = {1: [b"\x00", ("a", None, 2.5)], "o": {3}}
    assert as_json(value) == {"1": ["AA==", ["a", None, 2.5]], "o": "{3}"}
    endless = []
    endless.append(endless)
    assert "..." in str(as_json(endless))
