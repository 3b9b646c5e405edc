"""Questions about locations, times and the places of a catalogue."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from db.fetch import columns, fetch
from db.records import Location, Place, PlaceName, Time
from db.schema import AgentRow, ClaimPlaceRow, LocationRow, PlaceNameRow, PlaceRow, TimeRow

LOCATION_COLUMNS = columns(LocationRow, Location)


def located(connection: Connection, items: Sequence[int]) -> defaultdict[int, list[Location]]:
    """Locations of each item: subject before camera before publisher, best basis first."""
    statement = (
        select(*LOCATION_COLUMNS)
        .add_columns(AgentRow.name.label("agent"), PlaceRow.name.label("place_name"))
        .join(AgentRow, AgentRow.id == LocationRow.agent_id)
        .outerjoin(PlaceRow, PlaceRow.id == LocationRow.place_id)
        .where(LocationRow.item_id.in_(items), LocationRow.withdrawn.is_(None))
    )
    found: defaultdict[int, list[Location]] = defaultdict(list)
    for location in sorted(fetch(connection, Location, statement), key=_rank):
        found[location.item_id].append(location)
    return found


def _rank(location: Location) -> tuple[int, bool, int, int]:
    role = ("subject", "camera", "publisher").index(location.role)
    return role, not location.best, ("assessed", "recorded", "claimed").index(location.basis), location.id


class Places:
    """Questions about where and when."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def locations(self, item_id: int) -> list[Location]:
        """All locations of an item, the one to show first at the head."""
        return located(self._connection, [item_id])[item_id]

    def location(self, location_id: int) -> Location | None:
        """A location that is not withdrawn."""
        item = select(LocationRow.item_id).where(LocationRow.id == location_id)
        found = self.locations(self._connection.execute(item).scalar_one_or_none() or 0)
        return next((location for location in found if location.id == location_id), None)

    def time(self, time_id: int) -> Time | None:
        """A time that is not withdrawn."""
        item = select(TimeRow.item_id).where(TimeRow.id == time_id)
        found = self.times(self._connection.execute(item).scalar_one_or_none() or 0)
        return next((time for time in found if time.id == time_id), None)

    def times(self, item_id: int) -> list[Time]:
        statement = (
            select(*columns(TimeRow, Time))
            .where(TimeRow.item_id == item_id, TimeRow.withdrawn.is_(None))
            .order_by(TimeRow.id)
        )
        return fetch(self._connection, Time, statement)

    def places(self) -> list[Place]:
        """Every place of the catalogue's cases, with all its names."""
        return self._with_names(select(PlaceRow).where(PlaceRow.withdrawn.is_(None)))

    def places_in_use(self) -> set[int]:
        """Places at which an item is located, or of which a claim speaks."""
        located_at = select(LocationRow.place_id).where(
            LocationRow.place_id.is_not(None), LocationRow.withdrawn.is_(None)
        )
        spoken_of = select(ClaimPlaceRow.place_id).where(ClaimPlaceRow.withdrawn.is_(None))
        used = self._connection.execute(located_at.union(spoken_of)).scalars()
        return {place for place in used if place is not None}

    def place(self, place_id: int) -> Place | None:
        """A place that is not withdrawn."""
        found = self._with_names(
            select(PlaceRow).where(PlaceRow.id == place_id, PlaceRow.withdrawn.is_(None))
        )
        return found[0] if found else None

    def places_named(self, folded: str) -> list[Place]:
        """Places one of whose names folds to this, or whose label is it."""
        named = select(PlaceNameRow.place_id).where(
            PlaceNameRow.folded == folded, PlaceNameRow.withdrawn.is_(None)
        )
        return self._with_names(
            select(PlaceRow).where(PlaceRow.withdrawn.is_(None), or_(PlaceRow.id.in_(named)))
        )

    def place_of_geonames(self, geonames_id: int) -> Place | None:
        found = self._with_names(
            select(PlaceRow).where(PlaceRow.withdrawn.is_(None), PlaceRow.geonames_id == geonames_id)
        )
        return found[0] if found else None

    def _with_names(self, places: Select[Any]) -> list[Place]:
        wanted = places.with_only_columns(*columns(PlaceRow, Place)).order_by(PlaceRow.id)
        rows = self._connection.execute(wanted).mappings().all()
        names: defaultdict[int, list[PlaceName]] = defaultdict(list)
        statement = (
            select(PlaceNameRow.place_id, *columns(PlaceNameRow, PlaceName))
            .where(PlaceNameRow.place_id.in_([row["id"] for row in rows]), PlaceNameRow.withdrawn.is_(None))
            .order_by(PlaceNameRow.id)
        )
        for row in self._connection.execute(statement).mappings():
            fields = dict(row)
            names[fields.pop("place_id")].append(PlaceName(**fields))
        return [Place(**row, names=tuple(names[row["id"]])) for row in rows]
