"""What a submission's process has given up."""

import errno
import struct

import pytest

from grader.sandbox.inside import jail
from tests.grader.sandbox.looking import evaluate


@pytest.mark.parametrize(
    "call",
    ["unshare(0x10000000)", "shmget(0, 4096, 0o1600)", "memfd_create(b'x', 0)", "keyctl(0, -3, 1)",
     "mount(0, 0, 0, 0, 0)", "vmsplice(0, 0, 0, 0)", "setns(0, 0)", "chroot(b'/')",
     "syscall(425, 1, 0)"],
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


def verdict(program, audit, number, first=0, second=0, third=0):
    """What the kernel would make of a system call: a small interpreter of the filter's language."""
    words = struct.pack("<iIQQQQQQQ", number, audit, 0, first, second, third, 0, 0, 0)
    steps = list(struct.iter_unpack("<HBBI", program))
    position = loaded = 0
    while True:
        code, if_true, if_false, value = steps[position]
        position += 1
        if code == 0x20:
            loaded = struct.unpack_from("<I", words, value)[0]
        elif code == 0x06:
            return value
        else:
            test = {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}[code]
            position += if_true if test else if_false


ALLOWED, KILLED = 0x7FFF0000, 0x80000000
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def refused(error):
    return 0x00050000 | error


@pytest.mark.skipif(not jail.LINUX, reason="Linux's own")
@pytest.mark.parametrize("machine", MACHINES)
def test_does_the_filter_let_through_what_it_knows_and_nothing_newer(machine):
    column, audit = MACHINES[machine]
    program = jail.system_call_filter(machine)
    assert len(program) // 8 < 4096  # what the kernel takes
    for numbers in jail.DENIED.values():
        if numbers[column] is not None:
            assert verdict(program, audit, numbers[column]) == refused(errno.EPERM)
    for numbers in jail.SELF_ONLY.values():
        assert verdict(program, audit, numbers[column], first=0) == ALLOWED
        assert verdict(program, audit, numbers[column], first=1) == refused(errno.EPERM)
    newer = [jail.NEWEST + 1, 512, 547, 1000, 0x40000000, 0x40000000 + 59, 2**31 - 1, -1]
    for number in newer:
        assert verdict(program, audit, number) == refused(errno.ENOSYS)
    known = {numbers[column] for numbers in (*jail.DENIED.values(), *jail.SELF_ONLY.values())}
    known |= {jail.CLONE[column], jail.CLONE3[column], jail.SETPRIORITY[column]}
    assert verdict(program, audit, jail.CLONE3[column]) == refused(errno.ENOSYS)
    assert verdict(program, audit, jail.CLONE[column], first=0x11) == ALLOWED
    assert verdict(program, audit, jail.CLONE[column], first=0x10000000) == refused(errno.EPERM)
    assert verdict(program, audit, jail.SETPRIORITY[column], second=1) == refused(errno.EPERM)
    for numbers in jail.SOCKETS.values():
        assert verdict(program, audit, numbers[column], first=jail.AF_UNIX) == ALLOWED
        for family in (0, 2, 10, 16, 17, 38, 40, 2**32 + 2):
            told = verdict(program, audit, numbers[column], first=family)
            assert told == refused(errno.EAFNOSUPPORT), family
    for name in range(70):
        told = verdict(program, audit, jail.SETSOCKOPT[column], 3, jail.SOL_SOCKET, name)
        assert told == (refused(errno.EPERM) if name in jail.GROWING else ALLOWED), name
        assert verdict(program, audit, jail.SETSOCKOPT[column], 3, 6, name) == ALLOWED
    for command in (0, 1, 2, 3, 4, 1030, 1032):
        assert verdict(program, audit, jail.FCNTL[column], 3, command) == ALLOWED
    told = verdict(program, audit, jail.FCNTL[column], 3, jail.F_SETPIPE_SZ)
    assert told == refused(errno.EPERM)
    known |= {numbers[column] for numbers in jail.SOCKETS.values()}
    others = set(range(jail.NEWEST + 1)) - known
    assert {verdict(program, audit, number) for number in others} == {ALLOWED}
    assert verdict(program, audit ^ 1, 0) == KILLED  # another architecture's numbers


def test_has_an_unknown_machine_no_filter():
    assert jail.system_call_filter("riscv64") is None


def test_are_newer_system_calls_unknown_here(isolated):
    source = """
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
found = []
for number in (*range(463, 475), 512, 600):
    if libc.syscall(number, -1, 0, 0, 0) != -1 or ctypes.get_errno() != errno.ENOSYS:
        found.append(number)
"""
    assert evaluate(isolated, source) == []


def test_what_course_work_does_with_sockets_goes_on(isolated):
    source = """
import asyncio, multiprocessing, socket
ours, theirs = socket.socketpair()
ours.sendall(b"x")
def work(queue):
    queue.put(2)
queue = multiprocessing.Queue()
process = multiprocessing.Process(target=work, args=(queue,))
process.start()
async def later():
    await asyncio.sleep(0.001)
    return 3
loop = asyncio.new_event_loop()
found = [theirs.recv(1), queue.get(timeout=20), loop.run_until_complete(later())]
process.join()
"""
    assert evaluate(isolated, source) == [b"x", 2, 3]
