"""Whether a change may change what a search finds, or its order, told from the search's own words."""

from app.changes.change import Kind, Touched
from app.search.errors import QueryError
from app.search.parser import parse
from db.queries.filter import (
    ByCamera,
    ByField,
    Everything,
    Feature,
    FieldWithin,
    FromOrigin,
    FromSource,
    Has,
    HasLocation,
    HasStance,
    Held,
    InCase,
    Leaf,
    Linked,
    OfType,
    Placed,
    Received,
    SortKey,
    Tagged,
    Taken,
    TextMatch,
    leaves,
)

# what each leaf reads, in the kinds in which changes are told; a test does every act in turn and holds all of
# them to it
_LEAVES: dict[type[Leaf], frozenset[Kind]] = {
    Everything: frozenset(),
    TextMatch: frozenset(
        {Kind.FIELDS, Kind.NOTES, Kind.CAPTIONS, Kind.FILES, Kind.TAGS, Kind.LOCATIONS, Kind.PLACES}
    ),
    Placed: frozenset({Kind.LOCATIONS, Kind.PLACES}),
    HasLocation: frozenset({Kind.LOCATIONS}),
    Tagged: frozenset({Kind.TAGS}),
    OfType: frozenset({Kind.FIELDS}),
    InCase: frozenset({Kind.CASES}),
    Linked: frozenset({Kind.LINKS, Kind.CLAIMS, Kind.CASES}),
    HasStance: frozenset({Kind.LINKS}),
    FromSource: frozenset({Kind.SOURCES, Kind.FIELDS, Kind.FILES, Kind.CASES}),
    FromOrigin: frozenset({Kind.ORIGINS, Kind.SOURCES, Kind.FIELDS, Kind.FILES, Kind.CASES}),
    ByCamera: frozenset({Kind.FIELDS}),
    ByField: frozenset({Kind.FIELDS}),
    FieldWithin: frozenset({Kind.TIMES, Kind.FIELDS}),
    Taken: frozenset({Kind.TIMES, Kind.FIELDS}),
    Received: frozenset({Kind.FIELDS}),
    Held: frozenset({Kind.FIELDS}),
}
_FEATURES: dict[Feature, Kind] = {
    "gps": Kind.LOCATIONS,
    "location": Kind.LOCATIONS,
    "claim": Kind.LINKS,
    "tag": Kind.TAGS,
    "time": Kind.TIMES,
}
_SORTS: dict[SortKey, frozenset[Kind]] = {
    "exhibit": frozenset(),
    "title": frozenset({Kind.FIELDS}),
    "type": frozenset({Kind.FIELDS}),
    "taken": frozenset({Kind.TIMES, Kind.FIELDS}),
    "received": frozenset({Kind.FIELDS}),
    "distance": frozenset({Kind.LOCATIONS, Kind.PLACES}),
}


def may_change(query: str, touched: Touched) -> bool:
    """Whether a search, asked once more after this, may find other items or others first.

    Every search changes with items that come and go; one that cannot be understood never does.
    """
    try:
        asked = parse(query)
    except QueryError:
        return False
    kinds = {Kind.MEMBERS}
    for leaf in leaves(asked.node):
        kinds |= {_FEATURES[leaf.feature]} if isinstance(leaf, Has) else _LEAVES[type(leaf)]
    if asked.sort is not None:
        kinds |= _SORTS[asked.sort.key]
    return touched.meets(kinds)
