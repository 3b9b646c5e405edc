"""One act in one transaction: rows are changed through it, and what it did goes into the log."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from db import log
from db.acts.act_request import ActRequest
from db.acts.act_touches import touched_by
from db.acts.clock import behind_s
from db.acts.derived import SORTED_BY, derived_values, index_text, refresh
from db.acts.touched import Touched
from db.engine import Box, DatabaseEngine, IndexedLocation
from db.json_value import Json
from db.queries.id_list import listed
from db.reader import Reader
from db.rows import LocationRow, TableRow, TagRow, WithdrawableRow
from db.rows.row_values import AnyRow, plain, row_of, values_of
from db.schema import ACT, AGENT, FILE, ITEM_TAG, LOCATION, METADATA, TAG
from db.states.difference import RowDifference
from db.states.indexes import PLACE_INDEX, TEXT_INDEX, Cover, placed
from db.states.last_state import demand_as_logged
from db.states.writing import write_states
from resources.fold import fold_key

_TEXT_TABLES = {"item", "note", "caption", "item_file", "receipt", "location"}
_WHEN_TABLES = {"item", "time"}
_WHERE_TABLES = {"item", "location"}
_SUBJECTS = ("item_id", "claim_id", "from_id", "to_id", "source_id", "origin_id", "case_id", "place_id")
_CALLED = {"from_id": "claim", "to_id": "claim"}


class Unit(Reader):
    """An act under way. What is inserted, saved and withdrawn is recorded, and can be taken back.

    `act_id` is the number of the act, to which rows refer, and `now` its time. `label` may be said better
    once the rows are read. `details` is what the entry tells beside the changes of rows. `entry` is the
    log's, once it is closed. `clock_behind_s` is how far `now` lies before times that the log has already: a
    doubt, 0 for none.
    """

    def __init__(
        self, connection: Connection, engine: DatabaseEngine, request: ActRequest, now: datetime
    ) -> None:
        super().__init__(connection, engine)
        self.label = request.label
        self.agent_id = request.agent_id
        self.now = now
        self.clock_behind_s = behind_s(connection, now)
        self._changes: list[dict[str, Json]] = []
        self.details: dict[str, Json] = {}
        # every row that was written, tracked or not, by its table: the values of its key, an id or (of
        # `item_tag`) an item and a tag; the entry commits to the states of those rows
        self._written: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)
        self.entry: log.LogHead | None = None
        self._request = request
        self._subjects: defaultdict[str, set[int]] = defaultdict(set)
        self._touched: defaultdict[str, set[int]] = defaultdict(set)
        self._new_items: set[int] = set()
        self._renamed: set[int] = set()
        self._numbers = engine.numbers(connection)
        self._checked: set[int] = set()
        self._waiting: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._waiting_locations: list[IndexedLocation] = []
        self.act_id = self._begin()

    def insert(self, row: TableRow, *, tracked: bool = True) -> int:
        """Add a row and give its id. A row that is not tracked is told in `details` by the caller."""
        table, values = row.TABLE, values_of(row)
        row_id = self._numbers.next(table)
        self._waiting[table].append({"id": row_id, **values, **derived_values(table, values)})
        self._touch(table, row_id, values)
        if table == "item":
            self._new_items.add(row_id)
        if tracked:
            told = plain(table, {name: value for name, value in values.items() if value is not None})
            self._changes.append({"do": "insert", "table": table, "id": row_id, "values": told})
        return row_id

    def row(self, kind: type[AnyRow], row_id: int) -> AnyRow:
        """A row as it is in this transaction, to be saved with other values. Raises KeyError for none."""
        return row_of(kind, self._stored(kind.TABLE, row_id))

    def save(self, row_id: int, row: TableRow) -> bool:
        """Make a row what the record says; says whether anything differed. Raises KeyError for none."""
        return self._set(row.TABLE, row_id, values_of(row))

    def withdraw(self, kind: type[WithdrawableRow], row_id: int) -> None:
        """Mark a row as withdrawn by this act. Raises KeyError for no such row."""
        self._set(kind.TABLE, row_id, {"withdrawn": self.act_id})

    def set_checked(self, outcomes: Mapping[int, str]) -> None:
        """Note the outcome of a fixity check made now, by file id. It is told in `details` by the caller."""
        self.flush()
        rows = [{"file": file, "checked": self.now, "outcome": outcome} for file, outcome in outcomes.items()]
        if rows:
            change = update(FILE).where(FILE.c.id == bindparam("file"))
            self._connection.execute(
                change.values(checked_at=bindparam("checked"), check_outcome=bindparam("outcome")), rows
            )
            self._checked.update(outcomes)

    def add_location(self, boxes: Sequence[Box], row: LocationRow, *, tracked: bool = True) -> int:
        """Add a location with the boxes that cover it (at most eight; none if it has no position)."""
        location = self.insert(row, tracked=tracked)
        if row.lat is not None and row.lon is not None:
            self._waiting_locations.append(
                IndexedLocation(
                    location_id=location,
                    item_id=row.item_id,
                    lat=row.lat,
                    lon=row.lon,
                    radius_m=row.radius_m,
                    role=row.role,
                    basis=row.basis,
                    shaped=row.footprint is not None,
                    boxes=tuple(boxes),
                )
            )
        return location

    def tag(self, name: str, items: Iterable[int]) -> list[int]:
        """Put a tag on items; gives those that did not bear it before."""
        wanted = set(items)
        tag = self._tag_id(name)
        if tag is None:
            tag = self.insert(TagRow(name=name, folded=fold_key(name)))
            self.flush()
        added = sorted(wanted - self._bearers(tag, wanted))
        if added:
            rows = [{"item_id": item, "tag_id": tag} for item in added]
            self._engine.insert(self._connection, ITEM_TAG, rows)
            self._tag_changed("tag", tag, name, added)
        return added

    def untag(self, name: str, items: Iterable[int]) -> list[int]:
        """Take a tag off items; gives those that bore it."""
        tag = self._tag_id(name)
        removed = [] if tag is None else sorted(self._bearers(tag, set(items)))
        if removed and tag is not None:
            self._connection.execute(
                delete(ITEM_TAG).where(ITEM_TAG.c.item_id == bindparam("item"), ITEM_TAG.c.tag_id == tag),
                [{"item": item} for item in removed],
            )
            self._tag_changed("untag", tag, name, removed)
        return removed

    def accept(self, differences: Iterable[RowDifference], cover: Cover | None = None) -> None:
        """State these rows as they are found, though the log says otherwise, and reckon anew what is derived.

        `cover` says how the place index is made.
        """
        for each in differences:
            if each.difference == "derived":
                self._reckon(each, cover)
                continue
            self._written[each.table].add(each.numbers if each.difference == "gone" else each.key)
            if each.owner is not None and each.owned_by_item:
                self._subjects["item"].add(each.owner)

    def _reckon(self, found: RowDifference, cover: Cover | None) -> None:
        """Make anew what is derived. What a fixity check found of a file is noted by the next one."""
        number = found.key[0]
        if PLACE_INDEX in found.columns and cover is not None:
            every = select(LOCATION.c.id) if found.table == "catalogue" else None
            ids = [number] if every is None else list(self._connection.execute(every).scalars())
            self._engine.forget_locations(self._connection, ids)
            self._engine.index_locations(self._connection, placed(self._connection, ids, cover))
        elif TEXT_INDEX in found.columns and found.table == "catalogue":
            self._engine.rebuild_text_index(self._connection)
        elif TEXT_INDEX in found.columns:
            self._touched["text"].add(number)
        elif "sort_key" in found.columns:
            table, column = METADATA.tables[found.table], SORTED_BY[found.table]
            stored = self._stored(found.table, number)
            values = derived_values(found.table, {column: stored[column]})
            self._connection.execute(update(table).where(table.c.id == number).values(values))
        elif found.table != "file" and found.owner is not None:
            self._touched["where"].add(found.owner)
            self._touched["when"].add(found.owner)

    def take_back(self, sequence: int) -> None:
        """Mark the act of this entry as undone by this one."""
        [act] = self._connection.execute(select(ACT.c.id).where(ACT.c.sequence == sequence)).scalars()
        demand_as_logged(self._connection, "act", (act,))
        self._written["act"].add((act,))
        self._connection.execute(update(ACT).where(ACT.c.id == act).values(undone_by=self.act_id))
        self.details["takes_back"] = sequence

    @property
    def written(self) -> dict[str, frozenset[tuple[int, ...]]]:
        """The keys of the rows that were written so far, by table."""
        return {table: frozenset(keys) for table, keys in self._written.items()}

    def subject(self, noun: str, ids: Iterable[int]) -> None:
        """Name what the act concerns, where no change of a row says so."""
        self._subjects[noun].update(ids)

    @property
    def touched(self) -> Touched:
        """Which things the act touches so far."""
        content = {"changes": self._changes, **self.details}
        written = {table: {key[0] for key in keys} for table, keys in self._written.items() if table != "act"}
        if self._checked:
            written["file"] = written.get("file", set()) | self._checked
        return touched_by(content, written, self._subjects, self._new_items)

    def flush(self) -> None:
        """Write the rows that wait, so that they can be read."""
        waiting = dict(self._waiting)
        self._waiting.clear()
        for table, rows in waiting.items():
            self._engine.insert(self._connection, METADATA.tables[table], rows)
        locations, self._waiting_locations = self._waiting_locations, []
        self._engine.index_locations(self._connection, locations)

    def close(self) -> log.LogHead | None:
        """Bring what is derived up to date and write the log entry.

        None if nothing was done: then the transaction is to be rolled back, the act itself with it.
        """
        self.flush()
        self._refresh()
        if not self._changes and not self.details:
            return None
        content: dict[str, Json] = {"label": self.label, "changes": self._changes, **self.details}
        if self.clock_behind_s:
            content["clock_behind_s"] = self.clock_behind_s
        if self._request.reason:
            content["reason"] = self._request.reason
        self._engine.take_end_lock(self._connection)
        sequence = log.next_number(self._connection, log.head(self._connection))
        ended = update(ACT).where(ACT.c.id == self.act_id)
        self._connection.execute(ended.values(sequence=sequence, agent_id=self.agent_id, label=self.label))
        self._written["act"].add((self.act_id,))
        states = write_states(self._connection, sequence, self._written)
        items = sorted(self._subjects["item"])
        self.entry = log.append(self._connection, sequence, self._facts(), content, items, states)
        return self.entry

    def _facts(self) -> log.EntryFacts:
        request = self._request
        agent = select(AGENT.c.uuid).where(AGENT.c.id == self.agent_id)
        return log.EntryFacts(
            act=request.uuid,
            kind=request.kind,
            agent=self._connection.execute(agent).scalar_one(),
            at=self.now,
            erases=request.erases,
            accepts=[(each.at, each.found) for each in request.accepts],
        )

    def _begin(self) -> int:
        """Write the act itself, so that rows can refer to it.

        First, not last: an engine may search every table for rows that wait for a parent that comes later.
        """
        act_id = self._numbers.next("act")
        values = insert(ACT).values(
            id=act_id,
            uuid=self._request.uuid,
            agent_id=self.agent_id,
            at=self.now,
            kind=self._request.kind,
            label=self.label,
            undoable=self._request.undoable,
        )
        self._connection.execute(values)
        return act_id

    def _set(self, table: str, row_id: int, values: Mapping[str, Any]) -> bool:
        row = self._stored(table, row_id)
        before = {name: row[name] for name in values if row[name] != values[name]}
        if not before:
            return False
        if (row_id,) not in self._written[table]:
            demand_as_logged(self._connection, table, (row_id,))
        after = {name: values[name] for name in before}
        target = METADATA.tables[table]
        self._connection.execute(
            update(target).where(target.c.id == row_id).values({**after, **derived_values(table, after)})
        )
        self._touch(table, row_id, row)
        self._touch(table, row_id, after)
        self._changes.append(
            {
                "do": "update",
                "table": table,
                "id": row_id,
                "before": plain(table, before),
                "after": plain(table, after),
            }
        )
        return True

    def _stored(self, table: str, row_id: int) -> Mapping[str, Any]:
        self.flush()
        target = METADATA.tables[table]
        found = self._connection.execute(select(target).where(target.c.id == row_id)).mappings().first()
        if found is None:
            raise KeyError(f"{table} {row_id}")
        return dict(found)

    def _refresh(self) -> None:
        if self._renamed:  # items are found by all names of their places
            there = select(LOCATION.c.item_id).where(LOCATION.c.place_id.in_(listed(self._renamed)))
            self._touched["text"].update(self._connection.execute(there).scalars())
        if self._new_items:
            index_text(self._connection, self._engine, sorted(self._new_items), new=True)
        refresh(
            self._connection,
            self._engine,
            text=sorted(self._touched["text"] - self._new_items),
            where=sorted(self._touched["where"]),
            when=sorted(self._touched["when"]),
        )

    def _touch(self, table: str, row_id: int, values: Mapping[str, Any]) -> None:
        self._written[table].add((row_id,))
        self._subjects[table].add(row_id)
        for name in _SUBJECTS:
            if values.get(name) is not None:
                self._subjects[_CALLED.get(name, name.removesuffix("_id"))].add(values[name])
        if table == "place_name" and values.get("place_id") is not None:
            self._renamed.add(values["place_id"])
        item = row_id if table == "item" else values.get("item_id")
        if item is not None:
            kinds = (("text", _TEXT_TABLES), ("where", _WHERE_TABLES), ("when", _WHEN_TABLES))
            for kind, tables in kinds:
                if table in tables:
                    self._touched[kind].add(item)

    def _tag_id(self, name: str) -> int | None:
        self.flush()
        return self._connection.execute(select(TAG.c.id).where(TAG.c.name == name)).scalar_one_or_none()

    def _bearers(self, tag: int, among: set[int]) -> set[int]:
        """Those of the items that bear the tag, by the key of the pair: a tag may have a million bearers."""
        bearing = select(ITEM_TAG.c.item_id).where(
            ITEM_TAG.c.tag_id == tag, ITEM_TAG.c.item_id.in_(listed(among))
        )
        return set(self._connection.execute(bearing).scalars())

    def _tag_changed(self, change: str, tag: int, name: str, items: list[int]) -> None:
        self._written["item_tag"].update((item, tag) for item in items)
        self._subjects["item"].update(items)
        self._subjects["tag"].add(tag)
        self._touched["text"].update(items)
        self._changes.append({"do": change, "tag": tag, "name": name, "items": items})
