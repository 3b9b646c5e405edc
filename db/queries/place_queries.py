"""Questions about locations, times and the places of a catalogue."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, select, true

from db.queries.batch_queries import BatchQueries
from db.queries.fetch import columns, fetch, fetch_by_owner, only
from db.queries.id_list import listed
from db.records import Location, Place, PlaceName, Time
from db.schema import AGENT, CLAIM_PLACE, LOCATION, PLACE, PLACE_NAME, TIME


def located(connection: Connection, items: Sequence[int]) -> defaultdict[int, list[Location]]:
    """Locations of each item: subject before camera before publisher, best basis first."""
    statement = (
        select(*columns(LOCATION, Location))
        .add_columns(AGENT.c.name.label("agent"), PLACE.c.name.label("place_name"))
        .join(AGENT, AGENT.c.id == LOCATION.c.agent_id)
        .outerjoin(PLACE, PLACE.c.id == LOCATION.c.place_id)
        .where(LOCATION.c.item_id.in_(items), LOCATION.c.withdrawn.is_(None))
    )
    found: defaultdict[int, list[Location]] = defaultdict(list)
    for location in sorted(fetch(connection, Location, statement), key=_rank):
        found[location.item_id].append(location)
    return found


def _rank(location: Location) -> tuple[int, bool, int, int]:
    role = ("subject", "camera", "publisher").index(location.role)
    return role, not location.best, ("assessed", "recorded", "claimed").index(location.basis), location.id


class PlaceQueries:
    """Questions about where and when."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def locations_of(self, items: Sequence[int]) -> defaultdict[int, list[Location]]:
        """All locations of each item, the one to show first at the head."""
        return located(self._connection, items)

    def locations(self, item_id: int) -> list[Location]:
        """All locations of an item, the one to show first at the head."""
        return located(self._connection, [item_id])[item_id]

    def location(self, location_id: int) -> Location | None:
        """A location that is not withdrawn."""
        item = select(LOCATION.c.item_id).where(LOCATION.c.id == location_id)
        found = self.locations(self._connection.execute(item).scalar_one_or_none() or 0)
        return next((location for location in found if location.id == location_id), None)

    def time(self, time_id: int) -> Time | None:
        """A time that is not withdrawn."""
        item = select(TIME.c.item_id).where(TIME.c.id == time_id)
        found = self.times(self._connection.execute(item).scalar_one_or_none() or 0)
        return next((time for time in found if time.id == time_id), None)

    def times(self, item_id: int) -> list[Time]:
        """Times of an item, in the order in which they were stated."""
        return BatchQueries(self._connection).times([item_id])[item_id]

    def places(self, ids: Collection[int] | None = None) -> list[Place]:
        """Places of the catalogue's cases, those with these ids or every one, with all their names."""
        return self._with_names(true() if ids is None else PLACE.c.id.in_(listed(ids)))

    def places_in_use(self) -> set[int]:
        """Places at which an item is located, or of which a claim speaks."""
        located_at = select(LOCATION.c.place_id).where(
            LOCATION.c.place_id.is_not(None), LOCATION.c.withdrawn.is_(None)
        )
        spoken_of = select(CLAIM_PLACE.c.place_id).where(CLAIM_PLACE.c.withdrawn.is_(None))
        used = self._connection.execute(located_at.union(spoken_of)).scalars()
        return {place for place in used if place is not None}

    def place(self, place_id: int) -> Place | None:
        """A place that is not withdrawn."""
        return only(self.places([place_id]))

    def place_of_geonames(self, geonames_id: int) -> Place | None:
        """The place of the catalogue that is this one of the gazetteer."""
        return only(self._with_names(PLACE.c.geonames_id == geonames_id))

    def _with_names(self, condition: ColumnElement[bool]) -> list[Place]:
        wanted = select(*columns(PLACE, Place)).where(PLACE.c.withdrawn.is_(None), condition)
        rows = self._connection.execute(wanted.order_by(PLACE.c.id)).mappings().all()
        statement = (
            select(PLACE_NAME.c.place_id.label("owner"), *columns(PLACE_NAME, PlaceName))
            .where(
                PLACE_NAME.c.place_id.in_(listed([row["id"] for row in rows])),
                PLACE_NAME.c.withdrawn.is_(None),
            )
            .order_by(PLACE_NAME.c.id)
        )
        names = fetch_by_owner(self._connection, PlaceName, statement)
        return [Place(**row, names=tuple(names[row["id"]])) for row in rows]
