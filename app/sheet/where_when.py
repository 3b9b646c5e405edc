"""Parts 10 and 11 of the sheet: every location and every time, side by side with its basis."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from app.privacy.withheld import Text, Withheld
from app.sheet.facts import Facts

Role: TypeAlias = Literal["camera", "subject", "publisher"]
Basis: TypeAlias = Literal["claimed", "recorded", "assessed"]


@dataclass(frozen=True, slots=True)
class SheetPosition:
    """A WGS 84 point in degrees; `dms` and `mgrs` are the same point written those ways."""

    lat: float
    lon: float
    dms: str | None = None
    mgrs: str | None = None


@dataclass(frozen=True, slots=True)
class SheetLocation:
    """Part 10, one statement about where. Lengths in metres, angles in degrees clockwise from north."""

    role: Role
    basis: Basis
    position: SheetPosition | Withheld | None = None
    radius_m: float | Withheld | None = None
    """Horizontal radius of uncertainty; None is unknown and is never taken as zero."""
    footprint: Text = None
    """The outline as text, longitude first as in WKT."""
    place: tuple[str, ...] | Withheld = ()
    """Names of the place, in every script; first the one to show."""
    raw: Text = None
    """The location as it was written or read."""
    source_datum: str | None = None
    altitude_m: float | Withheld | None = None
    bearing_deg: float | Withheld | None = None
    bearing_reference: Text = None
    """"true" or "magnetic"."""
    field_of_view_deg: float | Withheld | None = None
    method: Text = None
    analyst: Text = None
    status: str | None = None
    """"open", "assessed", "tried and not locatable"."""
    suspect: tuple[str, ...] = ()
    """What makes a recorded position suspect, in plain words."""
    facts: Facts = ()
    """What the field table of locations puts here besides."""


@dataclass(frozen=True, slots=True)
class LocatorMap:
    """A small map of the item's locations: an SVG drawing, its words, and the credit of its data."""

    svg: bytes
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class SheetTime:
    """Part 11, one statement about when. `earliest` and `latest` are UTC and inclusive."""

    what: str
    """What happened then: "captured", "published", "received", ..."""
    basis: Basis
    tag: str | None = None
    """The metadata tag it was read from."""
    raw: Text = None
    earliest: datetime | None = None
    latest: datetime | None = None
    zone_basis: str | None = None
    """"offset tag", "GPS UTC cross-check", "place and date"; None is unknown."""
    method: Text = None
    analyst: Text = None
    status: str | None = None
    suspect: tuple[str, ...] = ()
    facts: Facts = ()
    """What the field table of times puts here besides."""
