"""Records of which catalogue this is, who acts, in which case, the searches they keep, and what was done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from db.acts.touched import Touched


@dataclass(frozen=True, slots=True)
class CatalogueIdentity:
    """`kind` is ordinary, demonstration or practice."""

    uuid: str
    title: str
    kind: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts; `kind` is Person, Organization or SoftwareAgent (W3C PROV)."""

    id: int
    uuid: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Case:
    """A line of inquiry."""

    id: int
    uuid: str
    label: str
    title: str
    description: str | None


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name, and who saved it."""

    id: int
    uuid: str
    name: str
    query: str
    agent: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An act as a person knows it; `undone_by` is the entry that took it back, `hash` is lower-case hex.

    `label` is as the catalogue keeps it; `app` hands it out as a sentence, and beside it the code and the
    arguments that it was made of. Entries of the first version have no code. `clock_behind_s` is by how many
    seconds `at` lies before the time of an act before it: then the clock had gone back; 0 for no such doubt.
    """

    sequence: int
    at: datetime
    agent: str
    act: str
    label: str
    undoable: bool
    undone_by: int | None
    hash: str
    clock_behind_s: int = 0
    code: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """An act as whoever did not do it sees it: by whom, and what it touched, never less than that."""

    sequence: int
    agent_id: int
    act: str
    touched: Touched
