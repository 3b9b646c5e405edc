"""A catalogue's own places beside those of the gazetteer: how they are named, and how one is written."""

import re
from collections.abc import Iterable

from app.places.candidate import Candidate, NamedPlace, Point
from app.records import Place, PlaceName
from resources.fold import fold_key

_NUMBER = re.compile(r"geonames:(\d{1,12})", re.IGNORECASE)


def described(candidate: Candidate) -> str:
    """A candidate in one line, which can be typed as it stands: name, region, country, GeoNames number."""
    parts = ", ".join(part for part in (candidate.name, candidate.region, candidate.country) if part)
    number = "" if candidate.geonames_id is None else f" (geonames:{candidate.geonames_id})"
    return parts + number


def geonames_number(text: str) -> int | None:
    """The number behind `geonames:`, where one is written."""
    number = _NUMBER.search(text)
    return None if number is None else int(number[1])


def lies_in(candidate: Candidate, where: str) -> bool:
    """Whether every part between commas begins the name of the region or country, as “Amur” does."""
    there = [fold_key(part) for part in (candidate.region, candidate.country, candidate.country_code)]
    wanted = [fold_key(part) for part in where.split(",")]
    return all(any(known.startswith(part) for known in there) for part in wanted if part)


def points(places: Iterable[Place]) -> list[Point]:
    """Where the places lie, as far as that is known."""
    return [(place.lat, place.lon) for place in places if place.lat is not None and place.lon is not None]


def as_named(place: Place) -> NamedPlace:
    """A place of the catalogue as the gazetteer takes it; its key is its number."""
    return NamedPlace(
        key=str(place.id),
        name=place.name,
        names=tuple(known.text for known in place.names if not _is_misspelling(known)),
        lat=place.lat,
        lon=place.lon,
        geonames_id=place.geonames_id,
        country=place.country or "",
        region=place.region or "",
    )


def _is_misspelling(known: PlaceName) -> bool:
    """A misspelling on record finds its items as text, but is no name under which a place is taken."""
    return (known.status or "").startswith("misspelling")
