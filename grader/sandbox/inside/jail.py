"""What a submission's process gives up before student code starts.

Each function returns whether it worked, so that `capabilities()` can report it; the caller decides
whether that is enough.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import struct
from functools import cache

from ..border.kernel import LINUX, capset, prctl
from ..border.limits import Limits

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 24, 36, 38
CLONE_NEW_ANY = 0x7E020080  # every namespace flag of clone


def forgo_capabilities() -> None:
    """Give up the right to ever regain a capability; needs CAP_SETPCAP, so it comes first."""
    for capability in range(64):
        prctl(PR_CAPBSET_DROP, capability)


def drop_capabilities() -> bool:
    """Give up every capability."""
    header, data = struct.pack("<Ii", 0x20080522, 0), bytes(24)
    return capset(header, data)


def set_limits(limits: Limits, base_memory: int, others: int | None) -> None:
    """The kernel's limits on this process and its children.

    `base_memory` bytes are mapped already; `others` processes of the same user count as well
    (None: how many is unknown, so processes cannot be limited).
    """
    wanted = {
        "RLIMIT_AS": base_memory + limits.memory,
        "RLIMIT_CPU": limits.cpu_seconds,
        "RLIMIT_FSIZE": limits.file_bytes,
        "RLIMIT_NOFILE": limits.open_files,
        "RLIMIT_NPROC": None if others is None else others + limits.processes,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_SIGPENDING": 1024,
        "RLIMIT_RTPRIO": 0,
    }
    for name, value in wanted.items():
        if value is None or (which := getattr(resource, name, None)) is None:
            continue
        top = value + 1 if name == "RLIMIT_CPU" else value  # first a signal with a name, then kill
        hard = resource.getrlimit(which)[1]
        if hard != resource.RLIM_INFINITY:
            value, top = min(value, hard), min(top, hard)
        try:
            resource.setrlimit(which, (value, top))
        except (ValueError, OSError):
            if LINUX:  # macOS refuses some of them
                raise


# System calls that no course work needs. Some would outlive the submission (keys, shared memory
# that nobody maps), some reach other processes, some are a large attack surface in the kernel.
# (x86_64 number, aarch64 number; None: does not exist there.)
DENIED = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kcmp": (312, 272), "pidfd_getfd": (438, 438), "process_madvise": (440, 440),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180),
    "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "chroot": (161, 51), "open_tree": (428, 428), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "move_mount": (429, 429), "mount_setattr": (442, 442), "quotactl_fd": (443, 443),
    "process_mrelease": (448, 448), "kexec_file_load": (320, 294),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "reboot": (169, 142), "swapon": (167, 224), "acct": (163, 89),
    "syslog": (103, 116), "quotactl": (179, 60), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "fanotify_init": (300, 262), "personality": (135, 92),
    "ioprio_set": (251, 30), "migrate_pages": (256, 238), "move_pages": (279, 239),
    "vhangup": (153, 58), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "vmsplice": (278, 75),  # holds memory that no process seems to have
    "modify_ldt": (154, None), "ioperm": (173, None), "iopl": (172, None),
}  # fmt: skip
# Allowed on oneself (first argument 0) only: as the same user, they would reach the template.
SELF_ONLY = {
    "prlimit64": (302, 261), "sched_setaffinity": (203, 122), "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119), "sched_setattr": (314, 274),
}  # fmt: skip
# Sockets of one family only: there is no network, and what the kernel keeps for a socket is no
# process's memory. Nor may what it keeps for one grow. (See `kernel.held_in_sockets`.)
SOCKETS = {"socket": (41, 198), "socketpair": (53, 199)}
AF_UNIX, SOL_SOCKET, F_SETPIPE_SZ = 1, 1, 1031
SETSOCKOPT, FCNTL = (54, 208), (72, 25)
GROWING = (7, 8, 26, 32, 33, 50)  # SO_SNDBUF, SO_RCVBUF, SO_ATTACH_FILTER, both forced, …_BPF
SETPRIORITY, CLONE, CLONE3 = (141, 140), (56, 220), (435, 435)
NEWEST = 462  # mseal: the last number, on both, that this list was made with in view
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_LOAD, _EQUAL, _AT_LEAST, _ANY, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000


@cache
def system_call_filter(machine: str = platform.machine()) -> bytes | None:
    """The seccomp program as bytes, or None on an architecture we have no numbers for."""
    if not LINUX or machine not in ARCHITECTURES:
        return None
    column, audit = ARCHITECTURES[machine]

    def op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("<HBBI", code, if_true, if_false, value)

    def refuse(number: int, *test: bytes, error: int = errno.EPERM) -> list[bytes]:
        """If the call is `number` and `test` falls through, refuse it; reload the number after."""
        verdict = [*test, op(_RETURN, _ERRNO | error), *([op(_LOAD, 0)] if test else [])]
        return [op(_EQUAL, number, 0, len(verdict)), *verdict]

    program = [op(_LOAD, 4), op(_EQUAL, audit, 1, 0), op(_RETURN, _KILL), op(_LOAD, 0)]
    # What a newer kernel can do nobody has judged here, and libc does without. (The x32 numbers,
    # another way round the list, are higher still.)
    program += [op(_AT_LEAST, NEWEST + 1, 0, 1), op(_RETURN, _ERRNO | errno.ENOSYS)]
    for number in (numbers[column] for numbers in DENIED.values()):
        if number is not None:
            program += refuse(number)
    for numbers in SELF_ONLY.values():  # low word of the first argument zero: let through
        program += refuse(numbers[column], op(_LOAD, 16), op(_EQUAL, 0, 1, 0))
    for numbers in SOCKETS.values():
        unix = [op(_LOAD, 16), op(_EQUAL, AF_UNIX, 1, 0)]
        program += refuse(numbers[column], *unix, error=errno.EAFNOSUPPORT)
    for name in GROWING:
        level = [op(_LOAD, 24), op(_EQUAL, SOL_SOCKET, 0, 3)]
        program += refuse(SETSOCKOPT[column], *level, op(_LOAD, 32), op(_EQUAL, name, 0, 1))
    program += refuse(FCNTL[column], op(_LOAD, 24), op(_EQUAL, F_SETPIPE_SZ, 0, 1))
    program += refuse(SETPRIORITY[column], op(_LOAD, 24), op(_EQUAL, 0, 1, 0))
    program += refuse(CLONE[column], op(_LOAD, 16), op(_ANY, CLONE_NEW_ANY, 0, 1))
    program += refuse(CLONE3[column], error=errno.ENOSYS)  # libc then uses clone, which we can read
    return b"".join([*program, op(_RETURN, _ALLOW)])


def filter_system_calls() -> bool:
    """Refuse the calls in `DENIED` from now on, here and in every child; needs no privilege."""
    program = system_call_filter()
    if program is None or not prctl(PR_SET_NO_NEW_PRIVS, 1):
        return False
    buffer = ctypes.create_string_buffer(program, len(program))
    pad = ctypes.sizeof(ctypes.c_void_p) - 2
    header = struct.pack(f"<H{pad}xQ", len(program) // 8, ctypes.addressof(buffer))
    return prctl(PR_SET_SECCOMP, 2, header)
