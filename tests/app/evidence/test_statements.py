"""Where and when, as analysts say it: beside what files say, never instead of it."""

from datetime import UTC, datetime

import pytest

from app.catalogue import Catalogue
from app.errors import CatalogueError
from app.places.named import PlaceDraft
from app.records import Location, PlaceName


@pytest.fixture
def picture(catalogue: Catalogue) -> int:
    return catalogue.evidence.add("photograph", "A pier")


def _only(catalogue: Catalogue, item: int) -> Location:
    (location,) = catalogue.evidence.dossier(item).locations
    return location


def test_a_position_is_read_in_any_notation_and_kept_as_written(catalogue: Catalogue, picture: int) -> None:
    set_ = catalogue.statements.locate(
        picture, at="64°08'48\"N 21°56'24\"W", radius_m=50, role="camera", basis="claimed"
    )
    location = _only(catalogue, picture)
    assert location.lat == pytest.approx(64.146667)
    assert location.lon == pytest.approx(-21.94)
    assert (location.radius_m, location.raw, location.place_id) == (50, "64°08'48\"N 21°56'24\"W", None)
    assert set_.taken == "64.146667, -21.940000"


def test_a_square_of_a_grid_keeps_its_own_radius(catalogue: Catalogue, picture: int) -> None:
    catalogue.statements.locate(picture, at="27W VM 54 13", role="subject", basis="claimed")
    radius = _only(catalogue, picture).radius_m
    assert radius is not None
    assert 700 < radius < 720


def test_a_name_that_one_place_bears_is_taken_and_said(catalogue: Catalogue, picture: int) -> None:
    located = catalogue.statements.locate(picture, at="Grindavík", role="subject", basis="claimed")
    location = _only(catalogue, picture)
    assert "Iceland" in located.taken
    assert (location.place_id, location.radius_m, location.raw) == (located.place_id, None, "Grindavík")
    assert location.lat == pytest.approx(63.84, abs=0.02)


def test_a_name_of_several_places_is_never_settled_silently(catalogue: Catalogue, picture: int) -> None:
    head = catalogue.history.head()
    with pytest.raises(CatalogueError, match="Say which is meant") as caught:
        catalogue.statements.locate(picture, at="Blagoveshchensk", role="subject", basis="claimed")
    assert len(caught.value.candidates) == 2
    assert catalogue.history.head() == head
    for offered in caught.value.candidates:
        assert catalogue.places.meant(offered).name == "Blagoveshchensk"


@pytest.mark.parametrize(
    "text", ["Blagoveshchensk, Amur Oblast", "Blagoveshchensk, Amur", "geonames:2026609"]
)
def test_a_region_or_a_number_tells_namesakes_apart(catalogue: Catalogue, text: str) -> None:
    assert catalogue.places.meant(text).geonames_id == 2026609


def test_a_misspelt_name_is_offered_and_not_taken(catalogue: Catalogue, picture: int) -> None:
    with pytest.raises(CatalogueError, match="No place is called “Reykjavvik”") as caught:
        catalogue.statements.locate(picture, at="Reykjavvik", role="subject", basis="claimed")
    assert caught.value.candidates[0].startswith("Reykjavík")


@pytest.mark.parametrize(
    ("text", "message"), [("91, 10", "latitude"), ("12 zzqx 34", "no position"), ("qqzzxxq", "No place")]
)
def test_what_is_no_place_is_refused_in_fitting_words(
    catalogue: Catalogue, picture: int, text: str, message: str
) -> None:
    with pytest.raises(CatalogueError, match=message):
        catalogue.statements.locate(picture, at=text, role="subject", basis="claimed")


def test_a_place_taken_from_the_gazetteer_is_found_under_each_of_its_names(
    catalogue: Catalogue, picture: int
) -> None:
    (candidate, *_) = catalogue.places.find("Mariehamn")
    place = catalogue.places.adopt(candidate)
    assert catalogue.places.adopt(candidate) == place
    names = {name.text: name for name in catalogue.places.show(place).names}
    assert names["Мариехамн"].script == "Cyrl"
    catalogue.statements.locate(picture, place_id=place, role="subject", basis="claimed")
    other = catalogue.statements.locate(picture, candidate=candidate, role="camera", basis="claimed")
    assert other.place_id == place
    (first, *_) = catalogue.places.find("Maarianhamina")
    assert (first.case_key, first.distance_m) == (str(place), 0)


