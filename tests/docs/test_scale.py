"""Do the recipes of docs/scale.md hold what they have to?"""

import ast
import re
import signal

import pytest
import yaml

from grader.places import ROOT
from tests.bench_scale import STEPS

TEXT = (ROOT / "docs" / "scale.md").read_text("utf-8")
ALONE = ("--nthreads 1", "--no-nanny")


@pytest.fixture
def slurm_job():
    """Imported late: with it comes an answer of its own to Ctrl-C, for the whole process."""
    before = signal.getsignal(signal.SIGINT)
    from dask_jobqueue.slurm import SLURMJob

    signal.signal(signal.SIGINT, before)
    return SLURMJob


def test_the_job_script_for_slurm_starts_a_worker_as_it_has_to_be(slurm_job):
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    (call,) = [
        node
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "SLURMCluster"
    ]
    settings = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    script = slurm_job("tcp://10.0.0.1:8786", name="grader", **settings).job_script()
    lines = script.strip().splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    for line in ("#SBATCH -p short", "#SBATCH -n 1", "#SBATCH --cpus-per-task=1"):
        assert line in lines
    assert "#SBATCH -t 02:00:00" in lines and "#SBATCH --mem=3G" in lines
    assert "export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1" in lines
    worker = lines[-1]
    assert worker.startswith("/srv/course/.venv/bin/python -m distributed.cli.dask_worker tcp://")
    assert all(word in worker for word in ALONE) and worker.count("--nthreads") == 1


def test_every_other_worker_has_one_thread_and_no_nanny():
    (unit,) = re.findall(r"ExecStart=((?:.*\\\n)*.*)", TEXT)
    (shell,) = re.findall(r"dask worker tcp://SCHEDULER.*", TEXT)
    (pod,) = re.findall(r"^    apiVersion: apps/v1\n(?:    .*\n)+", TEXT, re.MULTILINE)
    found = yaml.safe_load(pod)["spec"]["template"]["spec"]["containers"][0]
    for words in (unit, shell, " ".join(found["command"])):
        assert all(word in words for word in ALONE)


def test_what_is_said_to_be_measured_can_be_measured():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "make bench-scale" in TEXT and "bench-scale:" in makefile
    assert {"collect", "grade", "feedback", "export"} <= STEPS.keys()
