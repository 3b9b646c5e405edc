"""One act in one transaction: rows are changed through it, and what it did goes into the log."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from db import log
from db.derived import index_text, refresh
from db.reader import Reader
from db.schema import ITEM_TAG, METADATA, OPERATION, TAG, utc_text
from db.sqlite import BOXES_PER_LOCATION, add_boxes, last_id
from resources.fold import fold_key

Box = tuple[float, float, float, float]
"""min_lon, max_lon, min_lat, max_lat in degrees WGS 84."""

_TEXT_TABLES = {"item", "note", "caption", "item_file", "receipt", "location"}
_WHEN_TABLES = {"item", "time"}
_WHERE_TABLES = {"item", "location"}
_SUBJECTS = ("item_id", "claim_id", "from_id", "to_id", "source_id", "origin_id", "case_id", "place_id")
_CALLED = {"from_id": "claim", "to_id": "claim"}


class Unit(Reader):
    """An act under way. What `insert` and `update` change is recorded, and can be taken back.

    `sequence` is the number that the act's log entry will have, `now` its time.
    """

    def __init__(self, connection: Connection, agent_id: int, now: datetime) -> None:
        super().__init__(connection)
        self.agent_id = agent_id
        self.now = now
        self.sequence = log.head(connection).sequence + 1
        self.changes: list[dict[str, Any]] = []
        self.details: dict[str, Any] = {}
        self._subjects: defaultdict[str, set[int]] = defaultdict(set)
        self._touched: defaultdict[str, set[int]] = defaultdict(set)
        self._new_items: set[int] = set()
        self._next: dict[str, int] = {}
        self._waiting: dict[str, list[dict[str, Any]]] = {}

    def insert(self, table: str, *, tracked: bool = True, **values: Any) -> int:
        """Add a row and give its id. A row that is not tracked is told in `details` by the caller."""
        row_id = self._new_id(table)
        self._waiting.setdefault(table, []).append({"id": row_id, **values})
        self._touch(table, row_id, values)
        if table == "item":
            self._new_items.add(row_id)
        if tracked:
            self.changes.append({"do": "insert", "table": table, "id": row_id, "values": _plain(values)})
        return row_id

    def update(self, table: str, row_id: int, **values: Any) -> bool:
        """Change fields of a row; says whether anything differed. Raises KeyError if there is no such row."""
        self.flush()
        columns = _table(table).c
        statement = select(_table(table)).where(columns.id == row_id)
        row = self.connection.execute(statement).mappings().first()
        if row is None:
            raise KeyError(f"{table} {row_id}")
        before = {name: row[name] for name in values if row[name] != values[name]}
        if not before:
            return False
        after = {name: values[name] for name in before}
        self.connection.execute(update(_table(table)).where(columns.id == row_id).values(after))
        self._touch(table, row_id, dict(row))
        self.changes.append(
            {"do": "update", "table": table, "id": row_id, "before": _plain(before), "after": _plain(after)}
        )
        return True

    def withdraw(self, table: str, row_id: int) -> bool:
        """Mark a row as withdrawn by this act."""
        return self.update(table, row_id, withdrawn=self.sequence)

    def set_untracked(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Set fields that sum up other rows or come from the bytes alone; each row has its `id`."""
        self.flush()
        set_fields(self.connection, table, rows)

    def add_location(self, boxes: Sequence[Box], *, tracked: bool = True, **values: Any) -> int:
        """Add a location with the boxes that cover it (at most eight; none if it has no position)."""
        location = self.insert("location", tracked=tracked, **values)
        self._waiting.setdefault("location_box", []).extend(
            {
                "id": location * BOXES_PER_LOCATION + n,
                "min_lon": box[0],
                "max_lon": box[1],
                "min_lat": box[2],
                "max_lat": box[3],
                "location_id": location,
                "item_id": values["item_id"],
                "lat": values["lat"],
                "lon": values["lon"],
                "radius_m": values.get("radius_m"),
                "role": values["role"],
                "basis": values["basis"],
                "state": 1,
                "shaped": int(values.get("footprint") is not None),
            }
            for n, box in enumerate(boxes[:BOXES_PER_LOCATION])
        )
        return location

    def tag_id(self, name: str) -> int:
        """The id of a tag, which is made if there is none of that name."""
        self.flush()
        found = self.connection.execute(select(TAG.c.id).where(TAG.c.name == name)).scalar_one_or_none()
        return found if found is not None else self.insert("tag", name=name, folded=fold_key(name))

    def tag(self, name: str, items: Iterable[int]) -> list[int]:
        """Put a tag on items; gives those that did not bear it before."""
        tag = self.tag_id(name)
        self.flush()
        had = self._bearers(tag)
        added = sorted(set(items) - had)
        if added:
            self.connection.execute(insert(ITEM_TAG), [{"item_id": item, "tag_id": tag} for item in added])
            self._tag_changed("tag", tag, name, added)
        return added

    def untag(self, name: str, items: Iterable[int]) -> list[int]:
        """Take a tag off items; gives those that bore it."""
        self.flush()
        tag = self.connection.execute(select(TAG.c.id).where(TAG.c.name == name)).scalar_one_or_none()
        removed = [] if tag is None else sorted(set(items) & self._bearers(tag))
        if removed and tag is not None:
            self.connection.execute(
                delete(ITEM_TAG).where(ITEM_TAG.c.item_id == bindparam("item"), ITEM_TAG.c.tag_id == tag),
                [{"item": item} for item in removed],
            )
            self._tag_changed("untag", tag, name, removed)
        return removed

    def subject(self, noun: str, ids: Iterable[int]) -> None:
        """Name what the act concerns, where no change of a row says so."""
        self._subjects[noun].update(ids)

    def flush(self) -> None:
        """Write the rows that wait, so that they can be read."""
        waiting, self._waiting = self._waiting, {}
        for table, rows in waiting.items():
            if table == "location_box":
                add_boxes(self.connection, rows)
            else:
                _insert(self.connection, table, rows)

    def close(self, act: str, label: str, reason: str | None, *, undoable: bool) -> log.LogHead | None:
        """Bring what is derived up to date and write the log entry; None if nothing was done."""
        self.flush()
        self._refresh()
        if not self.changes and not self.details:
            return None
        content: dict[str, Any] = {"label": label, "changes": self.changes, **self.details}
        if reason:
            content["reason"] = reason
        entry = log.append(
            self.connection,
            at=self.now,
            agent=self.agent_id,
            act=act,
            subjects={noun: sorted(ids) for noun, ids in self._subjects.items()},
            content=content,
        )
        self.connection.execute(
            insert(OPERATION).values(
                sequence=entry.sequence,
                agent_id=self.agent_id,
                at=self.now,
                act=act,
                label=label,
                undoable=undoable,
            )
        )
        return entry

    def _refresh(self) -> None:
        if self._new_items:
            index_text(self.connection, sorted(self._new_items), new=True)
        refresh(
            self.connection,
            text=sorted(self._touched["text"] - self._new_items),
            where=sorted(self._touched["where"]),
            when=sorted(self._touched["when"]),
        )

    def _new_id(self, table: str) -> int:
        self._next[table] = self._next.get(table) or last_id(self.connection, table)
        self._next[table] += 1
        return self._next[table]

    def _touch(self, table: str, row_id: int, values: Mapping[str, Any]) -> None:
        self._subjects[table].add(row_id)
        for name in _SUBJECTS:
            if values.get(name) is not None:
                self._subjects[_CALLED.get(name, name.removesuffix("_id"))].add(values[name])
        item = row_id if table == "item" else values.get("item_id")
        if item is not None:
            kinds = (("text", _TEXT_TABLES), ("where", _WHERE_TABLES), ("when", _WHEN_TABLES))
            for kind, tables in kinds:
                if table in tables:
                    self._touched[kind].add(item)

    def _bearers(self, tag: int) -> set[int]:
        return set(
            self.connection.execute(select(ITEM_TAG.c.item_id).where(ITEM_TAG.c.tag_id == tag)).scalars()
        )

    def _tag_changed(self, change: str, tag: int, name: str, items: list[int]) -> None:
        self._subjects["item"].update(items)
        self._subjects["tag"].add(tag)
        self._touched["text"].update(items)
        self.changes.append({"do": change, "tag": tag, "name": name, "items": items})


def set_fields(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Set fields that no log entry tells of; each row has its `id`, and all have the same fields."""
    if not rows:
        return
    target = _table(table)
    names = [name for name in rows[0] if name != "id"]
    connection.execute(
        update(target)
        .where(target.c.id == bindparam("row_id"))
        .values({n: bindparam(f"to_{n}") for n in names}),
        [{"row_id": row["id"], **{f"to_{n}": row[n] for n in names}} for row in rows],
    )


def _table(name: str) -> Table:
    return METADATA.tables[name]


def _insert(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """One statement for rows of the same columns; missing columns take their defaults."""
    groups: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[tuple(row)].append(row)
    for group in groups.values():
        connection.execute(insert(_table(table)), group)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return utc_text(value)
    return value.hex() if isinstance(value, bytes) else value
