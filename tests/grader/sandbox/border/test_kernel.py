"""What /proc says, and calls that fail without harm."""

import os
import subprocess
import sys

import numpy as np
import pytest

from grader.sandbox.border import kernel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux's own")


def test_is_the_memory_of_a_process_what_it_uses():
    before = kernel.memory_of("self")
    block = np.ones(50 * 2**20, np.uint8)
    assert 45 * 2**20 < kernel.memory_of(os.getpid()) - before < 60 * 2**20
    del block


def test_is_mapped_memory_counted_before_it_is_used():
    before = kernel.mapped_memory()
    block = np.empty(2**30, np.uint8)
    assert kernel.mapped_memory() - before >= 2**30
    del block


def test_has_a_process_that_is_gone_no_memory():
    done = subprocess.Popen(["true"])
    done.wait()
    assert kernel.memory_of(done.pid) == 0


def test_do_calls_say_whether_they_worked():
    assert not kernel.prctl(-1)
    assert kernel.prctl(4, 1)  # dumpable, as it was
    assert not kernel.mount("nowhere", "/nowhere at all", "tmpfs", 0)
    assert not kernel.capset(bytes(8), bytes(24))  # a version that does not exist
