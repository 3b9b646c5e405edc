"""What an act is before it is done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActRequest:
    """An act as it is asked for: what kind, in which words, by whom (an agent's id), and why."""

    kind: str
    label: str
    agent_id: int
    reason: str | None = None
    undoable: bool = True
