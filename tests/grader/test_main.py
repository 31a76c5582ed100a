"""The command line: an unknown command is refused, an error is one line."""

import sys

import pytest

from grader import __main__ as command


def run(monkeypatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["grader", *words])
    return command.main()


@pytest.mark.parametrize("words", [[], ["grade"], ["judge", "week0"], ["doctor", "now"]])
def test_is_a_command_that_does_not_exist_refused(monkeypatch, capsys, words):
    with pytest.raises(SystemExit) as caught:
        run(monkeypatch, *words)
    assert caught.value.code == 2 and "usage" in capsys.readouterr().err


def test_is_an_error_one_line(monkeypatch, capsys, tmp_path):
    assert run(monkeypatch, "judge", "week0", str(tmp_path / "missing.py")) == 1
    error = capsys.readouterr().err
    assert error.startswith("grader: ") and error.count("\n") == 1


def test_does_an_error_with_a_file_name_that_file_and_no_number(monkeypatch, capsys, tmp_path):
    def fails(options):
        raise FileNotFoundError(2, "No such file or directory", str(tmp_path / "grades.csv"))

    monkeypatch.setattr(command, "give_back", fails)
    assert run(monkeypatch, "give-back", "week0", "grades.csv") == 1
    assert capsys.readouterr().err == f"grader: {tmp_path}/grades.csv: No such file or directory\n"


@pytest.mark.parametrize(("all_enforced", "status"), [(True, 0), (False, 1)])
def test_does_the_doctor_say_line_by_line_what_is_enforced(
    monkeypatch, capsys, all_enforced, status
):
    found = {"sandbox": "bubblewrap", "isolated": True, "no network": True, "memory": all_enforced}
    monkeypatch.setattr(command, "capabilities", lambda: dict(found))
    assert run(monkeypatch, "doctor") == status
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "bubblewrap" and lines[1].split() == ["enforced", "no", "network"]
    assert lines[2].startswith("  enforced" if all_enforced else "  NOT ENFORCED")
