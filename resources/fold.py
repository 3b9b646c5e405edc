"""The one folding of text for the text index, for queries and for names of places.

Three forms, all made by the same steps, so that what was indexed is what is asked for:

* `fold(text)` is what goes **into the index**: folded words, and every run of Han and Kana as its
  overlapping pairs followed by its single characters (`北京市` -> `北京 京市 北 京 市`).
* `query_terms(text)` is what a **query** asks for. Each string is one phrase, all of which must be found; in
  a prefix search the last word of the last may go on. None holds a quote. An empty list means that the
  text holds nothing that can be looked for.
* `fold_key(text)` is for **comparing names**: the folded words without pairs. It is idempotent.

The index of an engine parts words as its tokenizer does; its text was folded here before.
None of them raises, whatever the string holds.
"""

import re
import unicodedata

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # European
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"  # Arabic vowels, tatweel
)
_APOSTROPHES = re.compile(
    "['`\u00b4\u2018\u2019\u201b\u2032\u02b9-\u02bf\u02c8\u02ee\u05f3\u055a\ua78c\uff07]"
)
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŧ": "t"}
)
_ASCII_APOSTROPHES = str.maketrans("", "", "'`")
_GAPS = re.compile(r"[\W_]+")
_RUNS = re.compile(
    "([々〆〇\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd]+)"
)


def fold(text: str) -> str:
    """The form of `text` that is indexed: words in lower case without diacritics, Han and Kana in pairs."""
    return " ".join(piece for run in _pieces(text) for piece in _indexed(run))


def fold_key(text: str) -> str:
    """The form of `text` under which names are the same name, words parted by one space."""
    if text.isascii():  # has neither marks nor forms: the same in a quarter of the time
        return " ".join(_GAPS.sub(" ", text.translate(_ASCII_APOSTROPHES).casefold()).split())
    plain = _strip(unicodedata.normalize("NFKD", text)).casefold()
    plain = _strip(unicodedata.normalize("NFKD", plain)).translate(_LETTERS)
    spaced = _GAPS.sub(_gap, unicodedata.normalize("NFC", plain))
    return " ".join(spaced.split())


def query_terms(text: str) -> list[str]:
    """The phrases that must all stand in the index for `text` to be found: see the head of this file.

    Words outside Han and Kana stay together as one phrase, in their order; a run of Han or Kana is a phrase
    of its own, so that its place between words is not demanded.
    """
    terms: list[str] = []
    words: list[str] = []
    for piece in _pieces(text):
        if not _RUNS.match(piece):
            words.append(piece)
            continue
        if words:
            terms.append(" ".join(words))
            words = []
        terms.append(" ".join(_pairs(piece) or [piece]))
    return [*terms, " ".join(words)] if words else terms


def _strip(text: str) -> str:
    return _MARKS.sub("", _APOSTROPHES.sub("", text))


def _gap(found: re.Match[str]) -> str:
    """Marks of other scripts are kept, invisible format characters dropped, everything else is a space."""
    gap = found.group()
    if gap == " ":
        return gap
    return "".join(_instead(character) for character in gap)


def _instead(character: str) -> str:
    category = unicodedata.category(character)
    if category.startswith("M"):
        return character
    return "" if category == "Cf" else " "


def _pieces(text: str) -> list[str]:
    return [piece for word in fold_key(text).split() for piece in _RUNS.split(word) if piece]


def _indexed(piece: str) -> list[str]:
    return [*_pairs(piece), *piece] if _RUNS.match(piece) else [piece]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
