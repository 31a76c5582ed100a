"""Runs the attacks of `harmful.py`, inside a process namespace of their own with outer limits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.places import ROOT
from tests.attacks import asserts
from tests.grader.sandbox.test_harmful import LIMITS, OUTER, possible

HARMFUL = Path(__file__).with_name("harmful.py")


def run(*outer: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*outer, sys.executable, HARMFUL],
        capture_output=True,
        text=True,
        timeout=400,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def test_the_harmful_attacks_refuse_to_start_outside():
    done = run()
    assert done.returncode == 1
    assert "refusing" in done.stderr


@pytest.mark.skipif(not possible(), reason="needs bubblewrap and a process namespace around it")
def test_the_harmful_attacks_earn_nothing_and_harm_nobody():
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    done = run(*OUTER, *user, *LIMITS, OUTER_NAMESPACE="1")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) > 20
    for name, attack in found.items():
        spoilt = {**asserts.POINTS, "test-cubes": 0}
        assert attack["status"] == "graded", (name, attack)
        assert attack["scores"] == spoilt, (name, attack)
        assert attack["honest"] == asserts.POINTS, (name, attack)
        assert attack["same template"], name
        assert attack["processes left"] == 0, (name, attack)
        assert attack["seconds"] < 30, (name, attack)
