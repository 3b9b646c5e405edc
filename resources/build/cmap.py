"""Which characters a TrueType font has glyphs for: its `cmap` table, formats 4 and 12 (OpenType 1.9)."""

import struct
from collections.abc import Iterator

_PREFERENCE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))


def characters(font: bytes) -> frozenset[int]:
    """Code points that the font maps to a glyph other than .notdef; ValueError without a Unicode table."""
    cmap = _table(font, b"cmap")
    start = _best_subtable(cmap)
    (form,) = struct.unpack_from(">H", cmap, start)
    if form == 12:
        return frozenset(_format_12(cmap, start))
    if form == 4:
        return frozenset(_format_4(cmap, start))
    raise ValueError(f"cmap format {form} is not read here")


def _table(font: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if name == tag:
            return font[offset : offset + length]
    raise ValueError(f"the font has no table {tag!r}")


def _best_subtable(cmap: bytes) -> int:
    (count,) = struct.unpack_from(">H", cmap, 2)
    found: dict[tuple[int, int], int] = {}
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * number)
        found[platform, encoding] = offset
    for key in _PREFERENCE:
        if key in found:
            return found[key]
    raise ValueError("the font has no Unicode character map")


def _format_12(cmap: bytes, start: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", cmap, start + 12)
    for number in range(groups):
        first, last, glyph = struct.unpack_from(">III", cmap, start + 16 + 12 * number)
        yield from range(first + (glyph == 0), last + 1)


def _format_4(cmap: bytes, start: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", cmap, start + 6)
    count = twice // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", cmap, start + 14 + part * twice + (2 if part else 0))
        for part in range(4)
    )
    for segment in range(count):
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code
            if offsets[segment]:
                place = start + 16 + 3 * twice + 2 * segment
                (glyph,) = struct.unpack_from(
                    ">H", cmap, place + offsets[segment] + 2 * (code - starts[segment])
                )
            if glyph and (glyph + deltas[segment]) & 0xFFFF:
                yield code
