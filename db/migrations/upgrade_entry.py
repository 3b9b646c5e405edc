"""The log entry of an upgrade, written when all revisions have run and the schema is the newest."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, select, update

from db import log
from db.log.touched import lists_of_first_version
from db.records import UpgradeChange
from db.schema import ACT, AGENT, METADATA
from db.states.writing import write_all_states


def tell_upgrade(connection: Connection, version: int, changes: Sequence[UpgradeChange]) -> None:
    """End the act that a revision began with its entry; nothing where none did, in a new catalogue.

    The entry commits to every row as it is found. What was before it, the first version of the log compared
    with no row, and so says the entry. It links to the last entry of that version, broken or not, and commits
    to the lists of items of all of them: undo reads those, and the first version committed to none.
    """
    begun = (
        select(ACT.c.id, ACT.c.uuid, ACT.c.at, ACT.c.label, AGENT.c.uuid.label("agent"))
        .join(AGENT, AGENT.c.id == ACT.c.agent_id)
        .where(ACT.c.kind == log.UPGRADE, ACT.c.sequence.is_(None))
    )
    act = connection.execute(begun).first()
    if act is None:
        return
    before = log.check(connection)
    sequence = log.next_number(connection, log.head(connection))
    connection.execute(update(ACT).where(ACT.c.id == act.id).values(sequence=sequence))
    told = {
        "label": act.label,
        "schema": version,
        "upgrade": [asdict(change) for change in changes],
        "found": {
            "entries": before.entries,
            "breaks": [{"at": each.at, "problem": each.problem} for each in before.breaks],
            "rows_compared": False,
            "items": lists_of_first_version(connection),
        },
        "changes": [],
    }
    facts = log.EntryFacts(act=act.uuid, kind=log.UPGRADE, agent=act.agent, at=act.at)
    items = _items_of(connection, changes)
    log.append(connection, sequence, facts, told, items, write_all_states(connection, sequence))


def _items_of(connection: Connection, changes: Sequence[UpgradeChange]) -> list[int]:
    """The items of the rows that had to be changed."""
    items: set[int] = set()
    for change in changes:
        table = METADATA.tables[change.table]
        if "item_id" in table.c:
            items.update(connection.execute(select(table.c.item_id).where(table.c.id == change.id)).scalars())
    return sorted(items)
