"""Is what Sphinx warns of an error, and what is missing said in one line?"""

import subprocess
import sys

from grader import __main__ as command
from grader.configuration import ConfigurationError
from grader.places import ROOT
from grader.website import command as site


def test_a_warning_is_an_error(tmp_path, capfd):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "index.md").write_text("# Title\n\n[nowhere](missing.md)\n")
    assert site.build(tmp_path / "source", tmp_path / "html") != 0
    assert "missing.md" in capfd.readouterr().err


def told(monkeypatch, capsys) -> str:
    monkeypatch.setattr(sys, "argv", ["grader", "site"])
    assert command.main() == 1
    error = capsys.readouterr().err
    assert error.startswith("grader: ") and error.count("\n") == 1
    return error


def test_without_sphinx_a_line_says_so(monkeypatch, capsys):
    monkeypatch.setattr(site, "write", lambda files, folder: None)
    monkeypatch.setattr(site, "find_spec", lambda name: None)
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
