"""What the shipped fonts can print: every other character, and every invisible one, becomes its code point.

Printed text is NFC; the attached JSON keeps the text as it is recorded.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

_MARKS, _STACKED = 6, 3
_PLAIN = re.compile(r"[\n\x20-\x7e]*")
_JOINERS = "\u200c\u200d"
_JOINING = ((0x0600, 0x08FF), (0x0900, 0x0DFF), (0x1000, 0x109F))
_INVISIBLE = frozenset(
    (0x85, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x200B, 0x2028, 0x2029, 0x2060, 0x3164, 0xFEFF, 0xFFA0)
)
_SPACED_OUT = re.compile(r"\r\n?|\t")


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


class Glyphs:
    """The families that are shipped, in the order of use, and text made safe to print with them."""

    def __init__(self, coverage: str) -> None:
        """`coverage` is the shipped `fonts/coverage.txt`."""
        self.families = tuple(_family(line) for line in coverage.splitlines())
        self._known: dict[str, bool] = {}

    def printable(self, text: str, replaced: dict[str, None] | None = None) -> str:
        """The text with every character that cannot be seen or set written as "[U+1F680]".

        Their code points are added to `replaced`, in the order they come. A mark
        stays on its letter if one font has both, and up to three above or below it.
        """
        if _PLAIN.fullmatch(text):
            return text
        composed = unicodedata.normalize("NFC", _SPACED_OUT.sub(_spaced, text))
        if all(self._ordinary(character) for character in set(composed)):
            return composed
        return "".join(self._written(composed, {} if replaced is None else replaced))

    def _ordinary(self, character: str) -> bool:
        known = self._known.get(character)
        if known is None:
            mark = unicodedata.category(character).startswith("M")
            known = not mark and character not in _JOINERS and self._visible(character)
            self._known[character] = known
        return known

    def _visible(self, character: str) -> bool:
        code = ord(character)
        if character == "\n":
            return True
        if unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} or code in _INVISIBLE:
            return False
        if unicodedata.category(character) == "Cf" and not 0x0600 <= code <= 0x06DD:
            return False
        if 0xFE00 <= code <= 0xFE0F or 0x180B <= code <= 0x180F:
            return False
        return any(family.has(code) for family in self.families)

    def _written(self, text: str, replaced: dict[str, None]) -> Iterator[str]:
        pending: list[str] = []
        letter = _NOTHING
        for character in text:
            letter = self._with(letter, character)
            if letter.printed:
                yield from _boxed(pending)
                pending.clear()
                yield character
            else:
                pending.append(f"U+{ord(character):04X}")
                replaced[pending[-1]] = None
        yield from _boxed(pending)

    def _with(self, letter: "_Letter", character: str) -> "_Letter":
        if character in _JOINERS:
            joining = any(first <= letter.code <= last for first, last in _JOINING)
            return replace(letter, printed=joining and bool(letter.families))
        if not unicodedata.category(character).startswith("M"):
            return self._letter(character)
        families = tuple(family for family in letter.families if family.has(ord(character)))
        stacked = letter.stacked + (unicodedata.combining(character) != 0)
        if not families or stacked > _STACKED or letter.marks == _MARKS or not self._visible(character):
            return replace(letter, printed=False)
        return _Letter(letter.code, families, letter.marks + 1, stacked, printed=True)

    def _letter(self, character: str) -> "_Letter":
        if not self._ordinary(character):
            return _NOTHING
        code = ord(character)
        bears = () if character.isspace() else tuple(family for family in self.families if family.has(code))
        return _Letter(code, bears, 0, 0, printed=True)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter with the marks on it so far: they must all come from one font, or Typst finds none."""

    code: int
    families: tuple[FontFamily, ...]
    marks: int
    stacked: int
    printed: bool


_NOTHING = _Letter(0, (), 0, 0, printed=False)


def _spaced(match: re.Match[str]) -> str:
    return "    " if match.group() == "\t" else "\n"


def _boxed(codes: list[str]) -> Iterator[str]:
    if codes:
        yield f"[{' '.join(codes)}]"


def _family(line: str) -> FontFamily:
    name, only, has = line.split("\t")
    ranges = _ranges(has)
    return FontFamily(
        name, _ranges(only), tuple(first for first, _ in ranges), tuple(last for _, last in ranges)
    )


def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    pairs = (part.partition("-") for part in text.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in pairs)
