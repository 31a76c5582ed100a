"""nbgrader's configuration, for commands that are not nbgrader's."""

from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from grader.places import ROOT

FILE = "nbgrader_config.py"


class ConfigurationError(Exception):
    """The configuration cannot be used; the message says why."""


def configuration() -> Config:
    """The settings in all files that nbgrader reads, and in the project's own wherever we are.

    A later file has the last word: this user's, the project's, the current folder's, the course's.
    """
    found = Config()
    user = [Path(folder) for folder in reversed(jupyter_config_path())]
    read = [folder.resolve() for folder in (*user, ROOT, Path.cwd())]
    for folder in dict.fromkeys(read):
        found.merge(_settings(folder))
    course = Path(CourseDirectory(config=found).root).resolve()
    if course not in read:
        found.merge(_settings(course))
    return found


def course_directory() -> CourseDirectory:
    """Where the course's folders and its gradebook are."""
    return CourseDirectory(config=configuration())


def _settings(folder: Path) -> Config:
    """What the file in a folder sets; nothing where there is none."""
    try:
        return PyFileConfigLoader(FILE, path=str(folder)).load_config()
    except ConfigFileNotFound:
        return Config()
    except SystemExit as error:  # it says what is wrong, and ends
        raise ConfigurationError(str(error.code)) from error
    except Exception as error:  # it is a program, and can raise anything
        raise ConfigurationError(f"{folder / FILE}: {type(error).__name__}: {error}") from error
