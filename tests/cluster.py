"""A Dask cluster of the tests' own: a scheduler and workers, each a process of its own.

Each has its own folders; the workers run a copy of the code that lies elsewhere.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from grader.places import ROOT
from tests.postgres import free_port

# A worker that stops answering is given up after this; five minutes unless something is set.
SOON = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "30s"}


class Cluster:
    """A scheduler, and workers that can be added, stopped and killed."""

    def __init__(self, folder: Path, host: str = "127.0.0.1", **environment: str):
        self.folder, self.processes = folder, []
        self.workers: list[subprocess.Popen] = []
        self.environment = environment  # of all
        self.port, self.host = free_port(), host
        self.address = f"tcp://{host}:{self.port}"
        self.code = folder / "code"
        for name in ("grader", "utils"):
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, self.code / name, ignore=ignore)
        self.scheduler = self.start_scheduler()

    def start_scheduler(self) -> subprocess.Popen:
        """The scheduler knows nothing of our code: it runs in an empty folder."""
        words = ["scheduler", "--host", self.host, "--port", str(self.port), "--no-dashboard"]
        return self._start("scheduler", words, {})

    def add_worker(
        self,
        *options: str,
        code: Path | None = None,
        nanny: bool = False,
        within: tuple[str, ...] = (),
        user: int = 0,
        **environment: str,
    ) -> subprocess.Popen:
        """Start a worker of one thread, as another ``user``; ``within`` is a command to run it."""
        name = f"worker-{len(self.processes)}"
        words = ["worker", self.address, "--nthreads", "1", "--memory-limit", "0",
                 "--nanny" if nanny else "--no-nanny", "--no-dashboard", "--death-timeout", "600",
                 "--local-directory", str(self.folder / name / "scratch"), *options]  # fmt: skip
        paths = {"PYTHONPATH": str(code or self.code)}
        if user:
            (self.folder / name).mkdir()
            os.chown(self.folder / name, user, user)
            ids = (f"--reuid={user}", f"--regid={user}", "--clear-groups")
            within = (*within, *python_for_all(self.folder / name), "setpriv", *ids)
        worker = self._start(name, words, paths | environment, within)
        self.workers.append(worker)
        return worker

    def _start(
        self, name: str, words: list[str], environment: dict[str, str], within: tuple[str, ...] = ()
    ) -> subprocess.Popen:
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TMPDIR": str(folder),
            **self.environment,
            **environment,
        }
        program = f"distributed.cli.dask_{words[0]}"
        command = [*within, sys.executable, "-P", "-m", program, *words[1:]]
        with (folder / "log").open("a") as log:
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def log(self) -> str:
        """All that the processes have said."""
        return "\n".join(path.read_text() for path in sorted(self.folder.glob("*/log")))

    def close(self) -> None:
        """End all of it, also what is stopped."""
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGCONT)
            process.kill()
        for process in self.processes:
            process.wait()


def children(pid: int) -> list[psutil.Process]:
    """The processes that one has started, and theirs."""
    with contextlib.suppress(psutil.Error):
        return psutil.Process(pid).children(recursive=True)
    return []


def grading(worker: subprocess.Popen) -> list[psutil.Process]:
    """A worker's processes that grade, and their sandboxes; not multiprocessing's own helper."""
    with contextlib.suppress(psutil.Error):
        return [one for one in children(worker.pid) if "resource_tracker" not in str(one.cmdline())]
    return []


def python_for_all(folder: Path) -> tuple[str, ...]:
    """A command for a machine of its own, on which Python does not lie in somebody's private home
    as perhaps it does here."""
    prefix = Path(sys.base_prefix).resolve()
    private = [path for path in reversed(prefix.parents) if not path.stat().st_mode & 0o001]
    if not private:
        return ()
    script = (
        'mount --bind "$1" "$3" && mount -t tmpfs -o mode=755 none "$2" && mkdir -p "$1" && '
        'mount --move "$3" "$1" && shift 3 && exec "$@"'
    )
    place = folder / "python"
    place.mkdir()
    return ("sh", "-ec", script, "sh", str(prefix), str(private[0]), str(place))


@contextlib.contextmanager
def far_machine() -> Iterator[tuple[str, tuple[str, ...]]]:
    """A network of its own behind a wire: our address on it, and the command that runs there."""
    name, number = f"far{os.getpid() % 10000}", os.getpid() % 250
    here, there = f"10.77.{number}.1", f"10.77.{number}.2"
    inside = ["ip", "netns", "exec", name]
    for words in (
        ["ip", "netns", "add", name],
        ["ip", "link", "add", name, "type", "veth", "peer", "name", "wire", "netns", name],
        ["ip", "addr", "add", f"{here}/24", "dev", name],
        ["ip", "link", "set", name, "up"],
        [*inside, "ip", "addr", "add", f"{there}/24", "dev", "wire"],
        [*inside, "ip", "link", "set", "wire", "up"],
        [*inside, "ip", "link", "set", "lo", "up"],
    ):
        subprocess.run(words, check=True, capture_output=True)
    try:
        yield here, tuple(inside)
    finally:
        subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


def until(holds, seconds: float = 60.0) -> None:
    """Wait until something holds; ``AssertionError`` when it does not come true."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.02)
