"""What crosses, what does not, and that no bytes whatever can do harm."""

import decimal
import gc
import math
import random
import struct
import time
import tracemalloc
import types
import weakref
from collections import OrderedDict, defaultdict, deque, namedtuple

import msgpack
import numpy as np
import pytest

from grader.sandbox import CannotCross, Limits
from grader.sandbox.border.codec import LENGTH, decode, encode
from grader.sandbox.border.opaque import Opaque

NOT_PLAIN = "which is no number, text, list, dict or array"

SMALL = Limits(value_bytes=100_000, value_count=1000, value_depth=10, mapping_count=50)


def crossed(value, limits=SMALL):
    return decode(bytearray(encode(value, limits).tobytes()), limits)


def same(a, b):
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return repr(a) == repr(b)


PLAIN = [
    None, True, False, 0, -1, 2**63 - 1, -(2**63), 2**64, 2**70, -(2**500), 1.5, math.inf, -0.0,
    math.nan, 1e-320, 1 + 2j, "", "naïve 🙂", b"", b"\x00\xff", [], (), {}, set(), frozenset(),
    [1] * 40, [0.5] * 40, [True] * 40, [2**65] * 40, [1, 1.0] * 20, ["a", None] * 20,
    (1, [2, {"a": (3.0, b"x")}]), {1: 2, "b": [3], (1, 2): None, None: 4, 2.5: 5, False: 6},
    {1, "a", (2, 3)}, frozenset({4}),
    np.float64(3), np.float32(2), np.int8(-1), np.bool_(True), np.complex128(1j), np.str_("é"),
    np.bytes_(b"x"), np.float16(1), np.uint64(2**64 - 1),
    np.array(5), np.array(True), np.array("abc"), np.zeros((0, 3)), np.zeros((2, 0, 5), np.int16),
    np.arange(6).reshape(2, 3), np.arange(6).reshape(2, 3).T, np.arange(9)[::2],
    np.asfortranarray(np.ones((3, 4))), np.array(["a", "bcd"]), np.array([b"x", b"yz"]),
    np.arange(4, dtype=">i4"), np.array([1 + 2j]), np.broadcast_to(np.float64(1), (3, 3)),
    np.arange(3000.0).reshape(30, 100), np.array(["ab"] * 2000), np.zeros(5000, bool),
    {"W1": np.ones((2, 3)), "cache": (np.ones(1000), [np.zeros(1000, np.uint8), "x"])},
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=lambda v: type(v).__name__)
def test_does_plain_data_arrive_as_it_was(value):
    assert same(crossed(value), value)


def test_do_named_tuples_and_the_dictionaries_of_collections_arrive_as_plain_ones():
    pair = namedtuple("pair", "dw db")(np.ones((2, 1)), 0.5)
    filled = defaultdict(list, {"costs": [1.0]})
    value = OrderedDict(grads=pair, more=filled)
    assert same(crossed(value), {"grads": (np.ones((2, 1)), 0.5), "more": {"costs": [1.0]}})


def test_can_a_large_array_be_written_to_where_it_arrives():
    arrived = crossed(np.zeros(5000))
    arrived[0] = 1
    assert arrived.sum() == 1


class Float(float):
    pass


class Text(str):
    pass


class Mapping(dict):
    pass


class Matrix(np.ndarray):
    pass


class Liar:
    __class__ = float

    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (Float(1), "Float"),
        (Text("a"), "Text"),
        (Mapping(), "Mapping"),
        (np.zeros(2).view(Matrix), "Matrix"),
        (np.zeros((1, 1)).view(np.matrix), "matrix"),
        (np.ma.array([1]), "MaskedArray"),
        (Liar(), "Liar"),
        (object(), "object"),
        (lambda: 0, "function"),
        ((x for x in ()), "generator"),
        (float, "type"),
        (decimal.Decimal(1), "decimal.Decimal"),
        (range(3), "range"),
        (np.array([None]), "object"),
        (np.array([(1, 2)], "i4,i4"), "i4"),
        (np.array("2020", "M8[D]"), "datetime64"),
        (np.dtype(float), "Float64DType"),
        (bytearray(2), "bytearray"),
        ("\ud800", "Unicode"),
        (10**6000, "integer"),
    ],
    ids=range(20),
)
def test_is_anything_else_refused_by_the_name_of_its_type(value, named):
    with pytest.raises(CannotCross, match=named):
        encode(value)


