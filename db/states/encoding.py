"""The fixed encoding of a row and the digest of its state, to which an entry of the log commits.

    state    = SHA-256(salt || "exhibit-row/v2" NUL || text(table) || presence || column ...)
    presence = "+" for a row that is there, "-" for one that was taken away (its key columns only)
    column   = text(name) || value, in the order of the names; a column that is null is left out
    value    = "i" and 8 bytes (two's complement), "f" and 8 bytes (IEEE 754), "s" text, "b" bytes
    text     = 4 bytes of length || UTF-8; bytes likewise; all numbers big-endian, a truth value is 0 or 1

Names and lengths stand inside, so that no two rows share an encoding, and a column that a later version adds
leaves older states as they are while it is null. Not canonical JSON: that takes five times as long.
"""

import struct
from collections.abc import Sequence
from hashlib import sha256, sha512
from zlib import crc32

Value = str | int | float | bytes | None
"""What a column holds, as the database gives it."""

DIGEST_SIZE = 32
SALT_SIZE = 16
_DOMAIN = b"exhibit-row/v2\x00"
_PRESENT, _ABSENT = b"+", b"-"
_INTEGER, _FLOAT, _LENGTH = struct.Struct(">q").pack, struct.Struct(">d").pack, struct.Struct(">I").pack


class RowEncoder:
    """Encodes the rows of one table. `columns` are sorted by name; `key` are those that tell which row."""

    def __init__(self, table: str, columns: Sequence[str], key: Sequence[str]) -> None:
        self._names = [_text(name) for name in columns]
        self._key_names = [_text(name) for name in sorted(key)]
        self._key_order = [list(key).index(name) for name in sorted(key)]
        self._present = _DOMAIN + _text(table) + _PRESENT
        self._absent = _DOMAIN + _text(table) + _ABSENT

    def digest(self, salt: bytes, row: Sequence[Value]) -> bytes:
        """The state of a row; `row` has its values in the order of the columns."""
        return sha256(b"".join([salt, self._present, *_pieces(self._names, row)])).digest()

    def digest_absent(self, salt: bytes, key: Sequence[int]) -> bytes:
        """The state of a row that was taken away."""
        ordered = [key[position] for position in self._key_order]
        return sha256(b"".join([salt, self._absent, *_pieces(self._key_names, ordered)])).digest()

    def hints(self, salt: bytes, state: bytes, row: Sequence[Value]) -> bytes:
        """One byte a column, by which to guess later which column differs from what had this `state`.

        The bytes are no proof and are committed to nowhere: they only put a name to what the digest found.
        Each is masked by what only the salt gives, so that they tell nothing once the salt was disposed of.
        """
        size = len(row)
        sums = bytearray(size)
        for at, value in enumerate(row):
            if value is not None:
                sums[at] = crc32(value if isinstance(value, bytes) else str(value).encode(*_LENIENT)) & 0xFF
        # 64 bytes at a time: most tables have fewer columns
        mask = sha512(salt + state).digest()
        while len(mask) < size:
            mask += sha512(salt + mask).digest()
        return (int.from_bytes(sums, "big") ^ int.from_bytes(mask[:size], "big")).to_bytes(size, "big")


def _pieces(names: Sequence[bytes], values: Sequence[Value]) -> list[bytes]:
    """The encoded columns, in pieces. One loop without calls: it runs for every column of every row."""
    pieces: list[bytes] = []
    add = pieces.extend
    for name, value in zip(names, values, strict=True):
        if value is None:
            continue
        if isinstance(value, str):
            encoded = value.encode(*_LENIENT)
            add((name, b"s", _LENGTH(len(encoded)), encoded))
        # truth values come as integers from the database, so that bool has no letter of its own
        elif isinstance(value, int):
            add((name, b"i", _INTEGER(value)))
        elif isinstance(value, float):
            add((name, b"f", _FLOAT(value)))
        else:
            add((name, b"b", _LENGTH(len(value)), value))
    return pieces


_LENIENT = ("utf-8", "surrogateescape")
"""What is no text in a catalogue that was tampered with is compared all the same."""


def _text(text: str) -> bytes:
    return _LENGTH(len(text.encode())) + text.encode()
