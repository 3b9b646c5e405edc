"""Where and when, said by an analyst: statements beside those read from files, never instead of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.context import Context
from app.errors import CatalogueError
from app.evidence.item_checks import not_withdrawn
from app.evidence.items import Saying
from app.fields.evidence import LOCATION, TIME
from app.fields.kinds import Given
from app.fields.terms import BASES, LOCATION_STATUSES, ROLES, TIME_KINDS, one_of
from app.messages.acts import act_label
from app.messages.wording import needed, words
from app.places.bounds import boxes
from app.places.candidate import Candidate
from app.places.coordinates import decimal, read_coordinates
from app.places.named import NamedPlaces, adopt, place_not_withdrawn
from app.places.own import described
from app.places.shapes import FARTHEST_M, Area, Circle
from app.records import Place, exhibit_number
from app.times.intervals import read_interval
from db.acts.unit import Unit
from db.rows import LocationRow, TimeRow
from resources.messages import tr
from resources.remarks import remark

BEARING_REFERENCES = ("true", "magnetic")
Outline = Sequence[tuple[float, float]]
"""Corners (latitude, longitude) in degrees WGS 84, in order, the first not repeated."""


@dataclass(frozen=True, slots=True)
class StatedLocation:
    """A location that was set. `taken` says in words what was understood, a place's region included."""

    location_id: int
    place_id: int | None
    taken: str


@dataclass(frozen=True, slots=True)
class _Spot:
    """What the words of a person come to."""

    lat: float | None
    lon: float | None
    radius_m: float | None
    raw: str | None
    datum: str | None
    taken: str
    place: Candidate | Place | None = None


@dataclass(frozen=True, slots=True)
class _Terms:
    """What kind of statement it is."""

    role: str
    basis: str
    status: str
    said: Mapping[str, Any]
    """The fields of the table, by column."""


@dataclass(frozen=True, slots=True)
class _Shot:
    """How the camera was turned."""

    bearing_deg: float | None = None
    bearing_reference: str | None = None
    field_of_view_deg: float | None = None


@dataclass(frozen=True, slots=True)
class _Statement:
    """A location that is read and checked, and only has to be written."""

    spot: _Spot
    radius_m: float | None
    footprint: Outline | None
    terms: _Terms
    shot: _Shot

    def put(self, unit: Unit, item_id: int) -> StatedLocation:
        """Write it of an item, with its place."""
        spot, footprint = self.spot, self.footprint
        place = adopt(unit, spot.place) if isinstance(spot.place, Candidate) else None
        if isinstance(spot.place, Place):  # read before the act; it may be gone by now
            place = place_not_withdrawn(unit, spot.place.id).id
        row = LocationRow(
            item_id=item_id,
            lat=spot.lat,
            lon=spot.lon,
            radius_m=self.radius_m,
            footprint=None if footprint is None else json.dumps([list(corner) for corner in footprint]),
            raw=spot.raw,
            source_datum=spot.datum,
            place_id=place,
            agent_id=unit.agent_id,
            at=unit.now,
            role=self.terms.role,
            basis=self.terms.basis,
            status=self.terms.status,
            **self.terms.said,
            bearing_deg=self.shot.bearing_deg,
            bearing_reference=self.shot.bearing_reference,
            field_of_view_deg=self.shot.field_of_view_deg,
        )
        location = unit.add_location(_boxes(spot, self.radius_m, footprint), row)
        return StatedLocation(location, place, spot.taken)


