import random
import threading
import time

import numpy as np
import pytest

from grader.sandbox.border import wire
from grader.sandbox.border.codec import decode, encode


@pytest.fixture
def sockets():
    ours, theirs = wire.pair()
    with ours, theirs:
        yield ours, theirs


def test_do_frames_larger_than_the_buffers_arrive_in_order(sockets):
    ours, theirs = sockets
    values = [np.arange(3_000_000), [np.ones(5000)] * 200, "short", None]
    sender = threading.Thread(target=lambda: [wire.send(ours, encode(v)) for v in values])
    sender.start()
    for value in values:
        arrived = decode(wire.receive(theirs, 2**30, time.monotonic() + 20))
        assert np.array_equal(arrived, value) if value is not None else arrived is None
    sender.join()


def test_is_a_frame_over_the_limit_refused_before_it_is_read(sockets):
    ours, theirs = sockets
    wire.send(ours, encode(b"x" * 1000))
    with pytest.raises(wire.TooLarge):
        wire.receive(theirs, 100)


def test_does_a_frame_that_never_ends_run_into_the_deadline(sockets):
    ours, theirs = sockets
    ours.send(wire.HEADER.pack(1000) + b"x")
    with pytest.raises(wire.TooSlow):
        wire.receive(theirs, 10_000, time.monotonic() + 0.05)


def test_does_a_reader_that_never_reads_run_into_the_deadline(sockets):
    ours, _ = sockets
    with pytest.raises(wire.TooSlow):
        wire.send(ours, encode(np.zeros(10_000_000)), time.monotonic() + 0.1)


def test_is_the_end_of_the_other_side_noticed_in_the_middle_of_a_frame(sockets):
    ours, theirs = sockets
    ours.send(wire.HEADER.pack(1000) + b"x")
    ours.close()
    with pytest.raises(wire.Closed):
        wire.receive(theirs, 10_000)


def test_do_random_bytes_only_raise_errors_of_this_module():
    rng = random.Random(3)
    for _ in range(300):
        ours, theirs = wire.pair()
        with theirs:
            ours.send(rng.randbytes(rng.randrange(1, 60)))
            ours.close()
            with pytest.raises((wire.Closed, wire.TooLarge)):
                while True:
                    wire.receive(theirs, 1000)
