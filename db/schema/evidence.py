"""Tables about evidence items and their files, receipts, custody and metadata."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.types import Base, Key, Uuid, unique_while_standing


class ItemRow(Base):
    """One evidence item. Its exhibit number is `EX-` and the id, which is never given twice."""

    __tablename__ = "item"
    __table_args__ = (
        Index("item_by_capture", "captured_earliest", "captured_latest", "withdrawn"),
        Index("item_by_type", "type", "id"),
        Index("item_withdrawn", "withdrawn", sqlite_where=text("withdrawn IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    type: Mapped[str]
    title: Mapped[str]
    description: Mapped[str | None]
    digital_source_type: Mapped[str | None]
    sensitivity: Mapped[str] = mapped_column(default="")  # codes, sorted, joined by commas
    held: Mapped[bool] = mapped_column(default=False)
    publisher_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    published_at: Mapped[str | None]  # as stated, any precision
    published_url: Mapped[str | None]
    creator: Mapped[str | None]
    uploader: Mapped[str | None]
    # imagery only
    platform: Mapped[str | None]
    sensor: Mapped[str | None]
    operator: Mapped[str | None]
    licence: Mapped[str | None]
    ground_sample_m: Mapped[float | None]
    off_nadir_deg: Mapped[float | None]
    cloud_percent: Mapped[float | None]
    # kept beside the tables that they sum up, for lists and sorting
    captured_earliest: Mapped[datetime | None]
    captured_latest: Mapped[datetime | None]
    camera: Mapped[str | None]
    camera_folded: Mapped[str | None] = mapped_column(index=True)
    received_at: Mapped[datetime | None] = mapped_column(index=True)
    examined_at: Mapped[datetime | None]
    examined_by: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    label: Mapped[str | None]  # the item's name in a case text, such as E01
    unknowns: Mapped[str | None]  # what the analyst states is unknown, one a line
    expected_sha256: Mapped[str | None] = mapped_column(index=True)  # of a file known but not yet held
    withdrawn: Mapped[int | None]


class ItemCaseRow(Base):
    """An item belongs to a case."""

    __tablename__ = "item_case"
    __table_args__ = (
        unique_while_standing("item_case_once", "item_id", "case_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    withdrawn: Mapped[int | None]


class FileRow(Base):
    """Bytes, named by their SHA-256. Never changed, one row however often they arrive."""

    __tablename__ = "file"

    id: Mapped[Key]
    sha256: Mapped[str] = mapped_column(unique=True)
    sha512: Mapped[str]
    size: Mapped[int]
    media_type: Mapped[str]
    width: Mapped[int | None]
    height: Mapped[int | None]
    orientation: Mapped[int | None]
    frames: Mapped[int | None]
    no_picture_reason: Mapped[str | None]
    perceptual_hash: Mapped[str | None]  # 128 hex digits: the picture, its mirror images and quarter turns
    thumbnail_state: Mapped[str | None]  # null: to be made; made; or why there is none
    c2pa_state: Mapped[str | None]
    c2pa_url: Mapped[str | None]
    c2pa_codes: Mapped[str | None]
    checked_at: Mapped[datetime | None]  # last fixity check
    check_outcome: Mapped[str | None]  # intact, damaged, missing
    created_at: Mapped[datetime]


class ItemFileRow(Base):
    """A file plays a role in an item: original, working copy or derivative."""

    __tablename__ = "item_file"
    __table_args__ = (UniqueConstraint("item_id", "file_id", "role"), {"sqlite_autoincrement": True})

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), index=True)
    role: Mapped[str]
    name: Mapped[str]
    withdrawn: Mapped[int | None]


class DerivationRow(Base):
    """One file was made from another (PROV wasDerivedFrom), by an activity of an agent."""

    __tablename__ = "derivation"

    id: Mapped[Key]
    used_file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), index=True)
    made_file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), index=True)
    activity: Mapped[str]
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    at: Mapped[datetime]


class ReceiptRow(Base):
    """One arrival of a file: from whom, how, when. The same bytes arriving twice are two receipts."""

    __tablename__ = "receipt"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), index=True)
    received_at: Mapped[datetime]
    clock_basis: Mapped[str]
    name: Mapped[str]  # original name; undecodable bytes escaped
    name_bytes: Mapped[bytes] = mapped_column(LargeBinary)
    path: Mapped[str]
    modified_at: Mapped[datetime | None]  # mtime as found
    sidecar_of: Mapped[int | None] = mapped_column(ForeignKey("file.id"))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    obtained_from: Mapped[str | None]
    method: Mapped[str | None]
    url: Mapped[str | None]
    obtained_at: Mapped[str | None]  # as stated
    account: Mapped[str | None]
    upstream: Mapped[str | None]  # upstream post or mirror
    conditions: Mapped[str | None]
    conversions: Mapped[str | None]
    page_html_id: Mapped[int | None] = mapped_column(ForeignKey("file.id"))
    page_capture_id: Mapped[int | None] = mapped_column(ForeignKey("file.id"))
    collector_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    machine: Mapped[str]
    tool: Mapped[str]
    tool_version: Mapped[str]
    withdrawn: Mapped[int | None]


class CustodyRow(Base):
    """Who did what with an item, when and why (PREMIS event code). Append-only, by trigger."""

    __tablename__ = "custody"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    at: Mapped[datetime]
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    sequence: Mapped[int]  # of the log entry that recorded it
    event: Mapped[str]  # cap ing mes fix mod red rep tra dis exp prt dsg dig val vir del
    outcome: Mapped[str | None]
    detail: Mapped[str | None]
    released_by: Mapped[str | None]
    received_by: Mapped[str | None]
    purpose: Mapped[str | None]
    place: Mapped[str | None]
    hash_verified: Mapped[bool | None]


class SnapshotRow(Base):
    """What one reader read from one file, at one time, tag by tag. Never changed, by trigger."""

    __tablename__ = "snapshot"

    id: Mapped[Key]
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), index=True)
    reader: Mapped[str]
    version: Mapped[str]
    read_at: Mapped[datetime]
    none_found: Mapped[bool]
    tags: Mapped[bytes] = mapped_column(LargeBinary)  # JSON [[group, namespace, name, value], ...], zlib


class CaptionRow(Base):
    """A caption as it stands in the file."""

    __tablename__ = "caption"

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    tag: Mapped[str]
    text: Mapped[str]
    language: Mapped[str | None]
    withdrawn: Mapped[int | None]
