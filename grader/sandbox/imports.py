"""What import statements find in test cells, which run in this process."""

from __future__ import annotations

import ast
import builtins
import contextlib
import importlib
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any

from grader.cells import imports_in
from grader.sandbox.border.errors import CannotCross

# What a name that the student bound to a module may stand for here: the genuine module of one of
# these names. Nothing else is imported because a student named it, since importing runs code, and
# another module of a package may well answer to the same functions (`numpy.ma.testutils`).
GENUINE = frozenset(
    {"numpy", "numpy.linalg", "numpy.random", "numpy.fft", "numpy.testing", "numpy.polynomial",
     "scipy", "scipy.linalg", "scipy.special", "scipy.ndimage", "scipy.optimize", "scipy.stats",
     "scipy.sparse", "scipy.integrate", "scipy.interpolate", "scipy.signal", "scipy.spatial",
     "matplotlib", "matplotlib.pyplot", "matplotlib.image", "matplotlib.animation",
     "matplotlib.colors", "matplotlib.cm", "h5py", "sklearn", "pandas", "PIL", "PIL.Image", "math",
     "cmath", "random", "statistics", "fractions", "decimal", "itertools", "functools", "operator",
     "collections", "collections.abc", "string", "re", "textwrap", "json", "csv", "io", "os",
     "pathlib", "sys", "time", "datetime", "copy", "typing", "types", "inspect", "warnings",
     "contextlib", "unittest", "unittest.mock"}
)  # fmt: skip
# Common names mean what everybody means by them, whatever module the student gave them to.
USUAL = {
    "np": "numpy",
    "numpy": "numpy",
    "plt": "matplotlib.pyplot",
    "sp": "scipy",
    "pd": "pandas",
    "mpl": "matplotlib",
}


def genuine(module: str, name: str) -> Any:
    """This process's own module for a name that the student bound to the module so called."""
    wanted = USUAL.get(name, module)
    if wanted not in GENUINE:
        raise CannotCross("is a module that test cells must import themselves", name)
    try:
        return importlib.import_module(wanted)
    except ImportError:
        raise CannotCross("is a module that the grader cannot import", name) from None


def imported_names(
    sources: Iterable[str], modules: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The names that the import statements of trusted cells bind, imported here.

    For `extra`: a test cell that uses `assert_allclose`, imported in a cell the course wrote,
    must get NumPy's and not what the student's process holds under that name. `modules` are given
    ones, as for `Builtins`.
    """
    names: dict[str, Any] = {"__builtins__": Builtins(modules or {})}
    for source in sources:
        for node in imports_in(source):
            with contextlib.suppress(ImportError):
                exec(compile(ast.Module([node], []), "<imports>", "exec"), names)
    del names["__builtins__"]
    return names


class Builtins(dict):
    """Python's built-ins for the code of test cells, with an `import` that finds given modules.

    `modules` maps dotted names to objects whose attributes can be imported; every other import is
    Python's own. The rest is looked up in `builtins` each time, so that a test may patch it there;
    as in a notebook, `__builtins__.input = …` does so too.
    """

    def __init__(self, modules: Mapping[str, Any]):
        given = dict(modules)
        for name in modules:
            while name := name.rpartition(".")[0]:
                given.setdefault(name, _Package(name, given))

        def import_given(
            name: str,
            globals: Mapping[str, object] | None = None,
            locals: Mapping[str, object] | None = None,
            fromlist: Sequence[str] = (),
            level: int = 0,
        ) -> Any:
            top = name.partition(".")[0]
            if level or top not in given:
                return builtins.__import__(name, globals, locals, fromlist, level)
            if name not in given:
                found = builtins.__import__(name, globals, locals, fromlist, level)
                return found if fromlist else given[top]
            return given[name] if fromlist else given[top]

        super().__init__(__import__=import_given)

    def __missing__(self, name: str) -> Any:
        return builtins.__dict__[name]

    def __getattr__(self, name: str) -> Any:
        return getattr(builtins, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(builtins, name, value)


class _Package(ModuleType):
    """The package around a given module; what else is asked of it is the real package's."""

    def __init__(self, name: str, given: dict[str, Any]):
        super().__init__(name)
        self.__path__ = []
        self.__given = given

    def __getattr__(self, name: str) -> Any:
        full = f"{self.__name__}.{name}"
        if full in self.__given:
            return self.__given[full]
        if name.startswith("__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        with contextlib.suppress(AttributeError, ImportError):
            return getattr(importlib.import_module(self.__name__), name)
        try:
            return importlib.import_module(full)
        except ImportError:
            message = f"module {self.__name__!r} has no attribute {name!r}"
            raise AttributeError(message) from None
