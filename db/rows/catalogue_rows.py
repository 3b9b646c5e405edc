"""Rows of the catalogue's identity, agents, cases and saved searches."""

from dataclasses import dataclass, field
from datetime import datetime

from db.rows.table_row import TableRow, WithdrawableRow
from db.schema.columns import new_uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow(TableRow):
    TABLE = "catalogue"

    uuid: str
    title: str
    kind: str = "ordinary"
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRow(TableRow):
    TABLE = "agent"

    uuid: str = field(default_factory=new_uuid)
    kind: str
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow(WithdrawableRow):
    TABLE = "case"

    uuid: str = field(default_factory=new_uuid)
    label: str
    title: str
    description: str | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearchRow(WithdrawableRow):
    TABLE = "saved_search"

    uuid: str = field(default_factory=new_uuid)
    name: str
    query: str
    agent_id: int
