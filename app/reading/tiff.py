"""A bounded reader of TIFF and BigTIFF directories: no pixels, no endless loops, values on demand.

Also reads the EXIF block of other formats, which is a small TIFF file (TIFF 6.0, BigTIFF, EXIF 3.0).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

# over all chains of a file; a loop is seen earlier, by offsets that were seen
MAX_DIRECTORIES = 2_000
MAX_ENTRIES = 1_000
MAX_VALUE = 4_000_000
"""Bytes of one value that are read; longer ones are treated as absent."""

SUB_IFDS, EXIF_IFD, GPS_IFD = 0x014A, 0x8769, 0x8825

# bytes of a value by its type: TIFF 6.0 section 2, 13 (IFD) of its Tech Note 1, 16 to 18 of BigTIFF
_SIZES = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
}
_CODES = {
    1: "B",
    3: "H",
    4: "I",
    6: "b",
    8: "h",
    9: "i",
    11: "f",
    12: "d",
    13: "I",
    16: "Q",
    17: "q",
    18: "Q",
}
_MAGIC = {42: False, 43: True, 85: False, 0x4F52: False, 0x5352: False}
"""TIFF, BigTIFF, Panasonic RW2, Olympus ORF (two spellings); True where offsets have eight bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One directory entry; `offset` is where its value starts in the file."""

    tag: int
    kind: int
    count: int
    offset: int

    @property
    def size(self) -> int:
        return self.count * _SIZES.get(self.kind, 0)


Directory = dict[int, Entry]


class Tiff:
    """The directories of one TIFF file or EXIF block. Raises ValueError where there is no TIFF header."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        head = self._read(0, 16)
        self.order = {b"II": "<", b"MM": ">"}.get(head[:2], "")
        if not self.order or len(head) < 8:
            raise ValueError("no TIFF header")
        magic = struct.unpack(self.order + "H", head[2:4])[0]
        if magic not in _MAGIC:
            raise ValueError("no TIFF header")
        self.big = _MAGIC[magic]
        self._first = self._number(head[8:16] if self.big else head[4:8])
        self._seen: set[int] = set()

    def directories(self) -> Iterator[Directory]:
        """The chain of main directories; a loop or a broken link ends it."""
        offset = self._first
        while offset and len(self._seen) < MAX_DIRECTORIES:
            found, offset = self._directory(offset)
            if not found:
                return
            yield found

    def sub(self, entry: Entry | None) -> list[Directory]:
        """The directories that an entry (SubIFDs, the EXIF or the GPS pointer) points to."""
        if entry is None or entry.count > MAX_DIRECTORIES:
            return []
        found = [self._directory(int(offset))[0] for offset in self.numbers(entry)]
        return [directory for directory in found if directory]

    def raw(self, entry: Entry | None) -> bytes:
        """The value's bytes; empty where absent, cut off or larger than `MAX_VALUE`."""
        if entry is None or not 0 < entry.size <= MAX_VALUE:
            return b""
        return self._read(entry.offset, entry.size)

    def numbers(self, entry: Entry | None) -> tuple[float, ...]:
        """Integers and floats of the value; empty for rationals and text."""
        code = _CODES.get(entry.kind) if entry else None
        if entry is None or code is None:
            return ()
        data = self.raw(entry)
        return struct.unpack(
            f"{self.order}{len(data) // _SIZES[entry.kind]}{code}", data[: _whole(data, entry)]
        )

    def integer(self, entry: Entry | None) -> int | None:
        """The first number of the value as an integer; None where there is none."""
        numbers = self.numbers(entry)
        # NaN is not equal to itself, and int() refuses it
        return int(numbers[0]) if numbers and numbers[0] == numbers[0] and abs(numbers[0]) < 2**63 else None

    def rationals(self, entry: Entry | None) -> tuple[tuple[int, int], ...]:
        """(numerator, denominator) pairs exactly as stored; empty where the value holds none."""
        if entry is None or entry.kind not in (5, 10):
            return ()
        code = "II" if entry.kind == 5 else "ii"
        data = self.raw(entry)
        return tuple(struct.iter_unpack(self.order + code, data[: _whole(data, entry)]))

    def _directory(self, offset: int) -> tuple[Directory, int]:
        if offset in self._seen or offset <= 0 or len(self._seen) >= MAX_DIRECTORIES:
            return {}, 0
        self._seen.add(offset)
        width, layout = (8, "HHQQ") if self.big else (2, "HHII")
        step, slot = (20, 12) if self.big else (12, 8)
        head = self._read(offset, width)
        count = min(self._number(head), MAX_ENTRIES) if len(head) == width else 0
        start = offset + width
        data = self._read(start, count * step)
        entries: Directory = {}
        for index in range(len(data) // step):
            tag, kind, number, value = struct.unpack_from(self.order + layout, data, index * step)
            # what fits into the field of the offset stands there itself
            inline = number * _SIZES.get(kind, 0) <= step - slot
            where = start + index * step + slot if inline else value
            # of two entries with one tag the first counts
            entries.setdefault(tag, Entry(tag, kind, number, where))
        return entries, self._number(self._read(start + count * step, 8 if self.big else 4))

    def _read(self, offset: int, size: int) -> bytes:
        try:
            self._file.seek(offset)
        except (OverflowError, ValueError, OSError):
            return b""  # An offset beyond what any file can have.
        return self._file.read(size)

    def _number(self, data: bytes) -> int:
        return int.from_bytes(data, "little" if self.order == "<" else "big")


def _whole(data: bytes, entry: Entry) -> int:
    size = _SIZES[entry.kind]
    return len(data) // size * size
