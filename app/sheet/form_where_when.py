"""Parts 10 and 11 as a form: all locations and all times, each with its basis."""

from collections.abc import Iterator

from app.privacy.withheld import Text, Withheld
from app.sheet.form import Block, Drawing, FormRows, FormSection, Line, Row, Span, Value
from app.sheet.printed_values import (
    KEPT_BACK,
    UNKNOWN,
    degrees,
    joined,
    labelled,
    lead,
    metres,
    said,
    said_line,
    utc,
)
from app.sheet.record import ProvenanceSheet
from app.sheet.where_when import SheetLocation, SheetTime

_ROLES = ("subject", "camera", "publisher")
_BASES = ("assessed", "recorded", "claimed")
_REFERENCES: dict[Text, str] = {"true": "from geographic north", "magnetic": "from magnetic north"}


def part_10(sheet: ProvenanceSheet) -> FormSection:
    """Subject, camera and publisher locations, the best basis first; the map."""
    ordered = sorted(sheet.locations, key=lambda place: (_ROLES.index(place.role), _BASES.index(place.basis)))
    blocks: list[Block] = []
    if sheet.locator_map is not None:
        blocks.append(Drawing(sheet.locator_map.caption, sheet.locator_map.credit))
    blocks.append(FormRows((*(_location(place) for place in ordered), *_missing_roles(sheet))))
    return FormSection(10, "Locations", tuple(blocks), "WGS 84 unless said otherwise")


def part_11(sheet: ProvenanceSheet) -> FormSection:
    """Every time as it was written, and the interval in UTC it stands for."""
    found = tuple(_time(time) for time in sheet.times)
    captured = any(time.what == "captured" for time in sheet.times)
    missing = () if captured else (Row("Captured", (UNKNOWN,)),)
    return FormSection(11, "Times", (FormRows((*found, *missing)),), "intervals in UTC")


def _missing_roles(sheet: ProvenanceSheet) -> tuple[Row, ...]:
    present = {place.role for place in sheet.locations}
    return tuple(Row(role.capitalize(), (UNKNOWN,)) for role in ("subject", "camera") if role not in present)


def _location(place: SheetLocation) -> Row:
    return Row(
        f"{place.role.capitalize()}, {place.basis}",
        tuple(_location_lines(place)),
        f"{place.role} {place.basis}",
    )


def _location_lines(place: SheetLocation) -> Iterator[Line]:
    if isinstance(place.place, Withheld):
        yield (lead("place"), *KEPT_BACK)
    elif place.place:
        others = (Span("text", " · " + " · ".join(place.place[1:])),) if place.place[1:] else ()
        yield (Span("strong", place.place[0]), *others)
    yield from _position(place)
    yield (lead("radius"), *said_line(metres(place.radius_m)), *_datum(place))
    yield from labelled((("outline", place.footprint), ("as written", place.raw)))
    if place.bearing_deg is not None or place.field_of_view_deg is not None:
        yield _view(place)
    yield _by(place.method, place.analyst, place.status)
    for reason in place.suspect:
        yield (Span("strong", "suspect: "), Span("text", reason))


def _position(place: SheetLocation) -> Iterator[Line]:
    position = place.position
    if isinstance(position, Withheld):
        yield (lead("position"), *KEPT_BACK)
    elif position is None:
        yield (lead("position"), *UNKNOWN)
    else:
        yield (Span("mono", f"{position.lat:.5f}, {position.lon:.5f}"), *_altitude(place))
        written = [text for text in (position.dms, position.mgrs) if text is not None]
        if written:
            yield (Span("mono", "  ·  ".join(written)),)


def _altitude(place: SheetLocation) -> tuple[Span, ...]:
    height = metres(place.altitude_m)
    return () if height is None else (lead("\u2003altitude"), *said_line(height))


def _datum(place: SheetLocation) -> tuple[Span, ...]:
    return (lead("\u2003source datum"), *said_line(place.source_datum))


def _view(place: SheetLocation) -> Line:
    bearing, view = degrees(place.bearing_deg), degrees(place.field_of_view_deg)
    words = _REFERENCES.get(place.bearing_reference, "reference unknown")
    if isinstance(bearing, str):
        bearing = f"{bearing} {words}"
    looked = () if bearing is None else (lead("bearing"), *said_line(bearing))
    wide = () if view is None else (lead("\u2003field of view"), *said_line(view))
    return (*looked, *wide)


def _by(method: Text, analyst: Text, status: str | None) -> Line:
    known = joined((("analyst", analyst), ("status", status)))
    rest = (Span("text", "\u2003"), *known[0]) if known else ()
    return (lead("method"), *said_line(method), *rest)


def _time(time: SheetTime) -> Row:
    return Row(f"{time.what.capitalize()}, {time.basis}", _time_lines(time), f"time {time.basis}")


def _time_lines(time: SheetTime) -> Value:
    tag = () if time.tag is None else (Span("muted", f"\u2003{time.tag}"),)
    return (
        (*said_line(time.raw, "strong"), *tag),
        (
            lead("interval"),
            *_interval(time),
            lead("\u2003zone"),
            *said_line(time.zone_basis),
        ),
        _by(time.method, time.analyst, time.status),
        *((Span("strong", "suspect: "), Span("text", reason)) for reason in time.suspect),
    )


def _interval(time: SheetTime) -> Line:
    earliest, latest = utc(time.earliest), utc(time.latest)
    if earliest is not None and earliest == latest:
        return said(earliest)[0]
    return (*said_line(earliest), Span("text", " to "), *said_line(latest))
