"""Tables about evidence items and their files, receipts, custody and metadata."""

from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Named,
    TypedColumns,
)

from db.field_columns import ItemFields, ReceiptFields
from db.schema.columns import (
    DERIVED,
    GIVEN,
    RemarkText,
    Size,
    UtcTime,
    columns_of,
    new_uuid,
    numbered,
    unique_while_standing,
)


class ItemColumns(TypedColumns):
    """One evidence item, with the columns of `ItemFields` beside these.

    Its exhibit number is `EX-` and the id, which is never given twice.
    """

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    type: Named[str]
    title: Named[str]
    sort_key: Named[bytes | None] = Column(LargeBinary, info=DERIVED)  # of the title, for lists in its order
    description: Named[str | None]
    sensitivity: Named[str] = Column(default="")  # codes, sorted, joined by commas
    held: Named[bool] = Column(default=False)
    publisher_id: Named[int | None] = Column(ForeignKey("source.id"), index=True)
    # kept beside the tables that they sum up, for lists and sorting
    captured_earliest: Named[datetime | None] = Column(UtcTime, info=DERIVED)
    captured_latest: Named[datetime | None] = Column(UtcTime, info=DERIVED)
    camera: Named[str | None]
    camera_folded: Named[str | None] = Column(index=True)
    received_at: Named[datetime | None] = Column(UtcTime, index=True)
    examined_at: Named[datetime | None] = Column(UtcTime)
    examined_by: Named[int | None] = Column(ForeignKey("agent.id"))
    created_at: Named[datetime] = Column(UtcTime)
    created_by: Named[int] = Column(ForeignKey("agent.id"))
    label: Named[str | None]  # the item's name in a case text, such as E01
    expected_sha256: Named[str | None] = Column(index=True)  # of a file known but not yet held
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


ITEM = numbered(
    "item",
    ItemColumns,
    *columns_of(ItemFields, "item"),
    # withdrawn at the end of both long ones: the question is answered from the index, and reads no row
    Index("item_by_capture", "captured_earliest", "captured_latest", "withdrawn"),
    Index("item_by_type", "type", "id"),
    Index("item_by_title", "sort_key", "id", "withdrawn"),
    # of the few rows that are withdrawn: `_everything` and `count` take them off
    Index("item_withdrawn", "withdrawn", info={GIVEN: ("withdrawn",)}),
)


class ItemCaseColumns(TypedColumns):
    """An item belongs to a case."""

    id: Named[int] = Column(primary_key=True)
    item_id: Named[int] = Column(ForeignKey("item.id"))
    case_id: Named[int] = Column(ForeignKey("case.id"), index=True)
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


ITEM_CASE = numbered(
    "item_case", ItemCaseColumns, unique_while_standing("item_case_once", "item_id", "case_id")
)


class FileColumns(TypedColumns):
    """Bytes, named by their SHA-256. Never changed, one row however often they arrive."""

    id: Named[int] = Column(primary_key=True)
    sha256: Named[str] = Column(unique=True)
    sha512: Named[str]
    size: Named[int] = Column(Size)
    media_type: Named[str]
    width: Named[int | None]
    height: Named[int | None]
    orientation: Named[int | None]
    frames: Named[int | None]
    no_picture_reason: Named[str | None] = Column(RemarkText)
    perceptual_hash: Named[str | None] = Column(
        info=DERIVED
    )  # 128 hex digits: the picture, its mirror images and quarter turns
    thumbnail_state: Named[str | None] = Column(
        RemarkText, info=DERIVED
    )  # null: to be made; made; or why there is none
    thumbnail_sha256: Named[str | None] = Column(info=DERIVED)  # of the small picture that was made
    c2pa_state: Named[str | None]
    c2pa_url: Named[str | None]
    c2pa_codes: Named[str | None]
    checked_at: Named[datetime | None] = Column(UtcTime, info=DERIVED)  # last fixity check
    check_outcome: Named[str | None] = Column(info=DERIVED)  # intact, damaged, missing
    created_at: Named[datetime] = Column(UtcTime)


