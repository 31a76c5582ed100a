"""What a submission's process has given up."""

import pytest

from tests.grader.sandbox.looking import evaluate


@pytest.mark.parametrize(
    "call",
    ["unshare(0x10000000)", "shmget(0, 4096, 0o1600)", "memfd_create(b'x', 0)", "keyctl(0, -3, 1)",
     "mount(0, 0, 0, 0, 0)", "setns(0, 0)", "chroot(b'/')", "syscall(425, 1, 0)"],
)  # fmt: skip
def test_are_dangerous_system_calls_refused(isolated, call):
    source = f"""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
result = libc.{call} if hasattr(libc, "{call.split("(")[0]}") else -1
found = result == -1
"""
    assert evaluate(isolated, source)


def test_are_privileges_gone_for_good(isolated):
    source = """
found = {}
for line in open("/proc/self/status"):
    name, _, value = line.partition(":")
    if name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Uid"):
        found[name] = value.split()[0]
"""
    found = evaluate(isolated, source)
    assert {found[name] for name in found if name.startswith("Cap")} == {"0" * 16}
    assert (found["NoNewPrivs"], found["Seccomp"], found["Uid"]) == ("1", "2", "1000")
