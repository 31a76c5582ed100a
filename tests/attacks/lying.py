"""Objects that lie about what they are, and numbers of strange kinds."""

from tests.attacks.attack import Attack

CROSS = "which is no number, text, list, dict or array|is an array of dtype"
BASE = "AssertionError"  # it arrives as the plain value that it is at bottom, and that is wrong


def answer(expression: str, setup: str = "") -> dict[str, str]:
    """Solutions of the small assignment that all return one strange thing."""
    define = f"{setup}\nlie = lambda *a, **k: {expression}\n"
    functions = ("squares", "mean", "greet", "cubes")
    solutions = {n: f"{define}\ndef {n}(x):\n    return {expression}" for n in functions}
    return solutions | {"settings": f"{define}\nsettings = {expression}"}


def lie(name: str, expression: str, setup: str = "", expect: str = CROSS) -> Attack:
    """Every question of the small assignment answered by the same liar."""
    everything = ("squares", "mean", "greet", "settings", "cubes")
    return Attack(name, everything, expect, on="asserts", solutions=answer(expression, setup))


def to_predict(name: str, expression: str, expect: str, setup: str = "") -> Attack:
    """The same before an exercise of the course."""
    source = f"{setup}\ndef predict(w, b, X):\n    return {expression}\n"
    return Attack(name, ("predict",), expect, solutions={"predict": source})


EQUAL = """
class Equal(BASE):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __contains__ = __bool__ = lambda *a: True
    def __hash__(self): return 0
    def __len__(self): return 2
    def __iter__(self): return iter(())
    def __getitem__(self, key): return self
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __add__(self, other): return self
    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __pow__ = __rpow__ = __add__
    def __instancecheck__(self, other): return True
    def __repr__(self): return "4.0"
    __str__ = __repr__
    def __float__(self): return 4.0
    def __index__(self): return 4
"""


def equal(base: str) -> str:
    return EQUAL.replace("BASE", base)


ARRAY = """
import numpy as np
class Lying(np.ndarray):
    def __eq__(self, other): return np.ones(np.shape(other), bool)
    def __array_ufunc__(self, *a, **k): return True
    def __array_function__(self, *a, **k): return True
    def __sub__(self, other): return np.zeros(np.shape(other))
    __rsub__ = __sub__
    def __repr__(self): return "10.0"
"""

ATTACKS = [
    lie("equal to everything", "Equal()", equal("object")),
    lie("a float equal to everything", "Equal(1)", equal("float"), BASE),
    lie("an int equal to everything", "Equal(1)", equal("int"), BASE),
    lie("a str equal to everything", "Equal('a')", equal("str"), BASE),
    lie("a list equal to everything", "Equal()", equal("list"), BASE),
    lie("a dict equal to everything", "Equal()", equal("dict"), BASE),
    lie("a liar inside a list", "[Equal()]", equal("object")),
    lie("a liar as a key", "{Equal(): 1}", equal("str"), BASE),
    lie("unittest.mock.ANY", "ANY", "from unittest.mock import ANY"),
    lie(
        "a MagicMock",
        "MagicMock(**{'__eq__.return_value': True})",
        "from unittest.mock import MagicMock",
    ),
    lie(
        "a class that lies about its class",
        "Equal()",
        equal("object") + "    __class__ = property(lambda self: float)\n",
    ),
    lie("an exception class as a value", "ValueError"),
    lie(
        "an array of objects equal to everything",
        "array",
        "from unittest.mock import ANY\narray = np.empty(3, dtype=object)\narray[:] = [ANY] * 3\n",
    ),
    Attack(
        "an ndarray subclass",
        ("squares", "mean", "greet", "settings"),
        BASE,
        on="asserts",
        solutions=answer("np.zeros(3).view(Lying)", ARRAY),
        # Given any array, that test shows one for its score, which nbgrader takes for none.
        spoils=("cubes",),
    ),
    lie("a masked array, all of it masked", "np.ma.masked_all(3)", "import numpy as np"),
    lie("a structured array", "np.zeros(3, dtype=[('a', float), ('b', object)])"),
    lie("a dtype with metadata", "np.zeros(3, np.dtype(float, metadata={'equal': True}))"),
    lie("an array of nothing but types", "np.zeros(3, dtype='V8')"),
    to_predict(
        "an ndarray subclass before an exercise",
        "np.zeros((1, X.shape[1])).view(Lying)",
        "the right shape, but|entries differ",
        ARRAY,
    ),
    to_predict(
        "an object with __array__",
        "Arrayed()",
        "which is no number, text, list, dict or array",
        """
class Arrayed:
    def __array__(self, dtype=None, copy=None): return np.zeros((1, 8))
    __array_priority__ = 10**6
    shape, dtype, ndim, size = (), np.dtype(float), 0, 1
""",
    ),
    to_predict(
        "an array of datetimes", "np.zeros((1, X.shape[1]), 'M8[s]')", "type|datetime|dtype|number"
    ),
    to_predict(
        "an array of objects", "np.asarray(np.zeros((1, X.shape[1])), dtype=object)", "dtype object"
    ),
    to_predict("an array of text", "np.full((1, X.shape[1]), '0.5')", "type|text|number"),
    to_predict("an empty array", "np.zeros((0,))", "shape"),
    to_predict("an array that fits every shape", "np.float64(0.25)", "predict: 0 of 10"),
    to_predict("complex numbers", "np.zeros((1, X.shape[1])) + 1j", "type|complex|number"),
]
