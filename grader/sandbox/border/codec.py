"""Plain data to bytes and back: the only thing that crosses between student and grader.

msgpack carries the leaves. Every container is an array whose first item says which one it is;
arrays, NumPy scalars, complex numbers, big integers and long lists of one kind of number are
extension types. Types are exact: what arrives is of no class but these, so that no method of
another's runs there. Python's own dictionaries and named tuples arrive as what they are at bottom,
a dict and a tuple.

What a submission sends need not be plain all through (`keep`): any subclass arrives as what it is
at bottom (`bases`), any other part as an `Opaque`, so that it costs only those who look at it.

`decode` trusts nothing. It reads one header at a time and compares what it announces with the bytes
that are really there, so it never allocates for a promise; the only error it raises is
`CannotCross`.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np
from numpy import ndarray  # whatever a submission makes of `np.ndarray`

from .bases import base_of, stays_hashable
from .errors import CannotCross
from .limits import Limits
from .opaque import LONGEST, Opaque, step_to

Refer = Callable[[Any], int | None]  # a function's handle, or None: not a function that may cross
Resolve = Callable[[int], Any]
Keep = Callable[[Any], int | None]  # the handle of a part that stays behind, or None: no room
Restore = Callable[[str, int | None], Any]  # its description and handle to what stands for it

LIST, TUPLE, DICT, SET, FROZENSET = range(5)
ARRAY, SCALAR, COMPLEX, BIG_INT, FLOATS, INTS, REFERENCE, BEYOND, PACKED, OPAQUE = range(1, 11)

BUILDERS = {LIST: list, TUPLE: tuple, SET: set, FROZENSET: frozenset}
TAGS = {list: LIST, tuple: TUPLE, dict: DICT, set: SET, frozenset: FROZENSET}
AS_DICT = frozenset({OrderedDict, defaultdict, Counter})
LEAVES = frozenset({type(None), bool, int, float})
SCALARS = frozenset(np.dtype(code).type for code in (*"?bBhHiIlLqQefdgFDG", "S1", "U1"))
DTYPE = re.compile(r"[<>|=][biufcSU][1-9][0-9]{0,6}")
BIG_INT_BYTES = 1750  # beyond that Python itself refuses to print the number
MAX_DIMENSIONS = 32
LARGE = 4096  # bytes from which an array's contents are sent apart from the structure
ALIGN = 16
LENGTH = struct.Struct("<Q")
MOST_ALIKE = 64  # keys of one hash: -1 and -2 have the same, and so have some tuples of both
MOST_PROBES = 4  # dicts and sets of the largest size
_absent = object()
packb: Any = msgpack.packb  # untyped: a checker would take its result for None at times


class Packed:
    """An encoded value: its pieces in order, to be sent without joining them.

    First a structure of msgpack, then the contents of large arrays, each at a multiple of `ALIGN`.
    """

    def __init__(self, parts: list, size: int):
        self.parts, self.size = parts, size

    def tobytes(self) -> bytes:
        return b"".join(self.parts)


class _Full(CannotCross):
    """There is no room left, not even to say that a part was left out."""


def encode(
    value: Any,
    limits: Limits = Limits(),  # noqa: B008
    refer: Refer | None = None,
    keep: Keep | None = None,
) -> Packed:
    """Plain `value`, encoded; `CannotCross` names the first part that is not plain.

    `refer` may turn a function, or an `Opaque`, into a handle, which crosses as a number. With
    `keep` only the whole must be plain at bottom: see above.
    """
    encoder = _Encoder(limits, refer, keep)
    try:
        structure = packb(encoder.wire(value, 0), default=_big_int)
    except (UnicodeEncodeError, OverflowError):  # somewhere: look at each leaf by itself
        encoder = _Encoder(limits, refer, keep, careful=True)
        structure = packb(encoder.wire(value, 0), default=_big_int)
    size = _aligned(LENGTH.size + len(structure))
    head = b"".join((LENGTH.pack(len(structure)), structure))
    packed = Packed([head + bytes(size - len(head)), *encoder.parts], size + encoder.beyond)
    if packed.size > limits.value_bytes:
        raise CannotCross(f"is too large: the limit is {limits.value_bytes:,} bytes")
    return packed


def decode(
    data: bytes | bytearray | memoryview,
    limits: Limits = Limits(),  # noqa: B008
    resolve: Resolve | None = None,
    restore: Restore | None = None,
) -> Any:
    """The value that `data` describes; whatever the bytes, a plain value or `CannotCross`.

    Large arrays are views of `data` and can be written to if it can. A `Packed` inside comes back
    as a memoryview.
    """
    data = memoryview(data)
    if len(data) > limits.value_bytes:
        raise CannotCross(f"is too large: the limit is {limits.value_bytes:,} bytes")
    if len(data) < LENGTH.size:
        raise CannotCross("is cut short")
    end = LENGTH.size + LENGTH.unpack(data[: LENGTH.size])[0]
    if end > len(data):
        raise CannotCross("is cut short")
    decoder = _Decoder(data, end, limits, resolve, restore)
    try:
        value = decoder.read(0)
        complete = decoder.finished()
    except CannotCross:
        raise
    except (ValueError, TypeError, OverflowError, struct.error, msgpack.UnpackException) as error:
        raise CannotCross(f"is not readable ({type(error).__name__})") from None
    except (RecursionError, MemoryError):
        raise CannotCross("is too large or too deep") from None
    finally:
        del decoder.unpacker  # the two refer to each other, and would keep `data` for a while
    if not complete:
        raise CannotCross("is followed by stray bytes")
    return value


def _aligned(size: int) -> int:
    return -size % ALIGN + size


class _Encoder:
    """One encoding: counts what it has seen, and knows which containers it is inside."""

    def __init__(
        self, limits: Limits, refer: Refer | None, keep: Keep | None, careful: bool = False
    ):
        self.limits, self.refer, self.keep, self.careful = limits, refer, keep, careful
        self.count = self.size = 0
        self.inside: set[int] = set()
        self.parts: list = []
        self.beyond = 0  # bytes in `parts`

    def spend(self, count: int, size: int, error: type[CannotCross] = CannotCross) -> None:
        if self.count + count > self.limits.value_count:
            raise error(f"has too many parts: the limit is {self.limits.value_count:,}")
        if self.size + size > self.limits.value_bytes:
            raise error(f"is too large: the limit is {self.limits.value_bytes:,} bytes")
        self.count += count
        self.size += size

    def wire(self, value: Any, depth: int) -> Any:
        """`value` as what msgpack packs: leaves, tagged lists and extension types."""
        kind = type(value)
        if self.careful:
            _check_leaf(value, kind)
        if kind in LEAVES:
            self.spend(1, 8)
            return value
        if kind is str or kind is bytes:
            self.spend(1, len(value))
            return value
        if kind in TAGS:
            return self.container(value, kind, depth, value)
        if kind is ndarray:
            return self.array(value, ARRAY, depth, value)
        if kind in SCALARS:
            return self.array(np.asarray(value), SCALAR, depth, value)
        if kind is complex:
            self.spend(1, 16)
            return msgpack.ExtType(COMPLEX, struct.pack("<dd", value.real, value.imag))
        if kind is Packed:
            return msgpack.ExtType(PACKED, LENGTH.pack(self.append(value.parts, value.size)))
        if kind in AS_DICT:
            return self.container(value, dict, depth, value)
        if kind.__bases__ == (tuple,) and hasattr(kind, "_fields"):
            base = tuple.__getitem__(value, slice(None))
            return self.container(base, tuple, depth, value)
        return self.stranger(value, kind, depth)

    def stranger(self, value: Any, kind: type, depth: int) -> Any:
        """A value of none of the types that cross: a handle, what it is at bottom, or opaque."""
        if self.refer and (handle := self.refer(value)) is not None:
            if kind is Opaque:
                return self.opaque(value.description, handle)
            self.spend(1, 8)
            return msgpack.ExtType(REFERENCE, LENGTH.pack(handle))
        if kind is Opaque:
            raise CannotCross(f"is {value.description}")
        if self.keep:
            base = base_of(value, self.limits.value_count - self.count)
            if type(base) in TAGS:
                return self.container(base, type(base), depth, value)
            if type(base) is ndarray:
                return self.array(base, ARRAY, depth, value)
            if base is not None:
                return self.wire(base, depth)
        return self.left_behind(value, _not_plain(kind), depth)

    def left_behind(self, value: Any, problem: str, depth: int) -> msgpack.ExtType:
        """What stands for a part that is no plain data; for a whole value, an error."""
        if self.keep is None or depth == 0:
            raise CannotCross(problem)
        return self.opaque(_described(problem), self.keep(value))

    def opaque(self, description: str, handle: int | None) -> msgpack.ExtType:
        text = description.encode()
        self.spend(1, LENGTH.size + len(text), _Full)
        return msgpack.ExtType(OPAQUE, LENGTH.pack(0 if handle is None else handle + 1) + text)

    def container(self, value: Any, kind: type, depth: int, original: Any) -> Any:
        if depth >= self.limits.value_depth:
            raise CannotCross(f"is nested more than {self.limits.value_depth} deep")
        if id(original) in self.inside:
            raise CannotCross("contains itself")
        if kind is not list and kind is not tuple and len(value) > self.limits.mapping_count:
            raise CannotCross(f"has more than {self.limits.mapping_count:,} entries")
        self.spend(1 + len(value), 0)
        if kind is list and len(value) > 16 and (packed := self.numbers(value)):
            return packed
        self.inside.add(id(original))
        wire = [TAGS[kind]]
        if kind is dict:
            for key, item in value.items():
                wire.append(self.key(key, depth))
                wire.append(self.part(item, depth, key))
        elif kind is set or kind is frozenset:
            wire += [self.key(item, depth) for item in value]
        else:
            wire += [self.part(item, depth, index) for index, item in enumerate(value)]
        self.inside.discard(id(original))
        return wire

    def key(self, key: Any, depth: int) -> Any:
        """A key of a dict, or a member of a set."""
        if type(key) in KEYS or self.keep is None or stays_hashable(key):
            return self.part(key, depth, _absent)
        return self.left_behind(key, _not_plain(type(key)), depth + 1)

    def part(self, item: Any, depth: int, key: Any) -> Any:
        try:
            return self.wire(item, depth + 1)
        except CannotCross as error:
            if self.keep and type(error) is not _Full:
                return self.opaque(_described(error.problem), None)
            step = " has a key that" if key is _absent else step_to(key)
            rest = error.where.removeprefix("the value")
            raise type(error)(error.problem, f"the value{step}{rest}") from None

    def numbers(self, value: list) -> msgpack.ExtType | None:
        """A list of only floats or only small integers, packed whole; None if it is neither."""
        kinds = set(map(type, value))
        if kinds == {float}:
            code, letter = FLOATS, "d"
        elif kinds == {int}:
            code, letter = INTS, "q"
        else:
            return None
        try:
            contents = array(letter, value).tobytes()
        except OverflowError:
            return None
        self.spend(0, len(contents))
        return msgpack.ExtType(code, contents)

    def array(self, value: ndarray, code: int, depth: int, original: Any) -> msgpack.ExtType:
        dtype = value.dtype
        if not DTYPE.fullmatch(dtype.str) or dtype.metadata:
            problem = f"is an array of dtype {dtype!s:.60}, not of plain numbers or text"
            return self.left_behind(original, problem, depth)
        self.spend(1, value.nbytes)
        header = packb([dtype.str, *value.shape])
        if value.nbytes < LARGE:
            return msgpack.ExtType(code, header + value.tobytes())
        contents = np.ascontiguousarray(value).reshape(-1).view(np.uint8).data
        return msgpack.ExtType(BEYOND, LENGTH.pack(self.append([contents], value.nbytes)) + header)

    def append(self, parts: list, size: int) -> int:
        """Send `parts` after the structure; returns their size."""
        self.parts += parts
        if pad := _aligned(size) - size:
            self.parts.append(bytes(pad))
        self.beyond += size + pad
        return size


class _Decoder:
    """One decoding: `read` takes the next value off the bytes."""

    def __init__(
        self,
        whole: memoryview,
        end: int,
        limits: Limits,
        resolve: Resolve | None,
        restore: Restore | None,
    ):
        self.data = data = bytes(whole[LENGTH.size : end])
        self.limits, self.resolve, self.restore = limits, resolve, restore
        self.whole, self.position = whole, _aligned(end)  # where the next large contents begin
        self.count = self.probes = 0
        self.unpacker = msgpack.Unpacker(
            max_buffer_size=len(data) + 1,
            max_array_len=min(len(data), 2 * limits.value_count),
            max_map_len=0,
            ext_hook=self.extension,
        )
        self.unpacker.feed(data)

    def spend(self, count: int) -> None:
        self.count += count
        if self.count > self.limits.value_count:
            raise CannotCross(f"has too many parts: the limit is {self.limits.value_count:,}")

    def read(self, depth: int) -> Any:
        position = self.unpacker.tell()
        if position >= len(self.data):
            raise CannotCross("is cut short")
        first = self.data[position]
        if 0x90 <= first <= 0x9F or first in (0xDC, 0xDD):
            return self.container(depth)
        if 0x80 <= first <= 0x8F or first in (0xDE, 0xDF):
            raise CannotCross("holds a bare map")
        self.spend(1)
        value = self.unpacker.unpack()
        if type(value) is msgpack.Timestamp:  # the one extension msgpack decodes by itself
            raise CannotCross("holds a timestamp")
        return value

    def container(self, depth: int) -> Any:
        if depth >= self.limits.value_depth:
            raise CannotCross(f"is nested more than {self.limits.value_depth} deep")
        length = self.unpacker.read_array_header() - 1
        if length < 0 or length > len(self.data) - self.unpacker.tell():
            raise CannotCross("announces more than it holds")
        self.spend(1 + length // 2)
        tag = self.unpacker.unpack()
        if type(tag) is not int or not 0 <= tag <= FROZENSET:
            raise CannotCross("is a container of an unknown kind")
        entries = length // 2 if tag == DICT else length
        if tag in (DICT, SET, FROZENSET) and entries > self.limits.mapping_count:
            raise CannotCross(f"has more than {self.limits.mapping_count:,} entries")
        if tag == DICT:
            if length % 2:
                raise CannotCross("has a key without a value")
            pairs = [(self.read(depth + 1), self.read(depth + 1)) for _ in range(entries)]
            self.spread([key for key, _ in pairs])
            return dict(pairs)
        items = [self.read(depth + 1) for _ in range(length)]
        if tag in (SET, FROZENSET):
            self.spread(items)
        return BUILDERS[tag](items)

    def spread(self, keys: list) -> None:
        """Refuse keys of a dict or a set that were chosen to fall on the same place in it.

        Python compares a key with all that have its hash, and looks at every place that is taken on
        its way: crafted, that is time squared in the number of keys.
        """
        self.probes += len(keys) ** 2
        if self.probes > MOST_PROBES * self.limits.mapping_count**2:
            raise CannotCross("has too many entries in its dicts and sets")
        if len(keys) > MOST_ALIKE:
            hashes = sorted(map(hash, keys))
            alike = zip(hashes, hashes[MOST_ALIKE:], strict=False)
            if any(first == last for first, last in alike):
                raise CannotCross("has keys that only look different")

    def extension(self, code: int, data: bytes) -> Any:
        if code == ARRAY:
            return self.array(data, None)
        if code == SCALAR:
            value = self.array(data, None)
            if value.ndim:
                raise CannotCross("is a scalar with dimensions")
            return value[()]
        if code == BEYOND:
            size = LENGTH.unpack(data[: LENGTH.size])[0]
            return self.array(data[LENGTH.size :], self.take(size))
        if code == PACKED:
            return self.take(LENGTH.unpack(data)[0])
        if code == COMPLEX:
            return complex(*struct.unpack("<dd", data))
        if code == BIG_INT and len(data) <= BIG_INT_BYTES:
            return int.from_bytes(data, "little", signed=True)
        if code in (FLOATS, INTS):
            self.spend(len(data) // 8)
            return array("d" if code == FLOATS else "q", data).tolist()
        if code == REFERENCE and self.resolve:
            return self.resolve(LENGTH.unpack(data)[0])
        if code == OPAQUE and self.restore:
            handle, text = LENGTH.unpack(data[: LENGTH.size])[0], data[LENGTH.size :].decode()
            if len(text) > LONGEST or not text.isprintable():
                raise CannotCross("holds a part that is not described")
            return self.restore(text, handle - 1 if handle else None)
        raise CannotCross("holds an unknown extension")

    def array(self, header: bytes, contents: Any) -> ndarray:
        """The array that `header` describes; its contents follow it there unless they are given."""
        unpacker = msgpack.Unpacker(max_array_len=MAX_DIMENSIONS + 1, max_map_len=0, max_ext_len=0)
        unpacker.feed(header[:1024])
        name, *shape = unpacker.unpack()
        if contents is None:
            contents = bytearray(memoryview(header)[unpacker.tell() :])
        if type(name) is not str or not DTYPE.fullmatch(name):
            raise CannotCross("is an array of an unknown dtype")
        dtype, size = np.dtype(name), 1
        for length in shape:
            if type(length) is not int or not 0 <= length < 2**40:
                raise CannotCross("is an array of an impossible shape")
            size *= length
        if size * dtype.itemsize != len(contents):
            raise CannotCross("is an array whose shape and bytes disagree")
        value = np.frombuffer(contents, dtype).reshape(shape)
        _check_items(value)
        return value

    def take(self, size: int) -> memoryview:
        """The next `size` bytes after the structure: in order, so that no two values overlap."""
        start, end = self.position, self.position + size
        if end > len(self.whole):
            raise CannotCross("announces more than it holds")
        self.position = _aligned(end)
        return self.whole[start:end]

    def finished(self) -> bool:
        ends = self.position == len(self.whole)
        return ends and self.unpacker.tell() == len(self.data)


def _check_items(value: ndarray) -> None:
    """Refuse bit patterns that no array made by NumPy holds: what they would do is undefined."""
    if not value.size:
        return
    if value.dtype.kind == "b" and value.view(np.uint8).max() > 1:
        raise CannotCross("is a boolean array with values other than 0 and 1")
    if value.dtype.kind == "U":
        points = np.frombuffer(
            value, np.uint32 if value.dtype.isnative else value.dtype.str[0] + "u4"
        )
        if points.max() > 0x10FFFF or ((points >= 0xD800) & (points < 0xE000)).any():
            raise CannotCross("is an array of text that is not valid Unicode")


def _big_int(value: int) -> msgpack.ExtType:
    """msgpack asks here for integers beyond 64 bits, the only thing it cannot pack itself."""
    size = value.bit_length() // 8 + 1
    if size > BIG_INT_BYTES:
        raise OverflowError
    return msgpack.ExtType(BIG_INT, value.to_bytes(size, "little", signed=True))


def _check_leaf(value: Any, kind: type) -> None:
    """Refuse a text or an integer that msgpack, or `_big_int`, would refuse."""
    try:
        if kind is str:
            value.encode()
        elif kind is int:
            _big_int(value)
    except UnicodeEncodeError:
        raise CannotCross("holds text that is not valid Unicode") from None
    except OverflowError:
        raise CannotCross(f"is an integer of more than {8 * BIG_INT_BYTES} bits") from None


def _described(problem: str) -> str:
    """What the part is that has this problem, as a noun with an article."""
    text = problem.removeprefix("is ") if problem.startswith("is a") else f"a value that {problem}"
    return "".join(c if c.isprintable() else "?" for c in text)[:LONGEST]


def _not_plain(kind: type) -> str:
    return f"is {_describe(kind)}, which is no number, text, list, dict or array"


KEYS = LEAVES | {str, bytes}


def _describe(kind: type) -> str:
    module, name = str(type.__getattribute__(kind, "__module__")), kind.__qualname__
    shown = name if module in ("builtins", "__main__") else f"{module}.{name}"
    base = next((b for b in kind.__mro__[1:] if b in SCALARS or b in KEYS or b in BASES), None)
    article = "an" if shown[:1] in "aeiouAEIOU" else "a"
    return f"{article} {shown:.80}" + (f" (a subclass of {base.__name__})" if base else "")


BASES = frozenset({ndarray, complex, *TAGS})
