"""What the shipped fonts can print: every other character, and every invisible one, becomes its code point.

Printed text is NFC; the attached JSON keeps the text as it is recorded.
"""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from app.messages.visible import VisibleText


@dataclass(frozen=True, slots=True)
class FontFamily:
    """A shipped font family, the ranges it is used for (none: all it has), and the ranges it has."""

    name: str
    only: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, code: int) -> bool:
        """Whether every face of the family has a glyph for the code point."""
        place = bisect_right(self.starts, code) - 1
        return place >= 0 and code <= self.ends[place]


class Glyphs(VisibleText):
    """The families that are shipped, in the order of use, and text made safe to print with them."""

    def __init__(self, coverage: str) -> None:
        """`coverage` is the shipped `fonts/coverage.txt`."""
        self.families = tuple(_family(line) for line in coverage.splitlines())
        super().__init__(self.families)

    def printable(self, text: str, replaced: dict[str, None] | None = None) -> str:
        """`shown`, in the fonts of paper."""
        return self.shown(text, replaced)

    def drawn(self, text: str) -> str:
        """The same for words in a drawing, without marks that are no part of a letter.

        Typst sets such a mark in SVG from a font of its own, and then finds text without code points.
        """
        composed = unicodedata.normalize("NFC", text)
        return self.shown("".join(c for c in composed if not unicodedata.category(c).startswith("M")))


def _family(line: str) -> FontFamily:
    name, only, has = line.split("\t")
    ranges = _ranges(has)
    return FontFamily(
        name, _ranges(only), tuple(first for first, _ in ranges), tuple(last for _, last in ranges)
    )


def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    pairs = (part.partition("-") for part in text.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in pairs)
