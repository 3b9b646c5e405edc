"""Tables of acts and of their log: what was done, the chain of entries, the salted content beside it."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Named, Table, TypedColumns

from db.schema.columns import METADATA, UtcTime, keyed, new_uuid, numbered


class LogColumns(TypedColumns):
    """One entry of the chain. `body` is canonical JSON, kept to the byte; append-only, by trigger."""

    sequence: Named[int] = Column(primary_key=True, autoincrement=False)
    prev: Named[bytes] = Column(LargeBinary)
    body: Named[bytes] = Column(LargeBinary)
    hash: Named[bytes] = Column(LargeBinary, unique=True)


# neither numbered nor keyed: a number is given by `next_number`, never by the engine
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


LOG_ITEM = keyed("log_item", LogItemColumns, Index("log_item_by_entry", "sequence"))


class LogStateColumns(TypedColumns):
    """The states of the rows that an entry wrote, packed (see `db.states.packing`), in bounded parts."""

    sequence: Named[int] = Column(ForeignKey("log.sequence"), primary_key=True, autoincrement=False)
    part: Named[int] = Column(primary_key=True, autoincrement=False)
    states: Named[bytes] = Column(LargeBinary)
    hints: Named[bytes] = Column(LargeBinary)


LOG_STATE = Table("log_state", METADATA, LogStateColumns)


class LogOwnerColumns(TypedColumns):
    """Which entries wrote states of a row and of what belongs to it. For items this is in `log_item`."""

    owner: Named[str] = Column(primary_key=True)  # the table of the row
    owner_id: Named[int] = Column(primary_key=True, autoincrement=False)
    sequence: Named[int] = Column(ForeignKey("log.sequence"), primary_key=True, autoincrement=False)


LOG_OWNER = keyed("log_owner", LogOwnerColumns, Index("log_owner_by_entry", "sequence"))


class RowSaltColumns(TypedColumns):
    """The salt of the states of a row and of all that belongs to it; it goes when the row is disposed of."""

    owner: Named[str] = Column(primary_key=True)  # the table of the row
    owner_id: Named[int] = Column(primary_key=True, autoincrement=False)
    salt: Named[bytes] = Column(LargeBinary)


ROW_SALT = keyed("row_salt", RowSaltColumns)


class ActColumns(TypedColumns):
    """An act as a person knows it, and whether it was taken back. Rows that an act wrote refer to its id.

    The number of its log entry is known only when the act ends: `sequence` is null until then.
    """

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    sequence: Named[int | None] = Column(ForeignKey("log.sequence"), unique=True)
    agent_id: Named[int] = Column(ForeignKey("agent.id"), index=True)
    at: Named[datetime] = Column(UtcTime)
    kind: Named[str]
    label: Named[str]
    undoable: Named[bool]
    undone_by: Named[int | None] = Column(ForeignKey("act.id"))


ACT = numbered("act", ActColumns)
