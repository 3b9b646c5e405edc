"""Places where a line may break inside names, paths and hashes that have no space in them."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

# thai to Myanmar and Hangul jamo, CJK, kana, Hangul, full-width forms: their lines break between any two
# letters
_RUN = (
    r"[^\s\u0e00-\u0e7f\u1000-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
    r"\U00020000-\U0003ffff]{%d,}"
)
_SEAM = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])|(?<=[/_.,;:?&=+@#%|-])(?=\w)")


def breakable(text: str, longest: int = 30, chunk: int = 8) -> str | list[str]:
    """The text itself, or its pieces where a run of over `longest` characters has no place to break.

    Pieces end after punctuation and before a capital; where that leaves more than `longest` characters,
    they are cut every `chunk`. Scripts that break between any letters are left to the typesetting.
    """
    if len(text) <= longest:
        return text
    cuts = [
        cut for run in re.finditer(_RUN % (longest + 1), text) for cut in _cuts(text, run, longest, chunk)
    ]
    if not cuts:
        return text
    return [text[start:stop] for start, stop in pairwise((0, *cuts, len(text))) if start < stop]


def _cuts(text: str, run: re.Match[str], longest: int, chunk: int) -> Iterator[int]:
    seams = [seam.start() for seam in _SEAM.finditer(text, run.start(), run.end())]
    for start, stop in pairwise((run.start(), *seams, run.end())):
        if stop - start > longest:
            yield from _chunks(text, start + chunk, stop, chunk)
        yield stop


def _chunks(text: str, place: int, stop: int, chunk: int) -> Iterator[int]:
    while place < stop - 1:
        while place < stop and _continues(text[place]):
            place += 1
        yield place
        place += chunk


def _continues(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or character in "\u200c\u200d"
