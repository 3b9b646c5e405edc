"""The fields of a table that get columns of their own in a page's table, behind those that it always has."""

from collections.abc import Sequence

from app.fields.field import Field, FieldTable

_ELSEWHERE = ("method", "strength", "condition")
"""What has its place in a page already, or is left to `--json`."""


def more_fields(table: FieldTable, records: Sequence[object]) -> tuple[Field, ...]:
    """What people say of these records besides; quiet fields only where something is known of any."""
    found = {field.name for record in records for field, _ in table.told(record, leave=_ELSEWHERE)}
    return tuple(field for field in table.given if field.name in found)


def more_values(fields: Sequence[Field], record: object) -> tuple[str | None, ...]:
    """What a record holds of them, in words; None is unknown."""
    return tuple(field.kind.said(field.of(record)) for field in fields)
