"""Plain data to JSON and back: arrays, tuples and the rules of ``expected`` keep their type.

Floats are written with ten significant digits: far finer than any check compares, and the same
on every machine, although their last bits may differ from one processor to the next.
"""

from typing import Any

import numpy as np

from utils.expected import Anything, Batches, Exactly, Follows, Leading, Mask, OneOf, Raises, Sample

DIGITS = 10


def encode(value: Any) -> Any:
    """Turn ``value`` into what ``json.dumps`` accepts; a ``TypeError`` names what cannot be."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, np.generic):
        return encode(value.item())
    if isinstance(value, np.ndarray):
        entries = [encode(entry) for entry in value.ravel().tolist()]
        return {"array": entries, "shape": list(value.shape), "dtype": str(value.dtype)}
    if isinstance(value, list):
        return [encode(entry) for entry in value]
    if isinstance(value, tuple):
        return {"tuple": [encode(entry) for entry in value]}
    if isinstance(value, dict):
        return {"dict": [[encode(key), encode(entry)] for key, entry in value.items()]}
    if isinstance(value, Sample):
        fields = {name: encode(field) for name, field in vars(value).items() if name != "shape"}
        return {"sample": list(value.shape), **fields}
    if isinstance(value, Mask):
        fields = {name: encode(field) for name, field in vars(value).items() if name != "shape"}
        return {"mask": list(value.shape), **fields}
    if isinstance(value, Follows):
        fields = {name: encode(field) for name, field in vars(value).items() if name != "of"}
        return {"follows": list(value.of), **fields}
    if isinstance(value, Exactly):
        return {"exactly": encode(value.value)}
    if isinstance(value, OneOf):
        return {"one of": [encode(option) for option in value.options]}
    if isinstance(value, Anything):
        return {"anything": True}
    if isinstance(value, Raises):
        return {"raises": value.kind}
    if isinstance(value, Leading):
        return {"leading": [encode(entry) for entry in value.values], "least": value.least}
    if isinstance(value, Batches):
        return {"batches": list(value.sizes), "X": encode(value.X), "Y": encode(value.Y)}
    raise TypeError(f"a {type(value).__name__} is not plain data, so it cannot be stored in a file")


def decode(value: Any) -> Any:
    """The inverse of ``encode``."""
    if isinstance(value, list):
        return [decode(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    if "array" in value:
        return np.array(value["array"], dtype=value["dtype"]).reshape(value["shape"])
    if "tuple" in value:
        return tuple(decode(entry) for entry in value["tuple"])
    if "dict" in value:
        return {decode(key): decode(entry) for key, entry in value["dict"]}
    if "sample" in value:
        fields = {name: field for name, field in value.items() if name != "sample"}
        return Sample(tuple(value["sample"]), **fields)
    if "mask" in value:
        fields = {name: field for name, field in value.items() if name != "mask"}
        return Mask(tuple(value["mask"]), **fields)
    if "follows" in value:
        fields = {name: decode(field) for name, field in value.items() if name != "follows"}
        return Follows(tuple(value["follows"]), **fields)
    if "exactly" in value:
        return Exactly(decode(value["exactly"]))
    if "one of" in value:
        return OneOf(tuple(decode(option) for option in value["one of"]))
    if "anything" in value:
        return Anything()
    if "raises" in value:
        return Raises(value["raises"])
    if "leading" in value:
        return Leading(tuple(decode(entry) for entry in value["leading"]), value["least"])
    if "batches" in value:
        return Batches(decode(value["X"]), decode(value["Y"]), tuple(value["batches"]))
    raise ValueError(f"unknown kind of data: {', '.join(map(str, value))}")
