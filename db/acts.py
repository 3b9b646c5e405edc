"""What an act is before it is done."""

from dataclasses import dataclass, field

from db.schema import new_uuid


@dataclass(frozen=True, slots=True)
class ActRequest:
    """An act as it is asked for: what kind, in which words, by whom (an agent's id), and why.

    By its `uuid` it can be looked up whether it was kept, before it is tried again.
    """

    kind: str
    label: str
    agent_id: int
    reason: str | None = None
    undoable: bool = True
    uuid: str = field(default_factory=new_uuid)
