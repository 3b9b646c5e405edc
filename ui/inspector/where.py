"""Every location and time of the item, each with the sign of its basis."""

import json
import re

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.evidence.dossier import Dossier
from app.places.coordinates import decimal, mgrs
from app.records import Location, Time
from resources.messages import tr
from ui.inspector.retract import Retract
from ui.inspector.section import SectionRows, none_yet
from ui.look import readable, signs
from ui.look.labels import PlainLabel, small, unknown
from ui.look.theme import Theme
from ui.views.columns import NOT_LOCATABLE, place_words

_MARK = 12
_WGS84 = re.compile(r"WGS[\s_-]?(19)?84", re.IGNORECASE)


def where(dossier: Dossier, theme: Theme, retract: Retract | None) -> QWidget:
    """All locations; they never overwrite each other."""
    if not dossier.locations:
        return none_yet(tr("Where is unknown. Set a location from the menu Item."))
    rows = SectionRows(signs=True)
    for location in dossier.locations:
        mark = signs.basis_pixmap(location.role, location.basis, theme.text, _MARK, rows.devicePixelRatioF())
        meaning = f"{location.role}, {location.basis}"
        act = retract.button("location", location.id, meaning) if retract else None
        rows.marked(mark, meaning, _location(location), act)
    return rows


def when(dossier: Dossier, retract: Retract | None) -> QWidget:
    """All times, as they were read and as an interval in UTC."""
    if not dossier.times:
        return none_yet(tr("When is unknown."))
    rows = SectionRows()
    for time in dossier.times:
        act = retract.button("time", time.id, f"{time.kind}, {time.basis}") if retract else None
        rows.fact(readable.sentence(time.kind), _time(time), act)
    return rows


def _location(location: Location) -> QWidget:
    lines = [f"{location.role}, {location.basis}{_standing(location)}"]
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
        lines.append(tr("footprint of {count} corners", count=len(json.loads(location.footprint))))
    lines += _details(location)
    column.add(small(" · ".join(line for line in lines if line)))
    if location.suspect:
        column.add(_attention(tr("Suspect: ") + "; ".join(location.suspect.splitlines())))
    return column


def _located(location: Location) -> bool:
    return place_words(location) != readable.UNKNOWN


def _standing(location: Location) -> str:
    return f", {location.status}" if location.status not in ("open", location.basis, NOT_LOCATABLE) else ""


def _details(location: Location) -> list[str]:
    lines = []
    if location.bearing_deg is not None:
        reference = f" {location.bearing_reference}" if location.bearing_reference else ""
        lines.append(
            tr(
                "looking {bearing_deg}°{reference}",
                bearing_deg=f"{location.bearing_deg:.0f}",
                reference=reference,
            )
        )
    if location.altitude_m is not None:
        lines.append(tr("altitude {altitude_m} m", altitude_m=f"{location.altitude_m:.0f}"))
    if location.raw and location.place_name:
        lines.append(tr("written “{raw}”", raw=readable.one_line(location.raw, 80)))
    if location.source_datum and _WGS84.fullmatch(location.source_datum) is None:
        lines.append(tr("from {source_datum}", source_datum=location.source_datum))
    if location.method:
        lines.append(readable.one_line(location.method))
    lines.append(location.agent)
    return lines


def _mgrs(lat: float, lon: float) -> str:
    return mgrs(lat, lon) if -80 <= lat <= 84 else ""


def _time(time: Time) -> QWidget:
    column = _Column()
    span = readable.interval(time.earliest, time.latest)
    column.add(unknown() if span == readable.UNKNOWN else PlainLabel(span))
    tag = tr(" in {tag}", tag=time.tag) if time.tag else ""
    parts = [f"{time.basis}: “{readable.one_line(time.raw, 80)}”{tag}", f"zone: {time.zone_basis}"]
    parts += [part for part in (time.method, time.reason) if part]
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
