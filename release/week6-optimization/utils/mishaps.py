"""Exceptions in the course's words: what NumPy and Python say of shapes, names and arguments.

The message alone is enough for most; the ``Scene`` of an exception, where it is at hand, adds the
names and shapes of what stood in the student's line, and the names that were near.
"""

import ast
import builtins
import contextlib
import difflib
import re
from collections.abc import Callable
from types import FrameType, ModuleType, TracebackType
from typing import Any, NamedTuple

import executing
import numpy as np

LONGEST = 30  # characters of an operand that are quoted
SIGNS: dict[type[ast.operator], str] = {
    **{ast.MatMult: "@", ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"},
}
PRODUCTS = ("dot", "matmul")
OF_ARRAYS = ("shape", "T", "ndim", "size", "dot", "reshape", "sum", "mean")
NUMBERS = ("float", "int", "float64", "int64", "bool")


class Operand(NamedTuple):
    """One side of a sum or product: as it is written, and its shape where known."""

    text: str
    shape: tuple[int, ...] | None = None

    def __str__(self) -> str:
        text = self.text if len(self.text) <= LONGEST else self.text[: LONGEST - 1] + "…"
        return text if self.shape is None else f"{text} {self.shape}".strip()


class Scene(NamedTuple):
    """What stood around an exception: the two sides of the operation, and names to choose from."""

    sign: str = ""
    operands: tuple[Operand, ...] = ()
    names: tuple[str, ...] = ()
    depth: int = 0


def plainly(kind: str, message: str, scene: Scene | None = None) -> str:
    """A sentence in place of Python's ``message``; "" where there is nothing better to say."""
    scene = scene or Scene()
    for kinds, pattern, say in SENTENCES:
        if kind in kinds and (found := re.match(pattern, message, re.DOTALL)):
            return say(found, scene)
    return ""


def scene_of(kind: str, message: str, place: TracebackType | None) -> Scene:
    """The scene at a place in a traceback; nothing of the student's is run for it."""
    if place is None:
        return Scene()
    with contextlib.suppress(Exception):  # a line that cannot be read back still raised something
        frame = place.tb_frame
        node = executing.Source.executing(place).node
        sign, nodes = _sides(node)
        operands = tuple(Operand(_text(n), _shape(n, frame)) for n in nodes)
        return Scene(sign, operands, _names(kind, message, node, frame))
    return Scene()


def _sides(node: ast.AST | None) -> tuple[str, list[ast.expr]]:
    """The sign of an operation, and what stands on its two sides."""
    if isinstance(node, ast.BinOp):
        return SIGNS.get(type(node.op), ""), [node.left, node.right]
    if isinstance(node, ast.AugAssign):
        return SIGNS.get(type(node.op), "") + "=", [node.target, node.value]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in PRODUCTS and len(node.args) == 2:
            return "@", list(node.args)
        if node.func.attr == "dot" and len(node.args) == 1:
            return "@", [node.func.value, node.args[0]]
    return "", []


def _text(node: ast.expr) -> str:
    text = ast.unparse(node)
    return f"({text})" if isinstance(node, ast.BinOp) else text


def _shape(node: ast.expr, frame: FrameType) -> tuple[int, ...] | None:
    value = _value(node, frame)
    return value.shape if type(value) is np.ndarray else None


def _value(node: ast.expr, frame: FrameType) -> Any:
    """What a name, an entry of a dict or list, or a transpose is; None for all else."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return frame.f_locals.get(node.id, frame.f_globals.get(node.id))
    if isinstance(node, ast.Attribute) and node.attr == "T":
        array = _value(node.value, frame)
        return array.T if type(array) is np.ndarray else None
    if isinstance(node, ast.Subscript):
        whole, key = _value(node.value, frame), _value(node.slice, frame)
        plain = type(whole) in (dict, list, tuple) and type(key) in (str, int)
        return whole[key] if plain else None
    if isinstance(node, ast.JoinedStr):
        parts = [n.value if isinstance(n, ast.FormattedValue) else n for n in node.values]
        return _joined([_value(part, frame) for part in parts])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        left, right = _value(node.left, frame), _value(node.right, frame)
        if type(left) is type(right) is int:
            return left + right if isinstance(node.op, ast.Add) else left - right
        return _joined([left, right]) if type(left) is type(right) is str else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str":
        return _joined([_value(node.args[0], frame)]) if len(node.args) == 1 else None
    return None


def _joined(parts: list[Any]) -> str | None:
    return "".join(map(str, parts)) if all(type(p) in (str, int) for p in parts) else None


def _names(kind: str, message: str, node: ast.AST | None, frame: FrameType) -> tuple[str, ...]:
    """The names that might have been meant."""
    if kind == "NameError":
        return tuple({*frame.f_locals, *frame.f_globals, *vars(builtins)})
    if kind == "KeyError" and isinstance(node, ast.Subscript):
        whole = _value(node.value, frame)
        if type(whole) is dict:
            return tuple(key for key in whole if type(key) is str)
    if kind == "AttributeError" and isinstance(node, ast.Attribute):
        owner = _value(node.value, frame)
        if isinstance(owner, ModuleType) or type(owner) is np.ndarray:
            return tuple(dir(owner))
    return ()


def near(name: str, names: tuple[str, ...]) -> str:
    """The one of the names that was probably meant, or ""; first another case or underscore."""
    plain = name.replace("_", "").lower()
    alike = sorted(n for n in names if n.replace("_", "").lower() == plain and n != name)
    names = tuple(n for n in names if not n.startswith("_"))
    found = alike or difflib.get_close_matches(name, sorted(names), 1, 0.7 if len(name) > 3 else 1)
    return found[0] if found else ""


def _meant(name: str, names: tuple[str, ...]) -> str:
    found = near(name, names)
    return f" Did you mean `{found}`?" if found else ""


def _no_name(found: re.Match, scene: Scene) -> str:
    said = f"Nothing is called `{found[1]}` here."
    return said + (_meant(found[1], scene.names) or " Is it set further down, or not at all?")


def _no_value(found: re.Match, scene: Scene) -> str:
    return f"`{found[1]}` has no value yet at this line: every way that leads here has to set it."


def _no_key(found: re.Match, scene: Scene) -> str:
    said = f"There is no entry {found[0]} in it."
    if not scene.names:
        return said
    shown = ", ".join(scene.names[:8]) + (", …" if len(scene.names) > 8 else "")
    return said + (_meant(found[1], scene.names) or f" It has {shown}.")


def _no_attribute(found: re.Match, scene: Scene) -> str:
    owner, name = found[1].replace("ndarray", "array"), found[2]
    if owner == "NoneType":
        return f"What .{name} is asked of is None: does the function it comes from return it?"
    if owner in NUMBERS and name in OF_ARRAYS:
        rather = " np.shape takes numbers and arrays alike." if name == "shape" else ""
        return f"A single number has no .{name}; an array has.{rather}"
    return f"{_article(owner)} has no .{name}.{_meant(name, scene.names)}"


def _no_member(found: re.Match, scene: Scene) -> str:
    return f"{found[1]} has no .{found[2]}.{_meant(found[2], scene.names)}"


def _article(noun: str) -> str:
    return f"{'An' if noun[:1] in 'AEIOUaeiou' else 'A'} {noun}"


def _missing_arguments(found: re.Match, scene: Scene) -> str:
    names = re.findall(r"'(\w+)'", found[2])
    if len(names) == 1:
        return f"{found[1]} is called without its argument {names[0]}."
    return f"{found[1]} is called without its arguments {', '.join(names[:-1])} and {names[-1]}."


def _too_many_arguments(found: re.Match, scene: Scene) -> str:
    takes = f"{found[2]} argument{'s' * (found[2] != '1')}"
    return f"{found[1]} takes {takes}, and is called with {found[3]}."


def _unknown_argument(found: re.Match, scene: Scene) -> str:
    return f"{found[1]} has no argument of the name {found[2]}."


def _shape_in(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in re.findall(r"\d+", text))


def _inner_sizes(found: re.Match, scene: Scene) -> str:
    """matmul tells the sizes alone: the second one first."""
    return _product(int(found[2]), int(found[1]), scene)


def _not_aligned(found: re.Match, scene: Scene) -> str:
    shapes = [_shape_in(found[1]), _shape_in(found[2])]
    texts = [o.text for o in scene.operands] if len(scene.operands) == 2 else ["", ""]
    operands = tuple(Operand(text, shape) for text, shape in zip(texts, shapes, strict=True))
    return _product(int(found[3]), int(found[4]), Scene("@", operands))


def _product(left: int, right: int, scene: Scene) -> str:
    sides = f"{scene.operands[0]} @ {scene.operands[1]}: " if len(scene.operands) == 2 else ""
    begin = "the" if sides else "In a matrix product the"
    return f"{sides}{begin} inner sizes {left} and {right} differ; {_remedy(scene.operands)}"


def _remedy(operands: tuple[Operand, ...]) -> str:
    """What could make the sizes fit, as a question."""
    if len(operands) != 2:
        return "is a transpose missing?"
    first, second = operands[0].shape, operands[1].shape
    if first is None or second is None:
        return "is a transpose missing?"
    if len(first) == len(second) == 2:
        if first[0] == second[0] or first[1] == second[1]:
            return "is a transpose missing?"
        if first[0] == second[1]:
            return "do the two stand the wrong way round?"
    return "is one of the two of another shape than you think?"


def _single_number(found: re.Match, scene: Scene) -> str:
    sides = f"{scene.operands[0]} @ {scene.operands[1]}: " if len(scene.operands) == 2 else ""
    return f"{sides}@ multiplies arrays, and one side is a single number. Is * meant?"


def _broadcast(found: re.Match, scene: Scene) -> str:
    shapes = [_shape_in(text) for text in re.findall(r"\([^)]*\)", found[1])]
    if len(shapes) == 2 and len(scene.operands) == 2 and scene.sign:
        first, second = (Operand(o.text, s) for o, s in zip(scene.operands, shapes, strict=True))
        sides = f"{first} {scene.sign} {second}"
    else:
        sides = "Shapes " + " and ".join(map(str, shapes))
    differ = "the sizes do not fit, entry by entry"
    last = [shape[::-1] for shape in shapes]
    pairs = zip(*last, strict=False) if len(last) == 2 else ()
    for axis, (one, other) in enumerate(pairs):
        if one != other and 1 not in (one, other):
            tables = axis == 1 and all(len(shape) == 2 for shape in shapes)
            where = "last sizes" if axis == 0 else "first sizes" if tables else "sizes"
            differ = f"the {where} {one} and {other} differ, and neither is 1"
            break
    return f"{sides}: {differ}."


def _cannot_grow(found: re.Match, scene: Scene) -> str:
    left, right = _shape_in(found[1]), _shape_in(found[2])
    return f"An array of shape {left} is changed in place, and the result has shape {right}."


def _does_not_fit(found: re.Match, scene: Scene) -> str:
    shapes = _shape_in(found[1]), _shape_in(found[2])
    return f"An array of shape {shapes[0]} is put into a place of shape {shapes[1]}."


def _reshape(found: re.Match, scene: Scene) -> str:
    shape = found[2].replace("newaxis", "-1")  # as some versions of NumPy call a size left open
    sizes = tuple(int(size) for size in re.findall(r"-?\d+", shape))
    if -1 in sizes:
        return f"An array of {_entries(int(found[1]))} cannot be given the shape {sizes}."
    needed = int(np.prod(sizes))
    return f"The array has {_entries(int(found[1]))}, and the shape {sizes} holds {needed}."


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _joining(found: re.Match, scene: Scene) -> str:
    return (
        f"Arrays that are joined have to agree in every other size; along axis {found[1]} "
        f"one has {found[2]} and another {found[3]}."
    )


def _unpack_few(found: re.Match, scene: Scene) -> str:
    come = "value comes" if found[2] == "1" else "values come"
    return f"{_to_fill(found[1])}, and {found[2]} {come}."


def _unpack_many(found: re.Match, scene: Scene) -> str:
    return f"{_to_fill(found[1])}, and more values come."


def _to_fill(count: str) -> str:
    return f"{count} {'name is' if count == '1' else 'names are'} to be filled"


def _truth(found: re.Match, scene: Scene) -> str:
    return (
        "One yes or no is asked for (as by if, while, and, or, not, and by Python's own max and "
        "min), and this is an array of several."
    )


def _none(found: re.Match, scene: Scene) -> str:
    return "Something in this line is None: does the function it comes from return a value?"


def _one_number(found: re.Match, scene: Scene) -> str:
    return (
        "float(), int() and the functions of math take a single number, and this is an array; "
        "those of NumPy, such as np.exp, take both."
    )


def _axes(found: re.Match, scene: Scene) -> str:
    has, asked = int(found[1]), int(found[2])
    axes = "a single number" if not has else f"an array with {has} {'axes' if has > 1 else 'axis'}"
    return f"It is {axes}, and {asked} ind{'ex is' if asked == 1 else 'ices are'} given."


def _beyond(found: re.Match, scene: Scene) -> str:
    index, axis, size = int(found[1]), found[2], int(found[3])
    if not size:
        return f"Axis {axis} has no entries, so there is none at {index}."
    return f"Axis {axis} has {_entries(size)}, from 0 to {size - 1}; {index} is beyond."


def _endless(found: re.Match, scene: Scene) -> str:
    deep = f" ({scene.depth} calls deep)" if scene.depth > 1 else ""
    return (
        f"A function calls itself without an end{deep}: "
        "which case is there in which it returns without calling itself?"
    )


CALLED = r"(?:[\w.<>]+\.)?([\w<>]+)\(\)"  # the name of a function, as Python writes it
Sentence = Callable[[re.Match, Scene], str]
SENTENCES: tuple[tuple[tuple[str, ...], str, Sentence], ...] = (
    (("RecursionError",), r"maximum recursion depth exceeded", _endless),
    (("NameError",), r"name '(\w+)' is not defined$", _no_name),
    (("UnboundLocalError",), r"cannot access local variable '(\w+)'", _no_value),
    (("UnboundLocalError",), r"local variable '(\w+)' referenced", _no_value),
    (("KeyError",), r"'([^'\n]{1,30})'$", _no_key),
    (("AttributeError",), r"'(?:numpy\.)?(\w+)' object has no attribute '(\w+)'", _no_attribute),
    (("AttributeError",), r"module '(\w+)' has no attribute '(\w+)'", _no_member),
    (("TypeError",), rf"{CALLED} missing \d+ required positional arguments?: (.+)",
     _missing_arguments),
    (("TypeError",), rf"{CALLED} takes (?:from \d+ to )?(\d+) positional arguments? but (\d+)",
     _too_many_arguments),
    (("TypeError",), rf"{CALLED} got an unexpected keyword argument '(\w+)'",
     _unknown_argument),
    (("TypeError",), r"only (?:length-1|size-1|0-dimensional) arrays can be converted",
     _one_number),
    (("TypeError",), r".*\bNoneType\b", _none),
    (("ValueError",), r"matmul: Input operand 1 has a mismatch .*\(size (\d+) is different from "
     r"(\d+)\)", _inner_sizes),
    (("ValueError",), r"matmul: Input operand \d does not have enough dimensions",
     _single_number),
    (("ValueError",), r"shapes (\([^)]*\)) and (\([^)]*\)) not aligned: (\d+) \(dim \d\) != "
     r"(\d+) \(dim \d\)", _not_aligned),
    (("ValueError",), r"operands could not be broadcast together with shapes ([\d(), ]+)$",
     _broadcast),
    (("ValueError",), r"non-broadcastable output operand with shape (\([^)]*\)) doesn't match "
     r"the broadcast shape (\([^)]*\))", _cannot_grow),
    (("ValueError",), r"could not broadcast input array from shape (\([^)]*\)) into shape "
     r"(\([^)]*\))", _does_not_fit),
    (("ValueError",), r"cannot reshape array of size (\d+) into shape (\([^)]*\))", _reshape),
    (("ValueError",), r"all the input array dimensions except .* along dimension (\d+), .* has "
     r"size (\d+) and .* has size (\d+)", _joining),
    (("ValueError",), r"not enough values to unpack \(expected (?:at least )?(\d+), got (\d+)\)",
     _unpack_few),
    (("ValueError",), r"too many values to unpack \(expected (\d+)", _unpack_many),
    (("ValueError",), r"The truth value of an array with more than one element", _truth),
    (("IndexError",), r"too many indices for array: array is (\d+)-dimensional, but (\d+)", _axes),
    (("IndexError",), r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", _beyond),
)  # fmt: skip
