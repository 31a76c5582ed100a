"""Two students and their instructor, on a real JupyterHub with the configuration of the docs.

Everybody signs in as a browser would and does a week through the server that the hub gives them:
release, fetch, hand in, collect, grade, feedback. Only two things are not as a department has them:
nobody has an account on this machine, so any password will do, and all processes are one user's.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
import requests

from grader.places import ROOT
from tests.browser.lab import free_port
from tests.course import new_course
from tests.grader.pipeline import tiny

CONFIG = ROOT / "docs" / "jupyterhub" / "jupyterhub_config.py"
COURSE, NAME = "neural-networks-by-hand", tiny.NAME
ANSWERS = {"bea": tiny.RIGHT, "cem": tiny.RIGHT | {"double": "return x + 2"}}
INSTRUCTOR = "ada"  # of the configuration
PATIENCE = 120  # seconds: all cores may be busy
PLACES = ("CLASS", "COURSE", "STUDENT", "EXCHANGE", "STATE")
HERE = """
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allowed_users = c.Authenticator.allowed_users | {students!r}
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.environment["PYTHONPATH"] = ""
c.JupyterHub.services[0]["user"] = ""
c.JupyterHub.services[0]["environment"]["PYTHONPATH"] = {project!r}
for words in (c.Spawner.args, c.JupyterHub.services[0]["command"]):
    words.append("--allow-root")
"""
STUDENTS_OWN = """
import os
c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
"""
COURSES_OWN = """
c.ExchangeCollect.check_owner = False
c.CourseDirectory.source_directory = c.CourseDirectory.root + "/source"
"""


def configured(root: Path) -> str:
    """The configuration of the docs, with the places and ports of this test."""
    text = CONFIG.read_text("utf-8")
    places = {name: str(root / name.lower()) for name in PLACES}
    places |= {"PYTHON": sys.executable, "ADDRESS": f"http://127.0.0.1:{free_port()}"}
    lines = text.splitlines()
    for name, value in places.items():
        (at,) = [number for number, line in enumerate(lines) if line.startswith(f'{name} = "')]
        lines[at] = f"{name} = {value!r}"
    (at,) = [number for number, line in enumerate(lines) if line.startswith("HUB, PROXY, SERVICE")]
    lines[at] = f"HUB, PROXY, SERVICE = {free_port()}, {free_port()}, {free_port()}"
    own = HERE.format(students=set(ANSWERS), homes=f"{root}/home/{{username}}", project=str(ROOT))
    return "\n".join(lines) + own


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """The folders that the README asks for."""
    root = tmp_path_factory.mktemp("hub")
    for name in ("class", "course", "exchange", "state", "home"):
        (root / name).mkdir()
    (root / "exchange").chmod(0o777)
    shutil.copytree(ROOT / "tools" / "student", root / "student")
    with (root / "student" / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(STUDENTS_OWN)
    new_course(root / "course", engine=True)
    with (root / "course" / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(COURSES_OWN)
    (root / "class" / "source" / NAME).mkdir(parents=True)
    nbformat.write(tiny.source(), root / "class" / "source" / NAME / f"{NAME}.ipynb")
    (root / "jupyterhub_config.py").write_text(configured(root), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def hub(root: Path) -> Iterator[str]:
    """The address of the hub; it ends with all that it started."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("JUPYTER")}
    with (root / "hub.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(root / "jupyterhub_config.py")],
            cwd=root, stdout=log, stderr=log, env=kept, start_new_session=True,
        )  # fmt: skip
    (line,) = [one for one in configured_lines(root) if one.startswith("ADDRESS")]
    try:
        address = line.split("'")[1]
        wait_for(f"{address}/hub/login", server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)  # it ends the users' servers and the proxy
        server.wait(PATIENCE)
        left = root / "state" / "proxy.pid"  # there when the hub fell over as it started
        if left.exists():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(left.read_text()), signal.SIGTERM)


def configured_lines(root: Path) -> list[str]:
    return (root / "jupyterhub_config.py").read_text("utf-8").splitlines()