def test_locating_by_a_new_place_is_one_act_and_undone_as_one(catalogue: Catalogue, picture: int) -> None:
    head = catalogue.history.head().sequence
    catalogue.statements.locate(picture, at="Ísafjörður", role="subject", basis="claimed")
    assert catalogue.history.head().sequence == head + 1
    catalogue.history.undo()
    assert catalogue.evidence.dossier(picture).locations == ()
    assert catalogue.places.all() == []


def test_a_place_of_the_catalogues_own_brings_its_radius(catalogue: Catalogue, picture: int) -> None:
    place = catalogue.places.add(
        PlaceDraft(
            "Old pier",
            (PlaceName("Gamla bryggja", "is", "Latn", "standard"),),
            lat=65.26,
            lon=-14.0,
            radius_m=120,
        )
    )
    located = catalogue.statements.locate(picture, at="gamla bryggja", role="subject", basis="claimed")
    assert (located.place_id, _only(catalogue, picture).radius_m) == (place, 120)


def test_a_misspelling_on_record_is_no_name_under_which_a_place_is_taken(catalogue: Catalogue) -> None:
    misspelt = PlaceName("Gamla brigja", "is", "Latn", "misspelling, as printed")
    catalogue.places.add(PlaceDraft("Gamla bryggja", (misspelt,), lat=65.26, lon=-14.0))
    with pytest.raises(CatalogueError, match="Perhaps"):
        catalogue.places.meant("Gamla brigja")


def test_a_place_that_is_named_but_not_placed_has_no_position(catalogue: Catalogue, picture: int) -> None:
    place = catalogue.places.add(PlaceDraft("Somewhere in the north"))
    catalogue.statements.locate(picture, place_id=place, role="subject", basis="claimed")
    location = _only(catalogue, picture)
    assert (location.lat, location.place_name, location.best) == (None, "Somewhere in the north", False)


def test_an_assessed_location_stands_beside_the_claimed_one(catalogue: Catalogue, picture: int) -> None:
    where = catalogue.statements
    where.locate(picture, at="64.1, -21.9", role="subject", basis="claimed")
    with pytest.raises(CatalogueError, match="needs a method"):
        where.locate(picture, at="64.15, -21.94", role="subject", basis="assessed")
    where.locate(
        picture, at="64.15, -21.94", role="subject", basis="assessed", method="the crane matches", radius_m=30
    )
    best, other = catalogue.evidence.dossier(picture).locations
    assert (best.basis, best.best, best.status) == ("assessed", True, "assessed")
    assert (other.basis, other.best, other.status) == ("claimed", False, "open")


def test_an_outline_is_kept_with_a_point_inside_it(catalogue: Catalogue, picture: int) -> None:
    outline = [(60.0, 19.8), (60.2, 19.8), (60.2, 20.2), (60.0, 20.2)]
    catalogue.statements.locate(picture, footprint=outline, role="subject", basis="claimed")
    location = _only(catalogue, picture)
    assert location.footprint == "[[60.0, 19.8], [60.2, 19.8], [60.2, 20.2], [60.0, 20.2]]"
    assert location.lat is not None
    assert 60.0 < location.lat < 60.2


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Say where"),
        ({"at": "1, 2", "place_id": 1}, "Say where once"),
        ({"at": "1, 2", "radius_m": -1.0}, "radius"),
        ({"at": "1, 2", "radius_m": float("nan")}, "radius"),
        ({"at": "1, 2", "bearing": 361.0}, "bearing"),
        ({"at": "1, 2", "bearing_reference": "grid"}, "north of a bearing"),
        ({"at": "1, 2", "field_of_view": 0.0}, "field of view"),
        ({"at": "1, 2", "status": "lost"}, "Status is one of"),
        ({"place_id": 99}, "no place number 99"),
        ({"footprint": [(0.0, 0.0), (1.0, 1.0)]}, "three corners"),
        ({"footprint": [(0.0, 179.0), (1.0, -179.0), (2.0, 179.0)]}, "antimeridian"),
        ({"footprint": [(0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0)]}, "cross itself"),
    ],
)
def test_what_cannot_be_a_location_is_refused(
    catalogue: Catalogue, picture: int, fields: dict[str, object], message: str
) -> None:
    with pytest.raises(CatalogueError, match=message):
        catalogue.statements.locate(picture, role="subject", basis="claimed", **fields)  # type: ignore[arg-type]  # that is the point
    assert catalogue.evidence.dossier(picture).locations == ()


