"""The place index of any engine, against every box compared with every other."""

import random
from dataclasses import dataclass, replace

import numpy as np
import pytest

from db.engine import COUNTS, COUNTS_AS_BEST, Box, DatabaseEngine, IndexedLocation
from db.queries.spots import Spots

ROLES, BASES = ("camera", "subject", "publisher"), ("claimed", "recorded", "assessed")
ASKED = (
    *((ROLES, bases) for bases in ((), ("any",), ("recorded",), ("claimed", "assessed"))),
    *((roles, ("any",)) for roles in (("camera",), ("subject", "camera"), ("publisher",))),
    (("subject", "camera"), ()),
)


def grid(chance: random.Random, low: float, high: float) -> float:
    """A number that 32 bits hold exactly, so that no index rounds it."""
    return chance.randrange(int(low * 64), int(high * 64)) / 64


def some_box(chance: random.Random, widest: float) -> Box:
    west, south = grid(chance, -180, 170), grid(chance, -90, 80)
    return west, west + grid(chance, 0, widest), south, south + grid(chance, 0, widest)


def some_locations(chance: random.Random, count: int) -> list[IndexedLocation]:
    return [
        IndexedLocation(
            location_id=number,
            item_id=chance.randrange(1, 50),
            lat=grid(chance, -90, 90),
            lon=grid(chance, -180, 180),
            radius_m=chance.choice((None, 0.0, 25.5, 5000.0)),
            role=chance.choice(ROLES),
            basis=chance.choice(BASES),
            shaped=chance.random() < 0.1,
            boxes=tuple(some_box(chance, 5) for _ in range(chance.choice((1, 1, 1, 2, 8)))),
            state=chance.choice((0, COUNTS, COUNTS_AS_BEST)),
        )
        for number in range(1, count + 1)
    ]


@dataclass(frozen=True)
class Question:
    boxes: list[Box] | None
    roles: tuple[str, ...]
    bases: tuple[str, ...]

    def is_answered_by(self, location: IndexedLocation) -> bool:
        counts = location.state == COUNTS_AS_BEST if not self.bases else location.state >= COUNTS
        based = not self.bases or "any" in self.bases or location.basis in self.bases
        return counts and based and location.role in self.roles and self._meets(location)

    def _meets(self, location: IndexedLocation) -> bool:
        return self.boxes is None or any(
            own[0] <= box[1] and own[1] >= box[0] and own[2] <= box[3] and own[3] >= box[2]
            for own in location.boxes
            for box in self.boxes
        )


def as_rows(spots: Spots) -> dict[int, tuple[object, ...]]:
    """Columns as rows, by location; a location that came twice would be lost, so they are counted too."""
    assert len({len(getattr(spots, name)) for name in Spots.__slots__}) == 1
    assert len(set(spots.location_ids.tolist())) == len(spots.location_ids)
    radii = [None if np.isnan(radius) else radius for radius in spots.radii.tolist()]
    columns = (spots.item_ids, spots.lats, spots.lons, spots.shaped, spots.subject)
    return {
        location: (*values, None if values[3] else radius)
        for location, radius, *values in zip(
            spots.location_ids.tolist(), radii, *(column.tolist() for column in columns), strict=True
        )
    }


def as_expected(location: IndexedLocation) -> tuple[object, ...]:
    radius = None if location.shaped else location.radius_m
    subject = location.role == "subject"
    return location.item_id, location.lat, location.lon, location.shaped, subject, radius


@pytest.mark.parametrize("seed", range(4))
def test_a_search_by_place_finds_what_comparing_every_box_finds(engine: DatabaseEngine, seed: int) -> None:
    chance = random.Random(seed)
    locations = some_locations(chance, 400)
    with engine.writing() as transaction:
        engine.index_locations(transaction.connection, locations)
        for roles, bases in ASKED:
            for boxes in (None, [some_box(chance, 90)], [some_box(chance, 60) for _ in range(3)]):
                question = Question(boxes, roles, bases)
                found = as_rows(engine.spots(transaction.connection, boxes, roles, bases))
                assert found == {
                    location.location_id: as_expected(location)
                    for location in locations
                    if question.is_answered_by(location)
                }


def test_states_are_said_again_for_all_boxes_of_a_location(engine: DatabaseEngine) -> None:
    locations = some_locations(random.Random(9), 60)
    states = [(location.location_id, location.location_id % 3) for location in locations]
    with engine.writing() as transaction:
        engine.index_locations(transaction.connection, locations)
        engine.set_location_states(transaction.connection, states)
        engine.set_location_states(transaction.connection, [])
        for bases in ((), ("any",)):
            question = Question(None, ROLES, bases)
            again = (replace(location, state=location.location_id % 3) for location in locations)
            found = engine.spots(transaction.connection, None, ROLES, bases)
            assert set(found.location_ids.tolist()) == {
                location.location_id for location in again if question.is_answered_by(location)
            }


def test_a_small_box_is_not_lost_by_rounding(engine: DatabaseEngine) -> None:
    """A point that 32 bits do not hold is found by a box of a centimetre around it."""
    chance = random.Random(3)
    points = [(chance.uniform(-180, 180), chance.uniform(-90, 90)) for _ in range(200)]
    locations = [
        IndexedLocation(
            number, 1, lat, lon, 0.0, "subject", "claimed", shaped=False, boxes=((lon, lon, lat, lat),)
        )
        for number, (lon, lat) in enumerate(points, 1)
    ]
    with engine.writing() as transaction:
        engine.index_locations(transaction.connection, locations)
        for number, (lon, lat) in enumerate(points, 1):
            around = (lon - 1e-7, lon + 1e-7, lat - 1e-7, lat + 1e-7)
            found = engine.spots(transaction.connection, [around], ROLES, ("any",))
            assert number in found.location_ids.tolist()


def test_where_nothing_is_nothing_is_found(engine: DatabaseEngine) -> None:
    with engine.reading() as connection:
        for boxes in (None, [], [(0.0, 1.0, 0.0, 1.0)]):
            assert len(engine.spots(connection, boxes, ROLES, ("any",)).item_ids) == 0
