"""How well a name fits the name that was asked for."""

import unicodedata
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz.distance import OSA

from app.places.candidate import Match, NamedPlace
from resources.fold import fold_key
from resources.place_names import bare_key, keys_of

Place = TypeVar("Place", bound=Hashable)

# in steps of one and two: only an order, below which all misspellings lie
_EXACT, _FOLDED, _STRIPPED, _OTHER_ALPHABET, _BEST_MISSPELT = 100.0, 99.0, 97.0, 96.0, 95.0


@dataclass(frozen=True, slots=True)
class Fit:
    """The best name found so far of one place, and how well it fits (0..100)."""

    name: str
    score: float
    match: Match


def written_fit(asked: str, name: str) -> Fit:
    """How `name` fits `asked`, given that the two share one of their keys."""
    if unicodedata.normalize("NFC", asked.strip()) == name:
        return Fit(name, _EXACT, Match.EXACT)
    ours, theirs = fold_key(asked), fold_key(name)
    if ours == theirs:
        return Fit(name, _FOLDED, Match.FOLDED)
    if bare_key(ours) == bare_key(theirs):
        return Fit(name, _STRIPPED, Match.STRIPPED)
    return Fit(name, _OTHER_ALPHABET, Match.FOLDED)


def keep_best(fits: dict[Place, Fit], place: Place, fit: Fit) -> None:
    """Remember `fit` for `place` unless a better one is known."""
    if place not in fits or fits[place].score < fit.score:
        fits[place] = fit


def own_fits(asked: str, extra: Sequence[NamedPlace]) -> dict[str, Fit]:
    """The case's own places that bear the name as it is written, by their key."""
    forms = set(keys_of(fold_key(asked)))
    fits: dict[str, Fit] = {}
    for place in extra:
        for name in (place.name, *place.names):
            if forms.intersection(keys_of(fold_key(name))):
                keep_best(fits, place.key, written_fit(asked, name))
    return fits


def own_misspelt(key: str, extra: Sequence[NamedPlace]) -> dict[str, Fit]:
    """The case's own places with a name close to `key`, by their key."""
    allowed = edits_allowed(key)
    fits: dict[str, Fit] = {}
    for place in extra:
        for name in (place.name, *place.names):
            other = fold_key(name)
            distance = OSA.distance(key, other, score_cutoff=allowed)
            if distance <= allowed:
                keep_best(fits, place.key, Fit(name, likeness(key, other, distance), Match.MISSPELT))
    return fits


def edits_allowed(key: str) -> int:
    """How many letters may be wrong in a name of this length; characters that are syllables count double."""
    # from Hiragana on: kana, Han and Hangul
    length = sum(2 if character >= "\u3040" else 1 for character in key)
    # one edit in a word of three letters makes any other word of three letters
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 9 else 3


def likeness(key: str, other: str, distance: int) -> float:
    """0..95: how alike two keys are that lie `distance` edits apart."""
    longest = max(len(key), len(other), 1)
    return round(_BEST_MISSPELT * max(0.0, 1 - distance / longest), 1)
