"""Whatever a file says: an ingest never raises, and every file has an item or a line of the report."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from app.catalogue import Catalogue
from app.context import Context
from app.errors import CatalogueError
from app.ingest.intake import Intake
from app.ingest.records import IngestReport, SharedFields
from app.reading import read
from app.reading.records import (
    C2paState,
    Camera,
    PictureReading,
    RawTag,
    ReadCaption,
    ReadSnapshot,
    RecordedLocation,
    RecordedTime,
)
from app.workers.pool import Workers
from tests.app.ingest.conftest import Draw

NUMBER = st.one_of(
    st.floats(),
    st.sampled_from([-1.0, -0.0, 0.0, 90.0, -90.0, 180.0, -180.0, 360.0, 1e9, -1e-320, 4294937259.0, 2.1e7]),
)
WHOLE = st.one_of(st.integers(), st.sampled_from([-1, 0, 2**31, 2**63, 2**64, 10**400]))
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.sampled_from(["", "\0", "a\0b", "\ud800", "\udcff.jpg", "\u202eabc", "x" * 300_000, "\n" * 2_000]),
)
ZONE = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENT = st.one_of(
    st.none(),
    st.datetimes(timezones=st.none() | ZONE | st.just(UTC)),
    st.builds(lambda zone: datetime.max.replace(tzinfo=zone), ZONE),
    st.builds(lambda zone: datetime.min.replace(tzinfo=zone), ZONE),
)


def none_or(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | values


POINTS = st.lists(st.tuples(NUMBER, NUMBER), max_size=5).map(tuple)
LOCATION = st.builds(
    RecordedLocation,
    lat=none_or(NUMBER),
    lon=none_or(NUMBER),
    altitude_m=none_or(NUMBER),
    radius_m=none_or(NUMBER),
    bearing_deg=none_or(NUMBER),
    bearing_reference=st.sampled_from([None, "true", "magnetic"]),
    footprint=none_or(POINTS),
    raw=TEXT,
    source_datum=none_or(TEXT),
    method=TEXT,
    role=st.sampled_from(["camera", "subject"]),
    suspect=st.lists(TEXT, max_size=3).map(tuple),
    valid=st.booleans(),
)
TIME = st.builds(
    RecordedTime,
    tag=TEXT,
    raw=TEXT,
    earliest=MOMENT,
    latest=MOMENT,
    zone_basis=st.sampled_from(["offset tag", "GPS UTC", "unknown"]),
    reason=TEXT,
    capture=st.booleans(),
)
SNAPSHOT = st.builds(
    ReadSnapshot,
    reader=TEXT,
    version=TEXT,
    read_at=MOMENT,
    tags=st.lists(st.builds(RawTag, st.just("EXIF"), TEXT, TEXT, TEXT), max_size=4).map(tuple),
    none_found=st.booleans(),
)


def several(records: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.lists(records, max_size=3).map(tuple)


READING = st.builds(
    PictureReading,
    media_type=none_or(TEXT | st.just("image/jpeg")),
    format_name=none_or(TEXT | st.just("GeoTIFF")),
    width=none_or(WHOLE),
    height=none_or(WHOLE),
    orientation=none_or(WHOLE),
    frames=none_or(WHOLE),
    snapshots=several(SNAPSHOT),
    locations=several(LOCATION),
    times=several(TIME),
    camera=none_or(st.builds(Camera, *[none_or(TEXT)] * 5)),
    captions=several(st.builds(ReadCaption, TEXT, none_or(TEXT), none_or(TEXT))),
    digital_source_type=none_or(TEXT),
    c2pa=st.builds(C2paState, st.just("none"), none_or(TEXT), several(TEXT), none_or(TEXT)),
    problems=several(TEXT),
    picture=st.booleans(),
    no_picture_reason=none_or(TEXT),
)


class Answering(Workers):
    """Worker processes as an attacker's file would like them: they answer what the test says of a name."""

    def __init__(self, answers: dict[str, PictureReading]) -> None:
        super().__init__(1)
        self._answers = answers

    def submit(
        self, function: str | Callable[..., Any], *arguments: Any, seconds: float | None = None
    ) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(self._answers[arguments[1]])
        return future


