"""Telling what an act touches: from the rows that it writes, or, of another process, from its log entry."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from db.acts.touched import ALL, EVERYTHING, NONE, Ids, Kind, Touched

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
    # told with every act, even with no number: histories show the act itself
    found[Kind.ACTS] = NONE if taken_back is None else Ids.of([taken_back])
    for table, ids in written.items():
        # a part has its whole's kind, and its own id says nothing of which whole that is
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
    # an ingest lists receipts of items held before, too: more may be told than came, never less
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
