"""What every table is made with: the one MetaData, UTC times kept as sortable text, ids given only once."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Double,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypedColumns,
    TypeDecorator,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from resources.remarks import LINES, as_kept, kept
from resources.unreadable import UNREADABLE_TIME

METADATA = MetaData()
DERIVED: dict[Any, Any] = {"derived": True}
"""The `info` of a column that sums up other rows or comes from the bytes alone: it changes without an act."""
_TYPES: dict[Any, type[TypeEngine[Any]]] = {
    str | None: String,
    int | None: Integer,
    float | None: Double,
    bool | None: Boolean,
}
NUMBERED, KEYED = "numbered", "keyed"
"""In the `info` of a table: its numbers are never given twice; it has no numbers beside its key."""
EMPTY, GIVEN = "empty", "given"
"""In the `info` of an index of some rows: columns that are null in them, columns that are not."""
UTC_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
Columns = TypeVar("Columns", bound=TypedColumns)


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
        if value is None:
            return None
        try:
            return datetime.strptime(value, UTC_FORMAT).replace(tzinfo=UTC)
        except (TypeError, ValueError):  # somebody else's: to raise would keep everybody from all the rest
            return UNREADABLE_TIME


class Size(TypeDecorator[int]):
    """A number of bytes. What is no number, and in no act's writing, is read as unknown."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: object, dialect: Dialect) -> int | None:  # noqa: ARG002  (SQLAlchemy passes it)
        return value if isinstance(value, int) else None

    @property
    def python_type(self) -> type[int]:
        """What a row holds; SQLAlchemy knows it of the types that it decorates only."""
        return int


class RemarkText(TypeDecorator[str]):
    """Remarks of the program, stored as codes with arguments; a text of people is stored as it is."""

    impl = String
    cache_ok = True
    separator = ""

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy passes it)
        return None if value is None else kept(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy passes it)
        return as_kept(value, self.separator) if isinstance(value, str) else value


class RemarkLines(RemarkText):
    """The same, read with a line for each remark."""

    cache_ok = True
    separator = LINES


def numbered(name: str, columns: type[Columns], *parts: SchemaItem) -> Table[Columns]:
    """A table whose ids are never given to a second row, not even after a row is gone."""
    return Table(name, METADATA, columns, *parts, info={NUMBERED: True})


def keyed(name: str, columns: type[Columns], *parts: SchemaItem) -> Table[Columns]:
    """A table of pairs and the like, whose rows are kept by their keys alone."""
    return Table(name, METADATA, columns, *parts, info={KEYED: True})


def columns_of(record: type[Any], table: str) -> list[SchemaItem]:
    """A column for each field of a record, called as it is and empty at first; and its index, if searched.

    The indexes leave out rows that hold nothing: most items have no sensor.
    """
    told = fields(record)
    columns = [Column(each.name, _TYPES[each.type](), nullable=True) for each in told]
    searched = [each.name for each in told if each.metadata.get("index")]
    indexes = [Index(f"{table}_by_{name}", name, info={GIVEN: (name,)}) for name in searched]
    return [*columns, *indexes]


def new_uuid() -> str:
    """A random UUID in its usual form."""
    return str(uuid4())


def unique_while_standing(name: str, *columns: str, without: str | None = None) -> Index:
    """Values that only one row has at a time: a row that was withdrawn does not bar the next.

    `without` is a column that is null in the rows that are meant.
    """
    return Index(name, *columns, unique=True, info={EMPTY: ("withdrawn", *([without] if without else ()))})


def label_of_one(noun: str) -> tuple[Index, Index]:
    """A label that only one row of a case bears at a time, and only one of those without a case.

    Two indexes, because to SQL two rows without a case are never of the same one.
    """
    return (
        unique_while_standing(f"{noun}_label", "case_id", "label"),
        unique_while_standing(f"{noun}_label_of_no_case", "label", without="case_id"),
    )