FILE = numbered("file", FileColumns)


class ItemFileColumns(TypedColumns):
    """A file plays a role in an item: original, working copy or derivative."""

    id: Named[int] = Column(primary_key=True)
    item_id: Named[int] = Column(ForeignKey("item.id"))
    file_id: Named[int] = Column(ForeignKey("file.id"), index=True)
    role: Named[str]
    name: Named[str]
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


ITEM_FILE = numbered(
    "item_file", ItemFileColumns, unique_while_standing("item_file_once", "item_id", "file_id", "role")
)


class DerivationColumns(TypedColumns):
    """One file was made from another (PROV wasDerivedFrom), by an activity of an agent."""

    id: Named[int] = Column(primary_key=True)
    used_file_id: Named[int] = Column(ForeignKey("file.id"), index=True)
    made_file_id: Named[int] = Column(ForeignKey("file.id"), index=True)
    activity: Named[str]
    agent_id: Named[int] = Column(ForeignKey("agent.id"))
    at: Named[datetime] = Column(UtcTime)


DERIVATION = numbered("derivation", DerivationColumns)


class ReceiptColumns(TypedColumns):
    """One arrival of a file: from whom, how, when. The same bytes arriving twice are two receipts."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    item_id: Named[int] = Column(ForeignKey("item.id"), index=True)
    file_id: Named[int] = Column(ForeignKey("file.id"), index=True)
    received_at: Named[datetime] = Column(UtcTime)
    clock_basis: Named[str] = Column(RemarkText)
    name: Named[str]  # original name; undecodable bytes escaped
    name_bytes: Named[bytes] = Column(LargeBinary)
    path: Named[str]
    modified_at: Named[datetime | None] = Column(UtcTime)  # mtime as found
    sidecar_of: Named[int | None] = Column(ForeignKey("file.id"))
    source_id: Named[int | None] = Column(ForeignKey("source.id"), index=True)
    page_html_id: Named[int | None] = Column(ForeignKey("file.id"))
    page_capture_id: Named[int | None] = Column(ForeignKey("file.id"))
    collector_id: Named[int] = Column(ForeignKey("agent.id"))
    machine: Named[str]
    tool: Named[str]
    tool_version: Named[str]
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


RECEIPT = numbered("receipt", ReceiptColumns, *columns_of(ReceiptFields, "receipt"))


class CustodyColumns(TypedColumns):
    """Who did what with an item, when and why (PREMIS event code). Append-only, by trigger."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    item_id: Named[int] = Column(ForeignKey("item.id"), index=True)
    at: Named[datetime] = Column(UtcTime)
    agent_id: Named[int] = Column(ForeignKey("agent.id"))
    act_id: Named[int] = Column(ForeignKey("act.id"))  # that recorded it
    event: Named[str]  # cap ing mes fix mod red rep tra dis exp prt dsg dig val vir del
    outcome: Named[str | None]
    detail: Named[str | None] = Column(RemarkText)
    released_by: Named[str | None]
    received_by: Named[str | None]
    purpose: Named[str | None]
    place: Named[str | None]
    hash_verified: Named[bool | None]


CUSTODY = numbered("custody", CustodyColumns)


class SnapshotColumns(TypedColumns):
    """What one reader read from one file, at one time, tag by tag. Never changed, by trigger."""

    id: Named[int] = Column(primary_key=True)
    file_id: Named[int] = Column(ForeignKey("file.id"), index=True)
    reader: Named[str]
    version: Named[str]
    read_at: Named[datetime] = Column(UtcTime)
    none_found: Named[bool]
    tags: Named[bytes] = Column(LargeBinary)  # JSON [[group, namespace, name, value], ...], zlib


SNAPSHOT = numbered("snapshot", SnapshotColumns)


class CaptionColumns(TypedColumns):
    """A caption as it stands in the file."""

    id: Named[int] = Column(primary_key=True)
    item_id: Named[int] = Column(ForeignKey("item.id"), index=True)
    tag: Named[str]
    text: Named[str]
    language: Named[str | None]
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


CAPTION = numbered("caption", CaptionColumns)
