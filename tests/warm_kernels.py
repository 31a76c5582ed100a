"""Kernels for nbval that are forked from a process which has loaded what the notebooks import.

A plugin of pytest (`-p tests.warm_kernels`): IPython, NumPy, Matplotlib and scikit-learn are loaded
once for each worker. All else is a kernel's own, as it would be in a program started for it: names,
the course's modules, the folder, the environment and random numbers.
"""

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

# Not Matplotlib's backend for notebooks: it looks for its kernel while it is loaded.
LOADED = [
    "ipykernel.kernelapp", "ipywidgets", "h5py", "tqdm.auto", "nbgrader",
    "matplotlib.pyplot", "matplotlib.animation", "matplotlib.backends.backend_agg",
    "sklearn.datasets", "sklearn.linear_model", "sklearn.model_selection", "sklearn.neural_network",
]  # fmt: skip


def pytest_configure() -> None:
    """Let Jupyter fork where it would start a program."""
    # A kernel says so before it loads Matplotlib, which looks at no later time.
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    factory = KernelProvisionerFactory.instance()
    forked = EntryPoint("forked", f"{__name__}:ForkedKernel", factory.GROUP_NAME)
    factory.provisioners[forked.name] = forked
    factory.default_provisioner_name = forked.name


class ForkedKernel(LocalProvisioner):
    """The process of a kernel, as Jupyter starts, watches and ends it."""

    process: Any = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel that does what ``cmd``, `python -m ipykernel_launcher -f FILE`, would."""
        processes = multiprocessing.get_context("forkserver")
        processes.set_forkserver_preload(LOADED)
        arguments = (cmd[cmd.index("ipykernel_launcher") + 1 :], kwargs["cwd"], kwargs["env"])
        self.process = processes.Process(target=_be_kernel, args=arguments, daemon=True)
        self.process.start()
        self.pid = self.process.pid
        return self.connection_info

    async def poll(self) -> int | None:
        """The kernel's status, None while it runs."""
        return self.process.exitcode if self.process else 0

    async def wait(self) -> int | None:
        """The kernel's status, when it has ended."""
        process, self.process = self.process, None
        process.join()
        return process.exitcode

    async def send_signal(self, signum: int) -> None:
        """Send it to the kernel and to what that has started."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signum)


def _be_kernel(options: list[str], folder: str, environment: Mapping[str, str]) -> None:
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # as nbval asks
    os.environ.clear()
    os.environ.update(environment)
    if sys.path[0] == str(Path.cwd()):
        del sys.path[0]  # of `python -m pytest`: it would hide the lessons' own `utils`
    os.chdir(folder)
    np.random.seed()  # Python's own generator does so by itself
    gc.freeze()  # nobody looks for garbage in what was loaded for all
    threading.Thread(target=_end_with_pytest, daemon=True).start()
    IPKernelApp.launch_instance(options, parent_handle=os.getppid())


def _end_with_pytest() -> None:
    """Where pytest is killed, the process that forks lives as long as its kernels."""
    if pytest_process := multiprocessing.parent_process():
        pytest_process.join()
        os._exit(1)
