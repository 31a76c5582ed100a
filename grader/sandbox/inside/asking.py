"""What asks somebody at a keyboard: nobody is there, so it says that at once."""

from __future__ import annotations

import builtins
import getpass
import io
import pdb
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, NoReturn

import IPython
import IPython.core.debugger

NO_INPUT = (
    "{}() cannot be used in a graded notebook: nobody is there to answer. "
    "Give the value to a variable instead."
)
NO_STOP = (
    "{}() cannot be used in a graded notebook: it stops for somebody to look, and nobody is there. "
    "Take that line out."
)


class NoAnswer(EOFError):
    """Somebody is asked who is not there."""


NoAnswer.__name__ = NoAnswer.__qualname__ = "EOFError"  # as it is shown


class NoKeyboard(io.TextIOBase):
    """Standard input that nobody types into."""

    name, encoding, errors = "<stdin>", "utf-8", "strict"

    def fileno(self) -> int:
        return 0

    def readable(self) -> bool:
        return True

    def read(self, *_: Any) -> NoReturn:
        raise NoAnswer(NO_INPUT.format("sys.stdin.read"))

    def readline(self, *_: Any) -> NoReturn:
        raise NoAnswer(NO_INPUT.format("sys.stdin.readline"))

    def readlines(self, *_: Any) -> NoReturn:
        raise NoAnswer(NO_INPUT.format("sys.stdin.readlines"))

    def __next__(self) -> NoReturn:
        raise NoAnswer(NO_INPUT.format("sys.stdin.readline"))


def refuse_all() -> None:
    """Have everything that asks say that nobody is there."""
    builtins.input = _refusing("input", NO_INPUT)
    getpass.getpass = _refusing("getpass", NO_INPUT)
    sys.stdin = NoKeyboard()
    sys.breakpointhook = _refusing("breakpoint", NO_STOP)
    for module in (pdb, IPython.core.debugger):
        for name in ("set_trace", "post_mortem", "pm"):
            if hasattr(module, name):
                setattr(module, name, _refusing(name, NO_STOP))
    stop = _refusing("set_trace", NO_STOP)
    pdb.Pdb.set_trace = lambda self, *_, **__: stop()
    # In place of the module that opens a terminal: to load it takes a third of a sandbox's start.
    terminal = ModuleType("IPython.terminal.embed")
    sys.modules[terminal.__name__] = terminal
    for module, name in (
        (IPython, "embed"),
        (terminal, "embed"),
        (terminal, "InteractiveShellEmbed"),
    ):
        setattr(module, name, _refusing("embed", NO_STOP))


def _refusing(name: str, words: str) -> Callable:
    def refused(*_: Any, **__: Any) -> NoReturn:
        raise NoAnswer(words.format(name))

    refused.__name__ = refused.__qualname__ = name
    return refused
