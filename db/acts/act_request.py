"""What an act is before it is done."""

from collections.abc import Collection
from dataclasses import dataclass, field

from db.log.records import LogBreak
from db.schema import new_uuid


@dataclass(frozen=True, slots=True)
class ActRequest:
    """An act as it is asked for: what kind, in which words, by whom (an agent's id), and why.

    By its `uuid` it can be looked up whether it was kept, before it is tried again.
    `accepts` are breaks of the log that the act accepts: without that, none is done upon a broken log.
    `erases` are the numbers of entries whose content the act disposes of.
    """

    kind: str
    label: str
    agent_id: int
    reason: str | None = None
    undoable: bool = True
    # given before the act begins, not by the database: the answer to its commit may be lost
    uuid: str = field(default_factory=new_uuid)
    accepts: Collection[LogBreak] = ()
    erases: Collection[int] = ()
