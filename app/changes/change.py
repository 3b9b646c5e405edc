"""What one act, or the work behind it, changed in a catalogue."""

from dataclasses import dataclass

from db.acts.touched import ALL as ALL
from db.acts.touched import EVERYTHING as EVERYTHING
from db.acts.touched import Ids as Ids
from db.acts.touched import Kind as Kind
from db.acts.touched import Touched as Touched

THUMBNAILS_MADE = "thumbnails"
"""The code of what is no act of a person: small pictures were made."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change that was committed: the code of its act, what it touched, and whose act it was.

    `agent_id` is None for what no person did. `elsewhere` says that another process did it.
    """

    act: str
    touched: Touched
    agent_id: int | None = None
    elsewhere: bool = False
