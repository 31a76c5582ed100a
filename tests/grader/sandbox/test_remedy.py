"""Does whoever cannot isolate read what to do on their machine?"""

import shutil
import sys

import pytest

from grader.sandbox import remedy
from grader.sandbox.remedy import unavailable


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine on which nothing is known; the function changes what is."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/bwrap")
    monkeypatch.setattr(remedy.os, "geteuid", lambda: 1000)
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)
    monkeypatch.setattr(remedy, "CONTAINER", (tmp_path / "container",))
    for name in ("APPARMOR", "DEBIAN", "NAMESPACES"):
        monkeypatch.setattr(remedy, name, tmp_path / name)

    def says(name, text):
        (tmp_path / name).write_text(text)

    return says


MACHINES = {
    "APPARMOR": ("1\n", "Ubuntu 23.10 and later"),
    "DEBIAN": ("0\n", "kernel.unprivileged_userns_clone=1"),
    "NAMESPACES": ("0\n", "user.max_user_namespaces"),
    "container": ("", "docker run --security-opt"),
}


@pytest.mark.parametrize("name", MACHINES)
def test_the_cause_has_its_remedy(machine, name):
    text, said = MACHINES[name]
    machine(name, text)
    assert said in unavailable("it says no", may_do_without=True)
    if text.strip():
        machine(name, "1\n" if text.startswith("0") else "0\n")
        assert said not in unavailable("it says no", may_do_without=True)


def test_macos_and_a_missing_program_have_theirs(machine, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert "apt install bubblewrap" in remedy.remedy()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "On macOS" in remedy.remedy()


def test_only_who_may_do_without_is_told_how(machine):
    assert "SANDBOX=off" in unavailable("no", may_do_without=True)
    assert "off" not in unavailable("no", may_do_without=False)
    assert "here: no. `python -m grader doctor`" in unavailable("no.", may_do_without=False)
