"""One search under way: everything that its names mean is known, and it is asked for ids, items or points."""

from array import array
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.records import Line, Location
from app.search.results import FoundItem, FoundPoints, MatchWord, PlaceTaken
from db.queries.clauses import Meant
from db.queries.filter import Node, Placed, Sort, Taken, positive_leaves
from db.queries.search_queries import SearchQueries
from db.reader import Reader

if TYPE_CHECKING:
    from app.search.located import PlaceMatches

_WORDS: tuple[MatchWord | None, ...] = (None, "may be inside", "inside")
_Answer = tuple[int | None, MatchWord | None, float | None]
"""The location that answers, how, and its distance in metres."""


@dataclass(frozen=True, slots=True)
class SearchRun:
    """`matches` are those of the places that are wanted (under no negation); None if there are none."""

    reader: Reader
    finder: SearchQueries
    node: Node
    meant: Meant
    matches: "PlaceMatches | None"
    sort: Sort
    places: tuple[PlaceTaken, ...]

    def ids(self) -> "array[int]":
        """Everything found, in order."""
        if self.matches is not None and self.sort.key == "distance":
            return _nearest_first(self._unordered(self.matches), self.matches, self.sort)
        if self.matches is not None and self._by_place_alone:
            # already sorted by item, which is the order of exhibit numbers
            return _packed(self.matches.item_ids[:: -1 if self.sort.descending else 1])
        return self.finder.ids(self.node, self.meant, self.sort)

    def page(self, limit: int, offset: int) -> "array[int]":
        """A page of what is found, without the rest where the order allows."""
        if self.sort.key == "distance" or self._by_place_alone:
            return self.ids()[offset : offset + limit]
        return self.finder.ids(self.node, self.meant, self.sort, limit, offset)

    def total(self, page: "array[int]", limit: int, offset: int) -> int:
        """How many are found, told by a page that is the last one, else counted."""
        if self.matches is not None and isinstance(self.node, Placed):
            return len(self.matches.item_ids)
        if 0 < len(page) < limit:
            return offset + len(page)
        return self.finder.count(self.node, self.meant)

    def items(self, page: "array[int]") -> tuple[FoundItem, ...]:
        """The lines of a page, each with the location that answers."""
        answers = self._answers(page)
        taken = [leaf for leaf in positive_leaves(self.node) if isinstance(leaf, Taken)]
        return tuple(
            _item(line, answers.get(line.id, (None, None, None)), taken)
            for line in self.reader.evidence.lines(page)
        )

    def points(self, ids: "array[int]") -> FoundPoints:
        """Where a place was asked, the location that answered; for the rest the best known."""
        order = np.asarray(ids, np.int64)
        columns = {name: np.full(len(order), np.nan) for name in ("lats", "lons", "radii", "distances")}
        match, locations = np.zeros(len(order), np.int8), np.zeros(len(order), np.int64)
        if self.matches is not None:
            rows, at = _common(order, self.matches.item_ids)
            for name, column in columns.items():
                column[rows] = getattr(self.matches, name)[at]
            match[rows], locations[rows] = self.matches.match[at], self.matches.location_ids[at]
        if not np.all(locations):
            self._fill(columns, locations, order)
        return FoundPoints(
            ids=ids,
            match=array("b", match.tobytes()),
            location_ids=_packed(locations),
            places=self.places,
            **{name: array("d", column.tobytes()) for name, column in columns.items()},
        )

    @property
    def _by_place_alone(self) -> bool:
        return isinstance(self.node, Placed) and self.sort.key == "exhibit"

    def _unordered(self, matches: "PlaceMatches") -> NDArray[np.int64]:
        if isinstance(self.node, Placed):
            return matches.item_ids
        return np.asarray(self.finder.ids(self.node, self.meant, Sort("exhibit")), np.int64)

    def _fill(
        self, columns: dict[str, NDArray[np.float64]], locations: NDArray[np.int64], order: NDArray[np.int64]
    ) -> None:
        """The best known location of every item that has none yet."""
        best = self.finder.best_spots(_packed(order[locations == 0]))
        rows, at = _common(order, best.item_ids)
        at, rows = at[locations[rows] == 0], rows[locations[rows] == 0]
        locations[rows] = best.location_ids[at]
        for name in ("lats", "lons", "radii"):
            columns[name][rows] = getattr(best, name)[at]

    def _answers(self, page: "array[int]") -> dict[int, _Answer]:
        if self.matches is None:
            return {}
        found = self.matches
        _, at = _common(np.asarray(page, np.int64), found.item_ids)
        return {
            int(found.item_ids[row]): (
                int(found.location_ids[row]),
                _WORDS[found.match[row]],
                None if np.isnan(found.distances[row]) else float(found.distances[row]),
            )
            for row in at
        }


def _nearest_first(ids: NDArray[np.int64], matches: "PlaceMatches", sort: Sort) -> "array[int]":
    """Farthest first when descending; items that no distance was asked of come last either way."""
    distances = np.full(len(ids), np.nan)
    rows, at = _common(ids, matches.item_ids)
    distances[rows] = matches.distances[at]
    # NumPy sorts NaN last, and the negative of it, too
    return _packed(ids[np.lexsort((ids, -distances if sort.descending else distances))])


def _common(ids: NDArray[np.int64], known: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of `ids` that occur in `known` (sorted, each once), and where."""
    if not len(known):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    # an id behind the last one is found beyond the end: it is compared with the last, and differs
    at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    rows = np.flatnonzero(known[at] == ids)
    return rows, at[rows]


def _packed(ids: NDArray[np.int64]) -> "array[int]":
    return array("q", ids.tobytes())


def _item(line: Line, answer: _Answer, taken: list[Taken]) -> FoundItem:
    location_id, match, distance = answer
    where = _location(line, location_id)
    return FoundItem(
        exhibit=line.exhibit,
        id=line.id,
        title=line.title,
        type=line.type,
        held=line.held,
        sha256=line.sha256,
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        radius_m=where.radius_m if where else None,
        role=where.role if where else None,
        basis=where.basis if where else None,
        match=match,
        distance_m=distance,
        captured_earliest=line.captured_earliest,
        captured_latest=line.captured_latest,
        time_match=_time_match(taken, line.captured_earliest, line.captured_latest),
        tags=line.tags,
    )


def _location(line: Line, location_id: int | None) -> Location | None:
    """The one that answered, else the best subject location, else the best camera location."""
    if location_id is not None:
        return next((one for one in line.locations if one.id == location_id), None)
    return next((one for one in line.locations if one.best and one.role != "publisher"), None)


def _time_match(taken: list[Taken], earliest: datetime | None, latest: datetime | None) -> MatchWord | None:
    """How the capture interval answers the first `taken:` that it overlaps."""
    if earliest is None or latest is None:
        return None
    for leaf in taken:
        start, end = leaf.interval.start, leaf.interval.end
        if (start is None or latest >= start) and (end is None or earliest < end):
            whole = (start is None or earliest >= start) and (end is None or latest < end)
            return "inside" if whole else "may be inside"
    return None
