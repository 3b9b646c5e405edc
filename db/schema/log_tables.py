"""Tables of the log: the chain, the salted content beside it, and the operations that undo takes back."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, LargeBinary, Named, Table, TypedColumns

from db.schema.columns import METADATA, UtcTime


class LogColumns(TypedColumns):
    """One entry of the chain. `body` is canonical JSON, kept to the byte; append-only, by trigger."""

    sequence: Named[int] = Column(primary_key=True, autoincrement=False)
    prev: Named[bytes] = Column(LargeBinary)
    body: Named[bytes] = Column(LargeBinary)
    hash: Named[bytes] = Column(LargeBinary, unique=True)


LOG = Table("log", METADATA, LogColumns)


class LogContentColumns(TypedColumns):
    """What an entry commits to: before, after, reason, names. May lawfully be erased."""

    sequence: Named[int] = Column(ForeignKey("log.sequence"), primary_key=True, autoincrement=False)
    salt: Named[bytes] = Column(LargeBinary)
    content: Named[bytes] = Column(LargeBinary)


LOG_CONTENT = Table("log_content", METADATA, LogContentColumns)


class LogErasureColumns(TypedColumns):
    """The content of an entry was erased, by the authority of another entry."""

    sequence: Named[int] = Column(ForeignKey("log.sequence"), primary_key=True, autoincrement=False)
    erased_by: Named[int] = Column(ForeignKey("log.sequence"))


LOG_ERASURE = Table("log_erasure", METADATA, LogErasureColumns)


class LogItemColumns(TypedColumns):
    """Which items an entry concerns."""

    item_id: Named[int] = Column(ForeignKey("item.id"), primary_key=True)
    sequence: Named[int] = Column(ForeignKey("log.sequence"), primary_key=True)


LOG_ITEM = Table("log_item", METADATA, LogItemColumns, sqlite_with_rowid=False)


class OperationColumns(TypedColumns):
    """An act as a person knows it, and whether it was taken back."""

    sequence: Named[int] = Column(ForeignKey("log.sequence"), primary_key=True, autoincrement=False)
    agent_id: Named[int] = Column(ForeignKey("agent.id"), index=True)
    at: Named[datetime] = Column(UtcTime)
    act: Named[str]
    label: Named[str]
    undoable: Named[bool]
    undone_by: Named[int | None]


OPERATION = Table("operation", METADATA, OperationColumns)
