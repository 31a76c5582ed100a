"""The warm process from which every submission is forked.

Started once per `Sandbox`, as process 1 of its own namespaces where bubblewrap works. It imports
everything slow, then waits for requests from the trusted process, and reads nothing else: no byte
that a student's process wrote ever reaches it.

A submission is one fork. Before student code starts, the fork moves into a mount namespace of its
own with an empty size-limited file system on /tmp, /dev/shm and the working directory, and gives
up its user, its capabilities and most of the kernel. Ending a submission is one kill(-1) from
process 1: atomic in the kernel, no process of the namespace escapes it, however often it forked or
detached. The mount namespace dies with its last process and the files with it, so there is nothing
to walk through and wipe. (A process namespace for each submission would end it just as well, but
make the student's code process 1, with signals that behave unlike anywhere else.)
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import random
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from ..border import kernel, wire
from ..border.codec import decode, encode
from ..border.limits import Limits
from . import jail, shell, student

TICKS = os.sysconf("SC_CLK_TCK")
TICK = 0.05  # seconds between looks at how much memory a submission uses
STUDENT_ID = 1000
WARM = (
    "numpy.testing", "unittest.mock", "random", "statistics", "copy", "csv", "fractions", "decimal",
    "multiprocessing.synchronize",  # a progress bar asks for it
)  # fmt: skip
# Where an assignment plots. They take longer to load than all the rest.
WARM_WITH_PLOTS = (
    "scipy.linalg", "scipy.special", "scipy.ndimage", "matplotlib.animation", "matplotlib.image",
    "matplotlib_inline.backend_inline", "PIL.Image", "h5py",
)  # fmt: skip


def main(descriptor: int) -> None:
    """Serve requests on the control socket until it closes."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(signum, signal.SIG_DFL if signum == signal.SIGINT else signal.SIG_IGN)
    kernel.prctl(jail.PR_SET_DUMPABLE, 0)
    control = socket.socket(fileno=descriptor)
    os.set_inheritable(descriptor, False)
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, 65536)
    settings = decode(wire.receive(control, 2**20))
    template = Template(control, settings)
    wire.send(control, encode({"ready": True, "notes": template.notes}))
    with contextlib.suppress(wire.Closed):
        template.serve()
    template.end_session()
    os._exit(0)


