"""What to do where bubblewrap does not work: one sentence for each kind of machine."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

APPARMOR = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
DEBIAN = Path("/proc/sys/kernel/unprivileged_userns_clone")
NAMESPACES = Path("/proc/sys/user/max_user_namespaces")
CONTAINER = (Path("/.dockerenv"), Path("/run/.containerenv"))
WITHOUT = (
    "To grade all the same, with submissions that can read your files and use the network, say so: "
    'SANDBOX=off make grade, or `sandbox = "off"` in nbgrader_config.py (--sandbox off for judge).'
)


def unavailable(problem: str, may_do_without: bool) -> str:
    """Why nothing is graded, what mends it, and how to do without where that may be."""
    said = [
        f"Nothing is run, since bubblewrap does not work here: {problem.rstrip('.')}.",
        remedy(),
    ]
    return " ".join(said + [WITHOUT] * may_do_without)


def remedy() -> str:
    """What makes bubblewrap work on this machine, as far as it can be told."""
    if sys.platform == "darwin":
        return (
            "On macOS there is none: grade on Linux, in a virtual machine or in Docker "
            "(docs/how-grading-works.md)."
        )
    if not shutil.which("bwrap"):
        return "Install it: sudo apt install bubblewrap (on Fedora: sudo dnf install bubblewrap)."
    if any(path.exists() for path in CONTAINER) or os.environ.get("KUBERNETES_SERVICE_HOST"):
        return (
            "A container has to allow it: docker run --security-opt seccomp=unconfined "
            "--security-opt apparmor=unconfined --security-opt systempaths=unconfined …"
        )
    if _says(APPARMOR, "1") and os.geteuid() != 0:
        return (
            "Ubuntu 23.10 and later restrict user namespaces by AppArmor. Allow them to bwrap: "
            "sudo apt install apparmor-profiles && sudo ln -s "
            "/usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ && sudo "
            "systemctl reload apparmor; or to every program: sudo sysctl -w "
            "kernel.apparmor_restrict_unprivileged_userns=0."
        )
    if _says(DEBIAN, "0"):
        return "Allow user namespaces: sudo sysctl -w kernel.unprivileged_userns_clone=1."
    if _says(NAMESPACES, "0"):
        return "Allow user namespaces: sudo sysctl -w user.max_user_namespaces=10000."
    return "`python -m grader doctor` says what holds on this machine."


def _says(path: Path, value: str) -> bool:
    try:
        return path.read_text(encoding="ascii").strip() == value
    except (OSError, ValueError):
        return False
