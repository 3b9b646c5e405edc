"""Rows of sources, origins, claims, what hangs on claims, and links."""

from dataclasses import dataclass, field
from datetime import datetime

from db.field_columns import ClaimFields, LinkFields, SourceFields
from db.rows.table_row import WithdrawableRow
from db.schema.columns import new_uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow(WithdrawableRow):
    TABLE = "origin"

    uuid: str = field(default_factory=new_uuid)
    label: str | None = None
    name: str
    counts: str
    note: str | None = None
    case_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow(SourceFields, WithdrawableRow):
    TABLE = "source"

    uuid: str = field(default_factory=new_uuid)
    label: str | None = None
    name: str
    native_names: str | None = None
    origin_id: int | None = None
    restricted: bool = False
    case_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow(ClaimFields, WithdrawableRow):
    TABLE = "claim"

    uuid: str = field(default_factory=new_uuid)
    case_id: int
    label: str
    statement: str
    origin_id: int | None = None
    text_sha256: str | None = None
    text_start: int | None = None
    text_end: int | None = None
    quote_exact: str | None = None
    quote_prefix: str | None = None
    quote_suffix: str | None = None
    status: str = "unassessed"
    parent_id: int | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSourceRow(WithdrawableRow):
    TABLE = "claim_source"

    claim_id: int
    source_id: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPlaceRow(WithdrawableRow):
    TABLE = "claim_place"

    claim_id: int
    place_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityRow(WithdrawableRow):
    TABLE = "quantity"

    claim_id: int
    value: float | None = None
    unit: str | None = None
    measure: str | None = None
    bound: str | None = None
    approximate: bool | None = None
    as_of: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow(WithdrawableRow):
    TABLE = "relation"

    uuid: str = field(default_factory=new_uuid)
    from_id: int
    to_id: int
    kind: str
    reason: str
    label: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow(LinkFields, WithdrawableRow):
    TABLE = "link"

    uuid: str = field(default_factory=new_uuid)
    item_id: int
    claim_id: int
    stance: str
    reason: str
    region_id: int | None = None
    agent_id: int
    at: datetime
    label: str | None = None
    note: str | None = None
