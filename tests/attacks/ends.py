"""Ends that come too early or never: exits, crashes, recursion, endless loops of every kind."""

from tests.attacks.attack import Attack


def ending(name: str, body: str, expect: str, setup: str = "") -> Attack:
    """predict does this when it is called; everything else is still graded."""
    lines = "".join(f"    {line}\n" for line in body.strip("\n").splitlines())
    source = f"{setup}\ndef predict(w, b, X):\n{lines}    return X\n"
    return Attack(name, ("predict",), expect, solutions={"predict": source})


def endless(
    name: str, body: str, expect: str = "took longer|did not stop|had to be ended", setup: str = ""
):
    """The same, and it takes all the time there is."""
    attack = ending(name, body, expect, setup)
    return Attack(attack.name, attack.attacked, expect, solutions=attack.solutions, short=True)


ATTACKS = [
    ending("os._exit", "import os\nos._exit(0)", "ended its process .exit status 0"),
    ending("sys.exit", "import sys\nsys.exit(0)", "SystemExit"),
    ending("an interrupt of its own", "raise KeyboardInterrupt", "KeyboardInterrupt"),
    ending("SIGKILL to itself", "import os\nos.kill(os.getpid(), 9)", "ended its process .SIGKILL"),
    ending("a crash", "import ctypes\nctypes.string_at(0)", "ended its process .SIGSEGV"),
    ending("abort", "import os\nos.abort()", "ended its process .SIGABRT"),
    ending("endless recursion", "return predict(w, b, X)", "RecursionError"),
    endless(
        "recursion without a limit",
        "import sys\nsys.setrecursionlimit(10**9)\nreturn f(X)",
        "ended|RecursionError|MemoryError|took longer",
        "def f(z):\n    return [f(x) for x in [z]]",
    ),
    ending(
        "a crash inside C recursion",
        "x = X\nfor _ in range(10**5):\n    x = (x,)\nrepr(x)",
        "RecursionError|ended its process|nested",
    ),
    ending(
        "an answer that ends the process when it is read",
        "return Last()",
        "no number, text, list, dict or array|ended its process",
        "import os\nclass Last:\n    __class__ = property(lambda self: os._exit(0))\n"
        "    def __getattr__(self, name): os._exit(0)",
    ),
    endless("a loop in pure Python", "while True:\n    pass", "took longer"),
    endless(
        "a loop that swallows KeyboardInterrupt",
        "while True:\n    try:\n        while True:\n            x = 1\n"
        "    except BaseException:\n        y = 1",
    ),
    endless("a loop inside C", "import itertools\nsum(itertools.repeat(1))"),
    endless(
        "a regular expression that backtracks", "import re\nre.match('(a+)+$', 'a' * 64 + 'b')"
    ),
    endless("a sleep of a year", "import time\ntime.sleep(3 * 10**7)", "took longer"),
    endless(
        "interrupts masked",
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass",
    ),
    endless(
        "the handler replaced",
        "import signal\nsignal.signal(signal.SIGINT, lambda *a: None)\n"
        "signal.signal(signal.SIGALRM, lambda *a: None)\nwhile True: pass",
    ),
    endless("the process stopped", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
    endless(
        "a loop in __del__",
        "x = Last()\ndel x",
        setup="class Last:\n    def __del__(self):\n        while True: pass",
    ),
    endless(
        "a thread that is joined",
        "import threading\nt = threading.Thread(target=spin)\nt.start()\nt.join()",
        setup="def spin():\n    while True: pass",
    ),
    endless(
        "a lock taken twice",
        "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()",
        "took longer",
    ),
    endless(
        "a loop in an error's message",
        "raise Slow",
        "interfered|took longer|had to be ended",
        setup="class Slow(Exception):\n    def __str__(self):\n        while True: pass",
    ),
    endless(
        "waiting for input from a pipe", "import os\nr, w = os.pipe()\nos.read(r, 1)", "took longer"
    ),
    Attack(
        "a loop in the cell itself",
        ("predict",),
        "cell predict was stopped: it took longer than 0.8 seconds",
        solutions={"predict": "while True:\n    pass"},
        short=True,
    ),
    Attack(
        "a cell that exits before it defines anything",
        ("predict",),
        "cell predict ended its process",
        solutions={"predict": "import os\nos._exit(0)"},
    ),
    Attack(
        "input waited for",
        ("predict",),
        "input\\(\\) cannot be used in a graded notebook",
        solutions={"predict": "name = input()\ndef predict(w, b, X):\n    return input()"},
    ),
]
