"""Runs the attacks of `harmful.py`, inside a process namespace of their own with outer limits."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HARMFUL = Path(__file__).with_name("harmful.py")
OUTER = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]
LIMITS = ["prlimit", f"--as={8 * 2**30}", f"--fsize={256 * 2**20}", "--nproc=2000", "--cpu=120"]


def possible() -> bool:
    if not (shutil.which("bwrap") and shutil.which("unshare") and shutil.which("prlimit")):
        return False
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    return subprocess.run([*OUTER, *user, "true"], capture_output=True).returncode == 0


def test_do_the_attacks_refuse_to_start_outside():
    done = subprocess.run([sys.executable, HARMFUL], capture_output=True, text=True)
    assert done.returncode == 1
    assert "refusing" in done.stderr


@pytest.mark.skipif(not possible(), reason="needs bubblewrap and a process namespace around it")
def test_are_all_attacks_contained():
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    done = subprocess.run(
        [*OUTER, *user, *LIMITS, sys.executable, HARMFUL],
        capture_output=True,
        text=True,
        timeout=180,
        env={**os.environ, "OUTER_NAMESPACE": "1"},
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) > 10
    assert [name for name, attack in found.items() if not attack["contained"]] == [], found
