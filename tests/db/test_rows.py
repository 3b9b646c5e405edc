"""A record of a row says what its table says: mypy reads the one, SQLite the other."""

from dataclasses import MISSING, Field, fields
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, get_args

import pytest
from sqlalchemy import Column

import db.rows
from db.rows import TableRow, WithdrawableRow
from db.schema import METADATA, RemarkText, UtcTime, new_uuid

ROWS = [
    kind
    for kind in vars(db.rows).values()
    if isinstance(kind, type) and issubclass(kind, TableRow) and hasattr(kind, "TABLE")
]
WRITTEN_OTHERWISE = {
    *("act", "item_tag", "log", "log_content", "log_erasure", "log_item", "log_owner", "log_state"),
    "row_salt",
}
"""By `Unit.tag`, and by the log."""
WRITTEN_BESIDE = {"id", "sort_key"}
"""Columns that the unit finds for itself."""
NOT_WRITTEN_YET = {"derivation", "field", "field_value", "region", "review"}


def test_every_table_that_acts_write_has_a_record_and_no_other() -> None:
    tables = {kind.TABLE for kind in ROWS}

    assert tables == set(METADATA.tables) - WRITTEN_OTHERWISE - NOT_WRITTEN_YET
    assert len(tables) == len(ROWS)


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_a_record_has_the_columns_of_its_table_with_their_types_and_defaults(kind: type[TableRow]) -> None:
    columns = {
        column.key: column for column in METADATA.tables[kind.TABLE].c if column.key not in WRITTEN_BESIDE
    }
    told = {field.name: field for field in fields(kind)}

    assert set(told) == set(columns)
    for name, column in columns.items():
        assert _types(told[name].type) == _types_of(column), name
        assert _default(told[name]) == _default_of(column), name


def test_what_can_be_withdrawn_is_what_has_a_column_for_it() -> None:
    standing = {kind.TABLE for kind in ROWS if issubclass(kind, WithdrawableRow)}

    assert standing == {kind.TABLE for kind in ROWS if "withdrawn" in METADATA.tables[kind.TABLE].c}


def _types(hint: Any) -> set[type]:
    return set(get_args(hint)) if isinstance(hint, UnionType) else {hint}


def _types_of(column: Column[Any]) -> set[type]:
    kind = datetime if isinstance(column.type, UtcTime) else _python_type(column)
    return {kind, NoneType} if column.nullable else {kind}


def _python_type(column: Column[Any]) -> type:
    return str if isinstance(column.type, RemarkText) else column.type.python_type


def _default(field: "Field[Any]") -> object:
    return field.default_factory if field.default_factory is not MISSING else field.default


def _default_of(column: Column[Any]) -> object:
    """What a row gets that does not say: a UUID of its own, a fixed value, nothing where it may be empty."""
    if column.default is None:
        return None if column.nullable else MISSING
    given = getattr(column.default, "arg", None)
    return new_uuid if callable(given) else given