class Template:
    """One warm process and at most one running submission."""

    def __init__(self, control: socket.socket, settings: dict):
        self.control = control
        self.limits = Limits(**settings["limits"])
        self.isolated: bool = settings["isolated"]
        self.files = Path(settings["files"]) if settings["files"] else None
        self.work = settings["work"]  # where scratch folders go without isolation
        self.notes: list[str] = []
        self.child = 0
        self.status: int | None = None
        self.reason = ""
        self.scratch = ""
        self.counters: list[int] = []  # of a cgroup, where there is one
        self.counted = 0  # bytes by it before the submission started
        self.separate_user = os.getuid() == 0 and self.isolated and _has_second_user()
        if not self.isolated:
            kernel.prctl(jail.PR_SET_PDEATHSIG, signal.SIGKILL)
            kernel.prctl(jail.PR_SET_CHILD_SUBREAPER, 1)
        self.warm_up(settings["imports"])
        self.plan = _plan(self.files)
        self.base_memory = kernel.memory_of("self")
        self.others = 0 if self.isolated else _threads_of_this_user()

    def warm_up(self, imports: list[str]) -> None:
        self.shell = shell.prepare()
        names = [*WARM, *imports]
        if self.files:
            sys.path.insert(0, str(self.files))
            names += sorted(p.parent.name for p in self.files.glob("*/__init__.py"))
        self.load(names)
        if "matplotlib" in sys.modules:
            shell.plots_inline(self.shell)
            self.load(WARM_WITH_PLOTS)
        python = (sys.prefix, sys.base_prefix)
        sys.path[:] = ["", *(p for p in sys.path if p.startswith(python))]
        ours = __name__.partition(".")[0]
        for name in [n for n in sys.modules if n.partition(".")[0] == ours]:
            del sys.modules[name]  # none of the submission's business
        jail.system_call_filter()  # put together once, for all forks
        np.random.seed(0)
        random.seed(0)
        gc.collect()
        gc.freeze()

    def load(self, names: Iterable[str]) -> None:
        for name in names:
            try:
                importlib.import_module(name)
            except Exception as error:
                self.notes.append(f"{name} could not be loaded beforehand: {error}")

    # Requests

    def serve(self) -> None:
        poller = select.poll()
        poller.register(self.control, select.POLLIN)
        watched = -1
        while True:
            ready = poller.poll(TICK * 1000 if self.child else None)
            if any(fd == self.control.fileno() for fd, _ in ready):
                self.handle(decode(wire.receive(self.control, 2**20)))
            elif self.child:
                self.watch()
            if watched >= 0 and not self.child:
                poller.unregister(watched)
                os.close(watched)
                watched = -1
            elif watched < 0 and self.child and hasattr(os, "pidfd_open"):
                watched = os.pidfd_open(self.child)
                poller.register(watched, select.POLLIN)

    def handle(self, request: dict) -> None:
        reply: dict = {"id": request["id"]}
        if request["op"] == "start":
            _, descriptors, _, _ = socket.recv_fds(self.control, 1, 1)
            reply |= self.start_session(descriptors[0])
        elif request["op"] == "count":
            _, self.counters, _, _ = socket.recv_fds(self.control, 1, 2)
        elif request["op"] == "interrupt" and self.child:
            os.kill(self.child, signal.SIGINT)
        elif request["op"] == "time":
            reply["seconds"] = self.processor_seconds()
        elif request["op"] == "end":
            if request["by_itself"]:
                self.await_end()
            self.end_session()
            reply |= {"status": self.status, "reason": self.reason}
        wire.send(self.control, encode(reply))

    def start_session(self, descriptor: int) -> dict:
        self.end_session()
        self.status, self.reason = None, ""
        self.counted = kernel.counted(self.counters)
        if not self.isolated:
            self.scratch = tempfile.mkdtemp(dir=self.work)
        try:
            pid = os.fork()
        except OSError as error:
            os.close(descriptor)
            return {"problem": f"could not fork: {error}"}
        if pid == 0:
            try:
                self.become_student(descriptor)
            except BaseException as error:
                with contextlib.suppress(BaseException):
                    text = f"{type(error).__name__}: {error}"
                    with socket.socket(fileno=descriptor) as sock:
                        wire.send(sock, encode({"id": 0, "problem": text}))
            finally:
                os._exit(70)
        os.close(descriptor)
        self.child = pid
        return {"pid": pid}

    def watch(self) -> None:
        """Reap what has ended, and end the submission when its processes use too much memory."""
        self.reap(os.WNOHANG)
        if self.status is None:
            pids = [p for p in self.pids() if p != os.getpid()]
            used = sum(max(0, kernel.memory_of(p) - self.base_memory) for p in pids)
            if self.isolated:
                used += kernel.held_in_sockets()
            used = max(used, kernel.counted(self.counters) - self.counted)
            if used > self.limits.memory:
                self.reason = "memory"
                self.end_session()
        if self.status is not None or self.reason:
            self.end_session()
            wire.send(self.control, encode({"id": 0, "died": True}))

    def pids(self) -> list[int]:
        """Every process of the submission (and, in a namespace of our own, this one)."""
        if not kernel.LINUX:
            return [self.child] if self.child else []
        if self.isolated:
            return [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208
        found, queue = [], [os.getpid()]
        while queue:
            with contextlib.suppress(OSError):
                text = Path(f"/proc/{(p := queue.pop())}/task/{p}/children").read_text()
                children = [int(word) for word in text.split()]
                found += children
                queue += children
        return found

    def processor_seconds(self) -> float:
        """Processor time of the submission's processes and of those that they have reaped."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        total = used.ru_utime + used.ru_stime
        for pid in self.pids():
            if pid != os.getpid():
                with contextlib.suppress(OSError, IndexError):
                    total += time.clock_gettime((~pid << 3) | 2)  # of all its threads
                    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                    total += (int(fields[13]) + int(fields[14])) / TICKS
        return total

    def reap(self, flags: int) -> bool:
        """Collect ended children; whether any is left."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, flags)
                if pid == 0:
                    return True
                if pid == self.child:
                    self.status = status
        return False

    def await_end(self) -> None:
        """Give the submission a moment to finish dying, so that its own status is known."""
        deadline = time.monotonic() + 0.2
        while self.child and self.status is None and time.monotonic() < deadline:
            self.reap(os.WNOHANG)
            time.sleep(0.001)

    def end_session(self) -> None:
        """Kill every process of the submission and wait until the last is gone.

        `status` stays what the submission's own end set it to, None if we ended it.
        """
        if self.child:
            self.reap(os.WNOHANG)
            status = self.status
            if self.isolated:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(-1, signal.SIGKILL)
                self.reap(0)
            else:
                self.kill_descendants()
            self.child, self.status = 0, status
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)
            self.scratch = ""

    def kill_descendants(self) -> None:
        """Without a namespace: the process group, then all descendants for up to two seconds."""
        deadline = time.monotonic() + 2
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.child, signal.SIGKILL)
        while self.reap(os.WNOHANG) and time.monotonic() < deadline:
            for pid in self.pids():
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.001)

    # In the fork

    def become_student(self, descriptor: int) -> None:
        """Give up everything, then serve the student's side of the session."""
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        self.control.detach()  # and the counters go with all others
        os.closerange(3, descriptor)
        os.closerange(descriptor + 1, 65536)
        gc.enable()
        work = self.private_files() if self.isolated else Path(self.scratch)
        if self.isolated:
            jail.forgo_capabilities()
        if self.separate_user:
            os.setgroups([])
            os.setresgid(STUDENT_ID, STUDENT_ID, STUDENT_ID)
            os.setresuid(STUDENT_ID, STUDENT_ID, STUDENT_ID)
        if self.isolated:
            if not jail.drop_capabilities():
                raise OSError("capabilities could not be dropped")
            work.mkdir(mode=0o700)
        else:
            kernel.prctl(jail.PR_SET_PDEATHSIG, signal.SIGKILL)
        kernel.prctl(jail.PR_SET_DUMPABLE, 1)
        kernel.prctl(jail.PR_SET_NO_NEW_PRIVS, 1)
        os.chdir(work)
        os.environ["HOME"] = str(work)
        _populate(work, self.plan)
        if kernel.LINUX:
            with contextlib.suppress(OSError):
                Path("/proc/self/oom_score_adj").write_text("1000")
        jail.set_limits(self.limits, kernel.mapped_memory(), self.others)
        jail.filter_system_calls()
        student.serve(self.shell, socket.socket(fileno=descriptor), self.limits)

    def private_files(self) -> Path:
        """An empty, size-limited file system on /tmp and /dev/shm that only this fork sees."""
        if not kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC):
            raise OSError("no mount namespace for the submission")
        options = f"size={self.limits.disk},nr_inodes=20000,mode=1777"
        if not kernel.mount("tmpfs", "/tmp", "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, options):
            raise OSError("no private /tmp for the submission")
        os.mkdir("/tmp/.shm")  # noqa: PTH102
        os.chmod("/tmp/.shm", 0o1777)  # noqa: PTH101
        if not kernel.mount("/tmp/.shm", "/dev/shm", "", kernel.MS_BIND):
            raise OSError("no private /dev/shm for the submission")
        return Path("/tmp/work")


def _plan(files: Path | None) -> tuple[list[str], list[tuple[str, str]]]:
    """The folders to make and the links to lay so that `files` appears in a working directory.

    Folders are real, so that new files can be made beside the given ones; the files are links to
    the read-only originals.
    """
    folders: list[str] = []
    links: list[tuple[str, str]] = []
    if files is None:
        return folders, links
    for path in sorted(files.rglob("*")):
        relative = path.relative_to(files)
        if "__pycache__" in relative.parts:
            continue
        if path.is_dir():
            folders.append(str(relative))
        else:
            links.append((str(path), str(relative)))
    return folders, links


def _populate(work: Path, plan: tuple[list[str], list[tuple[str, str]]]) -> None:
    for folder in plan[0]:
        os.mkdir(work / folder)  # noqa: PTH102 - a third of the time, at every start
    for target, name in plan[1]:
        os.symlink(target, work / name)  # noqa: PTH211


def _has_second_user() -> bool:
    lines = Path("/proc/self/uid_map").read_text().splitlines()
    ranges = [(int(a), int(n)) for a, _, n in (line.split() for line in lines)]
    return any(first <= STUDENT_ID < first + size for first, size in ranges)


def _threads_of_this_user() -> int | None:
    """How many threads this user runs now, since the limit on processes counts them all."""
    if not kernel.LINUX:
        return None
    count = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if folder.stat().st_uid == os.getuid():
                count += len(os.listdir(folder / "task"))  # noqa: PTH208
    return count
