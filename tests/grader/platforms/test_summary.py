"""Is what GitHub shows harmless, whole and not too large? Is the action in GitHub's form?"""

import re
import shlex
import subprocess

import pytest
import yaml
from bs4 import BeautifulSoup

from grader.places import ROOT
from grader.platforms.summary import LARGEST, as_summary
from utils.examine import Report, Row

ACTION = ROOT / ".github" / "actions" / "judge" / "action.yml"
TEMPLATE = ROOT / "docs" / "github-classroom" / "check.yml"
ODD = "<script>x</script>\n\n# @everyone | `a` \ud800"


def test_nothing_that_a_student_wrote_is_more_than_text():
    report = Report("f", (Row("case 1", 0.5, 2.0, ODD, ODD),), 1.0, 2.0, hint=ODD, see="The cost")
    text = as_summary("week2", {"f": report}, [ODD])
    page = BeautifulSoup(text, "html.parser")
    assert not page.find("script") and "@" not in text and "\n#" not in text
    assert page.h2.text == "week2: 1 of 2 points" and page.h3.text == "f: 1 of 2 points"
    assert [cell.text for cell in page.find_all("td")][:3] == ["◐", "case 1", "1 of 2"]
    assert "The cost" in page.find_all("p")[-1].text
    assert text.encode("utf-8")


def test_a_summary_fits_into_what_github_shows():
    rows = tuple(Row(f"case {n}", 0.0, 1.0, "é" * 900) for n in range(300))
    reports = {f"f{n}": Report(f"f{n}", rows, 0.0, 300.0) for n in range(4)}
    text = as_summary("week2", reports, [])
    assert len(text.encode()) < LARGEST + 1000 and "too much to be shown" in text
    assert text.count("<table>") == text.count("</table>") == 1


def test_the_action_has_githubs_form():
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    assert set(action) == {"name", "description", "inputs", "outputs", "runs"}
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        if "run" in step:  # what somebody types into a workflow is never part of a script
            assert step["shell"] == "bash" and "${{" not in step["run"]
            checked = subprocess.run(["bash", "-n"], input=step["run"], text=True)
            assert checked.returncode == 0
    asked = set(re.findall(r"inputs\.(\w+)", ACTION.read_text(encoding="utf-8")))
    assert asked == set(action["inputs"])
    assert (ACTION.parent / "../../../requirements.txt").resolve() == ROOT / "requirements.txt"


def test_the_template_uses_the_action_as_it_is():
    job = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    assert job["permissions"] == {"contents": "read"} and job[True] == ["push", "workflow_dispatch"]
    *_, course, judge = job["jobs"]["check"]["steps"]
    assert judge["uses"] == f"./{course['with']['path']}/{ACTION.parent.relative_to(ROOT)}"
    needed = {name for name, entry in action["inputs"].items() if entry.get("required")}
    assert needed <= set(judge["with"]) <= set(action["inputs"])
    assert (ROOT / "release" / judge["with"]["assignment"] / judge["with"]["file"]).is_file()


@pytest.mark.parametrize("judged", [True, False])
def test_the_actions_own_step_shows_points_or_says_what_is_wrong(tmp_path, judged):
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    script = action["runs"]["steps"][-1]["run"]
    program = tmp_path / "python"  # in place of Python, what `judge` prints
    found = subprocess.run(["which", "python3"], capture_output=True, text=True)
    real = shlex.quote(found.stdout.strip())
    answer = (
        'echo \'{"score": 3.5, "points": 8}\'' if judged else "echo 'grader: <odd>' >&2; exit 1"
    )
    program.write_text(f'#!/bin/sh\nif [ "$1" = -c ]; then exec {real} "$@"; fi\n{answer}\n')
    program.chmod(0o755)
    environment = {
        "PATH": f"{tmp_path}:/usr/local/bin:/usr/bin:/bin",
        "GITHUB_ACTION_PATH": str(ACTION.parent),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "RUNNER_TEMP": str(tmp_path),
        "ASSIGNMENT": "week2",
        "FILE": "a b.ipynb",
        "SANDBOX": "auto",
    }
    done = subprocess.run(
        ["bash", "-e", "-c", script], env=environment, capture_output=True, text=True
    )
    assert done.returncode == (0 if judged else 1), done.stderr
    if judged:
        assert (tmp_path / "output").read_text() == "score=3.5\npoints=8\n"
    else:
        assert "grader: &lt;odd>" in (tmp_path / "summary").read_text()
