"""Taking an act back: only what it changed, only where nothing was changed since."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.exc import IntegrityError

from db.acts.undo_since import TouchedSince, touched_since
from db.acts.unit import Unit
from db.errors import DatabaseError
from db.reader import connection_of
from db.rows.row_values import changed, kind_of, typed
from db.schema import ITEM_TAG, METADATA
from resources.messages import tr

_SUMMED_UP = {
    "best",
    "captured_earliest",
    "captured_latest",
    "camera",
    "camera_folded",
    "held",
    "received_at",
}


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and the rows (table and id) that were touched since and left as they are."""

    sequence: int
    label: str
    restored: int
    left: tuple[tuple[str, int], ...]


def take_back(unit: Unit, sequence: int, label: str) -> Undone:
    """Reverse the changes of an entry through `unit`, an act of its own. Raises DatabaseError if erased."""
    content = unit.history.content(sequence)
    if content is None:
        raise DatabaseError(
            tr("What entry {entry} of the log changed was erased, so it cannot be undone.", entry=sequence)
        )
    changes: list[dict[str, Any]] = content["changes"]
    own = {(change["table"], change["id"]) for change in changes if change["do"] == "insert"}
    since = touched_since(unit, sequence, changes)
    restored, left = 0, []
    for change in reversed(changes):
        if change["do"] in {"tag", "untag"}:
            done, untouched = _tag_back(unit, since, change)
        else:
            done, untouched = _reverse(unit, since, change, own)
        restored += done
        left += untouched
    unit.take_back(sequence)
    unit.details["left"] = [list(row) for row in left]
    return Undone(sequence, label, restored, tuple(left))


def _reverse(
    unit: Unit, since: TouchedSince, change: dict[str, Any], own: set[tuple[str, int]]
) -> tuple[int, list[tuple[str, int]]]:
    table, row_id = change["table"], change["id"]
    columns = METADATA.tables[table].c
    if change["do"] == "insert":
        if "withdrawn" not in columns:
            return 0, []
        expected, target = {**change["values"], "withdrawn": None}, {"withdrawn": unit.act_id}
        touched = (table, row_id) in since.rows or _leaned_on(unit, table, row_id, own)
    else:
        expected, target = change["after"], change["before"]
        back = "withdrawn" in target and target["withdrawn"] is None
        touched = since.meets(table, row_id, expected) or (back and _lacks_a_hold(unit, table, row_id))
    if touched or not _stands(unit, table, row_id, expected):
        return 0, [(table, row_id)]
    row = unit.row(kind_of(table), row_id)
    try:
        with connection_of(unit).begin_nested():  # so that the refusal costs this row, not the act
            return int(unit.save(row_id, changed(row, target))), []
    except IntegrityError:  # another row bears the label by now, or says the same
        return 0, [(table, row_id)]


def _tag_back(unit: Unit, since: TouchedSince, change: dict[str, Any]) -> tuple[int, list[tuple[str, int]]]:
    """Items whose tag a later act took off or put on keep what that act gave them."""
    items = set(change["items"])
    ours = items - since.tagged(change["tag"], items)
    reverse = unit.untag if change["do"] == "tag" else unit.tag
    done = reverse(change["name"], ours)
    return len(done), [("item", item) for item in sorted(items - set(done))]


def _stands(unit: Unit, table: str, row_id: int, expected: dict[str, Any]) -> bool:
    """Whether the row still has the values that the act gave it."""
    target = METADATA.tables[table]
    unit.flush()
    row = connection_of(unit).execute(select(target).where(target.c.id == row_id)).mappings().one()
    values = typed(table, expected)
    return all(row[name] == value for name, value in values.items() if name not in _SUMMED_UP)


def _leaned_on(unit: Unit, table: str, row_id: int, own: set[tuple[str, int]]) -> bool:
    """Whether a row of another act refers to this one: a link to a claim, a note on an item."""
    if (
        table == "item"
        and connection_of(unit)
        .execute(select(ITEM_TAG.c.item_id).where(ITEM_TAG.c.item_id == row_id).limit(1))
        .first()
    ):
        return True
    for other, column in _referring(table):
        statement = select(other.c.id).where(column == row_id, other.c.withdrawn.is_(None))
        if any((other.name, found) not in own for found in connection_of(unit).execute(statement).scalars()):
            return True
    return False


def _lacks_a_hold(unit: Unit, table: str, row_id: int) -> bool:
    """Whether a row refers to one that is withdrawn: a link to a claim that could not come back."""
    row = unit.row(kind_of(table), row_id)
    for column in METADATA.tables[table].c:
        for key in column.foreign_keys:
            parent = key.column.table
            if "withdrawn" in parent.c:
                gone = select(parent.c.id).where(
                    parent.c.id == getattr(row, column.key), parent.c.withdrawn.is_not(None)
                )
                if connection_of(unit).execute(gone).first() is not None:
                    return True
    return False


def _referring(table: str) -> Iterator[tuple[Table, Column[Any]]]:
    for other in METADATA.sorted_tables:
        if "withdrawn" in other.c and "id" in other.c:
            for column in other.c:
                if any(key.column.table.name == table for key in column.foreign_keys):
                    yield other, column
