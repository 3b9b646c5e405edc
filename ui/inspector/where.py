"""Every location and time of the item, each with the sign of its basis."""

import json
import re

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.evidence.dossier import Dossier
from app.fields.evidence import LOCATION, TIME
from app.places.coordinates import decimal, mgrs
from app.records import Location, Time
from resources.messages import shown, tr, trn
from resources.remarks import remarks_of_lines
from ui.inspector.retract import Retract
from ui.inspector.section import SectionRows, none_yet, told_briefly
from ui.look import readable, signs
from ui.look.labels import PlainLabel, small, unknown
from ui.look.theme import Theme
from ui.views.columns import NOT_LOCATABLE, place_words

_MARK = 12
# EXIF's GPSMapDatum is free text: WGS-84, WGS84, WGS 1984. That datum is not worth telling, others are.
_WGS84 = re.compile(r"WGS[\s_-]?(19)?84", re.IGNORECASE)


def where(dossier: Dossier, theme: Theme, retract: Retract | None) -> QWidget:
    """All locations; they never overwrite each other."""
    if not dossier.locations:
        return none_yet(tr("Where is unknown. Set a location from the menu Item."))
    rows = SectionRows(signs=True)
    for location in dossier.locations:
        mark = signs.basis_pixmap(location.role, location.basis, theme.text, _MARK, rows.devicePixelRatioF())
        meaning = f"{tr(location.role)}, {tr(location.basis)}"
        act = retract.button("location", location.id, meaning) if retract else None
        rows.marked(mark, meaning, _location(location), act)
    return rows


def when(dossier: Dossier, retract: Retract | None) -> QWidget:
    """All times, as they were read and as an interval in UTC."""
    if not dossier.times:
        return none_yet(tr("When is unknown."))
    rows = SectionRows()
    for time in dossier.times:
        act = retract.button("time", time.id, f"{tr(time.kind)}, {tr(time.basis)}") if retract else None
        rows.fact(readable.sentence(tr(time.kind)), _time(time), act)
    return rows


def _location(location: Location) -> QWidget:
    lines = [f"{tr(location.role)}, {tr(location.basis)}{_status(location)}"]
    column = _Column()
    if location.place_name or location.lat is None:
        column.add(PlainLabel(place_words(location)) if _located(location) else unknown(tr("place unknown")))
    if location.lat is not None and location.lon is not None:
        radius = f" ± {readable.metres(location.radius_m)}" if location.radius_m is not None else ""
        column.add(PlainLabel(f"{decimal(location.lat, location.lon, 5)}{radius}"))
        lines.append(_mgrs(location.lat, location.lon))
        if location.radius_m is None:
            lines.append(tr("radius unknown"))
    if location.footprint:
        corners = len(json.loads(location.footprint))
        lines.append(trn("footprint of {count} corner", "footprint of {count} corners", corners))
    lines += _details(location)
    column.add(small(" · ".join(line for line in lines if line)))
    if location.suspect:
        column.add(
            _attention(tr("Suspect: {why}", why="; ".join(map(shown, remarks_of_lines(location.suspect)))))
        )
    return column


def _located(location: Location) -> bool:
    return place_words(location) != readable.unknown_word()


def _status(location: Location) -> str:
    return (
        f", {tr(location.status)}" if location.status not in ("open", location.basis, NOT_LOCATABLE) else ""
    )


def _details(location: Location) -> list[str]:
    lines = []
    if location.bearing_deg is not None:
        lines.append(_looking(f"{location.bearing_deg:.0f}", location.bearing_reference))
    if location.altitude_m is not None:
        lines.append(tr("altitude {metres} m", metres=f"{location.altitude_m:.0f}"))
    if location.raw and location.place_name:
        lines.append(tr("written “{text}”", text=readable.one_line(location.raw, 80)))
    if location.source_datum and _WGS84.fullmatch(location.source_datum) is None:
        lines.append(tr("from {datum}", datum=location.source_datum))
    if location.method:
        lines.append(readable.one_line(location.method))
    lines.append(location.agent)
    return [*lines, *told_briefly(LOCATION, location)]


def _looking(degrees: str, reference: str | None) -> str:
    if reference == "true":
        return tr("looking {degrees}° true", degrees=degrees)
    if reference == "magnetic":
        return tr("looking {degrees}° magnetic", degrees=degrees)
    return tr("looking {degrees}°", degrees=degrees)


def _mgrs(lat: float, lon: float) -> str:
    return mgrs(lat, lon) if -80 <= lat <= 84 else ""


def _time(time: Time) -> QWidget:
    column = _Column()
    span = readable.interval(time.earliest, time.latest)
    column.add(unknown() if span == readable.unknown_word() else PlainLabel(span))
    raw, basis = readable.one_line(time.raw, 80), tr(time.basis)
    said = (
        tr("{basis}: “{text}” in {tag}", basis=basis, text=raw, tag=time.tag)
        if time.tag
        else tr("{basis}: “{text}”", basis=basis, text=raw)
    )
    parts = [said, tr("zone: {basis}", basis=tr(time.zone_basis))]
    parts += [part for part in (time.method, shown(time.reason or "")) if part]
    parts += told_briefly(TIME, time)
    column.add(small(" · ".join(parts)))
    return column


def _attention(words: str) -> PlainLabel:
    label = small(words)
    label.setProperty("muted", "false")
    label.setProperty("attention", "true")
    return label


class _Column(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)

    def add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
