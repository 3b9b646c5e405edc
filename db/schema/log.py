"""Tables of the log: the chain, the salted content beside it, and the operations that undo takes back."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.types import Base


class LogRow(Base):
    """One entry of the chain. `body` is canonical JSON, kept to the byte; append-only, by trigger."""

    __tablename__ = "log"
    __table_args__ = ()

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    prev: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)


class LogContentRow(Base):
    """What an entry commits to: before, after, reason, names. May lawfully be erased."""

    __tablename__ = "log_content"
    __table_args__ = ()

    sequence: Mapped[int] = mapped_column(ForeignKey("log.sequence"), primary_key=True, autoincrement=False)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class LogErasureRow(Base):
    """The content of an entry was erased, by the authority of another entry."""

    __tablename__ = "log_erasure"
    __table_args__ = ()

    sequence: Mapped[int] = mapped_column(ForeignKey("log.sequence"), primary_key=True, autoincrement=False)
    erased_by: Mapped[int] = mapped_column(ForeignKey("log.sequence"))


class LogItemRow(Base):
    """Which items an entry concerns."""

    __tablename__ = "log_item"
    __table_args__ = ({"sqlite_with_rowid": False},)

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(ForeignKey("log.sequence"), primary_key=True)


class OperationRow(Base):
    """An act as a person knows it, and whether it was taken back."""

    __tablename__ = "operation"
    __table_args__ = ()

    sequence: Mapped[int] = mapped_column(ForeignKey("log.sequence"), primary_key=True, autoincrement=False)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    at: Mapped[datetime]
    act: Mapped[str]
    label: Mapped[str]
    undoable: Mapped[bool]
    undone_by: Mapped[int | None]
