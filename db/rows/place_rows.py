"""Rows of places and their names, locations and times."""

from dataclasses import dataclass, field
from datetime import datetime

from db.field_columns import LocationFields, TimeFields
from db.rows.table_row import WithdrawableRow
from db.schema.columns import new_uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow(WithdrawableRow):
    TABLE = "place"

    uuid: str = field(default_factory=new_uuid)
    label: str | None = None
    name: str
    kind: str | None = None
    country: str | None = None
    region: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_m: float | None = None
    precision: str | None = None
    coordinate_source: str | None = None
    geonames_id: int | None = None
    note: str | None = None
    case_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNameRow(WithdrawableRow):
    TABLE = "place_name"

    place_id: int
    text: str
    folded: str
    language: str | None = None
    script: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationRow(LocationFields, WithdrawableRow):
    TABLE = "location"

    uuid: str = field(default_factory=new_uuid)
    item_id: int
    role: str
    basis: str
    lat: float | None = None
    lon: float | None = None
    radius_m: float | None = None
    footprint: str | None = None
    raw: str | None = None
    suspect: str | None = None
    status: str = "open"
    place_id: int | None = None
    agent_id: int
    at: datetime
    best: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow(TimeFields, WithdrawableRow):
    TABLE = "time"

    item_id: int
    kind: str
    basis: str
    raw: str
    earliest: datetime | None = None
    latest: datetime | None = None
    zone_basis: str
    reason: str | None = None
    agent_id: int
    at: datetime