NAMES = count(1)


def ingested(catalogue: Catalogue, inbox: Path, answers: list[PictureReading]) -> IngestReport:
    """Take in one new file for each answer, and give the report."""
    named = {f"{next(NAMES):06d}.jpg": answer for answer in answers}
    context: Context = replace(catalogue._context, workers=Answering(named))
    folder = inbox / f"{next(NAMES):06d}"
    folder.mkdir()
    for name in named:
        (folder / name).write_bytes(name.encode())
    return Intake(context).ingest([folder])


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Catalogue, Path]]:
    """One catalogue for all examples, and a folder to take files from."""
    folder = tmp_path_factory.mktemp("hostile")
    with Catalogue.create(folder / "catalogue", analyst="Analyst") as catalogue:
        yield catalogue, folder


@given(answers=st.lists(READING, min_size=1, max_size=5))
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_value_of_a_file_ends_an_ingest(
    lasting: tuple[Catalogue, Path], answers: list[PictureReading]
) -> None:
    catalogue, folder = lasting

    report = ingested(catalogue, folder, answers)

    assert len(report.added) == len(answers)
    assert list((catalogue.folder / "incoming").iterdir()) == []
    for arrival in report.added:
        dossier = catalogue.evidence.dossier(arrival.item_id)
        assert [file.sha256 for file in dossier.files] == [arrival.sha256]
        assert catalogue.integrity.fixity(arrival.item_id)[0].outcome == "intact"
        for at in dossier.locations:
            assert (at.lat is None) == (at.lon is None)
            assert at.radius_m is None or 0 < at.radius_m <= 20_004_000
    items = [arrival.item_id for arrival in report.added]
    catalogue.exports.write("json", folder / f"{next(NAMES)}.json", items, profile="full", reason="a test")
    catalogue.search.find("near:0,0~1000km")


def test_a_value_of_sixty_megabytes_costs_nothing_but_itself(
    lasting: tuple[Catalogue, Path], tmp_path: Path
) -> None:
    catalogue, folder = lasting
    huge = "я" * 60_000_000
    plain = read.read_file(_letter(tmp_path), "letter.txt")
    tag = RawTag("EXIF", "Image", "Huge", huge)
    loud = replace(
        plain,
        captions=(ReadCaption("Huge", huge, None),),
        snapshots=(ReadSnapshot(huge, "1", datetime.now(UTC), (tag,), none_found=False),),
        problems=(huge,),
        no_picture_reason=huge,
    )

    report = ingested(catalogue, folder, [plain, loud, plain])

    assert len(report.added) == 3
    [caption] = catalogue.evidence.dossier(report.added[1].item_id).captions
    assert len(caption.text) < 30_000


@pytest.mark.parametrize(
    "of_no_kind",
    [
        {"snapshots": (None,)},
        {"media_type": 7},
        {"c2pa": C2paState(cast("Any", "\ud800"), None, (), None)},
        {"times": (RecordedTime("tag", "raw", None, None, cast("Any", None), "none", True),)},
    ],
    ids=["no record", "no text", "refused as text by the database", "refused as a row by the database"],
)
def test_what_cannot_be_recorded_at_all_is_held_and_says_so_and_its_group_is_whole(
    lasting: tuple[Catalogue, Path], tmp_path: Path, of_no_kind: dict[str, Any]
) -> None:
    catalogue, folder = lasting
    plain = read.read_file(_letter(tmp_path), "letter.txt")
    senseless = replace(plain, **of_no_kind)

    report = ingested(catalogue, folder, [plain, plain, senseless, plain])

    assert len(report.added) == 4
    [line] = report.problems
    assert (line.path, line.skipped) == (report.added[2].path, False)
    assert line.message.startswith("It is held, but could not be read: ")
    assert [catalogue.evidence.dossier(a.item_id).files[0].media_type for a in report.added] == [
        "text/plain",
        "text/plain",
        "application/octet-stream",
        "text/plain",
    ]


PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/"
 exif:GPSLatitude="41.78" exif:GPSLongitude="129.79" {0}/></rdf:RDF></x:xmpmeta>"""
IMPOSSIBLE = [
    f'exif:{name}="{value}"'
    for name in ("GPSHPositioningError", "GPSAltitude", "GPSImgDirection", "DateTimeOriginal", "GPSTimeStamp")
    for value in (
        "-1",
        "1/0",
        "-1/1000",
        "nan",
        "inf",
        "1e308",
        "4294937259/1000",
        "99999-12-31",
        "0000-00-00",
    )
]


def test_impossible_numbers_cost_a_group_no_file_and_are_kept_as_they_were_written(
    catalogue: Catalogue, draw: Draw
) -> None:
    for number, statement in enumerate(IMPOSSIBLE):
        picture = draw(f"{number:03d}.jpg", number, lat=-0.0, lon=180.0)
        with picture.open("ab") as file:
            file.write(bytes([number]))
        picture.with_suffix(".xmp").write_text(PACKET.format(statement))

    report = catalogue.intake.ingest([draw("z.jpg", 99).parent])

    assert len(report.added) == 2 * len(IMPOSSIBLE) + 1
    for number, statement in enumerate(IMPOSSIBLE):
        dossier = catalogue.evidence.dossier(number + 1)
        value = statement.partition('"')[2].rstrip('"')
        assert any(tag.value == value for snapshot in dossier.snapshots for tag in snapshot.tags), statement
        assert all(at.radius_m is None or at.radius_m > 0 for at in dossier.locations)
    negative = catalogue.evidence.dossier(1).locations[-1]
    assert (negative.lat, negative.radius_m) == (41.78, None)
    assert "the stated error of -1 m is impossible: how far off it may be is unknown" in str(negative.suspect)


def test_a_copy_that_vanishes_before_it_is_recorded_is_one_line(
    catalogue: Catalogue, inbox: Path, tmp_path: Path
) -> None:
    letter = read.read_file(_letter(tmp_path), "letter.txt")
    names = [f"{number}.txt" for number in range(5)]
    for name in names:
        (inbox / name).write_text(name)

    class Quarantined(Answering):
        """As with a scanner of viruses that takes a file away once it has been looked at."""

        def submit(
            self, function: str | Callable[..., Any], *arguments: Any, seconds: float | None = None
        ) -> "Future[Any]":
            if arguments[1] == "2.txt":
                arguments[0].unlink()
            return super().submit(function, *arguments, seconds=seconds)

    context = replace(catalogue._context, workers=Quarantined(dict.fromkeys(names, letter)))
    report = Intake(context).ingest([inbox])

    assert [Path(arrival.path).name for arrival in report.added] == ["0.txt", "1.txt", "3.txt", "4.txt"]
    assert [(Path(line.path).name, line.message) for line in report.problems] == [
        ("2.txt", "Not taken in: No such file or directory.")
    ]
    assert catalogue.integrity.verify().ok


def test_the_same_bytes_twice_in_a_group_that_is_tried_again_are_one_file(
    catalogue: Catalogue, inbox: Path, tmp_path: Path
) -> None:
    letter = read.read_file(_letter(tmp_path), "letter.txt")
    senseless = replace(letter, media_type=cast("Any", 7))
    for name in ("a.txt", "b.txt", "c.txt"):
        (inbox / name).write_text("the same")
    (inbox / "d.txt").write_text("other")
    answers = {"a.txt": letter, "b.txt": senseless, "c.txt": letter, "d.txt": letter}

    report = Intake(replace(catalogue._context, workers=Answering(answers))).ingest([inbox])

    assert ([a.exhibit for a in report.added], [a.exhibit for a in report.receipts]) == (
        ["EX-000001", "EX-000002"],
        ["EX-000001", "EX-000001"],
    )
    assert catalogue.integrity.verify().ok


def test_a_word_of_the_batch_that_is_no_text_is_refused_before_anything_is_copied(
    catalogue: Catalogue, draw: Draw
) -> None:
    with pytest.raises(CatalogueError, match="no characters, after “a po"):
        catalogue.intake.ingest([draw("a.jpg")], SharedFields(obtained_from="a po\udcffrter"))
    assert catalogue.evidence.count() == 0


def _letter(folder: Path) -> Path:
    path = folder / "letter.txt"
    path.write_text("words")
    return path
