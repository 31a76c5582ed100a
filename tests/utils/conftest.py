"""What the tests of this folder begin with."""

import sys

import pytest


@pytest.fixture(autouse=True)
def no_figure() -> None:
    """No figure is open that an earlier test of this process may have left."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