class Statements:
    """Locations and times of items, as analysts state them."""

    def __init__(self, context: Context, places: NamedPlaces) -> None:
        self._context = context
        self._places = places

    def locate(
        self,
        item_id: int,
        *,
        role: str,
        basis: str,
        at: str | None = None,
        place_id: int | None = None,
        candidate: Candidate | None = None,
        footprint: Outline | None = None,
        radius_m: float | None = None,
        bearing: float | None = None,
        bearing_reference: str | None = None,
        field_of_view: float | None = None,
        status: str | None = None,
        **fields: Given,
    ) -> StatedLocation:
        """Say where. One of: `at`, coordinates in any notation or the name of a place; a place of the
        catalogue; a candidate; an outline alone; or nothing, for “tried and not locatable”.

        `radius_m` is how far from the point the truth may be (metres; None: unknown, or that of the place).
        Bearing and field of view in degrees. `fields` are the given ones of the table
        `app.fields.evidence.LOCATION`, by column; “assessed” needs a method. A name that several places bear
        is never settled here: CatalogueError with candidates.
        """
        terms = _checked_terms(role, basis, status, fields)
        shot = _checked_shot(bearing, bearing_reference, field_of_view)
        spot = self._spot(at, place_id, candidate, footprint, terms.status)
        radius = _checked_radius(spot.radius_m if radius_m is None else radius_m)
        label = act_label(
            "locate",
            exhibit=exhibit_number(item_id),
            role=terms.role,
            basis=terms.basis,
            place=spot.taken,
        )
        with self._context.act("locate", label) as unit:
            not_withdrawn(unit, item_id)
            return _Statement(spot, radius, footprint, terms, shot).put(unit, item_id)

    def saying(self, at: str, *, role: str, basis: str) -> Saying:
        """What puts this location on an item within the act that adds it; see `Evidence.add`.

        The words are read at once: CatalogueError, as `locate`, before there is an item.
        """
        terms = _checked_terms(role, basis, None, {})
        spot = self._spot(needed(at, tr("Say where.")), None, None, None, terms.status)
        return _Statement(spot, _checked_radius(spot.radius_m), None, terms, _Shot()).put

    def withdraw_location(self, location_id: int, reason: str) -> None:
        """Mark a location as withdrawn, whether an analyst stated it or a file recorded it."""
        why = needed(reason, tr("Withdrawing needs a reason."))
        with self._context.act(
            "withdraw location", act_label("withdraw location", number=location_id), reason=why
        ) as unit:
            if unit.places.location(location_id) is None:
                raise CatalogueError(
                    tr(
                        "There is no location number {number}, or it was withdrawn.",
                        number=location_id,
                    )
                )
            unit.withdraw(LocationRow, location_id)

    def date(
        self,
        item_id: int,
        raw: str,
        *,
        basis: str = "claimed",
        kind: str = "captured",
        **fields: Given,
    ) -> int:
        """Say when: 2024, 2024-10, 2024-10-18, with a time and a zone if known, or two of them with `..`.

        Becomes an interval in UTC; without a zone any from UTC+14 to UTC-12 is possible. Gives the time's
        number. `fields` are the given ones of the table `app.fields.evidence.TIME`, by column; “assessed”
        needs a method.
        """
        words_ = needed(raw, tr("A time needs words such as 2024-10-18 or 2024-10-18T09:30+09:00."))
        interval = read_interval(words_)
        what = one_of(kind, TIME_KINDS, tr("What happened then"))
        basis, said = one_of(basis, BASES, tr("Basis")), TIME.checked(fields)
        _demand_method(basis, said)
        label = act_label("date", exhibit=exhibit_number(item_id), kind=what, basis=basis, time=words_)
        with self._context.act("date", label) as unit:
            not_withdrawn(unit, item_id)
            return unit.insert(
                TimeRow(
                    item_id=item_id,
                    kind=what,
                    basis=basis,
                    raw=words_,
                    earliest=interval.earliest,
                    latest=interval.latest,
                    zone_basis=interval.zone_basis,
                    **said,
                    reason=interval.reason,
                    agent_id=unit.agent_id,
                    at=unit.now,
                )
            )

    def withdraw_time(self, time_id: int, reason: str) -> None:
        """Mark a time as withdrawn."""
        why = needed(reason, tr("Withdrawing needs a reason."))
        with self._context.act(
            "withdraw time", act_label("withdraw time", number=time_id), reason=why
        ) as unit:
            if unit.places.time(time_id) is None:
                raise CatalogueError(
                    tr("There is no time number {number}, or it was withdrawn.", number=time_id)
                )
            unit.withdraw(TimeRow, time_id)

    def _spot(
        self,
        at: str | None,
        place_id: int | None,
        candidate: Candidate | None,
        footprint: Outline | None,
        status: str,
    ) -> _Spot:
        at = words(at)
        if sum(given is not None for given in (at, place_id, candidate)) > 1:
            raise CatalogueError(tr("Say where once: a position, a place or a candidate."))
        if at is not None:
            return self._read(at)
        if place_id is not None:
            with self._context.database.read() as reader:
                return _spot_of_place(place_not_withdrawn(reader, place_id), None)
        if candidate is not None:
            return self._spot_of_candidate(candidate, None)
        if footprint is not None:
            return _spot_of_outline(footprint)
        if status == "tried and not locatable":
            return _Spot(None, None, None, None, None, remark("not locatable"))
        raise CatalogueError(tr("Say where: a position such as 50.1, 36.2, or the name of a place."))

    def _read(self, text: str) -> _Spot:
        try:
            position = read_coordinates(text)
        except CatalogueError as error:
            # figures alone are no name: what is wrong with them is said
            if not any(character.isalpha() for character in text):
                raise
            return self._named(text, error)
        taken = decimal(position.lat, position.lon)
        return _Spot(position.lat, position.lon, position.radius_m, text, position.source_datum, taken)

    def _named(self, text: str, no_position: CatalogueError) -> _Spot:
        """The place called so. What is neither a position nor like any name is told as no position."""
        try:
            candidate = self._places.meant(text)
        except CatalogueError as error:
            if not error.candidates and any(character.isdigit() for character in text):
                raise no_position from error
            raise
        return self._spot_of_candidate(candidate, text)

    def _spot_of_candidate(self, candidate: Candidate, raw: str | None) -> _Spot:
        if candidate.case_key is not None:
            with self._context.database.read() as reader:
                return _spot_of_place(place_not_withdrawn(reader, int(candidate.case_key)), raw)
        taken = described(candidate)
        return _Spot(candidate.lat, candidate.lon, None, raw, "WGS 84", taken, candidate)


