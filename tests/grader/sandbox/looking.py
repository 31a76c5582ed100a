"""Ways to look at what a session shows and what runs, for the tests of several modules."""

import sys
from pathlib import Path

import pytest

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def only(result):
    """The one output of a cell."""
    (output,) = result.outputs
    return output


def evaluate(session, source):
    """What a cell that runs without error leaves in `found`."""
    result = session.run(source, "probe")
    assert result.ok, result.outputs
    return session.get("found")


def descendants(pid):
    """All living processes below `pid`, itself included."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(p for child in children for p in descendants(int(child)))]
