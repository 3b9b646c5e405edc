"""Rows of tags, notes and printed sheets."""

from dataclasses import dataclass, field
from datetime import datetime

from db.rows.table_row import TableRow, WithdrawableRow
from db.schema.columns import new_uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRow(TableRow):
    TABLE = "tag"

    name: str
    folded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow(WithdrawableRow):
    TABLE = "note"

    uuid: str = field(default_factory=new_uuid)
    item_id: int
    text: str
    at: datetime
    agent_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow(TableRow):
    TABLE = "sheet"

    serial: str
    item_id: int
    printed_at: datetime
    agent_id: int
    profile: str
    reason: str | None = None
    paper: str
    pages: int | None = None
    sha256: str | None = None
    log_sequence: int
