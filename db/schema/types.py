"""Column types that SQLAlchemy lacks: UTC times kept as sortable text, and shorthand for keys."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import uuid4

from sqlalchemy import Dialect, Index, String, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, mapped_column

UTC_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def utc_text(moment: datetime) -> str:
    """An aware time as `2024-10-18T09:30:00.000000Z`; such texts sort as the times do."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    # strftime does not pad years before 1000
    return moment.astimezone(UTC).strftime(UTC_FORMAT).zfill(27)


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, stored as ISO 8601 text in UTC. SQLAlchemy's own type drops the offset."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy passes it)
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (SQLAlchemy passes it)
        return None if value is None else datetime.strptime(value, UTC_FORMAT).replace(tzinfo=UTC)


def unique_while_standing(name: str, *columns: str) -> Index:
    """Values that only one row has at a time: a row that was withdrawn does not bar the next."""
    standing = text("withdrawn IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=standing)


class Base(DeclarativeBase):
    """All tables of a catalogue."""

    type_annotation_map = {datetime: UtcTime, str: String}  # noqa: RUF012  (SQLAlchemy's own convention)
    # AUTOINCREMENT: an id is never given to a second row, not even after a row is gone.
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012


Key = Annotated[int, mapped_column(primary_key=True)]
Uuid = Annotated[str, mapped_column(unique=True, default=lambda: str(uuid4()))]