def test_does_the_error_say_where():
    with pytest.raises(CannotCross) as caught:
        encode({"a": [1, (2, Float(3))]})
    assert caught.value.where == "the value['a'][1][1]"
    assert "Float (a subclass of float)" in caught.value.problem


def test_is_a_value_that_contains_itself_refused():
    cycle = [1]
    cycle.append({"again": cycle})
    with pytest.raises(CannotCross, match="contains itself"):
        encode(cycle)


def test_are_shared_parts_that_are_no_cycle_allowed():
    part = [1, 2]
    assert crossed([part, part]) == [[1, 2], [1, 2]]


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        nested(20),
        nested(100_000),
        list(range(2000)),
        [[]] * 2000,
        "x" * 200_000,
        ["x" * 1000] * 200,
        np.zeros(200_000, np.uint8),
        np.broadcast_to(np.float64(1), (10**6, 10**6)),
        dict.fromkeys(range(100)),
        set(range(100)),
    ],
    ids=["deep", "very deep", "long", "many", "text", "texts", "array", "broadcast", "dict", "set"],
)
def test_do_the_limits_bind_the_sender(value):
    with pytest.raises(CannotCross):
        encode(value, SMALL)


def doubling(times, part=1):
    value = [part]
    for _ in range(times):
        value = [value, value]
    return value


def test_is_a_value_that_unfolds_exponentially_refused_quickly():
    with pytest.raises(CannotCross):
        encode(doubling(50), Limits(value_count=10_000))


@pytest.mark.parametrize("value", [nested(20), list(range(2000)), "x" * 200_000, set(range(100))])
def test_do_the_limits_bind_the_receiver(value):
    sent = encode(value).tobytes()
    with pytest.raises(CannotCross):
        decode(sent, SMALL)


def frame(structure: bytes, beyond: bytes = b"") -> bytes:
    head = LENGTH.pack(len(structure)) + structure
    return head + bytes(-len(head) % 16) + beyond


def array_header(*items):
    return msgpack.packb(list(items))


def extension(code, data):
    return msgpack.packb(msgpack.ExtType(code, data))


# What a submission sends


def kept(value, limits=SMALL):
    """As it arrives from a submission; what stays behind is given handles, twenty at most."""
    handles = []

    def keep(part):
        handles.append(part)
        return len(handles) - 1 if len(handles) <= 20 else None

    sent = encode(value, limits, keep=keep).tobytes()
    arrived = decode(bytearray(sent), limits, None, Opaque)
    encode(arrived, limits, lambda part: 0 if type(part) is Opaque else None)  # plain but for those
    return arrived


class Hashable(list):
    __hash__ = object.__hash__


class Odd:
    __qualname__ = "A\nb\ud800" + "c" * 900


class Endless(dict):
    """Contains itself, and says otherwise."""

    def __init__(self):
        super().__init__()
        self["a"] = self["b"] = self

    def __iter__(self):
        return iter(())


