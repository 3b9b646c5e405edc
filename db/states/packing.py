"""How the states that one entry wrote are kept: sections of one table each, columns of keys and digests.

    section = 1 byte of length || table || presence (1 there, 0 taken away) || numbers to a row (1 byte)
              || hints to a row (1 byte) || count (4 bytes) || numbers (8 bytes each) || digests (32 bytes)

All numbers are big-endian; the hints of all sections lie one after the other in a column of their own.
An entry commits to the digests alone, sorted within each part: SHA-256 over the SHA-256 of each part's sorted
digests. So it commits to no id of a row.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from db.states.encoding import DIGEST_SIZE

PART_ROWS = 50_000
"""Rows in one part at most: what is held in memory at a time, however much an entry wrote."""
_HEAD = struct.Struct(">BBBI")
_NUMBER_SIZE = 8


@dataclass(frozen=True, slots=True)
class Section:
    """States of rows of one table: `width` numbers of 8 bytes and `hint_width` bytes of hints to a row."""

    table: str
    present: bool
    width: int
    numbers: bytes
    digests: bytes
    hint_width: int = 0
    hints: bytes = b""

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.digests) // DIGEST_SIZE

    def column(self, at: int) -> tuple[int, ...]:
        """One of the numbers of every row."""
        count = len(self.numbers) // _NUMBER_SIZE
        return struct.unpack(f">{count}q", self.numbers)[at :: self.width]

    def digest(self, row: int) -> bytes:
        """The state of a row by its position."""
        return self.digests[row * DIGEST_SIZE : (row + 1) * DIGEST_SIZE]

    def hints_of(self, row: int) -> bytes:
        """The hints of a row by its position."""
        return self.hints[row * self.hint_width : (row + 1) * self.hint_width]


def pack_numbers(rows: Sequence[Sequence[int]]) -> bytes:
    """Numbers of rows as a section holds them."""
    numbers = [number for row in rows for number in row]
    return struct.pack(f">{len(numbers)}q", *numbers)


def pack(sections: Sequence[Section]) -> bytes:
    """The bytes of one part, without its hints."""
    return b"".join(_packed(section) for section in sections)


def unpack(packed: bytes, hints: bytes = b"") -> list[Section]:
    """The sections of one part, with their hints where these are given.

    Empty for bytes that are no packed states: somebody else wrote them, and no entry commits to that.
    """
    sections: list[Section] = []
    at = hinted = 0
    try:
        while at < len(packed):
            section, at = _unpacked(packed, at, hints, hinted)
            hinted += section.count * section.hint_width
            sections.append(section)
    except (ValueError, struct.error):
        return []
    return sections


def position_of(section: Section, key: bytes) -> int | None:
    """Where in a section a row stands, by the first of its numbers, packed."""
    size = section.width * _NUMBER_SIZE
    at = section.numbers.find(key)
    # found across two numbers, or in a column that is no key: such a place is no place
    while at >= 0 and at % size:
        at = section.numbers.find(key, at + 1)
    return at // size if at >= 0 else None


def commitment_of_part(sections: Sequence[Section]) -> bytes:
    """SHA-256 over the sorted digests of one part."""
    digests = b"".join(section.digests for section in sections)
    each = [digests[at : at + DIGEST_SIZE] for at in range(0, len(digests), DIGEST_SIZE)]
    return sha256(b"".join(sorted(each))).digest()


def commitment(parts: Sequence[bytes]) -> bytes:
    """What an entry commits to, from the commitments of its parts in order."""
    return sha256(b"".join(parts)).digest()


def _packed(section: Section) -> bytes:
    name = section.table.encode()
    head = _HEAD.pack(section.present, section.width, section.hint_width, section.count)
    return bytes([len(name)]) + name + head + section.numbers + section.digests


def _unpacked(packed: bytes, at: int, hints: bytes, hinted: int) -> tuple[Section, int]:
    begin = at + 1 + packed[at]
    table = packed[at + 1 : begin].decode()
    present, width, hint_width, count = _HEAD.unpack_from(packed, begin)
    numbers = begin + _HEAD.size
    digests = numbers + count * width * _NUMBER_SIZE
    end = digests + count * DIGEST_SIZE
    if end > len(packed):
        raise ValueError("states are missing")
    of_rows = hints[hinted : hinted + count * hint_width]
    return (
        Section(
            table, bool(present), width, packed[numbers:digests], packed[digests:end], hint_width, of_rows
        ),
        end,
    )
