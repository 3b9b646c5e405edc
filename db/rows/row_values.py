"""Records of rows as the values of columns, and back; and values as the log can hold them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy.types import TypeEngine

import db.rows
from db.json_value import Json
from db.rows import TableRow
from db.schema import METADATA, RemarkText, UtcTime, utc_text
from resources.remarks import as_kept, kept

AnyRow = TypeVar("AnyRow", bound=TableRow)
_KINDS = {
    kind.TABLE: kind
    for kind in vars(db.rows).values()
    if isinstance(kind, type) and issubclass(kind, TableRow) and hasattr(kind, "TABLE")
}


def kind_of(table: str) -> type[TableRow]:
    """The record of a table, by the name that the log tells. Raises KeyError."""
    return _KINDS[table]


def values_of(row: TableRow) -> dict[str, Any]:
    """A record as columns with their values."""
    # attrgetter, not asdict, which copies each value deeply and takes 145 microseconds for an item instead of
    # ten
    names, read = _columns(row.TABLE)
    return dict(zip(names, read(row), strict=True))


def row_of(kind: type[AnyRow], values: Mapping[str, Any]) -> AnyRow:
    """The record of a row that was read; columns that it has no field for (the id) are left out."""
    return kind(**{field.name: values[field.name] for field in fields(kind)})


def changed(row: AnyRow, told: Mapping[str, Json]) -> AnyRow:
    """The record with other values, told as `plain` has them. Raises KeyError for what is no column of it."""
    names, _ = _columns(row.TABLE)
    values = {**values_of(row), **typed(row.TABLE, told)}
    if values.keys() - set(names):
        raise KeyError(*(values.keys() - set(names)))
    return row_of(type(row), values)


@cache
def _columns(table: str) -> tuple[tuple[str, ...], Callable[[TableRow], tuple[Any, ...]]]:
    """Found once for each table: an ingest reads ten records a file."""
    names = tuple(field.name for field in fields(_KINDS[table]))
    return names, attrgetter(*names)


def plain(table: str, values: Mapping[str, Any]) -> dict[str, Json]:
    """Values as JSON has them: times as sortable text, remarks as they are stored, bytes as hex."""
    remarks = _remarks(table)
    return {
        name: kept(value) if name in remarks and value is not None else _plain(value)
        for name, value in values.items()
    }


def typed(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What `plain` made as the columns have it: times are times again, remarks are remarks."""
    columns = METADATA.tables[table].c
    return {name: _typed(columns[name].type, value) for name, value in values.items()}


def remarks_read(content: Any, names: Collection[str] = ("detail",)) -> Any:
    """The content of an entry with its remarks as such: in columns of rows, and in the details of checks."""
    if isinstance(content, list):
        return [remarks_read(each, names) for each in content]
    if not isinstance(content, dict):
        return content
    if content.get("table") in METADATA.tables:
        names = _remarks(content["table"])
    return {
        name: as_kept(value) if name in names and isinstance(value, str) else remarks_read(value, names)
        for name, value in content.items()
    }


def _plain(value: Any) -> Json:
    if isinstance(value, datetime):
        return utc_text(value)
    return value.hex() if isinstance(value, bytes) else value


def _typed(kind: TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, RemarkText):
        return as_kept(value, kind.separator)
    return datetime.fromisoformat(value) if isinstance(kind, UtcTime) else value


@cache
def _remarks(table: str) -> frozenset[str]:
    columns = METADATA.tables[table].c
    return frozenset(column.name for column in columns if isinstance(column.type, RemarkText))
