"""Records of evidence: items and what a list shows of them, files, receipts, custody, metadata, notes."""

from dataclasses import dataclass
from datetime import datetime

from db.field_columns import ItemFields, ReceiptFields
from db.records.place_records import Location


def exhibit_number(item_id: int) -> str:
    """The number that people use: `EX-000001`."""
    return f"EX-{item_id:06d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(ItemFields):
    """One evidence item; `sensitivity` is codes joined by commas.

    `withdrawn` is the act that withdrew it, `withdrawn_entry` the number of that act's entry in the log.
    """

    id: int
    uuid: str
    type: str
    title: str
    description: str | None
    sensitivity: str
    held: bool
    publisher_id: int | None
    captured_earliest: datetime | None
    captured_latest: datetime | None
    camera: str | None
    received_at: datetime | None
    examined_at: datetime | None
    examined_by: int | None
    created_at: datetime
    created_by: int
    label: str | None
    expected_sha256: str | None
    withdrawn: int | None
    withdrawn_entry: int | None

    @property
    def exhibit(self) -> str:
        return exhibit_number(self.id)


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of one item. `file_id` and `sha256` are of its first original."""

    id: int
    type: str
    title: str
    held: bool
    sensitivity: str
    digital_source_type: str | None
    captured_earliest: datetime | None
    captured_latest: datetime | None
    received_at: datetime | None
    camera: str | None
    label: str | None
    withdrawn: int | None
    file_id: int | None
    sha256: str | None
    file_name: str | None
    media_type: str | None
    width: int | None
    height: int | None
    size: int | None
    thumbnail_state: str | None
    tags: tuple[str, ...]
    claims: int
    locations: tuple[Location, ...]

    @property
    def exhibit(self) -> str:
        return exhibit_number(self.id)


@dataclass(frozen=True, slots=True)
class File:
    """Bytes in a role of an item. Hashes are lower-case hex; orientation as EXIF, 1 to 8."""

    id: int
    role: str
    name: str
    sha256: str
    sha512: str
    size: int
    media_type: str
    width: int | None
    height: int | None
    orientation: int | None
    frames: int | None
    no_picture_reason: str | None
    perceptual_hash: str | None
    thumbnail_state: str | None
    c2pa_state: str | None
    c2pa_url: str | None
    c2pa_codes: str | None
    checked_at: datetime | None
    check_outcome: str | None


@dataclass(frozen=True, slots=True)
class Receipt(ReceiptFields):
    """One arrival of a file; times in UTC, `obtained_at` as it was stated."""

    id: int
    uuid: str
    item_id: int
    file_id: int
    sha256: str
    received_at: datetime
    clock_basis: str
    name: str
    path: str
    modified_at: datetime | None
    sidecar_of: int | None
    source_id: int | None
    source_name: str | None
    source_restricted: bool
    collector_id: int
    collector: str
    machine: str
    tool: str
    tool_version: str

    @property
    def tool_and_version(self) -> str:
        return f"{self.tool} {self.tool_version}"


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """PREMIS event code, its entry of the log, and who released and received where it changed hands."""

    id: int
    uuid: str
    item_id: int
    at: datetime
    agent: str
    sequence: int
    event: str
    outcome: str | None
    detail: str | None
    released_by: str | None
    received_by: str | None
    purpose: str | None
    place: str | None
    hash_verified: bool | None
    clock_behind_s: int = 0
    """By how many seconds `at` lies before the time of an act before it; 0 for no such doubt."""


@dataclass(frozen=True, slots=True)
class MetadataTag:
    """One tag of a file as it was read."""

    group: str
    namespace: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one reader read from one file, at one time."""

    id: int
    file_id: int
    reader: str
    version: str
    read_at: datetime
    none_found: bool
    tags: tuple[MetadataTag, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as it stands in the file."""

    tag: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """What an analyst wrote about an item."""

    id: int
    uuid: str
    item_id: int
    text: str
    at: datetime
    agent: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """One file was made from another; hashes are SHA-256 in lower-case hex."""

    used_sha256: str
    made_sha256: str
    activity: str
    agent: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """One printing of a provenance sheet; `log_sequence` is the head of the log that the sheet states."""

    serial: str
    item_id: int
    printed_at: datetime
    agent: str
    profile: str
    paper: str
    pages: int | None
    sha256: str | None
    log_sequence: int
