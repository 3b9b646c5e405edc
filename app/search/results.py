"""What a search gives: a page of items with the location that answered, and the places it took."""

from array import array
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.times.moments import rfc3339

MatchWord = Literal["inside", "may be inside"]


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One item of a page. The location is the one that answered the search by place, else the best known.

    `match`, for a search by place, says how that location answers; `distance_m` is from the centre of `near:`
    to its point (0 within its footprint); `time_match` says how the capture interval answers `taken:`.
    """

    exhibit: str
    id: int
    title: str
    type: str
    held: bool
    sha256: str | None
    lat: float | None
    lon: float | None
    radius_m: float | None
    role: str | None
    basis: str | None
    match: MatchWord | None
    distance_m: float | None
    captured_earliest: datetime | None
    captured_latest: datetime | None
    time_match: MatchWord | None
    tags: tuple[str, ...]

    @property
    def captured(self) -> str | None:
        """When it was taken, UTC, as ISO 8601: a moment, or an interval `earliest/latest`; None: unknown."""
        if self.captured_earliest is None or self.captured_latest is None:
            return None
        ends = (self.captured_earliest, self.captured_latest)
        first, last = (rfc3339(moment) for moment in ends)
        return first if first == last else f"{first}/{last}"


@dataclass(frozen=True, slots=True)
class PlaceTaken:
    """The place that a name was taken to mean, and its namesakes, which were not searched.

    Degrees of WGS 84; `radius_m` is the distance searched, None for a region. `typed` is the name as typed.
    """

    typed: str
    name: str
    country: str
    region: str
    lat: float | None
    lon: float | None
    radius_m: float | None
    geonames_id: int | None
    disputed: str | None
    others: tuple["PlaceTaken", ...] = ()


@dataclass(frozen=True, slots=True)
class FindResult:
    """A page of a search. `total` counts all items found; `places` are those that the query named."""

    total: int
    items: tuple[FoundItem, ...]
    places: tuple[PlaceTaken, ...]

    @property
    def place(self) -> PlaceTaken | None:
        """The first place that the query named."""
        return self.places[0] if self.places else None

    @property
    def others(self) -> tuple[PlaceTaken, ...]:
        """Namesakes of the first place."""
        return self.places[0].others if self.places else ()


@dataclass(frozen=True, slots=True)
class FoundIds:
    """The ids of everything found, in order, and the places that the query named."""

    ids: "array[int]"
    places: tuple[PlaceTaken, ...]


@dataclass(frozen=True, slots=True)
class FoundPoints:
    """Everything found as columns of one length, for maps and long lists, in the order of the search.

    `match`: 2 inside, 1 may be inside, 0 where no place was asked. Degrees are NaN where an item has no
    position, `radii` where the radius is unknown, `distances` where no distance was asked. `location_ids`
    name the location that answers, else the best known one; 0 where there is none. `places` are those that
    the query named.
    """

    ids: "array[int]"
    lats: "array[float]"
    lons: "array[float]"
    radii: "array[float]"
    match: "array[int]"
    distances: "array[float]"
    location_ids: "array[int]"
    places: tuple[PlaceTaken, ...]
