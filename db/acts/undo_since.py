"""What later acts touched: an undo leaves that alone, even where it has the same value again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select

from db.acts.unit import Unit
from db.reader import connection_of
from db.schema import ACT, LOG_ITEM

_MANY = 500
"""So many later acts, and no more, are read for rows of no item; those of items are found by their items."""
Change = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TouchedSince:
    """Columns of rows (table, id, column) and tags of items (tag, item) that later acts changed."""

    columns: set[tuple[str, int, str]] = field(default_factory=set)
    rows: set[tuple[str, int]] = field(default_factory=set)
    tags: set[tuple[int, int]] = field(default_factory=set)

    def meets(self, table: str, row_id: int, columns: Iterable[str]) -> bool:
        """Whether one of these columns of a row was touched."""
        return (table, row_id) in self.rows and any((table, row_id, one) in self.columns for one in columns)

    def tagged(self, tag: int, items: Iterable[int]) -> set[int]:
        """Those of the items whose tag was put on or taken off."""
        return {item for item in items if (tag, item) in self.tags}


def touched_since(unit: Unit, sequence: int, changes: Sequence[Change]) -> TouchedSince:
    """What acts after this entry touched of what it changed; acts that were taken back do not count."""
    found = TouchedSince()
    wanted = {(change["table"], change["id"]) for change in changes if "table" in change}
    tags = {change["tag"] for change in changes if "tag" in change}
    for act in _later(unit, sequence, wanted):
        content = unit.history.content(act) or {"changes": []}
        for change in content["changes"]:
            _note(found, change, wanted, tags)
    return found


def _note(found: TouchedSince, change: Change, wanted: set[tuple[str, int]], tags: set[int]) -> None:
    if change["do"] in {"tag", "untag"}:
        if change["tag"] in tags:
            found.tags.update((change["tag"], item) for item in change["items"])
    elif change["do"] == "update" and (change["table"], change["id"]) in wanted:
        found.rows.add((change["table"], change["id"]))
        found.columns.update((change["table"], change["id"], column) for column in change["after"])


def _later(unit: Unit, sequence: int, wanted: set[tuple[str, int]]) -> list[int]:
    """Entries of later acts that concern an item of this one, or any row if this one concerns no item."""
    after = select(ACT.c.sequence).where(
        ACT.c.sequence > sequence, ACT.c.undone_by.is_(None), ACT.c.kind != "undo"
    )
    own = LOG_ITEM.alias()
    shared = (
        after.join(LOG_ITEM, LOG_ITEM.c.sequence == ACT.c.sequence)
        .join(own, (own.c.item_id == LOG_ITEM.c.item_id) & (own.c.sequence == sequence))
        .distinct()
    )
    acts = set(_numbers(unit, shared))
    if any(table != "item" for table, _ in wanted):
        few = _numbers(unit, after.where(ACT.c.undoable.is_(True)).limit(_MANY + 1))
        acts.update(few if len(few) <= _MANY else ())
    return sorted(acts)


def _numbers(unit: Unit, statement: Select[int | None]) -> list[int]:
    return [number for number in connection_of(unit).execute(statement).scalars() if number is not None]