def test_a_bearing_is_kept_with_its_north(catalogue: Catalogue, picture: int) -> None:
    catalogue.statements.locate(
        picture,
        at="60.1, 19.9",
        role="camera",
        basis="claimed",
        bearing=360,
        bearing_reference="Magnetic",
        field_of_view=65,
    )
    location = _only(catalogue, picture)
    assert (location.bearing_deg, location.bearing_reference, location.field_of_view_deg) == (
        0,
        "magnetic",
        65,
    )


def test_that_it_was_tried_in_vain_is_a_statement_too(catalogue: Catalogue, picture: int) -> None:
    catalogue.statements.locate(
        picture,
        role="subject",
        basis="assessed",
        status="tried and not locatable",
        method="compared with every pier of the coast",
    )
    location = _only(catalogue, picture)
    assert (location.lat, location.status) == (None, "tried and not locatable")


def test_a_withdrawn_location_leaves_the_next_best_in_its_place(catalogue: Catalogue, picture: int) -> None:
    where = catalogue.statements
    where.locate(picture, at="60.1, 19.9", role="subject", basis="claimed")
    wrong = where.locate(picture, at="60.2, 19.9", role="subject", basis="assessed", method="guess")
    with pytest.raises(CatalogueError, match="needs a reason"):
        where.withdraw_location(wrong.location_id, "")
    where.withdraw_location(wrong.location_id, "another island")
    assert (_only(catalogue, picture).lat, _only(catalogue, picture).best) == (60.1, True)
    with pytest.raises(CatalogueError, match="no location number"):
        where.withdraw_location(wrong.location_id, "again")


@pytest.mark.parametrize(
    ("raw", "earliest", "latest", "zone"),
    [
        ("2024-10", "2024-09-30T10:00:00", "2024-11-01T11:59:59.999999", "unknown"),
        ("2024-10-18", "2024-10-17T10:00:00", "2024-10-19T11:59:59.999999", "unknown"),
        ("2024-10-18T09:30+09:00", "2024-10-18T00:30:00", "2024-10-18T00:30:59.999999", "stated"),
        ("2024-10-18T09:30:00Z", "2024-10-18T09:30:00", "2024-10-18T09:30:00.999999", "stated"),
        ("2024-10-01..2024-10-18", "2024-09-30T10:00:00", "2024-10-19T11:59:59.999999", "unknown"),
    ],
)
def test_a_date_is_the_interval_that_it_allows(
    catalogue: Catalogue, picture: int, raw: str, earliest: str, latest: str, zone: str
) -> None:
    catalogue.statements.date(picture, raw)
    (time,) = catalogue.evidence.dossier(picture).times
    assert time.raw == raw
    assert time.earliest == datetime.fromisoformat(earliest).replace(tzinfo=UTC)
    assert time.latest == datetime.fromisoformat(latest).replace(tzinfo=UTC)
    assert (time.zone_basis, time.kind, time.basis) == (zone, "captured", "claimed")
    assert catalogue.evidence.dossier(picture).item.captured_earliest == time.earliest


@pytest.mark.parametrize("raw", ["soon", "2024-13", "2024-10-18..2024-10-01", "2024-02-30", " "])
def test_what_is_no_date_is_refused(catalogue: Catalogue, picture: int, raw: str) -> None:
    with pytest.raises(CatalogueError):
        catalogue.statements.date(picture, raw)
    assert catalogue.evidence.dossier(picture).times == ()


def test_a_withdrawn_time_no_longer_dates_the_item(catalogue: Catalogue, picture: int) -> None:
    time = catalogue.statements.date(picture, "2024-10", basis="assessed", method="snow on the roofs")
    catalogue.statements.withdraw_time(time, "the roofs are white")
    dossier = catalogue.evidence.dossier(picture)
    assert (dossier.times, dossier.item.captured_earliest) == ((), None)
    catalogue.history.undo()
    assert catalogue.evidence.dossier(picture).item.captured_earliest is not None