def _checked_terms(role: str, basis: str, status: str | None, fields: Mapping[str, Given]) -> _Terms:
    basis = one_of(basis, BASES, tr("Basis"))
    said = LOCATION.checked(fields)
    _demand_method(basis, said)
    usual = "assessed" if basis == "assessed" else "open"
    return _Terms(
        role=one_of(role, ROLES, tr("Role")),
        basis=basis,
        status=one_of(status or usual, LOCATION_STATUSES, tr("Status")),
        said=said,
    )


def _demand_method(basis: str, said: Mapping[str, Any]) -> None:
    if basis == "assessed" and said.get("method") is None:
        raise CatalogueError(tr("What is assessed needs a method: say how it was found."))


def _checked_shot(bearing: float | None, reference: str | None, field_of_view: float | None) -> _Shot:
    if bearing is not None and not 0 <= bearing <= 360:
        raise CatalogueError(tr("A bearing is 0 to 360 degrees, clockwise from north."))
    if field_of_view is not None and not 0 < field_of_view <= 360:
        raise CatalogueError(tr("A field of view is more than 0 and at most 360 degrees."))
    if reference is not None:
        reference = one_of(reference, BEARING_REFERENCES, tr("The north of a bearing"))
    # 360 is north as well as 0: one of them is kept
    return _Shot(None if bearing is None else bearing % 360, reference, field_of_view)


def _checked_radius(radius_m: float | None) -> float | None:
    if radius_m is not None and not 0 <= radius_m <= FARTHEST_M:
        raise CatalogueError(tr("A radius is 0 to 20,004 km, which is half way round the Earth."))
    return radius_m


def _spot_of_place(place: Place, raw: str | None) -> _Spot:
    taken = ", ".join(part for part in (place.name, place.region, place.country) if part)
    return _Spot(place.lat, place.lon, place.radius_m, raw, "WGS 84", taken, place)


def _spot_of_outline(footprint: Outline) -> _Spot:
    # inside for certain, as the centre of a bent area is not
    middle = _area(footprint).geometry.representative_point()
    return _Spot(
        middle.y,
        middle.x,
        None,
        None,
        "WGS 84",
        remark("outline", count=len(footprint)),
    )


def _boxes(
    spot: _Spot, radius: float | None, footprint: Outline | None
) -> Sequence[tuple[float, float, float, float]]:
    if footprint is not None:
        return boxes(_area(footprint))
    if spot.lat is None or spot.lon is None:
        return ()
    return boxes(Circle(spot.lat, spot.lon, radius or 0.0))


def _area(footprint: Outline) -> Area:
    if len(footprint) < 3:
        raise CatalogueError(tr("An outline has three corners or more."))
    lons = [lon for _, lon in footprint]
    if max(lons) - min(lons) > 180:
        raise CatalogueError(tr("An outline does not cross the antimeridian: set two locations."))
    from shapely import MultiPolygon, Polygon

    return Area(MultiPolygon([Polygon([(lon, lat) for lat, lon in footprint])]))
