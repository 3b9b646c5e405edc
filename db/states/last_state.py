"""What the log last said of a row: an act that changes the row builds upon nothing else."""

from collections.abc import Collection, Iterator

from sqlalchemy import CompoundSelect, Connection, select

from db.errors import NotAsLogged
from db.queries.id_list import listed
from db.schema import LOG_ITEM, LOG_OWNER, LOG_STATE
from db.states.packing import pack_numbers, position_of, unpack
from db.states.tables import StateTable, state_tables
from db.states.writing import EVERYTHING, Key, rows_of, salts_of
from resources.messages import tr


class RowChangedError(NotAsLogged):
    """A row is not what the log says of it."""

    def __init__(self, table: str, key: Key) -> None:
        called = f"EX-{key[0]:06d}" if table == "item" else f"{table.replace('_', ' ')} {key[0]}"
        super().__init__(
            tr(
                "What the catalogue holds of {row} is not what its log says, so nothing is built upon it. "
                "“verify” tells what was changed.",
                row=called,
            )
        )
        self.table = table
        self.key = key


def demand_as_logged(connection: Connection, table_name: str, key: Key) -> None:
    """Raises RowChangedError where a row, which is there, is not as the last entry that wrote it left it."""
    table = state_tables()[table_name]
    [row] = rows_of(connection, table, [key])
    owner = table.numbers_of(row)[table.owner_at]
    salt = salts_of(connection, table.owner, [owner]).get(owner, b"")
    if last_state(connection, table, key, owner) != table.encoder.digest(salt, row):
        raise RowChangedError(table_name, key)


def last_state(connection: Connection, table: StateTable, key: Key, owner: int) -> bytes | None:
    """The digest that was written last of a row; None where none was, or where the row was taken away."""
    packed_key = pack_numbers([key])
    for packed in _newest_first(connection, table, owner):
        for section in unpack(packed):
            if section.table == table.name:
                row = position_of(section, packed_key)
                if row is not None:
                    return section.digest(row) if section.present else None
    return None


def entries_of(owner: str, ids: Collection[int]) -> CompoundSelect[int]:
    """The numbers of the entries that may have written states of these rows, or of what belongs to them."""
    everything = select(LOG_OWNER.c.sequence).where(LOG_OWNER.c.owner == EVERYTHING)
    if owner == "item":
        own = select(LOG_ITEM.c.sequence).where(LOG_ITEM.c.item_id.in_(listed(ids)))
    else:
        own = select(LOG_OWNER.c.sequence).where(
            LOG_OWNER.c.owner == owner, LOG_OWNER.c.owner_id.in_(listed(ids))
        )
    return own.union(everything)


def _newest_first(connection: Connection, table: StateTable, owner: int) -> Iterator[bytes]:
    statement = (
        select(LOG_STATE.c.states)
        .where(LOG_STATE.c.sequence.in_(entries_of(table.owner, [owner])))
        # the newest entry that wrote the row counts, so the search mostly ends with the first or second
        .order_by(LOG_STATE.c.sequence.desc(), LOG_STATE.c.part.desc())
    )
    # one at a time: an upgrade wrote parts of two megabytes; closed, for it is mostly left before its end
    with connection.execute(statement, execution_options={"yield_per": 1}) as found:
        yield from found.scalars()
