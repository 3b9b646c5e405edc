"""Parts 10 and 11 of the sheet from the catalogue: every location and every time."""

import json
from collections.abc import Mapping
from typing import get_args

from app.errors import CatalogueError
from app.fields.evidence import LOCATION, TIME
from app.fields.field import FieldTable
from app.places.coordinates import dms, mgrs
from app.privacy.redaction import Redaction
from app.privacy.withheld import Text
from app.records import Location, Place, Time
from app.sheet.facts import Facts, facts
from app.sheet.where_when import Basis, Role, SheetLocation, SheetPosition, SheetTime
from resources.messages import stored
from resources.remarks import remarks_of_lines

# corners that fit into a few lines
_MOST_CORNERS = 16
ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
BASES: dict[str, Basis] = {basis: basis for basis in get_args(Basis)}


def location(statement: Location, places: Mapping[int, Place], redaction: Redaction) -> SheetLocation:
    """One statement about where."""
    told = SheetLocation(
        role=ROLES[statement.role],
        basis=BASES[statement.basis],
        position=_position(statement),
        radius_m=statement.radius_m,
        footprint=_footprint(statement),
        place=_names(statement, places),
        raw=statement.raw,
        source_datum=statement.source_datum,
        altitude_m=statement.altitude_m,
        bearing_deg=statement.bearing_deg,
        bearing_reference=statement.bearing_reference,
        field_of_view_deg=statement.field_of_view_deg,
        method=statement.method,
        analyst=statement.agent if statement.basis == "assessed" else None,
        status=statement.status,
        suspect=remarks_of_lines(statement.suspect),
        facts=_facts(LOCATION, 10, statement, redaction),
    )
    return redaction.part(LOCATION, told, statement)


def time(statement: Time, redaction: Redaction) -> SheetTime:
    """One statement about when."""
    return SheetTime(
        what=statement.kind,
        basis=BASES[statement.basis],
        tag=statement.tag,
        raw=statement.raw,
        earliest=statement.earliest,
        latest=statement.latest,
        zone_basis=None if statement.zone_basis == "unknown" else statement.zone_basis,
        method=statement.method or statement.reason,
        facts=_facts(TIME, 11, statement, redaction),
    )


def _facts(table: FieldTable, part: int, statement: Location | Time, redaction: Redaction) -> Facts:
    fields = table.part(part)
    return facts(fields, redaction.values(fields, table.values(statement), statement))


def _position(statement: Location) -> SheetPosition | None:
    if statement.lat is None or statement.lon is None:
        return None
    return SheetPosition(
        statement.lat, statement.lon, dms(statement.lat, statement.lon), _mgrs(statement.lat, statement.lon)
    )


def _mgrs(lat: float, lon: float) -> str | None:
    """None for degrees that no grid has, such as a file may state."""
    try:
        return mgrs(lat, lon)
    except CatalogueError:
        return None


def _footprint(statement: Location) -> Text:
    if statement.footprint is None:
        return None
    corners = [(float(lat), float(lon)) for lat, lon in json.loads(statement.footprint)]
    if len(corners) > _MOST_CORNERS:
        return stored("{count} corners; drawn on the map, and in full in the catalogue", count=len(corners))
    # WKT begins and ends with the same corner, and has the longitude first
    ring = ", ".join(f"{lon:.6f} {lat:.6f}" for lat, lon in [*corners, *corners[:1]])
    return f"POLYGON (({ring}))"


def _names(statement: Location, places: Mapping[int, Place]) -> tuple[str, ...]:
    place = places.get(statement.place_id or 0)
    if place is None:
        return (statement.place_name,) if statement.place_name else ()
    return tuple(dict.fromkeys([place.name, *(name.text for name in place.names)]))
