"""Text of files and people made visible: nothing in it hides, turns the line around, or buries the next one.

Every character that cannot be seen becomes its code point, "[U+202E]". The window shows any letter; paper
asks its fonts (`app.sheet.glyphs`), and says the same of all others.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Protocol

LONGEST = 4_000
"""Characters that one label shows."""
# more is never seen on one line; and of texts seen before so many are remembered, for they are painted in
# every frame
_LINE = 300
_KEPT = 2_000
# marks on a letter in all (pointed Hebrew and Arabic have some), and above or below it: more would bury the
# line next to it
_MARKS, _STACKED = 6, 3
_PLAIN = re.compile(r"[\n\x20-\x7e]*")
_JOINERS = "\u200c\u200d"
# Arabic and its neighbours, the scripts of India, Myanmar: there the joiners shape letters, elsewhere they
# only hide
_JOINING = ((0x0600, 0x08FF), (0x0900, 0x0DFF), (0x1000, 0x109F))
# beside the categories: fillers, blanks without width, vowels that are never seen, separators of lines
_INVISIBLE = frozenset(
    (
        0x85,
        0x34F,
        0x61C,
        0x115F,
        0x1160,
        0x17B4,
        0x17B5,
        0x200B,
        0x2028,
        0x2029,
        0x2060,
        0x3164,
        0xFEFF,
        0xFFA0,
    )
)
# variation selectors: they choose among forms of a letter, and may carry hidden data
_VARIANTS = ((0xFE00, 0xFE0F), (0x180B, 0x180F), (0xE0100, 0xE01EF))
_SPACED_OUT = re.compile(r"\r\n?|\t")


class Font(Protocol):
    """What a character may be shown with."""

    def has(self, code: int) -> bool:
        """Whether there is a glyph for the code point."""


class AnyFont:
    """The fonts of a desktop together: some of them has every letter."""

    def has(self, code: int) -> bool:
        return code >= 0


class VisibleText:
    """Text made visible with some fonts, in the order of their use."""

    def __init__(self, fonts: Sequence[Font]) -> None:
        self._fonts = tuple(fonts)
        self._known: dict[str, bool] = {}

    def shown(self, text: str, replaced: dict[str, None] | None = None) -> str:
        """The text with every character that cannot be seen or set written as "[U+1F680]".

        Their code points are added to `replaced`, in the order they come. A mark stays on its letter if one
        font has both, and up to three above or below it.
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
            known = not mark and character not in _JOINERS and self._seen(character)
            self._known[character] = known
        return known

    def _seen(self, character: str) -> bool:
        code = ord(character)
        if character == "\n":
            return True
        if unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} or code in _INVISIBLE:
            return False
        # signs that Arabic writes under its numbers are of this category, and seen
        if unicodedata.category(character) == "Cf" and not 0x0600 <= code <= 0x06DD:
            return False
        if any(first <= code <= last for first, last in _VARIANTS):
            return False
        return any(font.has(code) for font in self._fonts)

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
            return replace(letter, printed=joining and bool(letter.fonts))
        if not unicodedata.category(character).startswith("M"):
            return self._letter(character)
        fonts = tuple(font for font in letter.fonts if font.has(ord(character)))
        stacked = letter.stacked + (unicodedata.combining(character) != 0)
        if not fonts or stacked > _STACKED or letter.marks == _MARKS or not self._seen(character):
            return replace(letter, printed=False)
        return _Letter(letter.code, fonts, letter.marks + 1, stacked, printed=True)

    def _letter(self, character: str) -> "_Letter":
        if not self._ordinary(character):
            return _NOTHING
        code = ord(character)
        bears = () if character.isspace() else tuple(font for font in self._fonts if font.has(code))
        return _Letter(code, bears, 0, 0, printed=True)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter with the marks on it so far: they must all come from one font, or Typst finds none."""

    code: int
    fonts: tuple[Font, ...]
    marks: int
    stacked: int
    printed: bool


_NOTHING = _Letter(0, (), 0, 0, printed=False)


def visible(text: str, longest: int = LONGEST) -> str:
    """The text as a window shows it, lines kept; of a longer one its beginning."""
    if len(text) <= longest and _PLAIN.fullmatch(text):
        return text
    cut = text if len(text) <= longest else text[: longest - 1]
    shown = _shown(cut)
    return shown if len(text) <= longest and len(shown) <= longest else f"{shown[: longest - 1]}…"


def visible_line(text: str, longest: int = _LINE) -> str:
    """The same on one line, whatever is in it: blanks that follow each other are one."""
    # only the beginning is looked at: a title may have a megabyte, and is painted in every frame
    flat = " ".join(visible(text[: 4 * longest], 4 * longest).split())
    if len(flat) <= longest and len(text) <= 4 * longest:
        return flat
    return f"{flat[: longest - 1]}…"


@lru_cache(_KEPT)
def _shown(text: str) -> str:
    return _any_font().shown(text)


@cache
def _any_font() -> VisibleText:
    return VisibleText((AnyFont(),))


def _spaced(match: re.Match[str]) -> str:
    return "    " if match.group() == "\t" else "\n"


def _boxed(codes: list[str]) -> Iterator[str]:
    if codes:
        yield f"[{' '.join(codes)}]"