LEFT_BEHIND = {
    "object": (object(), f"an object, {NOT_PLAIN}"),
    "lambda": (lambda: 0, f"a function, {NOT_PLAIN}"),
    "ufunc": (np.tanh, f"a numpy.ufunc, {NOT_PLAIN}"),
    "built-in": (len, f"a builtin_function_or_method, {NOT_PLAIN}"),
    "class": (float, f"a type, {NOT_PLAIN}"),
    "module": (np, f"a module, {NOT_PLAIN}"),
    "generator": ((x for x in ()), f"a generator, {NOT_PLAIN}"),
    "random generator": (np.random.default_rng(), "a numpy.random._generator.Generator, which"),
    "decimal": (decimal.Decimal(1), f"a decimal.Decimal, {NOT_PLAIN}"),
    "namespace": (types.SimpleNamespace(a=1), f"a types.SimpleNamespace, {NOT_PLAIN}"),
    "liar": (Liar(), f"Liar, {NOT_PLAIN}"),
    "bytearray": (bytearray(2), f"a bytearray, {NOT_PLAIN}"),
    "array of objects": (np.array([None]), "an array of dtype object, not of plain"),
    "records": (np.array([(1, 2)], "i4,i4"), "an array of dtype"),
    "dates": (np.array("2020", "M8[D]"), "an array of dtype datetime64"),
    "masked": (np.ma.array([1], mask=[True]), "a numpy.ma.MaskedArray (a subclass of ndarray)"),
    "long range": (range(10**30), "a value that has too many parts"),
    "long list": ([0] * 5000, "a value that has too many parts"),
    "large array": (np.zeros(10**6), "a value that is too large"),
    "large text": ("x" * 10**6, "a value that is too large"),
    "broadcast": (np.broadcast_to(np.float64(1), (10**6, 10**6)), "a value that is too large"),
    "large dict": (dict.fromkeys(range(100)), "a value that has more than 50 entries"),
    "deep": (nested(20), None),
    "endless": (Endless(), None),
    "no Unicode": ("\ud800", "a value that holds text that is not valid Unicode"),
    "large integer": (10**6000, "an integer of more than 14000 bits"),
    "odd name": (Odd(), "A?b?ccc"),
}  # fmt: skip


@pytest.mark.parametrize(("value", "description"), LEFT_BEHIND.values(), ids=LEFT_BEHIND)
def test_does_a_part_that_is_not_plain_cost_only_itself(value, description):
    found = kept({"W": np.ones(3), "extra": value, "inner": [1, (value, 2.0)], "b": 0.5})
    assert same(found["W"], np.ones(3)) and found["b"] == 0.5
    assert found["inner"][0] == 1 and found["inner"][1][1] == 2.0
    if description:
        assert type(found["extra"]) is Opaque and type(found["inner"][1][0]) is Opaque
        assert description in found["extra"].description
        assert len(found["extra"].description) <= 200 and found["extra"].description.isprintable()


@pytest.mark.parametrize("name", sorted(set(LEFT_BEHIND) - {"deep", "endless"}))
def test_is_a_whole_value_that_is_not_plain_still_an_error(name):
    value, description = LEFT_BEHIND[name]
    with pytest.raises(CannotCross) as caught:
        kept(value)
    told = "".join(c if c.isprintable() else "?" for c in str(caught.value))
    assert told.startswith("the value ") and description.removeprefix("a value that ") in told


def test_are_strange_keys_and_members_left_behind():
    value = {len: 1, range(2): 2, (1, range(2)): 3, Hashable(): 4, Text("a"): 5, (1, 2): 6}
    found = kept([value, {object(), 1, (2, len)}, frozenset({range(3)})])
    assert {key: found[0][key] for key in ("a", (1, 2))} == {"a": 5, (1, 2): 6}
    assert [type(key) for key in found[0]] == [Opaque] * 4 + [str, tuple]
    assert len(found[1]) == 3 and 1 in found[1] and [*map(type, found[2])] == [Opaque]


def test_has_a_part_that_was_only_too_large_no_handle():
    found = kept([len, [0] * 5000, *([object()] * 30)])
    assert [part.handle for part in found[:3]] == [0, None, 1]
    assert found[-1].handle is None


def test_do_subclasses_inside_arrive_as_their_bases():
    value = [Float(1), Text("a"), Mapping(a=1), np.zeros(2).view(Matrix), deque([1]), range(2)]
    expected = [1.0, "a", {"a": 1}, np.zeros(2), [1], [0, 1]]
    assert same(kept(value), expected)
    assert all(same(kept(part), base) for part, base in zip(value, expected, strict=True))


