"""What the places in a query mean: shapes, and which of several namesakes was taken."""

from collections.abc import Sequence
from dataclasses import replace

from app.errors import CatalogueError
from app.messages.wording import sentences
from app.places.candidate import ALL_NAMESAKES, Candidate, Match
from app.places.coordinates import decimal, read_coordinates
from app.places.gazetteer import Gazetteer
from app.places.own import as_named, described, geonames_number, lies_in, points
from app.places.regions import Region, Regions
from app.places.shapes import Area, Circle, DegreeBox, Shape
from app.search.errors import QueryError
from app.search.results import PlaceTaken
from db.queries.filter import InBox, InRegion, Near, Placed
from db.queries.place_queries import PlaceQueries
from resources.fold import fold_key
from resources.messages import tr, trn

# so many are told as not searched; the limit cuts a list that is ranked already
_NAMESAKES = 20
_NAMED = 5
"""Candidates that the sentence names; the error carries them all."""


class PlaceReader:
    """Reads the places of one query: by coordinates, by the catalogue's own places, by the gazetteer."""

    def __init__(self, places: PlaceQueries, gazetteer: Gazetteer, regions: Regions) -> None:
        self._places = places
        self._gazetteer = gazetteer
        self._regions = regions

    def read(self, leaf: Placed) -> tuple[Shape, PlaceTaken | None]:
        """The shape that a leaf asks for, and for a name the place that it was taken to mean.

        Raises QueryError, with candidates, for a name that no place bears as it is written.
        """
        target = leaf.target
        if isinstance(target, InBox):
            return DegreeBox(target.south, target.west, target.north, target.east), None
        if isinstance(target, InRegion):
            return self._region(target, leaf.at)
        taken = _by_coordinates(target, leaf.at) or self._by_name(target, leaf.at)
        if taken.lat is None or taken.lon is None:
            raise QueryError(
                tr("Where “{name}” lies is unknown. Search near coordinates.", name=taken.name),
                leaf.at,
                leaf.at,
            )
        return Circle(taken.lat, taken.lon, target.radius_m), taken

    def _by_name(self, target: Near, at: int) -> PlaceTaken:
        number = geonames_number(target.place)
        fits = self._named(target.place) if number is None else self._numbered(number)
        if not fits or fits[0].match is Match.MISSPELT:
            raise _no_place("near:", target.place, [described(one) for one in fits], at)
        fits = [one for one in fits if one.match is not Match.MISSPELT]
        # around one without a position nothing can be searched: it is taken only where there is no other
        first, *others = (_taken(one, target) for one in [one for one in fits if one.lat is not None] or fits)
        return replace(first, others=tuple(others))

    def _numbered(self, geonames_id: int) -> Sequence[Candidate]:
        found = self._gazetteer.place(geonames_id)
        return [found] if found else []

    def _named(self, name: str) -> Sequence[Candidate]:
        """Places of that name; behind commas may stand region and country: `Springfield, Illinois`."""
        places = self._places.places()
        extra = [as_named(place) for place in places]
        used = self._places.places_in_use()
        near = points(place for place in places if place.id in used)
        fits = self._gazetteer.find(name, near=near, limit=_NAMESAKES, extra=extra)
        place, _, where = name.partition(",")
        if not fold_key(where) or (fits and fits[0].match is not Match.MISSPELT):
            return fits
        within = self._gazetteer.find(place, near=near, limit=ALL_NAMESAKES, extra=extra)
        return [one for one in within if lies_in(one, where)] or fits

    def _region(self, target: InRegion, at: int) -> tuple[Shape, PlaceTaken]:
        fits = self._regions.find(target.name, limit=_NAMESAKES)
        if not fits or fits[0].match is Match.MISSPELT:
            raise _no_place("in:", target.name, [_told(one.name, "", one.country) for one in fits], at)
        first, *others = (_region_taken(one, target) for one in fits if one.match is not Match.MISSPELT)
        return Area(fits[0].geometry), replace(first, others=tuple(others))


def _by_coordinates(target: Near, at: int) -> PlaceTaken | None:
    """None for what may be a name: letters that are no coordinates."""
    if (
        not any(character.isdigit() for character in target.place)
        or geonames_number(target.place) is not None
    ):
        return None
    try:
        spot = read_coordinates(target.place)
    except CatalogueError as error:
        # “Route 66” is a name that nobody can call a mistyped position
        if any(character.isalpha() for character in target.place):
            return None
        raise QueryError(f"near: {error}", at, at) from error
    name = decimal(spot.lat, spot.lon)
    return PlaceTaken(target.place, name, "", "", spot.lat, spot.lon, target.radius_m, None, None)


def _taken(one: Candidate, target: Near) -> PlaceTaken:
    return PlaceTaken(
        typed=target.place,
        name=one.name,
        country=one.country,
        region=one.region,
        lat=one.lat,
        lon=one.lon,
        radius_m=target.radius_m,
        geonames_id=one.geonames_id,
        disputed=one.disputed,
    )


def _region_taken(one: Region, target: InRegion) -> PlaceTaken:
    return PlaceTaken(target.name, one.name, one.country, "", None, None, None, None, one.disputed)


def _no_place(key: str, name: str, close: list[str], at: int) -> QueryError:
    if key == "near:":
        said, instead = tr("No place is called “{name}”.", name=name), ""
    else:
        said = tr("No country or region is called “{name}”.", name=name)
        instead = tr("For a town, write near: with a distance.")
    return QueryError(sentences(said, _perhaps(close) or instead), at, at, tuple(close))


def _perhaps(close: list[str]) -> str:
    names, more = "; ".join(close[:_NAMED]), len(close) - _NAMED
    if more > 0:
        return trn(
            "Perhaps: {names}; and {count} more.", "Perhaps: {names}; and {count} more.", more, names=names
        )
    return tr("Perhaps: {names}.", names=names) if close else ""


def _told(*parts: str) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))
