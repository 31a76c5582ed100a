"""Is what Sphinx warns of an error, and what is missing said in one line?"""

import subprocess
import sys

from grader import __main__ as command
from grader.configuration import ConfigurationError
from grader.places import ROOT
from grader.website import command as site


def test_a_warning_is_an_error_and_pages_are_read_at_the_same_time(tmp_path, capfd, monkeypatch):
    monkeypatch.setenv("JOBS", "2")
    source = tmp_path / "source"
    source.mkdir()
    (source / "index.md").write_text("# Title\n\n[nowhere](missing.md)\n")
    for number in range(8):  # of fewer pages, Sphinx reads one after another
        (source / f"page{number}.md").write_text("---\norphan: true\n---\n\n# Page\n")
    assert site.build(source, tmp_path / "html") != 0
    said = capfd.readouterr().err
    assert "missing.md" in said and "parallel" not in said


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
