"""The one order of titles and names: a key of bytes, stored beside the text and compared byte by byte.

Every engine sorts bytes alike, where each has its own idea of sorting text. The key has the three levels of
the Unicode Collation Algorithm (UTS #10): letters first, then accents, then case, so that `cote`, `Cote`,
`coté`, `cotf` come in this order. Beyond that:

* digits count as the number that they write: `EX-2` before `EX-10`, `photo 9` before `photo 10`;
* scripts follow one another: numbers, Latin, Greek, Cyrillic, others, Hangul, Kana, Han;
* Cyrillic letters of all languages stand in one row, each where its own alphabet has it; ё is an accent of е;
* whatever stands between words is one gap, apostrophes and invisible characters are nothing.

A library would do for the letters (pyuca passes the tests of Unicode), but it reads two megabytes of tables
at every start, knows no numbers, and has had no release since 2017.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

Named = TypeVar("Named")
_LONGEST = 120
"""Characters that count: texts that differ only later have one key."""
_RUNS = re.compile(r"\d+|\D")
_IGNORED = frozenset("'`´‘’‛′ʹʺʻʼʽʾʿˈˮ׳՚ꞌ＇")
_SPELT = {
    **dict(zip("øđłħıŧŋəð", "odlhitned", strict=True)),
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
_STROKE = "\u0335"
"""Stands for what makes ø of o: like an accent, it counts only among equal letters."""

# First bytes of the letters. Below all of them is the zero that ends a level.
_GAP, _SYMBOL, _NUMBER, _OTHER, _HANGUL, _KANA, _HAN, _RARE_HAN = 1, 2, 3, 0xA8, 0xB0, 0xE0, 0xE2, 0xE3
_ROWS = {
    0x10: "abcdefghijklmnopqrstuvwxyz",
    0x30: "αβγδεζηθικλμνξοπρστυφχψω",
    0x50: "аәбвгґғдђѓеєжзѕиіїйјкқлљмнњңоөпрстћќуўұүфхһцчџшщъыьэюя",
}
_LETTERS = {letter: bytes([first + at]) for first, row in _ROWS.items() for at, letter in enumerate(row)}
_LETTERS["ς"] = _LETTERS["σ"]
_AFTER_THE_ROW = {"LATIN": 0x2F, "GREEK": 0x4F, "CYRILLIC": 0xA7}
_SYLLABLE, _SYLLABLES, _OF_ONE_LEAD, _LEAD, _LEADS = 0xAC00, 11_172, 588, 0x1100, 19

# Bytes of the accents and of the case: what is plain, and whatever else is greater.
_PLAIN, _UPPER, _MARK, _RARE_MARK = 2, 3, 0x10, 0x80
_AS_IS, _A_GAP = bytes([_PLAIN]), bytes([_GAP])


def sort_key(text: str) -> bytes:
    """What `text` sorts by; empty only where there is nothing but spaces."""
    letters, accents, cases = bytearray(), bytearray(), bytearray()
    gap = False
    for run in _RUNS.findall(_composed(text)[:_LONGEST]):
        letter, accent, case = _number(run) if run[0].isdecimal() else _character(run)
        if letter == _A_GAP:
            gap = bool(letters)
            continue
        if gap and letter:
            letters += _A_GAP
            accents += _AS_IS
            cases += _AS_IS
            gap = False
        letters += letter
        accents += accent
        cases += case
    return _joined(letters, accents, cases) or (_A_GAP if text.strip() else b"")


def in_order(things: Iterable[Named], name: Callable[[Named], str]) -> list[Named]:
    """Things in the order of their names; of two with the same key the one that came first.

    For lists that are read whole, of some hundred lines: a name costs 45 microseconds. A table of which lines
    are fetched by the page, or that the database sorts, keeps the key in a column beside the name.
    """
    return sorted(things, key=lambda thing: sort_key(name(thing)))


def _joined(letters: bytearray, *others: bytearray) -> bytes:
    """Levels without the plain ones at their end, which anything else would follow."""
    levels = [bytes(letters), *(bytes(level).rstrip(_AS_IS) for level in others)]
    while levels and not levels[-1]:
        levels.pop()
    return b"\0".join(levels)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _number(digits: str) -> tuple[bytes, bytes, bytes]:
    """How many digits, then the digits; zeros in front count only among equal numbers."""
    plain = "".join(str(unicodedata.decimal(digit)) for digit in digits)
    value = plain.lstrip("0")
    zeros = len(plain) - len(value)
    return bytes([_NUMBER, len(value) + 1]) + value.encode("ascii"), _AS_IS, bytes([_PLAIN + zeros])


@lru_cache(4096)
def _character(character: str) -> tuple[bytes, bytes, bytes]:
    """What one character adds to letters, accents and case."""
    kind = unicodedata.category(character)
    if character in _IGNORED or (kind in {"Cf", "Cc"} and not character.isspace()):
        return b"", b"", b""
    if kind[0] in "ZP" or kind == "Cc":
        return _A_GAP, b"", b""
    low = character.lower()
    case = _AS_IS if low == character else bytes([_UPPER])
    parts = list(_parts(low))
    letters = [_letter(part) for part in parts if not _is_mark(part)]
    accents = (_accent(part) if _is_mark(part) else _AS_IS for part in parts)
    return b"".join(letters), b"".join(accents), case * len(letters)


def _parts(text: str) -> Iterator[str]:
    """Letters of the rows and others that have no parts, each with its marks behind it."""
    for character in text:
        plain = unicodedata.normalize("NFKD", character).lower()
        if character in _LETTERS or plain == character or _is_syllable(character):
            yield from _SPELT.get(character, character)
            yield from _STROKE if character in _SPELT else ""
        else:
            yield from _parts(plain)


def _is_mark(part: str) -> bool:
    return unicodedata.category(part) in {"Mn", "Me"}


def _is_syllable(character: str) -> bool:
    return 0 <= ord(character) - _SYLLABLE < _SYLLABLES


def _accent(mark: str) -> bytes:
    """Its last byte is never that of a plain letter, which may be cut off."""
    number = ord(mark) - 0x300
    return bytes([_MARK + number]) if 0 <= number < 0x70 else _coded(_RARE_MARK, 2 * ord(mark) + 1)


def _letter(letter: str) -> bytes:
    if letter in _LETTERS:
        return _LETTERS[letter]
    code = ord(letter)
    for first, last, place in _BLOCKS:
        if first <= code <= last:
            return place(code)
    if letter.isdecimal():
        return _number(letter)[0]
    if unicodedata.category(letter)[0] == "S":
        return _coded(_SYMBOL, code)
    return _coded(_AFTER_THE_ROW.get(unicodedata.name(letter, "").split(" ")[0], _OTHER), code)


def _hangul(code: int) -> bytes:
    """A consonant alone stands before all syllables that begin with it, other parts after them all."""
    lead, rest = divmod(code - _SYLLABLE, _OF_ONE_LEAD)
    if code < _SYLLABLE:
        lead, rest = (code - _LEAD, -1) if code < _LEAD + _LEADS else (_LEADS, code - _LEAD)
    return (((_HANGUL << 8) + lead * (_OF_ONE_LEAD + 1)) + rest + 1).to_bytes(2, "big")


def _coded(first: int, code: int) -> bytes:
    return bytes([first]) + code.to_bytes(3, "big")


_BLOCKS = (
    (_LEAD, 0x11FF, _hangul),
    (_SYLLABLE, _SYLLABLE + _SYLLABLES - 1, _hangul),
    (0x3041, 0x3096, lambda code: bytes([_KANA, code - 0x3040])),
    (0x30A1, 0x30F6, lambda code: bytes([_KANA, code - 0x30A0])),
    (0x4E00, 0x9FFF, lambda code: bytes([_HAN]) + code.to_bytes(2, "big")),
    (0x3400, 0x4DBF, lambda code: _coded(_RARE_HAN, code)),
    (0x20000, 0x3FFFD, lambda code: _coded(_RARE_HAN, code)),
)
