"""Lines that cannot work here cost themselves, not the rest of their cell."""

import pytest

HELPER = "\ndef f(x):\n    return 2 * x"
ELSEWHERE = {
    "colab": "from google.colab import drive\ndrive.mount('/content/drive')\n%cd /content/x",
    "files": "from google.colab import files\nuploaded = files.upload()\nfor n in uploaded: n",
    "a package": "import not_here_at_all as nh\nnh.setup()",
    "a magic": "%no_such_magic 3",
    "an extension": "%load_ext no_such_extension",
    "a backend": "%matplotlib widget",
    "pip": "!pip install no-such-package-at-all --quiet --no-index",
    "pip magic": "%pip --version",
    "a file": "text = open('/home/me/data.csv').read()\nprint(len(text))",
    "the network": "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/')",
    "a folder": "import os\nos.chdir('/content/drive/MyDrive')",
    "await": "import asyncio\nawait asyncio.sleep(0)",
}


@pytest.mark.parametrize("kind", ELSEWHERE)
def test_does_the_rest_of_the_cell_run(session, kind):
    result = session.run(ELSEWHERE[kind] + HELPER, "a")
    assert result.whole
    assert session.get("f")(2) == 4


def test_is_the_failure_shown_with_its_own_line(session):
    result = session.run("x = 1\nimport not_here_at_all\nprint(x)\n1 / 0", "a")
    errors = [o for o in result.outputs if o["output_type"] == "error"]
    assert errors[0]["ename"] == "ModuleNotFoundError" and "line 2" in errors[0]["traceback"][0]
    assert errors[1]["ename"] == "ZeroDivisionError" and "line 4" in errors[1]["traceback"][0]
    assert result.error.name == "ModuleNotFoundError" and not result.whole


@pytest.mark.parametrize(
    "source", ["x = 1 / 0", "assert False", "undefined", "raise SystemExit", "raise KeyError(1)"]
)
def test_does_a_mistake_end_its_cell_as_it_did_at_home(session, source):
    result = session.run(source + HELPER, "a")
    assert not result.whole
    with pytest.raises(NameError):
        session.get("f")


def test_are_names_that_such_lines_would_have_bound_no_mistake_later(session):
    session.run("from google.colab import drive", "a")
    result = session.run("drive.mount('/content')" + HELPER, "b")
    assert result.whole and session.get("f")(1) == 2
