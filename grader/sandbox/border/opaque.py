"""What stands in the place of a part that is no plain data, such as a figure in a returned dict."""

from __future__ import annotations

from typing import Any, NoReturn

from .errors import CannotCross

LONGEST = 200  # characters of a description


class Opaque:
    """A part of a value that stayed behind: it can be passed on and passed back, and nothing else.

    `description` says what it is: "a Figure, which is no number, text, list, dict or array".
    Comparing it, calling it, asking for an attribute or its length: every use raises `CannotCross`,
    which names the part by `where`. `handle` is its number in the submission, None if it cannot be
    passed back; `origin` is the session it belongs to.
    """

    __slots__ = ("description", "handle", "origin", "where")

    def __init__(self, description: str, handle: int | None = None, origin: object = None):
        self.description, self.handle, self.origin = description, handle, origin
        self.where = ""

    def __repr__(self) -> str:
        return f"<{self.description}>"

    __hash__ = object.__hash__  # as a key it is itself and nothing else

    def __copy__(self) -> Opaque:
        return self

    def __deepcopy__(self, memo: dict) -> Opaque:
        return self

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # a question of Python's or of a library's, no use of the value
            raise AttributeError(name)
        _refuse(self)


def _refuse(part: Opaque, *_: Any, **__: Any) -> NoReturn:
    raise CannotCross(f"is {part.description}", part.where)


_ARITHMETIC = (
    "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift",
    "rshift", "and", "or", "xor",
)  # fmt: skip
_USES = (
    "eq", "ne", "lt", "le", "gt", "ge", "bool", "len", "iter", "next", "reversed", "contains",
    "getitem", "setitem", "delitem", "call", "int", "float", "complex", "index", "round", "trunc",
    "floor", "ceil", "neg", "pos", "abs", "invert", "enter", "exit",
    "array", "array_ufunc", "array_function",
    *(side + name for name in _ARITHMETIC for side in ("", "r", "i")),
)  # fmt: skip
for _name in _USES:
    setattr(Opaque, f"__{_name}__", _refuse)


def locate(value: Any, where: str, step: str = "") -> None:
    """Tell every opaque part of `value` its own name: `where` and the way to it."""
    kind = type(value)
    if kind is Opaque:
        value.where = where + step
    elif kind is dict:
        for key, item in value.items():
            locate(key, where, f"{step}, a key of it,")
            locate(item, where, step + step_to(key))
    elif kind in (list, tuple):
        for index, item in enumerate(value):
            locate(item, where, step + step_to(index))
    elif kind in (set, frozenset):
        for item in value:
            locate(item, where, f"{step}, a member of it,")


def step_to(key: Any) -> str:
    """How a part is asked for, such as ['W1'] or [0]."""
    plain = type(key) in (str, bytes, float, bool, type(None))
    if plain or (type(key) is int and abs(key) < 2**63):
        return f"[{key!r:.60}]"
    return "[…]"
