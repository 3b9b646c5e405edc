"""Whether each entry still has beside it the states to which it committed, and how many there are of what."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, select

from db.log.entry import rows_committed
from db.schema import LOG, LOG_STATE
from db.states.packing import commitment, commitment_of_part, unpack

_PARTS_AT_ONCE = 16


def survey(connection: Connection) -> tuple[Counter[str], tuple[int, ...]]:
    """Recompute what each entry committed to.

    Gives how many states there are of each table, and the entries that committed to others than they have.
    """
    counts: Counter[str] = Counter()
    changed = []
    for (sequence, committed), parts in groupby(_parts(connection), key=lambda row: row[:2]):
        commitments = []
        for _, _, packed in parts:
            if packed is None:  # it wrote no row that has a state
                continue
            # what cannot be unpacked commits to nothing, and so differs from what the entry says
            sections = unpack(packed) if isinstance(packed, bytes) else []
            commitments.append(commitment_of_part(sections))
            for section in sections:
                counts[section.table] += section.count
        if commitment(commitments) != committed:
            changed.append(sequence)
    return counts, tuple(changed)


def _parts(connection: Connection) -> Iterator[tuple[int, bytes | None, bytes | None]]:
    """Each part of each entry of this version: its number, what it commits to, and the packed states."""
    statement = (
        select(LOG.c.sequence, LOG.c.body, LOG_STATE.c.states)
        .outerjoin_from(LOG, LOG_STATE, LOG_STATE.c.sequence == LOG.c.sequence)
        .order_by(LOG.c.sequence, LOG_STATE.c.part)
    )
    for sequence, body, states in connection.execute(
        statement, execution_options={"yield_per": _PARTS_AT_ONCE}
    ):
        committed = rows_committed(body) if isinstance(body, bytes) else None
        if committed is not None:
            yield sequence, committed, states
