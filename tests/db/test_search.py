"""What a search finds against a reading of the same filter in plain Python, over a made-up catalogue.

The reading shares no code with the search: no index, no SQL, no numpy, no geometry of ours.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from app.catalogue import Catalogue
from app.places.bounds import boxes
from app.places.footprint import footprint_area
from app.places.shapes import Area, Circle
from app.search.errors import QueryError
from app.search.parser import parse
from db.acts.unit import Unit
from db.queries.filter import (
    And,
    ByCamera,
    Everything,
    FromOrigin,
    FromSource,
    Has,
    HasLocation,
    HasStance,
    Held,
    InBox,
    InCase,
    Linked,
    Near,
    Node,
    Not,
    OfType,
    Or,
    Placed,
    Received,
    Tagged,
    Taken,
    TextMatch,
)
from db.rows import (
    CaseRow,
    ClaimRow,
    ItemCaseRow,
    ItemRow,
    LinkRow,
    LocationRow,
    NoteRow,
    OriginRow,
    SourceRow,
    TimeRow,
)

EARTH = Geod(ellps="WGS84")
START = datetime(2020, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=400)
WORDS = ("rail", "road", "bridge", "harbour", "мост", "다리", "ship")
SPOTS = (
    (50.0, 30.0),
    (50.05, 30.05),
    (-20.0, 179.95),
    (-20.0, -179.97),
    (89.95, 10.0),
    (89.95, -170.0),
    (0.0, 0.0),
)
CENTRES = ("50.0,30.0", "-20.0,-180.0", "90,0", "0.01,0.01")
DISTANCES = ("100m", "9km", "40km", "3000km")
BOXES = (
    "49.9,29.9,50.1,30.1",
    "-21,179,-19,-179",
    "89,-180,90,180",
    "-1,-1,1,1",
    "-90,-180,90,180",
    "89,0,90,90",
)
ATOMS = (
    *("rail", "road", "мост", "다리", "brid*", '"rail road"', "nowhere", "-ship"),
    *(f"near:{centre}~{distance}" for centre in CENTRES for distance in DISTANCES),
    *(f"box:{edges}" for edges in BOXES),
    *(
        "role:camera",
        "role:publisher",
        "role:subject,publisher",
        "basis:claimed",
        "basis:any",
        "basis:recorded,assessed",
    ),
    *("tag:odd", "tag:Big", "type:photograph", "type:video,document", "case:one", 'case:"Case two"'),
    *(
        "claim:C1",
        "claim:c2",
        "stance:supports",
        "stance:refutes,context",
        "source:S1",
        'source:"Дом"',
        "origin:O1",
    ),
    *(
        "camera:maker",
        "camera:mod",
        "taken:2020-03",
        "taken:2020-02-10..2020-05-01",
        "taken:..2020-02",
        "received:30d",
    ),
    *(
        "received:2020-06",
        "held:yes",
        "held:no",
        "has:gps",
        "no:gps",
        "has:location",
        "no:claim",
        "has:tag",
        "no:time",
    ),
)


@dataclass(frozen=True)
class Spot:
    role: str
    basis: str
    lat: float | None
    lon: float | None
    radius: float | None
    ring: tuple[tuple[float, float], ...] = ()


@dataclass
class Thing:
    """One item as the reading knows it."""

    id: int
    title: str
    notes: str
    type: str
    held: bool
    tags: set[str]
    cases: set[str]
    links: list[tuple[str, str]]
    sources: set[str]
    camera: str | None
    taken: tuple[datetime, datetime] | None
    received: datetime | None
    spots: list[Spot] = field(default_factory=list)


class World:
    """No dataclass, or a failing example would print all of it."""

    def __init__(self, catalogue: Catalogue, things: list[Thing]) -> None:
        self.catalogue = catalogue
        self.things = things


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("search") / "catalogue"
    with Catalogue.create(folder, title="Made up", analyst="Analyst") as catalogue:
        yield World(catalogue, _fill(catalogue, random.Random(7)))


parts = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' '.join(some)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' OR '.join(some)})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=6,
)


def sensible(query: str) -> bool:
    """Groups in which a key stands twice are refused, rightly: see the tests of the parser."""
    try:
        parse(query, NOW)
    except QueryError as error:
        return "stands twice" not in str(error)
    return True


@settings(max_examples=250, deadline=None)
@given(query=parts.filter(sensible))
def test_the_search_finds_what_a_plain_reading_of_the_filter_finds(world: World, query: str) -> None:
    asked = parse(query, NOW)

    found = world.catalogue.search.ids(asked)

    assert sorted(found) == [thing.id for thing in world.things if holds(asked.node, thing)]
    assert world.catalogue.search.count(asked) == len(found)


@pytest.mark.parametrize("query", ATOMS)
def test_each_single_term_finds_what_a_plain_reading_finds(world: World, query: str) -> None:
    node = parse(query, NOW).node

    assert sorted(world.catalogue.search.ids(query if "30d" not in query else parse(query, NOW))) == [
        thing.id for thing in world.things if holds(node, thing)
    ]


@pytest.mark.parametrize("centre", CENTRES)
@pytest.mark.parametrize("distance", DISTANCES)
def test_the_location_that_answers_is_the_nearest_and_is_judged_as_a_plain_reading_judges(
    world: World, centre: str, distance: str
) -> None:
    query = f"near:{centre}~{distance}"
    leaf = parse(query).node
    assert isinstance(leaf, Placed)

    page = world.catalogue.search.find(query, limit=500)

    assert page.total == len(page.items)
    assert [item.distance_m for item in page.items] == sorted(item.distance_m or 0 for item in page.items)
    for item in page.items:
        thing = next(thing for thing in world.things if thing.id == item.id)
        judged = [
            (spot_distance(leaf.target, spot), judge(leaf.target, spot)) for spot in looked_at(leaf, thing)
        ]
        nearest, match = min((metres, word) for metres, word in judged if word)
        assert item.distance_m == pytest.approx(nearest, abs=30)
        assert item.match == match


@pytest.mark.parametrize("sort", ["exhibit", "title", "type", "taken", "received"])
@pytest.mark.parametrize("query", ["rail", "near:50.0,30.0~40km", "tag:odd", ""])
def test_pages_in_either_order_are_the_whole_in_that_order(world: World, sort: str, query: str) -> None:
    for order in (sort, f"-{sort}"):
        asked = f"{query} sort:{order}"
        whole = list(world.catalogue.search.ids(asked))
        pages = [
            world.catalogue.search.find(asked, limit=17, offset=at) for at in range(0, len(whole) + 1, 17)
        ]

        assert [item.id for page in pages for item in page.items] == whole
        assert {page.total for page in pages} == {len(whole)}
        assert sorted(whole) == sorted(world.catalogue.search.ids(query))
        assert in_order([next(thing for thing in world.things if thing.id == one) for one in whole], order)


def test_points_are_in_the_order_of_the_ids_and_where_the_items_are_shown(world: World) -> None:
    for query in ("near:50.0,30.0~40km", "rail", "near:50.0,30.0~40km OR tag:odd", "-near:50.0,30.0~40km"):
        points = world.catalogue.search.points(query)
        page = world.catalogue.search.find(query, limit=500)

        assert list(points.ids) == [item.id for item in page.items]
        for row, item in enumerate(page.items):
            if item.lat is None:
                assert points.lats[row] != points.lats[row]
            else:
                assert (points.lats[row], points.lons[row]) == (item.lat, item.lon)
            assert (None, "may be inside", "inside")[points.match[row]] == item.match
            assert (points.location_ids[row] != 0) == (item.lat is not None)


def test_the_time_match_says_whether_the_whole_interval_lies_within(world: World) -> None:
    for item in world.catalogue.search.find("taken:2020-02-10..2020-05-01", limit=500).items:
        assert item.captured_earliest is not None
        assert item.captured_latest is not None
        inside = item.captured_earliest >= datetime(2020, 2, 10, tzinfo=UTC)
        inside &= item.captured_latest < datetime(2020, 5, 2, tzinfo=UTC)
        assert item.time_match == ("inside" if inside else "may be inside")


def in_order(things: list[Thing], order: str) -> bool:
    read: dict[str, Callable[[Thing], Any]] = {
        "exhibit": lambda thing: thing.id,
        "title": lambda thing: thing.title.lower(),
        "type": lambda thing: thing.type,
        "taken": lambda thing: thing.taken and thing.taken[0],
        "received": lambda thing: thing.received,
    }
    values = [read[order.lstrip("-")](thing) for thing in things]
    known = [value for value in values if value is not None]
    return known == sorted(known, reverse=order.startswith("-")) and None not in values[: len(known)]


def holds(node: Node, thing: Thing) -> bool:  # noqa: C901  (one case for each kind of node, on purpose)
    match node:
        case Everything():
            return True
        case And(parts):
            return all(holds(part, thing) for part in parts)
        case Or(parts):
            return any(holds(part, thing) for part in parts)
        case Not(part):
            return not holds(part, thing)
        case TextMatch(text, prefix):
            return any(reads(words, text.lower().split(), prefix) for words in (thing.title, thing.notes))
        case Placed(target):
            return any(judge(target, spot) for spot in looked_at(node, thing))
        case HasLocation(roles, bases):
            return any(
                (not roles or spot.role in roles) and (not bases or "any" in bases or spot.basis in bases)
                for spot in thing.spots
            )
        case Tagged(name):
            return name in thing.tags
        case OfType(kind):
            return thing.type == kind
        case InCase(name):
            return name in thing.cases
        case Linked(claim, stances):
            return any(label == claim.upper() and (not stances or s in stances) for label, s in thing.links)
        case HasStance(stances):
            return any(stance in stances for _, stance in thing.links)
        case FromSource(name):
            return {"S1": "S1", "Дом": "S2"}[name] in thing.sources
        case FromOrigin():
            return "S2" in thing.sources
        case ByCamera(text):
            return any(word.startswith(text) for word in (thing.camera or "").lower().split())
        case Taken(interval):
            return thing.taken is not None and (
                (interval.start is None or thing.taken[1] >= interval.start)
                and (interval.end is None or thing.taken[0] < interval.end)
            )
        case Received(interval):
            return thing.received is not None and (
                (interval.start is None or thing.received >= interval.start)
                and (interval.end is None or thing.received < interval.end)
            )
        case Held(held):
            return thing.held is held
        case Has(feature):
            return {
                "gps": any(spot.basis == "recorded" and spot.lat is not None for spot in thing.spots),
                "location": any(spot.lat is not None for spot in thing.spots),
                "claim": bool(thing.links),
                "tag": bool(thing.tags),
                "time": thing.taken is not None,
            }[feature]
    raise AssertionError(node)


def reads(told: str, wanted: list[str], prefix: bool) -> bool:
    words = told.lower().split()
    for at in range(len(words) - len(wanted) + 1):
        here = words[at : at + len(wanted)]
        if here == wanted or (prefix and here[:-1] == wanted[:-1] and here[-1].startswith(wanted[-1])):
            return True
    return False


def looked_at(leaf: Placed, thing: Thing) -> list[Spot]:
    ranks = ("claimed", "recorded", "assessed")
    placed = [
        spot
        for spot in thing.spots
        if spot.lat is not None and spot.role in (leaf.roles or ("subject", "camera"))
    ]
    if leaf.bases:
        return [spot for spot in placed if "any" in leaf.bases or spot.basis in leaf.bases]
    return [
        spot
        for spot in placed
        if ranks.index(spot.basis) == max(ranks.index(o.basis) for o in placed if o.role == spot.role)
    ]


def rim(spot: Spot) -> list[tuple[float, float]]:
    """Points of the location's edge and of its inside, walked from its centre."""
    if spot.ring:
        steps = [at / 100 for at in range(101)]
        ends = zip(spot.ring, [*spot.ring[1:], spot.ring[0]], strict=True)
        return [(a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s) for a, b in ends for s in steps]
    walked = [
        EARTH.fwd(spot.lon, spot.lat, azimuth, (spot.radius or 0) * share)
        for azimuth in range(0, 360, 2)
        for share in (0, 0.25, 0.5, 0.75, 1)
    ]
    return [(lat, lon) for lon, lat, _ in walked]


