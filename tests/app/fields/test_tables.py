"""The field tables say what the records hold, and refuse what a field cannot be."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, get_args

import pytest

from app.errors import CatalogueError
from app.fields.claims import CLAIM, SOURCE
from app.fields.evidence import FILE, LINK, LOCATION, RECEIPT, TIME
from app.fields.field import FieldTable, Privacy
from app.fields.item import ITEM
from app.fields.kinds import Code, Flag, Moment, Number, SourceName, Text, YesNo
from app.fields.tags import tag_class
from app.records import Claim, File, Item, Link, Location, Receipt, Source, Time
from app.search.parser import parse
from db.queries.filter import leaves

TABLES = {
    "item": ITEM,
    "source": SOURCE,
    "claim": CLAIM,
    "file": FILE,
    "receipt": RECEIPT,
    "location": LOCATION,
    "time": TIME,
    "link": LINK,
}
RECORDS: dict[str, type] = {
    "item": Item, "source": Source, "claim": Claim,
    "file": File, "receipt": Receipt, "location": Location, "time": Time, "link": Link,
}  # fmt: skip
HELD: dict[type[Text], type] = {Number: float, YesNo: bool, Flag: bool, SourceName: int, Moment: datetime}
"""What is no text."""
TOLD_BY_THE_SHEET_ALONE = {("receipt", "page_html"), ("receipt", "full_page_capture")} | {
    ("file", "path"), ("location", "position"),
}  # fmt: skip


@pytest.mark.parametrize("noun", TABLES)
def test_every_field_is_a_member_of_its_record(noun: str) -> None:
    members = {field.name for field in fields(RECORDS[noun])} | set(dir(RECORDS[noun]))
    missing = {(noun, field.name) for field in TABLES[noun] if field.stored_as not in members}

    assert missing <= TOLD_BY_THE_SHEET_ALONE


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_names_and_places_on_the_sheet_are_given_once(table: FieldTable) -> None:
    names = [field.name for field in table]
    options = [field.option or field.name for field in table.given]
    places = [field.sheet for field in table if field.sheet]

    for given in (names, options, places):
        assert len(set(given)) == len(given)


def test_a_search_key_is_one_word_and_its_example_a_query() -> None:
    for field in ITEM:
        if field.search:
            asked = leaves(parse(field.search).node)
            assert {getattr(leaf, "column", None) for leaf in asked} == {field.stored_as}


def test_what_people_say_is_explained_to_them() -> None:
    for field in (field for table in TABLES.values() for field in table.given):
        assert field.help or isinstance(field.kind, Code), field.name


@pytest.mark.parametrize("noun", TABLES)
def test_a_kind_keeps_what_its_column_holds(noun: str) -> None:
    members = {field.name: field.type for field in fields(RECORDS[noun])}
    for field in TABLES[noun].given:
        held = members[field.stored_as]
        assert HELD.get(type(field.kind), str) in (get_args(held) or (held,)), field.name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"cloud_percent": "12,5"}, 12.5),
        ({"cloud_percent": 0}, 0.0),
        ({"cloud_percent": " unknown "}, None),
        ({"platform": "Drone"}, "drone"),
        ({"platform": "unknown"}, "unknown"),
        ({"digital_source_type": "unknown"}, None),
        ({"sensitivity": ["victim", "Graphic", ""]}, "graphic,victim"),
        ({"sensitivity": None}, ""),
        ({"creator": "  "}, None),
        ({"publisher_id": 7}, 7),
    ],
)
def test_what_is_given_is_kept_as_its_field_holds_it(given: dict[str, Any], kept: object) -> None:
    assert list(ITEM.checked(given).values()) == [kept]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"cloud_percent": "much"}, "“much” is no number for cloud cover"),
        ({"cloud_percent": 101}, "Cloud cover is 0 to 100 %, not 101"),
        ({"cloud_percent": float("nan")}, "no number for cloud cover"),
        ({"cloud_percent": "1e999"}, "no number for cloud cover"),
        ({"ground_sample_m": -0.5}, "Ground sample distance is at least 0 m, not -0.5"),
        ({"off_nadir_deg": "91"}, "Off-nadir angle is 0 to 90°"),
        ({"platform": "kite"}, "Platform is one of: satellite"),
        ({"digital_source_type": "painted"}, "Digital source type is one of: digitalCapture"),
        ({"type": "unknown"}, "An item needs a type"),
        ({"title": ""}, "An item needs a title"),
        ({"title": 7}, "Title is a text"),
        ({"publisher_id": "NIS"}, "Publisher is the id of a source"),
        ({"expected_sha256": "AB" * 32}, "64 hexadecimal digits in lower case"),
        ({"colour": "red", "held": True}, "no field colour, held"),
        ({"uuid": "1"}, "no field uuid"),
    ],
)
def test_what_a_field_cannot_be_is_refused_by_name(given: dict[str, Any], words: str) -> None:
    with pytest.raises(CatalogueError, match=words):
        ITEM.checked(given)


def test_several_names_and_yes_or_no_are_kept_as_they_are_said() -> None:
    said = {"native_names": [" 해양경찰청 ", "", "Landhelgisgæslan"], "restricted": None, "identified": False}
    kept = SOURCE.checked(said)

    assert kept == {"native_names": "해양경찰청\nLandhelgisgæslan", "restricted": False, "identified": False}
    assert SOURCE["native_names"].kind.plain(kept["native_names"]) == ["해양경찰청", "Landhelgisgæslan"]
    with pytest.raises(CatalogueError, match="Restricted is yes or no"):
        SOURCE.checked({"restricted": "no"})


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        (("EXIF", "EXIF", "BodySerialNumber"), Privacy.SERIAL),
        (("EXIF", "GPS", "Latitude"), Privacy.POSITION),
        (("XMP", "http://ns.adobe.com/exif/1.0/gps/", "Flash"), Privacy.TEXT),
        (("GeoTIFF", "", "GPSish latitude"), Privacy.TEXT),
        (("EXIF", "Image", "Model"), Privacy.TEXT),
    ],
)
def test_tags_are_classed_by_what_they_are_called(tag: tuple[str, str, str], kind: Privacy) -> None:
    assert tag_class(*tag) is kind


def test_a_moment_is_told_as_everywhere_with_four_digits_of_its_year() -> None:
    assert Moment().said(datetime(814, 1, 28, 9, 0, 5, tzinfo=UTC)) == "0814-01-28 09:00:05 UTC"
