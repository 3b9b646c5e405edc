"""Rows to frozen records: the columns of a record are the columns of the row of the same name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Select, Table

Record = TypeVar("Record")


def columns(table: Table, record: type[Any]) -> list[Column[Any]]:
    """The columns of a table that a record has fields for."""
    return [table.c[field.name] for field in fields(record) if field.name in table.c]


def fetch(connection: Connection, record: type[Record], statement: Select[*tuple[Any, ...]]) -> list[Record]:
    """Run a statement whose columns are labelled as the record's fields."""
    return [record(**row) for row in connection.execute(statement).mappings()]


def fetch_by_owner(
    connection: Connection, record: type[Record], statement: Select[*tuple[Any, ...]]
) -> defaultdict[int, list[Record]]:
    """`fetch`, for a statement with one column more, labelled `owner`: the id to which a record belongs."""
    found: defaultdict[int, list[Record]] = defaultdict(list)
    for row in connection.execute(statement).mappings():
        values = dict(row)
        found[values.pop("owner")].append(record(**values))
    return found


def only(found: Iterable[Record]) -> Record | None:
    """The first of what was found, or None."""
    return next(iter(found), None)
