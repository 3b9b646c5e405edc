"""The log entry of an upgrade, written when all revisions have run and the schema is the newest."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, select, update

from db import log
from db.records import UpgradeChange
from db.schema import ACT, AGENT
from db.states.writing import write_all_states


def tell_upgrade(connection: Connection, version: int, changes: Sequence[UpgradeChange]) -> None:
    """End the act that a revision began with its entry; nothing where none did, in a new catalogue.

    The entry commits to every row as it is found. What was before it, the first version of the log compared
    with no row, and so says the entry. It links to the last entry of that version, broken or not.
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
        },
        "changes": [],
    }
    facts = log.EntryFacts(act=act.uuid, kind=log.UPGRADE, agent=act.agent, at=act.at)
    log.append(connection, sequence, facts, told, (), write_all_states(connection, sequence))
