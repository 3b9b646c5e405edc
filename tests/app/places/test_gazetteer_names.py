"""A name in any spelling leads to its place; a doubtful one to candidates, never to a choice."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places.candidate import Match, NamedPlace
from app.places.gazetteer import Gazetteer

CHONGJIN, USSURIYSK, AMUR_CITY, NAMESAKE = 2044757, 2014006, 2026609, 576116


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("names", "geonames_id"),
    [
        (
            [
                "Chongjin",
                "Ch'ongjin",
                "Ch’ŏngjin",
                "CHʼONGJIN",
                "청진",
                "청진시",
                "Чхонджин",
                "Чхонджін",
                "清津市",
            ],
            CHONGJIN,
        ),
        (
            ["Ussuriysk", "Ussuriisk", "Уссурийск", "уссурийск", "Уссурійськ", "우수리스크", "Voroshilov"],
            USSURIYSK,
        ),
    ],
)
def test_every_spelling_leads_to_the_same_place(
    gazetteer: Gazetteer, names: list[str], geonames_id: int
) -> None:
    assert {gazetteer.find(name)[0].geonames_id for name in names} == {geonames_id}


def test_a_misspelling_offers_the_city_first_and_its_namesake_too(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Vlagoveshensk")
    assert [one.geonames_id for one in found[:2]] == [AMUR_CITY, NAMESAKE]
    assert found[0].region == "Amur Oblast"
    assert {one.match for one in found} == {Match.MISSPELT}
    assert all(one.score < 96 for one in found)


def test_what_the_case_is_about_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    ufa = (54.74, 55.97)
    found = gazetteer.find("Blagoveshchensk", near=[ufa])
    assert found[0].geonames_id == NAMESAKE
    assert found[0].distance_m == pytest.approx(32_800, abs=500)
    assert found[1].geonames_id == AMUR_CITY


def test_without_points_of_the_case_there_is_no_distance(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Moscow")[0].distance_m is None


@pytest.mark.parametrize(
    ("asked", "match"),
    [
        ("청진시", Match.EXACT),
        ("CHONGJIN", Match.FOLDED),
        ("청진", Match.STRIPPED),
        ("Chongjin city", Match.STRIPPED),
        ("Chongjjin", Match.MISSPELT),
    ],
)
def test_a_candidate_says_how_it_was_found(gazetteer: Gazetteer, asked: str, match: Match) -> None:
    assert gazetteer.find(asked)[0].match is match


def test_the_cases_own_names_are_found_and_kept_apart(gazetteer: Gazetteer) -> None:
    own = NamedPlace("p1", "Berth 4", ("Old Pier", "Причал 4"), lat=41.78, lon=129.8, country="North Korea")
    found = gazetteer.find("причал 4", extra=[own])
    assert [(one.case_key, one.name, one.geonames_id) for one in found] == [("p1", "Berth 4", None)]
    assert gazetteer.find("Old Peir", extra=[own])[0].match is Match.MISSPELT


def test_a_place_of_the_case_is_one_with_the_gazetteers(gazetteer: Gazetteer) -> None:
    own = NamedPlace("p2", "Garrison town", ("Nikolsk",), lat=43.8, lon=131.9, geonames_id=USSURIYSK)
    found = [one for one in gazetteer.find("Nikolsk", extra=[own]) if one.geonames_id == USSURIYSK]
    assert len(found) == 1
    assert (found[0].case_key, found[0].lat, found[0].country) == ("p2", 43.8, "Russia")
    assert {"Nikolsk", "우수리스크"} <= set(found[0].names)
    same = gazetteer.find("우수리스크", extra=[own])
    assert [(one.geonames_id, one.case_key) for one in same] == [(USSURIYSK, "p2")]


def test_all_names_of_a_place_can_be_listed(gazetteer: Gazetteer) -> None:
    assert gazetteer.place(1) is None
    place = gazetteer.place(CHONGJIN)
    assert place is not None
    assert {"Chongjin", "Чхонджин", "청진시", "清津市"} <= set(place.names)
    assert (place.country, place.region) == ("North Korea", "North Hamgyong")


def test_typing_completes_to_places_in_any_script(gazetteer: Gazetteer) -> None:
    assert gazetteer.complete("Vladiv")[0].name == "Vladivostok"
    assert USSURIYSK in {one.geonames_id for one in gazetteer.complete("우수리")}
    own = NamedPlace("p3", "Vladimir's barn")
    assert [one.case_key for one in gazetteer.complete("vlad", extra=[own])][:2] == ["p3", None]
    assert gazetteer.complete("  ") == ()


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("Simferopol", "UA", "Crimea"),
        ("Sevastopol", "UA", "Sevastopol"),
        ("Katzrin", "SY", "Golan"),
        ("Ts’khinvali", "GE", "South Ossetia"),
        ("Tiraspol", "MD", "Transnistria"),
        ("Yuzhno-Kurilsk", "RU", "Northern Territories"),
        ("Taipei", "TW", "Taiwan"),
        ("Prizren", "XK", "Kosovo"),
        ("Laayoune", "EH", "Western Sahara"),
        ("Itanagar", "IN", "Arunachal"),
        ("Mariupol", "UA", "Donetsk"),
    ],
)
def test_a_disputed_place_says_so(gazetteer: Gazetteer, name: str, code: str, words: str) -> None:
    place = gazetteer.find(name)[0]
    assert place.country_code == code
    assert place.disputed is not None
    assert words in place.disputed


def test_an_undisputed_place_has_no_note(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Reykjavík")[0].disputed is None
    assert gazetteer.find("Haifa")[0].disputed is None


@given(st.text(max_size=40))
def test_no_name_raises(gazetteer: Gazetteer, name: str) -> None:
    for candidate in gazetteer.find(name, limit=3):
        assert 0 <= candidate.score <= 100
