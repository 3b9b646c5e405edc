"""What crosses the border from the catalogue file: frozen rows, times in UTC, angles in degrees WGS 84."""

from dataclasses import dataclass
from datetime import datetime


def exhibit_number(item_id: int) -> str:
    """The number that people use: `EX-000001`."""
    return f"EX-{item_id:06d}"


@dataclass(frozen=True, slots=True)
class Agent:
    id: int
    uuid: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Case:
    id: int
    uuid: str
    label: str
    title: str
    description: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One evidence item; `sensitivity` is codes joined by commas."""

    id: int
    uuid: str
    type: str
    title: str
    description: str | None
    digital_source_type: str | None
    sensitivity: str
    held: bool
    publisher_id: int | None
    published_at: str | None
    published_url: str | None
    creator: str | None
    uploader: str | None
    platform: str | None
    sensor: str | None
    operator: str | None
    licence: str | None
    ground_sample_m: float | None
    off_nadir_deg: float | None
    cloud_percent: float | None
    captured_earliest: datetime | None
    captured_latest: datetime | None
    camera: str | None
    received_at: datetime | None
    examined_at: datetime | None
    examined_by: int | None
    created_at: datetime
    created_by: int
    label: str | None
    unknowns: str | None
    expected_sha256: str | None
    withdrawn: int | None

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
    locations: "tuple[Location, ...]"

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
class Receipt:
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
    obtained_from: str | None
    method: str | None
    url: str | None
    obtained_at: str | None
    account: str | None
    upstream: str | None
    conditions: str | None
    conversions: str | None
    collector_id: int
    collector: str
    machine: str
    tool: str
    tool_version: str


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


@dataclass(frozen=True, slots=True)
class MetadataTag:
    group: str
    namespace: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    id: int
    file_id: int
    reader: str
    version: str
    read_at: datetime
    none_found: bool
    tags: tuple[MetadataTag, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    tag: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Note:
    id: int
    uuid: str
    item_id: int
    text: str
    at: datetime
    agent: str


@dataclass(frozen=True, slots=True)
class Derivation:
    used_sha256: str
    made_sha256: str
    activity: str
    agent: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Location:
    """One statement about where; `footprint` is JSON [[lat, lon], ...], `suspect` one reason a line."""

    id: int
    uuid: str
    item_id: int
    role: str
    basis: str
    lat: float | None
    lon: float | None
    radius_m: float | None
    footprint: str | None
    altitude_m: float | None
    bearing_deg: float | None
    bearing_reference: str | None
    field_of_view_deg: float | None
    raw: str | None
    source_datum: str | None
    method: str | None
    suspect: str | None
    status: str
    place_id: int | None
    place_name: str | None
    agent: str
    at: datetime
    best: bool


@dataclass(frozen=True, slots=True)
class Time:
    id: int
    item_id: int
    kind: str
    basis: str
    tag: str | None
    raw: str
    earliest: datetime | None
    latest: datetime | None
    zone_basis: str
    method: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class PlaceName:
    text: str
    language: str | None
    script: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Place:
    id: int
    uuid: str
    label: str | None
    name: str
    kind: str | None
    country: str | None
    region: str | None
    lat: float | None
    lon: float | None
    radius_m: float | None
    precision: str | None
    coordinate_source: str | None
    geonames_id: int | None
    note: str | None
    case_id: int | None
    names: tuple[PlaceName, ...]


@dataclass(frozen=True, slots=True)
class Source:
    id: int
    uuid: str
    label: str | None
    name: str
    native_names: str | None
    kind: str | None
    identified: bool | None
    speaks_for: str | None
    interest: str | None
    origin_id: int | None
    reliability: str | None
    reliability_reason: str | None
    restricted: bool
    note: str | None
    case_id: int | None


@dataclass(frozen=True, slots=True)
class Origin:
    id: int
    uuid: str
    label: str | None
    name: str
    counts: str
    note: str | None
    case_id: int | None


@dataclass(frozen=True, slots=True)
class Quantity:
    value: float | None
    unit: str | None
    measure: str | None
    bound: str | None
    approximate: bool | None
    as_of: str | None
    raw: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement; `asserted_by` and `reported_via` are source ids, `places` place ids."""

    id: int
    uuid: str
    case_id: int
    case_label: str
    label: str
    statement: str
    kind: str | None
    modality: str | None
    checkable: bool | None
    origin_id: int | None
    text_sha256: str | None
    text_start: int | None
    text_end: int | None
    quote_exact: str | None
    quote_prefix: str | None
    quote_suffix: str | None
    reported_date: str | None
    event_time: str | None
    status: str
    credibility: str | None
    credibility_reason: str | None
    likelihood: str | None
    confidence: str | None
    independence_reason: str | None
    parent_id: int | None
    note: str | None
    asserted_by: tuple[int, ...]
    reported_via: tuple[int, ...]
    places: tuple[int, ...]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    id: int
    uuid: str
    from_id: int
    to_id: int
    kind: str
    reason: str
    label: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """Item to claim. `held` and `examined` are the item's, for the link's status."""

    id: int
    uuid: str
    item_id: int
    item_title: str
    claim_id: int
    claim_label: str
    claim_statement: str
    case_label: str
    stance: str
    reason: str
    strength: str | None
    condition: str | None
    agent: str
    at: datetime
    label: str | None
    note: str | None
    held: bool
    examined: bool

    @property
    def status(self) -> str:
        """`examined`; `expected` while the item is neither held nor examined; else `held, not examined`."""
        if self.examined:
            return "examined"
        return "held, not examined" if self.held else "expected"

    @property
    def exhibit(self) -> str:
        return exhibit_number(self.item_id)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An act as a person knows it; `content` is None where it was erased."""

    sequence: int
    at: datetime
    agent: str
    act: str
    label: str
    undoable: bool
    undone_by: int | None
    hash: str


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    serial: str
    item_id: int
    printed_at: datetime
    agent: str
    profile: str
    paper: str
    pages: int | None
    sha256: str | None
    log_sequence: int
