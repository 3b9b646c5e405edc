"""A compact file of named number columns, mapped into memory: what big shipped tables are kept in.

Layout: the magic `EXHCOLS1`, the length of the head as a little-endian 64-bit number, the head (JSON:
`{"columns": {name: [dtype, offset, count]}, "texts": {...}}`), then the columns, each at a multiple of
eight bytes from the end of the head. Numbers are little-endian. The file is read only; nothing is parsed
but the head, and only the pages that are touched are ever loaded.
"""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

MAGIC = b"EXHCOLS1"


class Columns:
    """An open file of columns. `numbers[name]` is a read-only array; `texts` is what the head carries along.

    Safe to read from any thread. ValueError if the file is not one of ours, OSError if it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._map[:8] != MAGIC:
            raise ValueError(f"{path.name} is not a file of columns.")
        start = 16 + int.from_bytes(self._map[8:16], "little")
        head = json.loads(self._map[16:start])
        self.texts: dict[str, Any] = head["texts"]
        self.numbers: dict[str, NDArray[Any]] = {
            name: np.frombuffer(self._map, dtype, count, start + offset)
            for name, (dtype, offset, count) in head["columns"].items()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file once nobody holds an array of it any more."""
        self.numbers.clear()


def write_columns(path: Path, columns: Mapping[str, NDArray[Any]], texts: Mapping[str, object]) -> None:
    """Write `columns` (one-dimensional) and `texts` (JSON) to `path`, the same bytes for the same data."""
    table: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, column in columns.items():
        table[name] = (column.dtype.newbyteorder("<").str, offset, len(column))
        offset += _padded(column.nbytes)
    head = json.dumps({"columns": table, "texts": texts}, ensure_ascii=False, sort_keys=True).encode()
    head += b" " * (_padded(len(head)) - len(head))
    with path.open("wb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        for column in columns.values():
            raw = column.astype(column.dtype.newbyteorder("<")).tobytes()
            file.write(raw + bytes(_padded(len(raw)) - len(raw)))


def _padded(length: int) -> int:
    return -(-length // 8) * 8
