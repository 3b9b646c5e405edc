"""Custody events: who did what with an item."""

from db.acts.unit import Unit
from db.rows import CustodyRow


def custody(
    unit: Unit,
    item_id: int,
    event: str,
    *,
    outcome: str,
    detail: str,
    purpose: str | None = None,
    hash_verified: bool | None = None,
    tracked: bool = True,
) -> int:
    """Add a custody event (PREMIS code) of this agent, now."""
    return unit.insert(
        CustodyRow(
            item_id=item_id,
            at=unit.now,
            agent_id=unit.agent_id,
            act_id=unit.act_id,
            event=event,
            outcome=outcome,
            detail=detail,
            purpose=purpose,
            hash_verified=hash_verified,
        ),
        tracked=tracked,
    )
