"""Rows of the catalogue's identity, agents, cases and saved searches."""

from dataclasses import dataclass, field
from datetime import datetime

from db.rows.row import Row
from db.schema.columns import new_uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow(Row):
    TABLE = "catalogue"

    uuid: str
    title: str
    kind: str = "ordinary"
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRow(Row):
    TABLE = "agent"

    uuid: str = field(default_factory=new_uuid)
    kind: str
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow(Row):
    TABLE = "case"

    uuid: str = field(default_factory=new_uuid)
    label: str
    title: str
    description: str | None = None
    created_at: datetime
    withdrawn: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearchRow(Row):
    TABLE = "saved_search"

    uuid: str = field(default_factory=new_uuid)
    name: str
    query: str
    agent_id: int
    withdrawn: int | None = None