def wait_for(address: str, server: subprocess.Popen) -> None:
    """Until the hub answers there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(requests.ConnectionError):
            if requests.get(address, timeout=PATIENCE).ok:
                return
        time.sleep(0.1)
    raise RuntimeError("the hub does not answer")


class Browser(requests.Session):
    """Somebody at the hub, with the cookies of a browser."""

    def __init__(self, hub: str, user: str):
        super().__init__()
        self.hub = hub
        self.get(f"{hub}/hub/login")
        form = {"username": user, "password": "any", "_xsrf": self.token("/hub/")}
        assert self.post(f"{hub}/hub/login", data=form, allow_redirects=False).status_code == 302

    def token(self, path: str) -> str:
        """What shows that a request comes from a page of that path."""
        return next(one.value for one in self.cookies if one.name == "_xsrf" and one.path == path)

    def send_to(self, server: str, path: str, **words: object) -> requests.Response:
        """Post to a server of the hub, as its pages do."""
        headers = {"X-XSRFToken": unquote(self.token(server))}
        answer = self.post(f"{self.hub}{server}{path}", headers=headers, timeout=PATIENCE, **words)
        assert answer.ok, answer.text
        return answer


def student(hub: str, name: str) -> Browser:
    """A student whose own server has started."""
    browser = Browser(hub, name)
    browser.get(f"{hub}/hub/home")
    browser.send_to("/hub/", f"api/users/{name}/server", json={})
    progress = browser.get(f"{hub}/hub/api/users/{name}/server/progress", timeout=PATIENCE)
    assert '"ready": true' in progress.text, progress.text
    assert browser.get(f"{hub}/user/{name}/lab", timeout=PATIENCE).ok
    return browser


def listed(browser: Browser, name: str, what: str) -> list[dict]:
    """What Nbgrader's Assignment List does and then shows."""
    answer = browser.send_to(
        f"/user/{name}/", f"assignments/{what}", data={"course_id": COURSE, "assignment_id": NAME}
    )
    found = answer.json()
    assert found["success"], found
    return found["value"]


def test_a_week_from_release_to_feedback(hub: str, root: Path):
    instructor = Browser(hub, INSTRUCTOR)
    with ThreadPoolExecutor() as pool:
        started = [pool.submit(student, hub, name) for name in ANSWERS]
        course = "/services/course/"
        page = instructor.get(f"{hub}{course}formgrader")
        assert page.ok and "nbgrader formgrade" in page.text

        def press(button: str) -> None:
            """One of the formgrader's buttons."""
            found = instructor.send_to(course, f"formgrader/api/{button}").json()
            assert found["success"], found

        press(f"assignment/{NAME}/assign")
        press(f"assignment/{NAME}/release")
        students = {name: one.result() for name, one in zip(ANSWERS, started, strict=True)}
    for name, browser in students.items():
        assert [one["status"] for one in listed(browser, name, "fetch")] == ["fetched"]
        fetched = root / "home" / name / NAME / f"{NAME}.ipynb"
        nbformat.write(tiny.answered(fetched, ANSWERS[name]), fetched)
        assert "submitted" in [one["status"] for one in listed(browser, name, "submit")]
    press(f"assignment/{NAME}/collect")
    for name in ANSWERS:
        press(f"submission/{NAME}/{name}/autograde")
    press(f"assignment/{NAME}/generate_feedback")
    press(f"assignment/{NAME}/release_feedback")
    pages = {}
    for name, browser in students.items():
        listed(browser, name, "fetch_feedback")
        (page,) = (root / "home" / name / NAME / "feedback").rglob("*.html")
        pages[name] = page.read_text("utf-8")
    assert "5 of 9 points" in pages["bea"] and "3 of 9 points" in pages["cem"]
    shown = instructor.get(f"{hub}{course}formgrader/api/submissions/{NAME}").json()
    assert {one["student"]: one["score"] for one in shown} == {"bea": 5, "cem": 3}
    assert all(one["autograded"] for one in shown)  # not "needs grading" once more


def test_a_student_reaches_neither_the_course_nor_another(hub: str):
    browser = Browser(hub, "bea")
    for path in ("services/course/formgrader", "user/cem/lab"):
        assert browser.get(f"{hub}/{path}").status_code == 403
    link = 'href="/services/course/"'
    assert link not in browser.get(f"{hub}/hub/home").text
    assert link in Browser(hub, INSTRUCTOR).get(f"{hub}/hub/home").text
