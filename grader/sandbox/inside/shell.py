"""IPython as a notebook has it, without a terminal, a kernel or a history file.

`prepare` is called once, in the template, before any fork.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell

from ..border.recorder import Recorder
from .asking import refuse_all
from .failures import describe_error

current: list[Recorder] = []  # the recorder of what is running now, if anything is
cell_running = [""]


class CellCompiler(CachingCompiler):
    """Names compiled code after its cell, so that tracebacks can say which cell."""

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return f"<cell {cell_running[0]}>"


class RecordingPublisher(DisplayPublisher):
    def publish(self, data: dict, metadata: dict | None = None, *_: Any, **__: Any) -> None:
        if current:
            current[-1].show(data, metadata or {})

    def clear_output(self, wait: bool = False) -> None:
        if current:
            current[-1].clear()


class RecordingHook(DisplayHook):
    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        if current:
            current[-1].show(format_dict, md_dict or {}, self.prompt_count)

    def finish_displayhook(self) -> None:
        pass


class StudentShell(InteractiveShell):
    """IPython, its displays and errors recorded."""

    system = InteractiveShell.system_raw  # `!command`, without a pseudo-terminal

    def init_history(self) -> None:
        self.history_manager = HistoryManager(shell=self, parent=self, enabled=False)

    @contextlib.contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        yield  # IPython would keep a second copy of all output

    def _format_exception_for_storage(self, *_: Any, **__: Any) -> dict:
        return {}  # IPython would format a traceback of its own, which takes a fifth of a second

    def enable_gui(self, gui: str | None = None) -> None:
        pass

    def showtraceback(self, exc_tuple: Any = None, *_: Any, **__: Any) -> None:
        error: Any = self._get_exc_info(exc_tuple)[1]  # never None: where there is none, it raises
        described = describe_error(error, cell_running[0])
        if current:
            current[-1].error(described["name"], described["message"], described["traceback"])

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        self.showtraceback()


StudentShell.display_pub_class.default_value = RecordingPublisher
StudentShell.displayhook_class.default_value = RecordingHook
StudentShell.compiler_class.default_value = CellCompiler


def prepare() -> StudentShell:
    """A warm shell. Plots appear inline, as in any notebook: the environment says so."""
    shell = StudentShell.instance()
    shell.run_cell("1", store_history=False)
    _settle(shell)
    return shell


def plots_inline(shell: StudentShell) -> None:
    """Make ready for plots, so that the first one need not wait."""
    shell.run_cell("%matplotlib inline\nimport matplotlib.pyplot as plt\n1", store_history=False)
    _settle(shell)


def _settle(shell: StudentShell) -> None:
    shell.reset(new_session=True)
    shell.builtin_trap.activate()
    refuse_all()
