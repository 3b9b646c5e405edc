"""Questions about what was done: the acts, and the log behind them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, case, func, select

from db import log
from db.acts.act_touches import touched_by_entry
from db.acts.clock import behind_s, latest_before, seconds_behind
from db.engine import DatabaseEngine, SchemaDifference
from db.queries.id_list import listed
from db.records import LogEntry, LoggedAct
from db.schema import ACT, AGENT, LOG, LOG_CONTENT, LOG_ITEM

_LONGEST = 1_000_000
"""Bytes of content that are read to tell what an act touched: longer ones would hold up the interpreter."""


class HistoryQueries:
    """Questions about acts."""

    def __init__(self, connection: Connection, engine: DatabaseEngine) -> None:
        self._connection = connection
        self._engine = engine

    def entries(
        self, *, item_id: int | None = None, limit: int = 100, before: int | None = None
    ) -> list[LogEntry]:
        """The latest acts first, of one item or of all; `before` is a sequence number, for the next page."""
        undoing = ACT.alias()
        statement = (
            select(
                ACT.c.sequence,
                ACT.c.at,
                AGENT.c.name.label("agent"),
                ACT.c.kind.label("act"),
                ACT.c.label,
                ACT.c.undoable,
                undoing.c.sequence.label("undone_by"),
                LOG.c.hash,
                latest_before().label("latest"),
            )
            .join(AGENT, AGENT.c.id == ACT.c.agent_id)
            .join(LOG, LOG.c.sequence == ACT.c.sequence)
            .outerjoin(undoing, undoing.c.id == ACT.c.undone_by)
            .order_by(ACT.c.sequence.desc())
            .limit(limit)
        )
        if item_id is not None:
            statement = statement.join(LOG_ITEM, LOG_ITEM.c.sequence == ACT.c.sequence).where(
                LOG_ITEM.c.item_id == item_id
            )
        if before is not None:
            statement = statement.where(ACT.c.sequence < before)
        rows = self._connection.execute(statement).mappings()
        return [_entry(row) for row in rows]

    def clock_behind_s(self, now: datetime) -> int:
        """Whole seconds by which `now` lies before a time that the log has already; 0 for no doubt."""
        return behind_s(self._connection, now)

    def undoable(self, agent_id: int) -> LogEntry | None:
        """The last act of this agent that can be taken back and was not."""
        statement = (
            select(ACT.c.sequence)
            .where(
                ACT.c.agent_id == agent_id,
                ACT.c.undoable.is_(True),
                ACT.c.undone_by.is_(None),
            )
            # by the number of the entry and not of the act: acts get their ids when they begin
            .order_by(ACT.c.sequence.desc())
            .limit(1)
        )
        sequence = self._connection.execute(statement).scalar_one_or_none()
        if sequence is None:
            return None
        found = self.entries(limit=1, before=sequence + 1)
        return found[0] if found else None  # of a log that was cut it is not there any more

    def hashes_after(self, sequence: int) -> dict[bytes, int]:
        """The entries behind this one in their order: hash and number."""
        statement = select(LOG.c.hash, LOG.c.sequence).where(LOG.c.sequence > sequence)
        return dict(self._connection.execute(statement.order_by(LOG.c.sequence)).all())

    def acts(self, sequences: Sequence[int]) -> list[LoggedAct]:
        """What these entries tell of their acts, in their order."""
        items = self._items_of(sequences)
        statement = (
            select(ACT.c.sequence, ACT.c.agent_id, ACT.c.kind)
            .add_columns(case((func.length(LOG_CONTENT.c.content) <= _LONGEST, LOG_CONTENT.c.content)))
            .outerjoin(LOG_CONTENT, LOG_CONTENT.c.sequence == ACT.c.sequence)
            .where(ACT.c.sequence.in_(listed(sequences)))
            .order_by(ACT.c.sequence)
        )
        return [
            LoggedAct(
                number,
                agent,
                act,
                touched_by_entry(act, None if told is None else json.loads(told), items[number]),
            )
            for number, agent, act, told in self._connection.execute(statement)
        ]

    def act_id(self, uuid: str) -> int | None:
        """The number of the act with this UUID, if it was kept: to be asked after an answer was lost."""
        return self._connection.execute(select(ACT.c.id).where(ACT.c.uuid == uuid)).scalar_one_or_none()

    def content(self, sequence: int) -> dict[str, Any] | None:
        """Before, after, reason and names of an act; None where they were erased."""
        return log.content(self._connection, sequence)

    def _items_of(self, sequences: Sequence[int]) -> defaultdict[int, list[int]]:
        statement = select(LOG_ITEM.c.sequence, LOG_ITEM.c.item_id).where(
            # the newest entries, so a range of the index is shorter than a list of ids
            LOG_ITEM.c.sequence >= min(sequences)
        )
        found: defaultdict[int, list[int]] = defaultdict(list)
        for sequence, item in self._connection.execute(statement):
            found[sequence].append(item)
        return found

    def head(self) -> log.LogHead:
        """The last entry of the chain."""
        return log.head(self._connection)

    def hash_of(self, sequence: int) -> str | None:
        """The hash of an entry in hex; None where there is no such entry."""
        found = log.hash_of(self._connection, sequence)
        return None if found is None else found.hex()

    def check(self, seen: Iterable[log.LogHead] = ()) -> log.LogCheck:
        """Check the whole chain and every content; heads that were `seen` must still be there."""
        return log.check(self._connection, seen=seen)

    def schema_differences(self) -> list[SchemaDifference]:
        """What the file's schema has otherwise than we make it."""
        return self._engine.schema_differences(self._connection)

    def damaged(self) -> str | None:
        """What the database's own check finds wrong."""
        return self._engine.damage(self._connection)


def _entry(row: RowMapping) -> LogEntry:
    behind = seconds_behind(row["latest"], row["at"])
    told = {name: value for name, value in row.items() if name != "latest"}
    return LogEntry(**{**told, "hash": row["hash"].hex()}, clock_behind_s=behind)