@cache
def judge(target: object, spot: Spot) -> str | None:
    """The made-up places lie clear of every edge, so that a walk decides."""
    if isinstance(target, Near):
        lat, lon = (float(part) for part in target.place.split(","))
        answers = [apart(lat, lon, *point) <= target.radius_m for point in rim(spot)]
        if spot_distance(target, spot) <= (0 if spot.ring else spot.radius or 0):
            answers.append(True)  # its centre, at least
    else:
        assert isinstance(target, InBox)
        answers = [in_box(target, *point) for point in rim(spot)]
    if all(answers) and (spot.radius is not None or spot.ring):
        return "inside"
    return "may be inside" if any(answers) else None


def point_in_ring(lat: float, lon: float, ring: tuple[tuple[float, float], ...]) -> bool:
    lats, lons = [point[0] for point in ring], [point[1] for point in ring]
    return min(lats) <= lat <= max(lats) and min(lons) <= lon <= max(lons)


def spot_distance(target: object, spot: Spot) -> float:
    assert isinstance(target, Near)
    lat, lon = (float(part) for part in target.place.split(","))
    if spot.ring:
        inside = point_in_ring(lat, lon, spot.ring)
        return 0.0 if inside else min(apart(lat, lon, *point) for point in rim(spot))
    assert spot.lat is not None
    assert spot.lon is not None
    return apart(lat, lon, spot.lat, spot.lon)


