"""What every noun of a catalogue is given: the database, the originals, who acts, whom to tell."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.changes.change import Change
from app.changes.change_bus import ChangeBus
from app.originals.store import Originals
from app.records import Agent
from app.workers.pool import Workers
from db.acts.act_request import ActRequest
from db.acts.unit import Unit
from db.session import Database
from resources.messages import stored


@dataclass(frozen=True, slots=True)
class Context:
    """One open catalogue and the analyst at it."""

    folder: Path
    database: Database
    originals: Originals
    derivatives: Originals
    agent: Agent
    workers: Workers
    bus: ChangeBus = field(default_factory=ChangeBus)

    def store_of(self, digest: str) -> Originals:
        """Where the bytes of this SHA-256 are: among the derivatives, else (held or not) the originals."""
        return self.derivatives if self.derivatives.has(digest) else self.originals

    @contextmanager
    def act(
        self, act: str, label: str, *, reason: str | None = None, undoable: bool = True
    ) -> Iterator[Unit]:
        """One act of this analyst: one transaction, one log entry; once it is committed the bus is told.

        `label` is what `act_label` makes of a code and its arguments; people read it as a sentence.
        """
        with self.database.act(ActRequest(act, label, self.agent.id, reason, undoable)) as unit:
            yield unit
            touched = unit.touched
        if unit.entry is not None:
            self.bus.tell(Change(act, touched, unit.agent_id))


def analyst_name() -> str:
    """Who acts unless told: EXHIBIT_ANALYST, else the name of the account."""
    named = os.environ.get("EXHIBIT_ANALYST", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return stored("unnamed analyst")