def test_is_a_value_that_unfolds_without_end_refused_quickly():
    for part in (1, object(), Endless()):
        start = time.perf_counter()
        with pytest.raises(CannotCross, match="too many"):
            kept(doubling(50, part), Limits(value_count=10_000))
        assert time.perf_counter() - start < 5


def test_do_large_contents_before_and_after_a_strange_part_arrive_in_order():
    value = [np.arange(1000.0), [np.arange(2000.0), object()], np.tanh, np.arange(3000.0)]
    found = kept(value)
    assert [found[0][-1], found[1][0][-1], found[3][-1]] == [999, 1999, 2999]


def test_does_whatever_a_submission_holds_arrive_or_raise_the_one_error():
    rng = random.Random(4)
    leaves = [part for part, _ in LEFT_BEHIND.values()] + PLAIN
    leaves += [
        deque([1]),
        range(3),
        Mapping(a=1),
        Float(1),
        np.zeros((1, 1)).view(np.matrix),
        {"a": 1}.values(),
    ]

    def made(depth):
        if depth == 0 or rng.random() < 0.3:
            return rng.choice(leaves)
        parts = [made(depth - 1) for _ in range(rng.randrange(5))]
        kind = rng.choice([list, tuple, deque, dict, Mapping, OrderedDict, set, Hashable])
        if kind is set:
            return {part for part in parts if type(part).__hash__ and hashed(part)}
        if issubclass(kind, dict):
            keys = [key if hashed(key) else rng.random() for key in parts]
            return kind(zip(keys, parts, strict=True))
        return kind(parts)

    for _ in range(400):
        value = made(5)
        try:
            kept(value, rng.choice([SMALL, Limits()]))
        except CannotCross:
            continue


def hashed(value):
    try:
        return hash(value) is not None
    except TypeError:
        return False


# What is no message at all


