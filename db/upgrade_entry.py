"""The log entry of an upgrade, written when all revisions have run and the schema is the newest."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, select, update

from db import log
from db.records import UpgradeChange
from db.schema import ACT


def tell_upgrade(connection: Connection, version: int, changes: Sequence[UpgradeChange]) -> None:
    """End the act that a revision began with its entry; nothing where none did, in a new catalogue."""
    begun = select(ACT.c.id, ACT.c.agent_id, ACT.c.at, ACT.c.label).where(
        ACT.c.kind == "upgrade", ACT.c.sequence.is_(None)
    )
    act = connection.execute(begun).first()
    if act is None:
        return
    told = {"label": act.label, "schema": version, "upgrade": [asdict(change) for change in changes]}
    entry = log.append(
        connection, at=act.at, agent=act.agent_id, act="upgrade", subjects={}, content={**told, "changes": []}
    )
    connection.execute(update(ACT).where(ACT.c.id == act.id).values(sequence=entry.sequence))
