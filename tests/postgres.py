"""A PostgreSQL server of the tests' own: on loopback, at a free port, gone afterwards."""

import contextlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

START_SECONDS = 600.0  # a busy machine is slow


def program(name: str) -> str:
    """Where a server's program is: Debian keeps them out of the search path."""
    found = shutil.which(name)
    others = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not found and not others:
        raise FileNotFoundError("PostgreSQL's server is not installed: `make system` says how")
    return found or str(others[-1])


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server; the beginning of its addresses, to which a database's name is added."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as name:
        folder, other = Path(name), someone_else()
        (folder / "password").write_text(password := secrets.token_hex(8))
        if other:  # it refuses to run as root
            shutil.chown(folder, other["user"], other["group"])
            shutil.chown(folder / "password", other["user"])
        data = folder / "data"
        subprocess.run(
            [program("initdb"), f"--pgdata={data}", "--username=tests", "--encoding=UTF8",
             "--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}",
             "--no-sync"],
            check=True, capture_output=True, **other, cwd=folder,
        )  # fmt: skip
        port = free_port()
        settings = {"listen_addresses": "127.0.0.1", "port": port, "fsync": "off",
                    "unix_socket_directories": "", "max_connections": 60}  # fmt: skip
        words = [f"--{key}={value}" for key, value in settings.items()]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                [program("postgres"), "-D", str(data), *words],
                stdout=log, stderr=log, **other, cwd=folder,
            )  # fmt: skip
        try:
            address = f"postgresql://tests:{password}@127.0.0.1:{port}/"
            wait_for(address, process, folder / "log")
            yield address
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(2)
            process.kill()
            process.wait()


def someone_else() -> dict[str, object]:
    """As whom to run it, as `subprocess` takes it: ourselves, unless we are root."""
    if os.geteuid() != 0:
        return {}
    known = {one.pw_name: one for one in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    return {"user": user.pw_name, "group": user.pw_gid, "extra_groups": []}


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    """Until the server takes connections."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(f"{address}postgres").close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(log.read_text()) from None
            time.sleep(0.05)