def in_box(box: InBox, lat: float, lon: float) -> bool:
    across = box.west > box.east
    along = lon >= box.west or lon <= box.east if across else box.west <= lon <= box.east
    return box.south <= lat <= box.north and along


def apart(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return float(EARTH.inv(lon, lat, other_lon, other_lat)[2])


def _fill(catalogue: Catalogue, chance: random.Random) -> list[Thing]:
    with catalogue._context.act("fill", "Fill the catalogue", undoable=False) as unit:
        cases = [
            unit.insert(CaseRow(label=label, title=f"Case {label}", created_at=START))
            for label in ("one", "two")
        ]
        origin = unit.insert(OriginRow(label="O1", name="Origin one", counts="yes"))
        sources = [
            unit.insert(SourceRow(label="S1", name="Office")),
            unit.insert(SourceRow(label="S2", name="House", native_names="Дом\n집", origin_id=origin)),
        ]
        claims = [
            unit.insert(ClaimRow(case_id=cases[0], label=label, statement="Said", created_at=START))
            for label in ("C1", "C2")
        ]
        things = [_thing(unit, chance, cases, sources, claims) for _ in range(120)]
        gone = [thing for thing in things if thing.id % 13 == 0]
        for thing in gone:
            unit.withdraw(ItemRow, thing.id)
    return [thing for thing in things if thing not in gone]


def _thing(
    unit: Unit, chance: random.Random, cases: list[int], sources: list[int], claims: list[int]
) -> Thing:
    taken = START + timedelta(hours=chance.randrange(200 * 24))
    thing = Thing(
        id=0,
        title=" ".join(chance.choices(WORDS, k=3)),
        notes=" ".join(chance.choices(WORDS, k=2)),
        type=chance.choice(("photograph", "video", "document", "statement")),
        held=chance.random() < 0.7,
        tags=set(chance.sample(("odd", "Big", "third"), chance.randrange(3))),
        cases=set(),
        links=[],
        sources=set(),
        camera=chance.choice((None, "Maker Model 7", "Other Thing")),
        taken=chance.choice((None, (taken, taken), (taken, taken + timedelta(days=20)))),
        received=chance.choice((None, START + timedelta(days=chance.randrange(400)))),
    )
    publisher = chance.choice((None, None, 0, 1))
    thing.id = unit.insert(
        ItemRow(
            type=thing.type,
            title=thing.title,
            held=thing.held,
            camera=thing.camera,
            camera_folded=thing.camera.lower() if thing.camera else None,
            received_at=thing.received,
            publisher_id=None if publisher is None else sources[publisher],
            created_at=START,
            created_by=1,
        )
    )
    if publisher is not None:
        thing.sources.add(f"S{publisher + 1}")
    unit.insert(NoteRow(item_id=thing.id, text=thing.notes, at=START, agent_id=1))
    for tag in thing.tags:
        unit.tag(tag, [thing.id])
    if thing.taken:
        unit.insert(
            TimeRow(
                item_id=thing.id,
                kind="captured",
                basis="recorded",
                earliest=thing.taken[0],
                latest=thing.taken[1],
                raw="as told",
                zone_basis="unknown",
                agent_id=1,
                at=START,
            )
        )
    _bonds(unit, chance, thing, cases, claims)
    for _ in range(chance.randrange(4)):
        _spot(unit, chance, thing)
    return thing


def _bonds(unit: Unit, chance: random.Random, thing: Thing, cases: list[int], claims: list[int]) -> None:
    for row, (label, case) in enumerate(zip(("one", "two"), cases, strict=True)):
        if chance.random() < 0.4:
            unit.insert(ItemCaseRow(item_id=thing.id, case_id=case))
            thing.cases |= {label, f"Case {('one', 'two')[row]}"}
    for label, claim in zip(("C1", "C2"), claims, strict=True):
        stance = chance.choice((None, None, "supports", "refutes", "context"))
        if stance:
            link = unit.insert(
                LinkRow(item_id=thing.id, claim_id=claim, stance=stance, reason="seen", agent_id=1, at=START)
            )
            if chance.random() < 0.2:
                unit.withdraw(LinkRow, link)
            else:
                thing.links.append((label, stance))


def _spot(unit: Unit, chance: random.Random, thing: Thing) -> None:
    role = chance.choice(("camera", "camera", "subject", "subject", "publisher"))
    basis = chance.choice(("claimed", "recorded", "assessed"))
    lat, lon = chance.choice(SPOTS)
    radius = chance.choice((None, 0.0, 300.0, 5_000.0, 30_000.0))
    spot = Spot(role, basis, lat, lon, radius)
    kind = chance.randrange(8)
    if kind == 0:
        spot = Spot(role, basis, None, None, None)
    if kind == 1 and abs(lat) < 60 and abs(lon) < 170:
        corners = ((-0.03, -0.04), (-0.03, 0.05), (0.02, 0.05), (0.02, -0.04))
        spot = replace(spot, ring=tuple((lat + up, lon + right) for up, right in corners))
    row = LocationRow(
        item_id=thing.id,
        role=role,
        basis=basis,
        lat=spot.lat,
        lon=spot.lon,
        radius_m=spot.radius,
        footprint=json.dumps(spot.ring) if spot.ring else None,
        agent_id=1,
        at=START,
    )
    location = unit.add_location(list(_covering(spot)), row)
    if chance.random() < 0.15:
        unit.withdraw(LocationRow, location)
    else:
        thing.spots.append(spot)


def _covering(spot: Spot) -> tuple[tuple[float, float, float, float], ...]:
    if spot.lat is None or spot.lon is None:
        return ()
    area = footprint_area(json.dumps(spot.ring)) if spot.ring else None
    return boxes(Area(area) if area else Circle(spot.lat, spot.lon, spot.radius or 0.0))


soup = st.sampled_from(
    (
        *ATOMS,
        "OR",
        "-",
        "(",
        ")",
        '"',
        "*",
        "NEAR(a b)",
        "title:rail",
        "^rail",
        "{a}",
        "+",
        "\x00",
        "\ud800",
        "' OR 1=1 --",
    )
)


@settings(max_examples=150, deadline=None)
@given(
    query=st.text(max_size=40)
    | st.lists(soup, max_size=8).map(" ".join)
    | st.lists(soup, max_size=5).map("".join)
)
def test_whatever_is_typed_is_answered_or_refused_in_words(world: World, query: str) -> None:
    try:
        found = world.catalogue.search.find(query, limit=5)
    except QueryError as error:
        assert str(error)  # noqa: PT017  (most texts are no query; none may fail otherwise)
    else:
        assert len(found.items) == min(5, found.total)