HOSTILE = {
    "nothing": b"",
    "half a length": b"\x01\x02",
    "length beyond the end": LENGTH.pack(2**63),
    "empty structure": frame(b""),
    "bare map": frame(b"\x80"),
    "map of a billion": frame(b"\xdf\x3b\x9a\xca\x00"),
    "array of a billion": frame(b"\xdd\x3b\x9a\xca\x00"),
    "text of a billion": frame(b"\xdb\x3b\x9a\xca\x00"),
    "extension of a billion": frame(b"\xc9\x3b\x9a\xca\x00\x01"),
    "announcements inside announcements": frame(b"\xdd\x00\x00\x03\xe8\x00" * 30),
    "untagged array": frame(b"\x90"),
    "unknown tag": frame(msgpack.packb([9, 1])),
    "tag that is no number": frame(msgpack.packb(["x", 1])),
    "tag that is an array": frame(msgpack.packb([[0], 1])),
    "dict with half an entry": frame(msgpack.packb([2, 1])),
    "dict with a list as key": frame(msgpack.packb([2, [0], 1])),
    "set of lists": frame(msgpack.packb([3, [0]])),
    "timestamp": frame(b"\xd6\xff\x00\x00\x00\x00"),
    "unknown extension": frame(extension(99, b"")),
    "function nobody asked for": frame(extension(7, bytes(8))),
    "text that is not UTF-8": frame(b"\xa1\xff"),
    "stray bytes": frame(b"\xc0\xc0"),
    "stray bytes behind": frame(b"\xc0", bytes(16)),
    "huge integer": frame(extension(4, b"\x01" * 5000)),
    "complex cut short": frame(extension(3, b"\x00")),
    "floats cut short": frame(extension(5, bytes(7))),
    "object array": frame(extension(1, array_header("|O", 1) + bytes(8))),
    "structured array": frame(extension(1, array_header("|V8", 1) + bytes(8))),
    "dtype expression": frame(extension(1, array_header("i4,i4", 1) + bytes(8))),
    "dtype of no size": frame(extension(1, array_header("<U0", 10**12))),
    "dtype that is a number": frame(extension(1, array_header(5, 1) + bytes(8))),
    "shape too large": frame(extension(1, array_header("<f8", 2**39, 2**39) + bytes(8))),
    "shape that overflows": frame(extension(1, array_header("<f8", 2**32, 2**32) + bytes(0))),
    "negative shape": frame(extension(1, array_header("<f8", -1) + bytes(8))),
    "shape of floats": frame(extension(1, array_header("<f8", 1.0) + bytes(8))),
    "sixty dimensions": frame(extension(1, array_header("<f8", *[1] * 60) + bytes(8))),
    "shape and bytes disagree": frame(extension(1, array_header("<f8", 3) + bytes(8))),
    "booleans of two": frame(extension(1, array_header("|b1", 2) + b"\x02\x00")),
    "text beyond Unicode": frame(extension(1, array_header("<U1", 1) + b"\xff\xff\xff\x7f")),
    "half a surrogate": frame(extension(1, array_header("<U1", 1) + struct.pack("<I", 0xD800))),
    "scalar with dimensions": frame(extension(2, array_header("<f8", 1) + bytes(8))),
    "contents that are not there": frame(extension(8, LENGTH.pack(8) + array_header("<f8", 1))),
    "contents of 2**63": frame(extension(8, LENGTH.pack(2**63) + array_header("<f8", 2**60))),
    "contents twice": frame(
        b"\x93\x00" + 2 * extension(8, LENGTH.pack(16) + array_header("<f8", 2)), bytes(16)
    ),
    "opaque part nobody asked for": frame(extension(10, bytes(8) + b"a thing")),
    "packed that is not there": frame(extension(9, LENGTH.pack(2**40))),
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_is_what_no_encoder_sends_refused(data):
    with pytest.raises(CannotCross):
        decode(data)


@pytest.mark.parametrize(
    "data", [b"", bytes(7), bytes(8) + b"\xff", bytes(8) + b"a\nb", bytes(8) + b"a" * 300]
)
def test_is_an_opaque_part_that_no_encoder_sends_refused(data):
    with pytest.raises(CannotCross):
        decode(frame(extension(10, data)), SMALL, None, Opaque)


def test_does_no_announcement_make_the_decoder_allocate():
    tracemalloc.start()
    try:
        for data in HOSTILE.values():
            with pytest.raises(CannotCross):
                decode(data)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_do_random_bytes_give_a_value_or_the_one_error():
    rng = random.Random(1)
    for _ in range(3000):
        data = rng.randbytes(rng.randrange(40))
        try:
            decode(rng.choice([data, frame(data)]), SMALL, None, rng.choice([None, Opaque]))
        except CannotCross:
            continue


def test_do_damaged_frames_give_a_value_or_the_one_error():
    rng = random.Random(2)
    whole = [encode(value).tobytes() for value in PLAIN]
    whole += [encode([1, part], keep=lambda _: 3).tobytes() for part in (len, object(), np.tanh)]
    for _ in range(4000):
        data = bytearray(rng.choice(whole))
        for _ in range(rng.randrange(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            data = data[: rng.choice([len(data), rng.randrange(len(data) + 1)])]
            value = decode(data, SMALL, None, Opaque)
        except CannotCross:
            continue
        # Whatever it is now, it is plain data, or stands for what stayed behind.
        encode(value, refer=lambda part: 0 if type(part) is Opaque else None)


def test_is_what_was_decoded_freed_at_once():
    """Kept until the next collection, a few large messages would make every new array slow."""
    frame = np.frombuffer(encode([np.zeros(1000), {"a": 1}]).tobytes(), np.uint8).copy()
    gone = weakref.ref(frame)
    gc.disable()
    try:
        decode(frame.data)
        del frame
        assert gone() is None
    finally:
        gc.enable()
