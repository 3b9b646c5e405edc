"""The places of a query, judged: the items that answer each, and which place a name was taken to mean.

Apart from the rest of the search, for only a query that names a place needs the libraries of geometry.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.places.gazetteer import Gazetteer
from app.places.regions import Regions
from app.search.located import PlaceMatches, locate, together
from app.search.place_shapes import PlaceReader
from app.search.results import PlaceTaken
from db.queries.filter import Node, Placed, leaves, positive_leaves
from db.queries.search_queries import SearchQueries
from db.reader import Reader


@dataclass(frozen=True, slots=True)
class PlacedAnswer:
    """`matches` by place; `wanted` those under no negation, as one, None if there are none."""

    matches: dict[Placed, PlaceMatches]
    wanted: PlaceMatches | None
    places: tuple[PlaceTaken, ...]


def answer_places(
    reader: Reader, finder: SearchQueries, gazetteer: Gazetteer, regions: Regions, node: Node
) -> PlacedAnswer:
    """Every place of a query looked up. Raises QueryError, with candidates, for a name no place bears."""
    names = PlaceReader(reader.places, gazetteer, regions)
    matches: dict[Placed, PlaceMatches] = {}
    places: list[PlaceTaken] = []
    for leaf in (leaf for leaf in leaves(node) if isinstance(leaf, Placed)):
        # the same place asked for twice is looked up and told once
        if leaf in matches:
            continue
        shape, taken = names.read(leaf)
        matches[leaf] = locate(finder, shape, leaf.roles, leaf.bases)
        places += [taken] if taken else []
    return PlacedAnswer(matches, _wanted(node, matches), tuple(places))


def _wanted(node: Node, matches: dict[Placed, PlaceMatches]) -> PlaceMatches | None:
    wanted: Sequence[Placed] = [leaf for leaf in positive_leaves(node) if isinstance(leaf, Placed)]
    return together([matches[leaf] for leaf in dict.fromkeys(wanted)]) if wanted else None
