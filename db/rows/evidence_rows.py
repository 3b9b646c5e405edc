"""Rows of items, files, receipts, custody, metadata and captions."""

from dataclasses import dataclass, field
from datetime import datetime

from db.field_columns import ItemFields, ReceiptFields
from db.rows.table_row import TableRow, WithdrawableRow
from db.schema.columns import new_uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow(ItemFields, WithdrawableRow):
    TABLE = "item"

    uuid: str = field(default_factory=new_uuid)
    type: str
    title: str
    description: str | None = None
    sensitivity: str = ""
    held: bool = False
    publisher_id: int | None = None
    captured_earliest: datetime | None = None
    captured_latest: datetime | None = None
    camera: str | None = None
    camera_folded: str | None = None
    received_at: datetime | None = None
    examined_at: datetime | None = None
    examined_by: int | None = None
    created_at: datetime
    created_by: int
    label: str | None = None
    expected_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCaseRow(WithdrawableRow):
    TABLE = "item_case"

    item_id: int
    case_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow(TableRow):
    TABLE = "file"

    sha256: str
    sha512: str
    size: int
    media_type: str
    width: int | None = None
    height: int | None = None
    orientation: int | None = None
    frames: int | None = None
    no_picture_reason: str | None = None
    perceptual_hash: str | None = None
    thumbnail_state: str | None = None
    thumbnail_sha256: str | None = None
    c2pa_state: str | None = None
    c2pa_url: str | None = None
    c2pa_codes: str | None = None
    checked_at: datetime | None = None
    check_outcome: str | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFileRow(WithdrawableRow):
    TABLE = "item_file"

    item_id: int
    file_id: int
    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow(ReceiptFields, WithdrawableRow):
    TABLE = "receipt"

    uuid: str = field(default_factory=new_uuid)
    item_id: int
    file_id: int
    received_at: datetime
    clock_basis: str
    name: str
    name_bytes: bytes
    path: str
    modified_at: datetime | None = None
    sidecar_of: int | None = None
    source_id: int | None = None
    page_html_id: int | None = None
    page_capture_id: int | None = None
    collector_id: int
    machine: str
    tool: str
    tool_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyRow(TableRow):
    TABLE = "custody"

    uuid: str = field(default_factory=new_uuid)
    item_id: int
    at: datetime
    agent_id: int
    act_id: int
    event: str
    outcome: str | None = None
    detail: str | None = None
    released_by: str | None = None
    received_by: str | None = None
    purpose: str | None = None
    place: str | None = None
    hash_verified: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRow(TableRow):
    TABLE = "snapshot"

    file_id: int
    reader: str
    version: str
    read_at: datetime
    none_found: bool
    tags: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionRow(WithdrawableRow):
    TABLE = "caption"

    item_id: int
    tag: str
    text: str
    language: str | None = None
