"""What runs on Gradescope: ``python -m grader.platforms.autograder /autograder``.

The submission is in ``submission/``; what it is graded against came with the zip, in
``source/course/bundle.json``; what came of it goes to ``results/results.json``.
"""

import json
import logging
import os
import sys
from dataclasses import replace
from pathlib import Path

from grader.pipeline.bundle import Bundle
from grader.pipeline.folders import read_submission
from grader.pipeline.result import Result
from grader.pipeline.told import with_notes
from grader.pipeline.workers import run_tasks
from grader.platforms import results
from grader.sandbox import Limits, SandboxUnavailable
from grader.sandbox.launch import ANOTHER_USER

log = logging.getLogger(__name__)
BUNDLE = "bundle.json"
SECRET = (BUNDLE, "grader/exercises", "grader/answer_key.py")  # below source/course


def main(root: Path) -> int:
    """Grade what was handed in; there are valid results whatever happens."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    path = root / "results" / "results.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    results.write(path, results.failed())
    try:
        data = results.data_of(graded(root))
    except Exception as error:
        log.exception("The submission could not be graded")
        data = results.failed(why=f"{type(error).__name__}: {error}")
    results.write(path, data)
    return 0


def graded(root: Path) -> Result:
    """What came of the submission, in the strongest isolation that the container allows.

    Where it allows no bubblewrap, the student's code runs as another user, from whom the course's
    secrets and the results are shut away; the container is thrown away afterwards.
    """
    course = root / "source" / "course"
    bundle = read_bundle(course)
    shut_away(root, course)
    submission = read_submission("student", root / "submission")
    try:
        result = _run(bundle, submission.files)
    except SandboxUnavailable as error:
        if os.geteuid() != 0:
            raise
        log.warning("Without bubblewrap: %s", error)
        os.environ[ANOTHER_USER] = "1"
        result = _run(replace(bundle, sandbox="off"), submission.files)
    return with_notes(result, submission.notes)


def _run(bundle: Bundle, files: dict[str, bytes]) -> Result:
    ((_, result),) = run_tasks(bundle, [("student", files)], 1)
    return result


def shut_away(root: Path, course: Path) -> None:
    """Let nobody else read the secrets or write results: the submission may be another user."""
    if os.geteuid() != 0:  # there is no other user then
        return
    for name in SECRET:
        path = course / name
        path.chmod(0o700 if path.is_dir() else 0o600)
    (root / "results").chmod(0o700)


def as_text(bundle: Bundle) -> str:
    """A bundle as JSON; its files lie beside it, in ``files/``."""
    facts = {**vars(bundle), "limits": vars(bundle.limits), "files": "files"}
    return json.dumps(facts, ensure_ascii=True)


def read_bundle(course: Path) -> Bundle:
    """The bundle that the zip brought along."""
    facts = json.loads((course / BUNDLE).read_text(encoding="ascii"))
    return Bundle(
        **facts | {"limits": Limits(**facts["limits"]), "files": str(course / facts["files"])}
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
