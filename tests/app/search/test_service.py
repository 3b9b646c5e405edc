"""Searching as a person does: by names of places in several scripts, by claims, sources and words."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app.catalogue import Catalogue
from app.places.bounds import boxes
from app.places.shapes import Circle
from app.search.errors import QueryError
from app.search.parser import parse
from db.rows import LocationRow, PlaceNameRow, PlaceRow, TimeRow
from resources.fold import fold_key

Put = Callable[..., int]


@pytest.fixture
def put(catalogue: Catalogue) -> Put:
    """Add an item with a location; gives its id."""

    def _put(
        title: str,
        lat: float,
        lon: float,
        *,
        radius: float | None = 100.0,
        role: str = "subject",
        basis: str = "claimed",
        item: int | None = None,
    ) -> int:
        target = item or catalogue.evidence.add("photograph", title)
        with catalogue._context.act("locate", "Locate") as unit:
            row = LocationRow(
                item_id=target,
                role=role,
                basis=basis,
                lat=lat,
                lon=lon,
                radius_m=radius,
                agent_id=unit.agent_id,
                at=unit.now,
            )
            unit.add_location(boxes(Circle(lat, lon, radius or 0)), row)
        return target

    return _put


def own_place(
    catalogue: Catalogue, name: str, lat: float | None, lon: float | None, *names: tuple[str, str]
) -> None:
    with catalogue._context.act("place", "Place") as unit:
        place = unit.insert(PlaceRow(name=name, lat=lat, lon=lon))
        for text, status in ((name, "standard"), *names):
            unit.insert(PlaceNameRow(place_id=place, text=text, folded=fold_key(text), status=status))


def test_a_town_is_found_under_its_name_in_every_script(catalogue: Catalogue, put: Put) -> None:
    ours = put("Harbour front", 43.12, 131.90)
    put("Elsewhere", 48.0, 11.0)

    for name in ("Vladivostok", "Владивосток", "블라디보스토크", "vladivostok"):
        found = catalogue.search.find(f"near:{name}~25km")
        assert [item.id for item in found.items] == [ours]
        assert found.place is not None
        assert found.place.name == "Vladivostok"


def test_the_page_says_inside_or_may_be_inside_and_with_what_basis(catalogue: Catalogue, put: Put) -> None:
    put("Sharp", 50.0, 30.01, basis="assessed", role="camera")
    put("Vague", 50.0, 30.02, radius=50_000)
    put("Of unknown radius", 50.0, 30.03, radius=None)

    found = catalogue.search.find("near:50.0,30.0~10km")

    assert [(item.title, item.match, item.role, item.basis) for item in found.items] == [
        ("Sharp", "inside", "camera", "assessed"),
        ("Vague", "may be inside", "subject", "claimed"),
        ("Of unknown radius", "may be inside", "subject", "claimed"),
    ]
    assert [round(item.distance_m or 0) for item in found.items] == [717, 1434, 2151]
    assert found.items[0].exhibit == "EX-000001"


def test_the_best_basis_of_a_role_answers_unless_another_is_asked_for(catalogue: Catalogue, put: Put) -> None:
    item = put("Moved by the analyst", 50.0, 30.0, basis="claimed")
    put("", 60.0, 10.0, basis="assessed", item=item)

    assert catalogue.search.count("near:50.0,30.0~10km") == 0
    assert catalogue.search.count("near:60.0,10.0~10km") == 1
    assert catalogue.search.count("near:50.0,30.0~10km basis:claimed") == 1
    assert catalogue.search.count("near:50.0,30.0~10km basis:any") == 1


def test_where_it_was_published_answers_only_when_asked_for(catalogue: Catalogue, put: Put) -> None:
    put("Picture", 50.0, 30.0, role="publisher")

    assert catalogue.search.count("near:50.0,30.0~10km") == 0
    assert catalogue.search.find("near:50.0,30.0~10km role:publisher").items[0].role == "publisher"


def test_a_name_with_namesakes_says_which_it_took_and_lists_the_others(catalogue: Catalogue) -> None:
    found = catalogue.search.find("near:Springfield~5km")

    assert found.place is not None
    assert found.place.typed == found.place.name == "Springfield"
    assert [other.name for other in found.others].count("Springfield") > 5
    assert found.place not in found.others

    for name in ("Springfield, Illinois", "Springfield, Illinois, United States"):
        told_apart = catalogue.search.find(f'near:"{name}"~5km').place
        assert told_apart is not None
        assert told_apart.region == "Illinois"


def test_a_small_namesake_of_many_is_told_apart_by_its_region(catalogue: Catalogue) -> None:
    """Over eighty places are called Santa Cruz: those of the Bicol Region are among the last of them."""
    found = catalogue.search.find('near:"Santa Cruz, Bicol Region, Philippines"~5km').place
    assert found is not None
    assert (found.name, found.region) == ("Santa Cruz", "Bicol Region")


def test_a_misspelt_place_is_an_error_with_candidates_and_is_not_searched(
    catalogue: Catalogue, put: Put
) -> None:
    put("Harbour front", 43.12, 131.90)

    with pytest.raises(QueryError, match="No place is called “Vladivostk”") as caught:
        catalogue.search.find("harbour near:Vladivostk~25km")

    assert (caught.value.position, caught.value.end) == (8, len("harbour near:Vladivostk~25km"))
    offered = next(one for one in caught.value.candidates if one.startswith("Vladivostok"))
    assert catalogue.search.count(f'near:"{offered}"~25km') == 1


def test_a_place_of_the_catalogue_is_known_by_its_own_names(catalogue: Catalogue, put: Put) -> None:
    own_place(
        catalogue,
        "Pier Nine",
        50.0,
        30.0,
        ("Причал девять", "variant"),
        ("Peer Nien", "misspelling in a text"),
    )
    ours = put("Crane", 50.0, 30.0)

    assert list(catalogue.search.ids('near:"pier nine"~1km')) == [ours]
    assert list(catalogue.search.ids('near:"Причал девять"~1km')) == [ours]
    with pytest.raises(QueryError, match="No place is called"):
        catalogue.search.ids('near:"Peer Nien"~1km')


def test_a_place_without_coordinates_cannot_be_searched_and_says_so(catalogue: Catalogue) -> None:
    own_place(catalogue, "The Quarry Nobody Found", None, None)

    with pytest.raises(QueryError, match="lies is unknown"):
        catalogue.search.find('near:"The Quarry Nobody Found"~1km')


def test_coordinates_that_cannot_be_say_why(catalogue: Catalogue) -> None:
    with pytest.raises(QueryError, match="latitude lies between -90 and 90"):
        catalogue.search.find("near:131.9,43.1~25km")
    with pytest.raises(QueryError, match="No place is called “K9 Base”"):
        catalogue.search.find('near:"K9 Base"~25km')


def test_a_geonames_number_names_one_place(catalogue: Catalogue, put: Put) -> None:
    ours = put("Harbour front", 43.12, 131.90)

    assert list(catalogue.search.ids("near:geonames:2013348~25km")) == [ours]
    with pytest.raises(QueryError, match="No place is called"):
        catalogue.search.ids("near:geonames:99999999~25km")


def test_a_region_is_searched_by_its_outline(catalogue: Catalogue, put: Put) -> None:
    inland = put("Inland", 44.0, 132.5)
    put("Across the border", 44.0, 129.0)

    found = catalogue.search.find('in:"Primorsky Krai"')

    assert [item.id for item in found.items] == [inland]
    assert found.place is not None
    assert (found.place.lat, found.place.radius_m, found.items[0].match) == (None, None, "inside")
    with pytest.raises(QueryError, match=r"No country or region is called .*near:"):
        catalogue.search.find("in:Qwertyuiopistan")


def test_a_name_that_nothing_bears_is_an_error_with_what_is_close(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Bridge", tags=("railway",))
    with pytest.raises(QueryError, match=r"There is no tag “railwy”.*railway") as caught:
        catalogue.search.find("tag:railwy")
    assert caught.value.candidates == ("railway",)

    assert list(catalogue.search.ids("tag:Railway")) == [item]
    for query in ("claim:C9", "case:none", "source:nobody", "origin:O-NONE", "camera:none"):
        with pytest.raises(QueryError, match="There is no"):
            catalogue.search.find(query)


def test_a_withdrawn_item_answers_no_search(catalogue: Catalogue, put: Put) -> None:
    item = put("Bridge", 50.0, 30.0)
    catalogue.evidence.withdraw(item, "not ours")

    for query in ("", "bridge", "near:50,30~1km", "-nothing", "has:location"):
        assert list(catalogue.search.ids(query)) == []


def test_everything_is_all_that_stands_in_order_and_in_reverse(catalogue: Catalogue, put: Put) -> None:
    items = [put(f"Bridge {n}", 50.0, 30.0) for n in range(8)]
    for gone in (items[7], items[0], items[3], items[4]):
        catalogue.evidence.withdraw(gone, "not ours")

    standing = [items[n] for n in (1, 2, 5, 6)]
    assert list(catalogue.search.ids("")) == standing
    assert list(catalogue.search.ids("sort:-exhibit")) == standing[::-1]


def test_a_changed_title_is_found_at_once_under_the_new_words_only(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Старый мост через реку")
    catalogue.evidence.edit(item, title="Ёлка у реки")

    assert list(catalogue.search.ids("елка")) == [item]
    assert list(catalogue.search.ids("мост")) == []


def test_the_first_page_comes_without_a_count(catalogue: Catalogue) -> None:
    for number in range(5):
        catalogue.evidence.add("photograph", f"Bridge {number}")

    assert catalogue.search.first("bridge", limit=2).total == 2
    assert catalogue.search.find("bridge", limit=2).total == 5
    assert catalogue.search.count("bridge") == 5
    assert len(catalogue.search.found("bridge").ids) == 5


def test_distance_is_an_order_only_where_one_is_measured(catalogue: Catalogue, put: Put) -> None:
    far, near = put("Far", 50.0, 30.1), put("Near", 50.0, 30.01)

    assert list(catalogue.search.ids("near:50,30~50km")) == [near, far]
    assert list(catalogue.search.ids("near:50,30~50km sort:-distance")) == [far, near]
    assert list(catalogue.search.ids("near:50,30~50km sort:exhibit")) == [far, near]
    with pytest.raises(QueryError, match="needs a near:") as caught:
        catalogue.search.ids("bridge sort:distance")
    assert caught.value.position == 7


def test_when_it_was_taken_is_written_as_a_moment_or_an_interval(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Bridge")
    day = datetime(2020, 5, 17, tzinfo=UTC)
    with catalogue._context.act("time", "Time") as unit:
        unit.insert(
            TimeRow(
                item_id=item,
                kind="captured",
                basis="claimed",
                raw="17 May",
                earliest=day,
                latest=day.replace(hour=23),
                zone_basis="unknown",
                agent_id=1,
                at=unit.now,
            )
        )

    found = catalogue.search.find("taken:2020-05-17").items[0]

    assert found.captured == "2020-05-17T00:00:00Z/2020-05-17T23:00:00Z"
    assert found.time_match == "inside"
    assert catalogue.search.find("taken:2020-05-17T22:00..").items[0].time_match == "may be inside"
    assert catalogue.search.count("taken:2020-05-18") == 0


def test_a_query_may_be_handed_over_as_a_tree(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("photograph", "Bridge")

    assert list(catalogue.search.ids(parse("bridge"))) == [item]


def test_text_that_looks_like_code_is_looked_for_as_text(catalogue: Catalogue) -> None:
    item = catalogue.evidence.add("document", "C++ for a\"b and '); DROP TABLE item;--")

    assert list(catalogue.search.ids("C++")) == [item]
    assert list(catalogue.search.ids("'DROP")) == [item]
    assert list(catalogue.search.ids("table;--")) == [item]
    assert list(catalogue.search.ids("NEAR/2")) == []


@pytest.mark.parametrize(
    "query",
    [
        " OR ".join(f"w{n}" for n in range(199)) + " OR bridge",
        " ".join(f"-w{n}" for n in range(199)) + " bridge",
        "bridge " + " ".join(f"-(w{n} OR held:no)" for n in range(60)),
        "(a OR " * 39 + "bridge" + ")" * 39,
        "(bridge -(" * 19 + "zzz" + "))" * 19,
        "held:yes OR (" * 39 + "bridge" + ")" * 39,
        " ".join(f"-near:{n % 80},{n}~1km" for n in range(150)) + " bridge",
    ],
    ids=lambda query: query[:12],
)
def test_the_longest_and_deepest_queries_are_answered(catalogue: Catalogue, query: str) -> None:
    catalogue.evidence.add("photograph", "Bridge")

    assert catalogue.search.count(query) in {0, 1}
    assert len(catalogue.search.ids(query)) == catalogue.search.count(query)


@pytest.mark.parametrize("word", ["청진", "청진시", "Чхонджин", "清津", "Chongjin", "ch'ongjin"])
def test_an_item_located_by_name_is_found_by_the_word_in_every_script(
    catalogue: Catalogue, word: str
) -> None:
    item = catalogue.evidence.add("photograph", "Quay")
    catalogue.statements.locate(item, role="subject", basis="claimed", at="Chongjin")
    assert catalogue.search.ids(word).tolist() == [item]
