"""Records of where and when: angles in degrees WGS 84, times in UTC."""

from dataclasses import dataclass
from datetime import datetime

from db.field_columns import LocationFields, TimeFields


@dataclass(frozen=True, slots=True)
class Location(LocationFields):
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
    raw: str | None
    suspect: str | None
    status: str
    place_id: int | None
    place_name: str | None
    agent: str
    at: datetime
    best: bool


@dataclass(frozen=True, slots=True)
class Time(TimeFields):
    """One statement about when: raw text, and the interval in UTC that it allows."""

    id: int
    item_id: int
    kind: str
    basis: str
    raw: str
    earliest: datetime | None
    latest: datetime | None
    zone_basis: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name of a place; `script` is an ISO 15924 code."""

    text: str
    language: str | None
    script: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A named spot of the catalogue; unplaced while latitude and longitude are None."""

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
