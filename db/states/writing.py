"""The states of the rows that an act wrote: read back as they are stored, and packed for its entry."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, insert, select

from db.queries.id_list import id_list, listed_as
from db.schema import LOG_OWNER, LOG_STATE, ROW_SALT
from db.states.encoding import SALT_SIZE, Value
from db.states.packing import PART_ROWS, Section, commitment, commitment_of_part, pack, pack_numbers
from db.states.tables import StateTable, state_tables

EVERYTHING = "everything"
"""The owner under which an entry is listed that stated every row as it was found."""
Key = tuple[int, ...]
StoredRow = Sequence[Value]
Written = Mapping[str, Collection[Key]]
"""What an act wrote: table to the keys of its rows, one number each or two.

Of a row that is gone, and whose key does not tell its owner, all numbers of `StateTable.numbers`.
"""
_SALTS = select(ROW_SALT.c.owner_id, ROW_SALT.c.salt).where(
    ROW_SALT.c.owner == bindparam("owner"), ROW_SALT.c.owner_id.in_(listed_as("ids"))
)


def write_states(connection: Connection, sequence: int, written: Written) -> bytes:
    """Put the states of these rows, as they are now, beside the entry `sequence` that is about to be added.

    Gives what the entry commits to. Owners that have no salt yet get one.
    """
    return _write(connection, sequence, _sections(connection, sequence, written))


def write_all_states(connection: Connection, sequence: int) -> bytes:
    """The same for every row of the catalogue, as it is found."""
    connection.execute(insert(LOG_OWNER).values(owner=EVERYTHING, owner_id=0, sequence=sequence))
    return _write(connection, sequence, _all_sections(connection))


def salts_of(connection: Connection, owner: str, ids: Collection[int]) -> dict[int, bytes]:
    """The salts of those of these owners that have one."""
    rows = connection.execute(_SALTS, {"owner": owner, "ids": id_list(ids)}).all()
    return {row[0]: row[1] if isinstance(row[1], bytes) else b"" for row in rows}


def rows_of(connection: Connection, table: StateTable, keys: Collection[Key]) -> list[StoredRow]:
    """The stored values of those of these rows that are there, in the order of the table's columns."""
    if len(table.identity) == 1:
        groups: Mapping[int, list[int]] = {0: [key[0] for key in keys]}
    else:
        groups = defaultdict(list)
        for one, other in keys:
            groups[other].append(one)
    found: list[StoredRow] = []
    for second, ids in groups.items():
        found += connection.execute(table.rows_statement, {"ids": id_list(ids), "second": second}).all()
    return found


def _write(connection: Connection, sequence: int, sections: Iterable[Section]) -> bytes:
    commitments = []
    for number, part in enumerate(_parts(sections)):
        values = {"states": pack(part), "hints": b"".join(section.hints for section in part)}
        connection.execute(insert(LOG_STATE).values(sequence=sequence, part=number, **values))
        commitments.append(commitment_of_part(part))
    return commitment(commitments)


def _all_sections(connection: Connection) -> Iterator[Section]:
    for table in state_tables().values():
        identity = [table.column(name) for name in table.identity]
        keys = connection.execute(select(*identity).order_by(*identity)).all()
        for start in range(0, len(keys), PART_ROWS):
            yield from _sections_of(
                connection, table, [tuple(key) for key in keys[start : start + PART_ROWS]]
            )


def _sections(connection: Connection, sequence: int, written: Written) -> Iterator[Section]:
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for name, table in state_tables().items():
        keys = sorted(written.get(name, ()))
        for start in range(0, len(keys), PART_ROWS):
            for section in _sections_of(connection, table, keys[start : start + PART_ROWS]):
                owners[table.owner].update(section.column(table.owner_at))
                yield section
    # items are listed with the entry in `log_item` already
    listed = [(owner, number) for owner, ids in owners.items() if owner != "item" for number in ids]
    if listed:
        rows = [{"owner": owner, "owner_id": number, "sequence": sequence} for owner, number in listed]
        connection.execute(insert(LOG_OWNER), rows)


def _sections_of(connection: Connection, table: StateTable, keys: Sequence[Key]) -> Iterator[Section]:
    rows = sorted(rows_of(connection, table, keys), key=table.numbers_of)
    numbers = [table.numbers_of(row) for row in rows]
    gone: Sequence[Key] = ()
    if len(rows) < len(keys):
        there = {each[: len(table.identity)] for each in numbers}
        gone = [key for key in keys if key[: len(table.identity)] not in there]
    at = table.owner_at
    salts = _salts(connection, table.owner, {each[at] for each in (*numbers, *gone)})
    if rows:
        yield _present(table, rows, numbers, [salts[each[at]] for each in numbers])
    if gone:
        yield _absent(table, gone, [salts[each[at]] for each in gone])


def _present(
    table: StateTable, rows: Sequence[StoredRow], numbers: Sequence[Key], salts: Sequence[bytes]
) -> Section:
    encoder, salted = table.encoder, list(zip(salts, rows, strict=True))
    states = [encoder.digest(salt, row) for salt, row in salted]
    hint_width, hints = 0, b""
    if len(table.columns) > len(table.identity):  # else nothing but the key could differ
        hint_width = len(table.columns)
        hints = b"".join(
            [encoder.hints(salt, state, row) for state, (salt, row) in zip(states, salted, strict=True)]
        )
    packed = pack_numbers(numbers)
    return Section(table.name, True, len(table.numbers), packed, b"".join(states), hint_width, hints)


def _absent(table: StateTable, keys: Sequence[Key], salts: Sequence[bytes]) -> Section:
    identity = len(table.identity)
    states = [
        table.encoder.digest_absent(salt, key[:identity]) for salt, key in zip(salts, keys, strict=True)
    ]
    return Section(table.name, False, len(table.numbers), pack_numbers(keys), b"".join(states))


def _salts(connection: Connection, owner: str, ids: Collection[int]) -> dict[int, bytes]:
    """The salts of owners; those that have none yet get one now."""
    salts = salts_of(connection, owner, ids)
    new = [number for number in ids if number not in salts]
    if new:
        fresh = secrets.token_bytes(SALT_SIZE * len(new))
        made = {number: fresh[at * SALT_SIZE : (at + 1) * SALT_SIZE] for at, number in enumerate(new)}
        connection.execute(
            insert(ROW_SALT),
            [{"owner": owner, "owner_id": number, "salt": salt} for number, salt in made.items()],
        )
        salts |= made
    return salts


def _parts(sections: Iterable[Section]) -> Iterator[list[Section]]:
    """Sections put together until a part has as many rows as it may."""
    part: list[Section] = []
    rows = 0
    for section in sections:
        if part and rows + section.count > PART_ROWS:
            yield part
            part, rows = [], 0
        part.append(section)
        rows += section.count
    if part:
        yield part
