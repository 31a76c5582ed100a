"""What is enforced on this machine, found out by trying it as a student's code would.

Every probe is harmless where it succeeds: it asks for a little more than it may have, or for
something that changes nothing.
"""

from __future__ import annotations

from pathlib import Path

from grader.sandbox.border.errors import SandboxError, SandboxUnavailable
from grader.sandbox.border.limits import MB, Limits
from grader.sandbox.box import Mode, Sandbox

PROBES = {
    "no network": """
lines = open("/proc/net/dev").read().splitlines()[2:]
enforced = {line.split(":")[0].strip() for line in lines} <= {"lo"}
""",
    "no view of the grader's files": """
import os
enforced = not os.path.exists(FOLDER)
""",
    "no view of other processes": """
import os
own = {int(name) for name in os.listdir("/proc") if name.isdigit()}
enforced = 1 in own and len(own) <= 4 and os.getppid() == 1
""",
    "the template is out of reach": """
import os
enforced, parent = True, os.getppid()
for name in ("mem", "environ"):
    try:
        open(f"/proc/{parent}/{name}", "rb").read(1)
        enforced = False
    except OSError:
        pass
""",
    "no privileges": """
status = open("/proc/self/status").read()
enforced = "NoNewPrivs:\\t1" in status and all(
    f"Cap{which}:\\t0000000000000000" in status for which in ("Eff", "Prm", "Bnd")
)
""",
    "dangerous system calls refused": """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
refused = libc.unshare(0x10000000) == -1 and ctypes.get_errno() == 1
enforced = refused and "\\nSeccomp:\\t2" in open("/proc/self/status").read()
""",
    "files are private and thrown away": """
import os
enforced = os.path.realpath(os.getcwd()) == "/tmp/work" and not any(
    os.access(p, os.W_OK) for p in ("/", "/usr", "/etc", "/dev", "/var", "/home", "/root")
)
""",
    "memory": """
import numpy
try:
    numpy.empty(MEMORY + 2**26, numpy.uint8)
    enforced = False
except MemoryError:
    enforced = True
""",
    "memory that the kernel holds in sockets and pipes": """
import fcntl, os, socket
enforced = True
ends = socket.socketpair()
for grow in (
    lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    lambda: ends[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**20),
    lambda: fcntl.fcntl(os.pipe()[1], 1031, 2**20),
):
    try:
        grow()
        enforced = False
    except OSError:
        pass
""",
    "disk": """
enforced = False
try:
    for part in range(2):
        with open(f"probe{part}", "wb") as file:
            for _ in range(DISK // 2**20 // 2 + 1):
                file.write(bytes(2**20))
except OSError:
    enforced = True
""",
    "processes": """
import os, signal, time
children = []
enforced = False
try:
    for _ in range(PROCESSES + 1):
        pid = os.fork()
        if pid == 0:
            time.sleep(5)
            os._exit(0)
        children.append(pid)
except OSError:
    enforced = True
for pid in children:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
""",
}


def capabilities(mode: Mode = "auto") -> dict[str, bool | str]:
    """What each probe found, True for enforced; "sandbox" is a sentence on the whole."""
    limits = Limits(memory=512 * MB, disk=4 * MB, file_bytes=4 * MB, processes=8, cell_seconds=5)
    try:
        with Sandbox(limits, mode) as box:
            found: dict[str, bool | str] = {"sandbox": box.statement, "isolated": box.isolated}
            for name, probe in PROBES.items():
                found[name] = _enforced(box, probe, limits)
            found["time"] = _stops(box)
            found["sandbox"] = f"{box.statement}; {_counting(box)}"
            return found
    except SandboxUnavailable as error:
        # What holds without it, for whoever may want to do without.
        found = capabilities("off") if mode == "auto" else {"isolated": False}
        return found | {"sandbox": str(error)}
    except SandboxError as error:
        return {"sandbox": str(error), "isolated": False}


def _enforced(box: Sandbox, probe: str, limits: Limits) -> bool:
    names = {
        "FOLDER": str(Path(__file__).resolve().parents[2] / "grader" / "sandbox"),
        "MEMORY": limits.memory,
        "DISK": limits.disk,
        "PROCESSES": limits.processes,
    }
    with box.session() as session:
        for name, value in names.items():
            session.set(name, value)
        result = session.run(probe, "probe")
        return result.ok and session.get("enforced") is True


def _counting(box: Sandbox) -> str:
    """How the memory that the kernel holds for a submission is bounded."""
    if box.control and box.control.counts:
        return "memory is counted by a control group, the kernel's own included"
    if box.isolated:
        return "no control group can be made here, so sockets are limited and counted as if full"
    return "what the kernel holds for sockets is not counted"


def _stops(box: Sandbox) -> bool:
    with box.session() as session:
        result = session.run("while True: pass", "probe", seconds=0.2)
        return result.fault is not None
