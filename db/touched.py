"""Which things an act touches, told to whoever shows them, so that only those are read again."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MANY = 10_000
"""From more ids than this all things of the kind are told: to name them would cost more than to read them."""


class Kind(StrEnum):
    """Kinds of things. Unless it says otherwise, a kind is told where rows of it were written."""

    ITEMS = "items"
    """Every item that the act concerns, whatever of it was changed."""
    MEMBERS = "members"
    """Items that came into the catalogue, were withdrawn, or came back."""
    FIELDS = "fields"
    """Items whose own fields were changed: title, type, sensitivity and the like."""
    TAGS = "tags"
    CASES = "cases"
    CLAIMS = "claims"
    """Also claims that a changed link or relation speaks of."""
    LINKS = "links"
    SOURCES = "sources"
    ORIGINS = "origins"
    PLACES = "places"
    LOCATIONS = "locations"
    TIMES = "times"
    NOTES = "notes"
    CAPTIONS = "captions"
    FILES = "files"
    """Files that were recorded or checked, and files that came to an item once more."""
    THUMBNAILS = "thumbnails"
    """Files whose thumbnail was made, or found to be impossible. No act of a person tells of it."""
    CUSTODY = "custody"
    SHEETS = "sheets"
    SEARCHES = "searches"
    IDENTITY = "identity"
    """Agents, and what the catalogue says of itself."""
    ACTS = "acts"
    """Told with every act; the ids are the numbers of those that were taken back."""


@dataclass(frozen=True, slots=True)
class Ids:
    """Which things of one kind: their ids, sorted; or all of them, where they are too many to name."""

    named: tuple[int, ...] = ()
    all: bool = False

    @classmethod
    def of(cls, ids: Collection[int]) -> "Ids":
        """These, each given once."""
        return ALL if len(ids) > MANY else cls(tuple(sorted(ids)))

    def __contains__(self, one: object) -> bool:
        if self.all:
            return True
        if not isinstance(one, int):
            return False
        at = bisect_left(self.named, one)
        return at < len(self.named) and self.named[at] == one

    def __or__(self, other: "Ids") -> "Ids":
        return ALL if self.all or other.all else Ids.of({*self.named, *other.named})

    def among(self, ids: Iterable[int]) -> set[int]:
        """Those of these ids that are meant."""
        return set(ids) if self.all else set(ids).intersection(self.named)


NONE, ALL = Ids(), Ids(all=True)


@dataclass(frozen=True, slots=True)
class Touched:
    """The things that an act touches, a kind at a time; a kind that it leaves alone is not there."""

    kinds: Mapping[Kind, Ids] = field(default_factory=dict)

    def __contains__(self, kind: object) -> bool:
        return kind in self.kinds

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def __or__(self, other: "Touched") -> "Touched":
        both = {**self.kinds, **other.kinds}
        return Touched({kind: self.of(kind) | other.of(kind) for kind in both})

    def of(self, kind: Kind) -> Ids:
        """Which things of a kind."""
        return self.kinds.get(kind, NONE)

    def meets(self, kinds: Iterable[Kind]) -> bool:
        """Whether anything of these kinds is touched."""
        return any(kind in self.kinds for kind in kinds)


EVERYTHING = Touched(dict.fromkeys(Kind, ALL))

_KIND_OF = {
    "item": Kind.ITEMS,
    "tag": Kind.TAGS,
    "case": Kind.CASES,
    "claim": Kind.CLAIMS,
    "link": Kind.LINKS,
    "source": Kind.SOURCES,
    "origin": Kind.ORIGINS,
    "place": Kind.PLACES,
    "location": Kind.LOCATIONS,
    "time": Kind.TIMES,
    "note": Kind.NOTES,
    "caption": Kind.CAPTIONS,
    "file": Kind.FILES,
    "custody": Kind.CUSTODY,
    "sheet": Kind.SHEETS,
    "saved_search": Kind.SEARCHES,
    "agent": Kind.IDENTITY,
    "catalogue": Kind.IDENTITY,
    "field": Kind.IDENTITY,
}
"""Tables whose rows are the things themselves."""
_PART_OF = {
    "item_tag": "item",
    "item_case": "case",
    "item_file": "file",
    "receipt": "file",
    "snapshot": "file",
    "derivation": "file",
    "field_value": "item",
    "region": "item",
    "review": "item",
    "claim_source": "claim",
    "claim_place": "claim",
    "quantity": "claim",
    "relation": "claim",
    "place_name": "place",
}
"""Tables whose rows are a part of what stands in another table."""
_NAMED_BY = {
    "item_id": "item",
    "claim_id": "claim",
    "from_id": "claim",
    "to_id": "claim",
    "source_id": "source",
    "origin_id": "origin",
    "case_id": "case",
    "place_id": "place",
}
TABLES = frozenset({*_KIND_OF, *_PART_OF})
Content = Mapping[str, Any]
"""What the entry of an act holds, with its `changes` of rows and, of an undo, `takes_back`."""

_UNTRACKED = {
    "ingest": (Kind.FILES, Kind.LOCATIONS, Kind.TIMES, Kind.CAPTIONS, Kind.CUSTODY, Kind.CASES),
    "attach": (Kind.FILES, Kind.LOCATIONS, Kind.TIMES, Kind.CAPTIONS, Kind.CUSTODY),
    "export": (Kind.CUSTODY,),
    "verify": (Kind.FILES,),
}
"""What acts write that is not among the changes of their entry, since no undo takes it back."""


Rows = Mapping[str, Collection[int]]
"""Ids of rows by table."""


def touched_by(content: Content, written: Rows, concerned: Rows, came: Collection[int]) -> Touched:
    """What an act touches.

    `written` are the rows that it wrote, `concerned` those and the rows that they speak of, `came` the items
    that it added.
    """
    found: defaultdict[Kind, Ids] = defaultdict(Ids)
    taken_back = content.get("takes_back")
    found[Kind.ACTS] = NONE if taken_back is None else Ids.of([taken_back])
    for table, ids in written.items():
        whole = _PART_OF.get(table, table)
        known = concerned.get(whole, ())  # a receipt of bytes that were held before names no file
        found[_KIND_OF[whole]] |= Ids.of(ids) if whole == table else Ids.of(known) if known else ALL
    for table, kind in (("item", Kind.ITEMS), ("claim", Kind.CLAIMS)):
        if concerned.get(table):
            found[kind] |= Ids.of(concerned[table])
    if came:
        found[Kind.MEMBERS] |= Ids.of(came)
    for kind, told in _told_by(content.get("changes", [])).items():
        found[kind] |= Ids.of(told)
    return Touched(dict(found))


def touched_by_entry(act: str, content: Content | None, items: Collection[int]) -> Touched:
    """What an act touched, as far as its entry in the log tells: never less than was touched.

    `items` are those that the entry concerns; `content` is None where it was erased or is too long to read.
    """
    changes = [] if content is None else content.get("changes", [])
    written = _written_by(changes)
    if content is None or not TABLES.issuperset(written):  # a newer program may have tables we do not know
        return EVERYTHING
    untold = dict.fromkeys(_UNTRACKED.get(act, ()), ALL)
    for change in changes:
        table = change.get("table", "")
        if change["do"] == "update" and (table in _PART_OF or table == "link"):
            untold[_KIND_OF[_PART_OF.get(table, "claim")]] = ALL  # it does not say of which
    came = items if act == "ingest" else ()
    return touched_by(content, written, _concerned_by(changes, items), came) | Touched(untold)


def _told_by(changes: Iterable[Content]) -> dict[Kind, set[int]]:
    """Tags put on or taken off, items added, and items whose own row was changed."""
    told: defaultdict[Kind, set[int]] = defaultdict(set)
    for change in changes:
        if change["do"] in {"tag", "untag"}:
            told[Kind.TAGS].add(change["tag"])
        elif change["table"] == "item":
            # an item that is added is a member, whatever its fields are
            columns = change["after"] if change["do"] == "update" else ("withdrawn",)
            for column in columns:
                told[Kind.MEMBERS if column == "withdrawn" else Kind.FIELDS].add(change["id"])
    return told


def _written_by(changes: Iterable[Content]) -> dict[str, set[int]]:
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for change in changes:
        if "table" in change:
            rows[change["table"]].add(change["id"])
    return dict(rows)


def _concerned_by(changes: Iterable[Content], items: Collection[int]) -> dict[str, set[int]]:
    rows: defaultdict[str, set[int]] = defaultdict(set, item=set(items))
    for change in changes:
        values = change.get("values") or change.get("after") or {}
        for column, table in _NAMED_BY.items():
            if values.get(column) is not None:
                rows[table].add(values[column])
    return dict(rows)
