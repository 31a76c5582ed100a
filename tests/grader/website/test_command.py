"""Is what Sphinx warns of an error, and what is missing said in one line?"""

import subprocess
import sys

from grader import __main__ as command
from grader.configuration import ConfigurationError
from grader.places import ROOT
from grader.website import command as site

BUILD = """
import sys
from pathlib import Path
from grader.website.command import build
sys.exit(build(Path(sys.argv[1]), Path(sys.argv[2])))
"""


def test_a_warning_is_an_error(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "index.md").write_text("# Title\n\n[nowhere](missing.md)\n")
    words = [sys.executable, "-c", BUILD, str(tmp_path / "source"), str(tmp_path / "html")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0 and "missing.md" in done.stderr


def told(monkeypatch, capsys) -> str:
    monkeypatch.setattr(sys, "argv", ["grader", "site"])
    assert command.main() == 1
    error = capsys.readouterr().err
    assert error.startswith("grader: ") and error.count("\n") == 1
    return error


def test_without_sphinx_a_line_says_so(monkeypatch, capsys):
    monkeypatch.setattr(site, "write", lambda files, folder: None)
    monkeypatch.setitem(sys.modules, "sphinx.cmd.build", None)
    assert "requirements.txt" in told(monkeypatch, capsys)


def test_a_broken_configuration_is_one_line(monkeypatch, capsys):
    def broken():
        raise ConfigurationError("nbgrader_config.py: NameError")

    monkeypatch.setattr(site, "configuration", broken)
    assert "NameError" in told(monkeypatch, capsys)


def test_other_commands_do_not_wait_for_the_site():
    late = {"sphinx", "docutils", "myst_nb", "grader.website.pages"}
    code = f"import sys, grader.__main__; sys.exit(bool({late!r} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
