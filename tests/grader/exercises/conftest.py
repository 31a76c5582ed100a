"""What all tests of exercises need."""

import gc

import pytest


@pytest.fixture(autouse=True)
def frozen():
    """Training functions are called with random numbers that repeat, so their generators are looked
    for among all objects (see `grader.sandbox.border.seeding`): leave out what came before."""
    gc.freeze()
