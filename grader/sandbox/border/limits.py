"""What one submission may use. The same numbers bind on both sides of the pipe."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property

MB = 2**20


@dataclass(frozen=True)
class Limits:
    """Limits of one submission; sizes in bytes, times in seconds.

    `cell_seconds` is wall time for one cell, and for all the calls of one test cell together;
    `grace_seconds` is what an interrupted cell gets to stop by itself before it is killed.
    `submission_seconds` is wall time for all of a submission, replays included.
    `memory` bounds each process's address space beyond the warm template's own, and the memory
    of all the submission's processes together. `disk` is for /tmp, /dev/shm and the working
    directory together. `value_bytes`, `value_count` and `value_depth` bound one value that
    crosses; `mapping_count` bounds one dict or set, so that crafted hash collisions stay cheap.
    """

    cell_seconds: float = 30.0
    grace_seconds: float = 1.0
    submission_seconds: float = 600.0
    cpu_seconds: int = 600
    memory: int = 2048 * MB
    disk: int = 64 * MB
    file_bytes: int = 64 * MB
    open_files: int = 256
    processes: int = 32
    output_bytes: int = 1 * MB
    image_bytes: int = 8 * MB
    value_bytes: int = 256 * MB
    value_count: int = 1_000_000
    value_depth: int = 64
    mapping_count: int = 10_000

    def __post_init__(self):
        for name, value in asdict(self).items():
            if not value > 0:
                raise ValueError(f"limit {name} must be positive, not {value!r}")

    @cached_property
    def frame(self) -> Limits:
        """The limits of one message: a value, its arguments, and what a cell may show."""
        size = 2 * self.value_bytes + 2 * self.output_bytes + self.image_bytes + 2 * MB
        return replace(self, value_bytes=size)
