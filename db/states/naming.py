"""What a row that is not as the log says is called, and which of its columns differ."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from db.schema import LOG_STATE, METADATA
from db.states.difference import RowDifference
from db.states.packing import pack_numbers, position_of, unpack
from db.states.tables import state_tables
from db.states.writing import rows_of, salts_of

_CALLED_BY = ("label", "name", "title", "serial", "sha256")


@dataclass(frozen=True, slots=True)
class NamedDifference:
    """A row that is not as the log says, with what a person calls it by.

    `columns` are those that were changed, as far as that can be said; `name` is the label, name or title of
    the row and `owner_name` that of the row it belongs to, as they are now, where they have one.
    """

    row: RowDifference
    columns: tuple[str, ...]
    name: str | None
    owner: str
    owner_name: str | None


def named(connection: Connection, difference: RowDifference) -> NamedDifference:
    """A difference with its names."""
    return called(connection, difference, _columns(connection, difference))


def called(connection: Connection, difference: RowDifference, changed: tuple[str, ...]) -> NamedDifference:
    """A difference of which it is known what was changed, with its names."""
    table = state_tables()[difference.table]
    by = ("tag", difference.key[1]) if table.name == "item_tag" else (table.name, difference.key[0])
    owner = None if difference.owner is None else _name(connection, table.owner, difference.owner)
    return NamedDifference(difference, changed, _name(connection, *by), table.owner, owner)


def _columns(connection: Connection, difference: RowDifference) -> tuple[str, ...]:
    if difference.difference == "derived":
        return difference.columns
    return changed_columns(connection, difference) if difference.difference == "changed" else ()


def changed_columns(connection: Connection, difference: RowDifference) -> tuple[str, ...]:
    """Columns of a changed row that differ from what its entry wrote; none where that cannot be said.

    Guessed from the hints that the entry left beside the state: one byte a column, and no proof.
    """
    table = state_tables()[difference.table]
    row = next(iter(rows_of(connection, table, [difference.key])), None)
    salts = salts_of(connection, table.owner, [] if difference.owner is None else [difference.owner])
    recorded = _recorded(connection, difference)
    if row is None or not salts or recorded is None:
        return ()
    [salt] = salts.values()
    state, hints = recorded
    now = table.encoder.hints(salt, state, row)
    if len(hints) != len(now):  # of another version of the schema: no byte tells of which column it is
        return ()
    changed = tuple(name for name, then, here in zip(table.columns, hints, now, strict=True) if then != here)
    # nearly all of them: the salt was changed, not the row
    return changed if len(changed) <= len(table.columns) // 2 or len(table.columns) < 4 else ()


def _name(connection: Connection, table: str, row_id: int) -> str | None:
    columns, [key, *_] = METADATA.tables[table].c, METADATA.tables[table].primary_key.columns
    by = [columns[name] for name in _CALLED_BY if name in columns]
    if not by or table == "item":  # an item is called by its number, whatever its title
        return None
    chosen = func.coalesce(*by) if len(by) > 1 else by[0]
    return connection.execute(select(chosen).where(key == row_id)).scalar_one_or_none()


def _recorded(connection: Connection, difference: RowDifference) -> tuple[bytes, bytes] | None:
    """The state and the hints of a row as its entry wrote them."""
    parts = connection.execute(
        select(LOG_STATE.c.states, LOG_STATE.c.hints).where(LOG_STATE.c.sequence == difference.sequence)
    )
    for states, hints in parts:
        for section in unpack(states, hints):
            if section.table == difference.table and section.present:
                row = position_of(section, pack_numbers([difference.key]))
                if row is not None:
                    return section.digest(row), section.hints_of(row)
    return None
