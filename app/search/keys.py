"""The keys of the query language: what each expects behind its colon, and the leaf it makes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from app.errors import CatalogueError
from app.fields.field import Field
from app.fields.item import ITEM
from app.fields.kinds import NO, YES
from app.fields.terms import BASES, ITEM_TYPES, ROLES, STANCES, one_of
from app.search import key_values as key_values
from app.search.errors import QueryError
from app.search.tokens import Token, unquoted
from app.times.spans import read_span
from db.queries.filter import (
    ByCamera,
    ByField,
    Feature,
    FieldWithin,
    FromOrigin,
    FromSource,
    Has,
    HasLocation,
    HasStance,
    Held,
    InCase,
    InRegion,
    Leaf,
    Linked,
    Node,
    Not,
    OfType,
    Or,
    Placed,
    Received,
    Sort,
    SortKey,
    Tagged,
    Taken,
)
from resources.messages import later, tr

SORTS: tuple[SortKey, ...] = get_args(SortKey)
FEATURES: tuple[Feature, ...] = get_args(Feature)


@dataclass(frozen=True, slots=True)
class KeySpec:
    """One key: its name, what it expects in words, an example, and the words it is limited to, if any."""

    key: str
    expects: str
    example: str
    words: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """What it expects and an example, in the reader's language."""
        return tr("{expects}, such as {example}", expects=tr(self.expects), example=self.example)


_OF_FIELDS = {field.search_key: field for field in ITEM if field.search}
KEYS = (
    KeySpec("near", later("a place and a distance"), "near:Springfield~25km"),
    KeySpec("in", later("a country or region"), 'in:"New South Wales"'),
    KeySpec("box", later("south, west, north, east in degrees"), "box:51.2,-0.6,51.8,0.4"),
    KeySpec("role", later("whose position"), "role:camera", ROLES),
    KeySpec("basis", later("how a position is known"), "basis:assessed", (*BASES, "any")),
    KeySpec("tag", later("a tag"), "tag:bridge"),
    KeySpec("type", later("a type of item"), "type:photograph", ITEM_TYPES),
    KeySpec("case", later("a case"), "case:harbour"),
    KeySpec("claim", later("a claim"), "claim:C01"),
    KeySpec("stance", later("how an item stands to a claim"), "stance:supports", STANCES),
    KeySpec("source", later("a source by name or label"), 'source:"Harbour office"'),
    KeySpec("origin", later("an origin by name or label"), "origin:O-HARBOUR"),
    KeySpec("camera", later("make or model of a camera"), "camera:canon"),
    KeySpec("taken", later("a time or an interval, in UTC"), "taken:2020-05-01..2020-05-17"),
    KeySpec("received", later("a time, an interval or a period"), "received:30d"),
    KeySpec("held", later("yes or no"), "held:no", ("yes", "no")),
    KeySpec("has", later("what an item has"), "has:gps", FEATURES),
    KeySpec("no", later("what an item lacks"), "no:claim", FEATURES),
    KeySpec("sort", later("an order, with a minus sign backwards"), "sort:-taken", SORTS),
    *(KeySpec(key, field.noun, field.search, field.kind.choices) for key, field in _OF_FIELDS.items()),
)
"""In the order in which the manual and the completion show them."""


def leaf(token: Token, now: datetime) -> Node:
    """The node that a `key:value` token asks for. Raises QueryError with what was expected."""
    value = unquoted(token.text)
    spec = next((spec for spec in KEYS if spec.key == token.key), None)
    if spec is None:
        raise QueryError(_unknown(token), token.start, token.end, tuple(f"{spec.key}:" for spec in KEYS))
    if not value:
        raise QueryError(
            tr("{key}: needs {meaning}", key=spec.key, meaning=spec.meaning),
            token.start,
            token.end,
        )
    try:
        return _MAKERS[spec.key](value, token.start, now)
    except (ValueError, CatalogueError) as error:
        candidates = error.candidates if isinstance(error, CatalogueError) else ()
        raise QueryError(str(error), token.start, token.end, candidates) from None


def sort_of(token: Token) -> Sort:
    """The order that a `sort:` token asks for."""
    value = unquoted(token.text).lower()
    key = value.lstrip("-")
    found = next((known for known in SORTS if known == key), None)
    if found is None:
        expected = tr(
            "sort: needs one of {sorts}, with a minus sign backwards, such as sort:-taken.",
            sorts=", ".join(SORTS),
        )
        raise QueryError(expected, token.start, token.end, SORTS)
    return Sort(found, value.startswith("-"))


def _unknown(token: Token) -> str:
    return tr(
        "There is no search key “{key}:”. To look for the text itself, put quotation marks round it. "
        "The keys are {keys}.",
        key=token.key,
        keys=", ".join(f"{spec.key}:" for spec in KEYS),
    )


def _several(value: str, allowed: tuple[str, ...], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_of(part, allowed, field) for part in value.split(",")))


def _types(value: str, _at: int, _now: datetime) -> Node:
    words = _several(value.replace("-", " ").replace("_", " "), ITEM_TYPES, "type:")
    return OfType(words[0]) if len(words) == 1 else Or(tuple(OfType(word) for word in words))


def _held(value: str, _at: int, _now: datetime) -> Leaf:
    if value.lower() not in (*YES, *NO):
        raise ValueError(tr("held: needs yes or no."))
    return Held(value.lower() in YES)


def _has(value: str, _at: int, _now: datetime) -> Leaf:
    word = one_of(value, FEATURES, "has: or no:")
    return Has(next(feature for feature in FEATURES if feature == word))


def _by_field(field: Field) -> Callable[[str, int, datetime], Node]:
    def leaf(value: str, at: int, now: datetime) -> Node:
        bounds = field.kind.bounds(value, field.noun, now)
        if bounds is not None:
            return FieldWithin(field.stored_as, bounds.low, bounds.high, bounds.closed)
        asked = _several(value, field.words, f"{field.search_key}:") if field.words else (value,)
        leaves = tuple(ByField(field.stored_as, word, at) for word in asked)
        return leaves[0] if len(leaves) == 1 else Or(leaves)

    return leaf


_MAKERS: dict[str, Callable[[str, int, datetime], Node]] = {
    "near": lambda value, at, _now: Placed(key_values.near(value), at=at),
    "in": lambda value, at, _now: Placed(InRegion(value), at=at),
    "box": lambda value, at, _now: Placed(key_values.box(value), at=at),
    "role": lambda value, at, _now: HasLocation(roles=_several(value, ROLES, "role:"), at=at),
    "basis": lambda value, at, _now: HasLocation(bases=_several(value, (*BASES, "any"), "basis:"), at=at),
    "tag": lambda value, at, _now: Tagged(value, at),
    "type": _types,
    "case": lambda value, at, _now: InCase(value, at),
    "claim": lambda value, at, _now: Linked(value, at=at),
    "stance": lambda value, at, _now: HasStance(_several(value, STANCES, "stance:"), at),
    "source": lambda value, at, _now: FromSource(value, at),
    "origin": lambda value, at, _now: FromOrigin(value, at),
    **{key: _by_field(field) for key, field in _OF_FIELDS.items()},
    "camera": lambda value, at, _now: ByCamera(value, at),
    "taken": lambda value, _at, now: Taken(read_span(value, now)),
    "received": lambda value, _at, now: Received(read_span(value, now)),
    "held": _held,
    "has": _has,
    "no": lambda value, at, now: Not(_has(value, at, now)),
}
