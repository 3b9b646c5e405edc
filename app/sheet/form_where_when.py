"""Parts 10 and 11 as a form: all locations and all times, each with its basis."""

from collections.abc import Iterator

from app.messages.wording import word
from app.privacy.withheld import Text, Withheld
from app.sheet.form import Block, Drawing, FormRows, FormSection, Line, Row, Span, Value
from app.sheet.printed_values import (
    capital,
    degrees,
    facts_lines,
    joined,
    kept_back,
    labelled,
    lead,
    metres,
    noted,
    said,
    said_line,
    unknown,
    utc,
)
from app.sheet.record import ProvenanceSheet
from app.sheet.where_when import SheetLocation, SheetTime
from resources.messages import later, shown, tr, trc

_ROLES = ("subject", "camera", "publisher")
_BASES = ("assessed", "recorded", "claimed")
_REFERENCES: dict[Text, str] = {
    "true": later("from geographic north"),
    "magnetic": later("from magnetic north"),
}
_NO_REFERENCE = later("reference unknown")


def part_10(sheet: ProvenanceSheet) -> FormSection:
    """Subject, camera and publisher locations, the best basis first; the map."""
    ordered = sorted(sheet.locations, key=lambda place: (_ROLES.index(place.role), _BASES.index(place.basis)))
    blocks: list[Block] = []
    if sheet.locator_map is not None:
        blocks.append(Drawing(shown(sheet.locator_map.caption), sheet.locator_map.credit))
    blocks.append(FormRows((*(_location(place) for place in ordered), *_missing_roles(sheet))))
    return FormSection(10, tr("Locations"), tuple(blocks), tr("WGS 84 unless said otherwise"))


def part_11(sheet: ProvenanceSheet) -> FormSection:
    """Every time as it was written, and the interval in UTC it stands for."""
    found = tuple(_time(time) for time in sheet.times)
    captured = any(time.what == "captured" for time in sheet.times)
    missing = () if captured else (Row(tr("Captured"), (unknown(),)),)
    return FormSection(11, tr("Times"), (FormRows((*found, *missing)),), tr("intervals in UTC"))


def _missing_roles(sheet: ProvenanceSheet) -> tuple[Row, ...]:
    present = {place.role for place in sheet.locations}
    return tuple(Row(capital(role), (unknown(),)) for role in ("subject", "camera") if role not in present)


def _location(place: SheetLocation) -> Row:
    return Row(
        f"{capital(place.role)}, {tr(place.basis)}",
        tuple(_location_lines(place)),
        f"{place.role} {place.basis}",
    )


def _location_lines(place: SheetLocation) -> Iterator[Line]:
    if isinstance(place.place, Withheld):
        yield (lead(tr("place")), *kept_back())
    elif place.place:
        others = (Span("text", " · " + " · ".join(place.place[1:])),) if place.place[1:] else ()
        yield (Span("strong", place.place[0]), *others)
    yield from _position(place)
    yield (lead(tr("radius")), *said_line(metres(place.radius_m)), *_datum(place))
    yield from labelled(((tr("outline"), noted(place.footprint)), (tr("as written"), place.raw)))
    if place.bearing_deg is not None or place.field_of_view_deg is not None:
        yield _view(place)
    yield _by(place.method, place.analyst, place.status)
    yield from facts_lines(place.facts)
    for reason in place.suspect:
        yield (Span("strong", f"{tr('suspect:')} "), Span("text", shown(reason)))


def _position(place: SheetLocation) -> Iterator[Line]:
    position = place.position
    if isinstance(position, Withheld):
        yield (lead(tr("position")), *kept_back())
    elif position is None:
        yield (lead(tr("position")), *unknown())
    else:
        yield (Span("mono", f"{position.lat:.5f}, {position.lon:.5f}"), *_altitude(place))
        written = [text for text in (position.dms, position.mgrs) if text is not None]
        if written:
            yield (Span("mono", "  ·  ".join(written)),)


def _altitude(place: SheetLocation) -> tuple[Span, ...]:
    height = metres(place.altitude_m)
    return () if height is None else (lead(f"\u2003{tr('altitude')}"), *said_line(height))


def _datum(place: SheetLocation) -> tuple[Span, ...]:
    return (lead(f"\u2003{tr('source datum')}"), *said_line(place.source_datum))


def _view(place: SheetLocation) -> Line:
    bearing, view = degrees(place.bearing_deg), degrees(place.field_of_view_deg)
    words = tr(_REFERENCES.get(place.bearing_reference, _NO_REFERENCE))
    if isinstance(bearing, str):
        bearing = f"{bearing} {words}"
    looked = () if bearing is None else (lead(tr("bearing")), *said_line(bearing))
    wide = () if view is None else (lead(f"\u2003{tr('field of view')}"), *said_line(view))
    return (*looked, *wide)


def _by(method: Text, analyst: Text, status: str | None) -> Line:
    known = joined(((tr("analyst"), analyst), (tr("status"), word(status))))
    rest = (Span("text", "\u2003"), *known[0]) if known else ()
    return (lead(tr("method")), *said_line(noted(method)), *rest)


def _time(time: SheetTime) -> Row:
    return Row(f"{capital(time.what)}, {tr(time.basis)}", _time_lines(time), f"time {time.basis}")


def _time_lines(time: SheetTime) -> Value:
    tag = () if time.tag is None else (Span("muted", f"\u2003{time.tag}"),)
    return (
        (*said_line(time.raw, "strong"), *tag),
        (
            lead(tr("interval")),
            *_interval(time),
            lead(f"\u2003{tr('zone')}"),
            *said_line(word(time.zone_basis)),
        ),
        _by(time.method, time.analyst, time.status),
        *facts_lines(time.facts),
        *((Span("strong", f"{tr('suspect:')} "), Span("text", shown(reason))) for reason in time.suspect),
    )


def _interval(time: SheetTime) -> Line:
    earliest, latest = utc(time.earliest), utc(time.latest)
    if earliest is not None and earliest == latest:
        return said(earliest)[0]
    return (*said_line(earliest), Span("text", f" {trc('interval', 'to')} "), *said_line(latest))
