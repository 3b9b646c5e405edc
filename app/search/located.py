"""Search by place: candidates of the index, judged one by one, summed up to one location for each item."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon

from app.places.bounds import Floats, boxes
from app.places.footprint import footprint_area
from app.places.geometry import LocationArrays, answers
from app.places.shapes import Shape
from db.queries.search_queries import SearchQueries
from db.queries.spots import Spots

_LOOKED_AT = ("subject", "camera")


@dataclass(frozen=True, slots=True)
class PlaceMatches:
    """Items that answer one place, each once, by item id: the location that answers, and how.

    `match`: 2 inside, 1 may be inside. `distances` in metres from the centre of a circle, else NaN. Of
    several locations of an item it is the nearest; where no distance counts, one inside before one that
    may be.
    """

    item_ids: NDArray[np.int64]
    location_ids: NDArray[np.int64]
    lats: Floats
    lons: Floats
    radii: Floats
    match: NDArray[np.int8]
    distances: Floats


def locate(
    search: SearchQueries, shape: Shape, roles: tuple[str, ...], bases: tuple[str, ...]
) -> PlaceMatches:
    """Items with a location of the roles (none given: subject and camera) that answers the shape."""
    found = search.spots(boxes(shape), roles or _LOOKED_AT, bases)
    judged = answers(shape, LocationArrays(found.lats, found.lons, found.radii, _footprints(search, found)))
    kept = np.flatnonzero(judged.match > 0)
    match, distances = judged.match[kept], judged.distance_m[kept]
    # By the last key first: nearest, then inside before may be, then the oldest, so that the answer is always
    # the same. Where no distance counts all are NaN, and so equal.
    rank = np.lexsort((found.location_ids[kept], -match, np.nan_to_num(distances)))
    items, first = np.unique(found.item_ids[kept][rank], return_index=True)
    best = rank[first]
    rows = kept[best]
    return PlaceMatches(
        items,
        found.location_ids[rows],
        found.lats[rows],
        found.lons[rows],
        found.radii[rows],
        match[best],
        distances[best],
    )


def together(matches: list[PlaceMatches]) -> PlaceMatches:
    """Several places as one: of each item the nearest answer."""
    if len(matches) == 1:
        return matches[0]
    columns = [np.concatenate([getattr(one, name) for one in matches]) for name in PlaceMatches.__slots__]
    items, _, _, _, _, match, distances = columns
    rank = np.lexsort((-match, np.nan_to_num(distances)))
    _, first = np.unique(items[rank], return_index=True)
    return PlaceMatches(*(column[rank[first]] for column in columns))


def _footprints(search: SearchQueries, found: Spots) -> dict[int, MultiPolygon]:
    rows = np.flatnonzero(found.shaped)
    kept = search.footprints([int(location) for location in found.location_ids[rows]])
    areas = {int(row): footprint_area(kept[int(found.location_ids[row])]) for row in rows}
    return {row: area for row, area in areas.items() if area is not None}
