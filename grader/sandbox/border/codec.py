"""Plain data to bytes and back: the only thing that crosses between student and grader.

msgpack carries the leaves. Every container is an array whose first item says which one it is;
arrays, NumPy scalars, complex numbers, big integers and long lists of one kind of number are
extension types. Types are exact: a subclass of float, str or ndarray is refused by name, since its
methods would run where it arrives. Python's own dictionaries and named tuples arrive as what they
are at bottom, a dict and a tuple.

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

from .errors import CannotCross
from .limits import Limits

Refer = Callable[[Any], int | None]  # a function's handle, or None: not a function that may cross
Resolve = Callable[[int], Any]

LIST, TUPLE, DICT, SET, FROZENSET = range(5)
ARRAY, SCALAR, COMPLEX, BIG_INT, FLOATS, INTS, REFERENCE, BEYOND, PACKED = range(1, 10)

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


class Packed:
    """An encoded value: its pieces in order, to be sent without joining them.

    First a structure of msgpack, then the contents of large arrays, each at a multiple of `ALIGN`.
    """

    def __init__(self, parts: list, size: int):
        self.parts, self.size = parts, size

    def tobytes(self) -> bytes:
        return b"".join(self.parts)


def encode(value: Any, limits: Limits = Limits(), refer: Refer | None = None) -> Packed:  # noqa: B008
    """Plain `value`, encoded; `CannotCross` names the first part that is not plain.

    `refer` may turn a function into a handle, which crosses as a number.
    """
    encoder = _Encoder(limits, refer)
    try:
        structure = msgpack.packb(encoder.wire(value, 0), default=_big_int)
    except UnicodeEncodeError:
        raise CannotCross("holds text that is not valid Unicode") from None
    except RecursionError:
        raise CannotCross("is nested too deeply") from None
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
    decoder = _Decoder(bytes(data[LENGTH.size : end]), data, _aligned(end), limits, resolve)
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

    def __init__(self, limits: Limits, refer: Refer | None):
        self.limits, self.refer = limits, refer
        self.count = self.size = 0
        self.inside: set[int] = set()
        self.parts: list = []
        self.beyond = 0  # bytes in `parts`

    def spend(self, count: int, size: int) -> None:
        self.count += count
        self.size += size
        if self.count > self.limits.value_count:
            raise CannotCross(f"has too many parts: the limit is {self.limits.value_count:,}")
        if self.size > self.limits.value_bytes:
            raise CannotCross(f"is too large: the limit is {self.limits.value_bytes:,} bytes")

    def wire(self, value: Any, depth: int) -> Any:
        """`value` as what msgpack packs: leaves, tagged lists and extension types."""
        kind = type(value)
        if kind in LEAVES:
            self.spend(1, 8)
            return value
        if kind is str or kind is bytes:
            self.spend(1, len(value))
            return value
        if kind in TAGS:
            return self.container(value, kind, depth)
        if kind is np.ndarray:
            return self.array(value, ARRAY)
        if kind in SCALARS:
            return self.array(np.asarray(value), SCALAR)
        if kind is complex:
            self.spend(1, 16)
            return msgpack.ExtType(COMPLEX, struct.pack("<dd", value.real, value.imag))
        if kind is Packed:
            return msgpack.ExtType(PACKED, LENGTH.pack(self.append(value.parts, value.size)))
        if kind in AS_DICT:
            return self.container(value, dict, depth)
        if kind.__bases__ == (tuple,) and hasattr(kind, "_fields"):
            return self.container(tuple.__getitem__(value, slice(None)), tuple, depth)
        if self.refer and (handle := self.refer(value)) is not None:
            self.spend(1, 8)
            return msgpack.ExtType(REFERENCE, struct.pack("<Q", handle))
        raise CannotCross(f"is {_describe(kind)}, and only plain data can cross")

    def container(self, value: Any, kind: type, depth: int) -> Any:
        if depth >= self.limits.value_depth:
            raise CannotCross(f"is nested more than {self.limits.value_depth} deep")
        if id(value) in self.inside:
            raise CannotCross("contains itself")
        if kind is not list and kind is not tuple and len(value) > self.limits.mapping_count:
            raise CannotCross(f"has more than {self.limits.mapping_count:,} entries")
        self.spend(1 + len(value), 0)
        if kind is list and len(value) > 16 and (packed := _numbers(value)):
            self.spend(0, 8 * len(value))
            return packed
        self.inside.add(id(value))
        wire = [TAGS[kind]]
        if kind is dict:
            for key, item in value.items():
                wire.append(self.part(key, depth, " has a key that"))
                wire.append(
                    self.part(item, depth, f"[{key!r:.60}]" if type(key) in KEYS else "[…]")
                )
        else:
            for index, item in enumerate(value):
                wire.append(self.part(item, depth, f"[{index}]"))
        self.inside.discard(id(value))
        return wire

    def part(self, item: Any, depth: int, step: str) -> Any:
        try:
            return self.wire(item, depth + 1)
        except CannotCross as error:
            rest = error.where.removeprefix("the value")
            raise CannotCross(error.problem, f"the value{step}{rest}") from None

    def array(self, value: np.ndarray, code: int) -> msgpack.ExtType:
        dtype = value.dtype
        if not DTYPE.fullmatch(dtype.str) or dtype.metadata:
            raise CannotCross(f"is an array of dtype {dtype!s:.60}, not of plain numbers or text")
        self.spend(1, value.nbytes)
        header = msgpack.packb([dtype.str, *value.shape])
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
        self, data: bytes, whole: memoryview, start: int, limits: Limits, resolve: Resolve | None
    ):
        self.data, self.limits, self.resolve = data, limits, resolve
        self.whole, self.position = whole, start  # where the next large contents begin
        self.count = 0
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
            return {self.read(depth + 1): self.read(depth + 1) for _ in range(entries)}
        return BUILDERS[tag]([self.read(depth + 1) for _ in range(length)])

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
            return self.resolve(struct.unpack("<Q", data)[0])
        raise CannotCross("holds an unknown extension")

    def array(self, header: bytes, contents: Any) -> np.ndarray:
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


def _check_items(value: np.ndarray) -> None:
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


def _numbers(value: list) -> msgpack.ExtType | None:
    """A list of only floats or only small integers, packed whole; None if it is neither."""
    kinds = set(map(type, value))
    if kinds == {float}:
        return msgpack.ExtType(FLOATS, array("d", value).tobytes())
    if kinds == {int}:
        try:
            return msgpack.ExtType(INTS, array("q", value).tobytes())
        except OverflowError:
            return None
    return None


def _big_int(value: int) -> msgpack.ExtType:
    """msgpack asks here for integers beyond 64 bits, the only thing it cannot pack itself."""
    size = value.bit_length() // 8 + 1
    if size > BIG_INT_BYTES:
        raise CannotCross(f"is or holds an integer of more than {8 * BIG_INT_BYTES} bits")
    return msgpack.ExtType(BIG_INT, value.to_bytes(size, "little", signed=True))


KEYS = LEAVES | {str, bytes}


def _describe(kind: type) -> str:
    module, name = str(type.__getattribute__(kind, "__module__")), kind.__qualname__
    shown = name if module in ("builtins", "__main__") else f"{module}.{name}"
    base = next((b for b in kind.__mro__[1:] if b in SCALARS or b in KEYS or b in BASES), None)
    return f"a {shown:.80}" + (f" (a subclass of {base.__name__})" if base else "")


BASES = frozenset({np.ndarray, complex, *TAGS})
