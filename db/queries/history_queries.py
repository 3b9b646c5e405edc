"""Questions about what was done: the operations, and the log behind them."""

from typing import Any

from sqlalchemy import Connection, select

from db import log
from db.records import LogEntry
from db.schema import AGENT, LOG, LOG_ITEM, OPERATION
from db.sqlite import damaged


class HistoryQueries:
    """Questions about acts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entries(
        self, *, item_id: int | None = None, limit: int = 100, before: int | None = None
    ) -> list[LogEntry]:
        """The latest acts first, of one item or of all; `before` is a sequence number, for the next page."""
        statement = (
            select(
                OPERATION.c.sequence,
                OPERATION.c.at,
                AGENT.c.name.label("agent"),
                OPERATION.c.act,
                OPERATION.c.label,
                OPERATION.c.undoable,
                OPERATION.c.undone_by,
                LOG.c.hash,
            )
            .join(AGENT)
            .join(LOG, LOG.c.sequence == OPERATION.c.sequence)
            .order_by(OPERATION.c.sequence.desc())
            .limit(limit)
        )
        if item_id is not None:
            statement = statement.join(LOG_ITEM, LOG_ITEM.c.sequence == OPERATION.c.sequence).where(
                LOG_ITEM.c.item_id == item_id
            )
        if before is not None:
            statement = statement.where(OPERATION.c.sequence < before)
        rows = self._connection.execute(statement).mappings()
        return [LogEntry(**{**row, "hash": row["hash"].hex()}) for row in rows]

    def undoable(self, agent_id: int) -> LogEntry | None:
        """The last act of this agent that can be taken back and was not."""
        statement = (
            select(OPERATION.c.sequence)
            .where(
                OPERATION.c.agent_id == agent_id,
                OPERATION.c.undoable.is_(True),
                OPERATION.c.undone_by.is_(None),
            )
            .order_by(OPERATION.c.sequence.desc())
            .limit(1)
        )
        sequence = self._connection.execute(statement).scalar_one_or_none()
        return None if sequence is None else self.entries(limit=1, before=sequence + 1)[0]

    def content(self, sequence: int) -> dict[str, Any] | None:
        """Before, after, reason and names of an act; None where they were erased."""
        return log.content(self._connection, sequence)

    def head(self) -> log.LogHead:
        """The last entry of the chain."""
        return log.head(self._connection)

    def check(self) -> log.LogCheck:
        """Check the whole chain."""
        return log.check(self._connection)

    def damaged(self) -> str | None:
        """What the database's own quick check finds wrong."""
        return damaged(self._connection)
