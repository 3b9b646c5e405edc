"""The text of sheets in a made-up language: what is left in plain letters is notation or data."""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from PIL import Image

from app.cli.program import run
from app.examples.demonstration import build
from app.places.basemap import Basemap, GeoBox
from tests.messages.plain_words import plain_words

_CODES = re.compile(
    r"(?:\b[0-9a-f]{4}\b ?){2,}"  # hashes, in groups of four
    r"|\b\d{1,2}[C-X] [A-Z]{2} \d+ \d+"  # MGRS
)
_PROGRAM = ("typst", "Natural Earth; GeoNames, CC BY", "uuid sha256", "POLYGON")


_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64,}")
"""Paper may break it anywhere, so that a part of it is read as a word."""
_NOTATION = (
    "jpg jpeg image json typst",
    "ExifRead Image DateTime DateTimeOriginal",
    "GPS GPSInfo GPSLatitudeRef GPSLatitude GPSLongitudeRef GPSLongitude",
    "ing val fix",  # PREMIS
    "Natural Earth; GeoNames, CC BY",
)
pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


def test_a_sheet_on_which_nobody_wrote_a_latin_letter_has_none(
    pseudo_language: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People wrote Hangul and the place is at sea: what is left in plain letters is notation, or a fault."""
    monkeypatch.setenv("EXHIBIT_ANALYST", "분석가")
    monkeypatch.setattr("platform.node", lambda: "기계")
    _picture(tmp_path / "그림.jpg")
    folder = tmp_path / "목록"
    _verbs(folder, ("init", str(folder)), *_WORK, ("ingest", str(tmp_path / "그림.jpg"), *_ARRIVAL), *_LATER)
    _verbs(folder, ("sheet", "1", "2", "--out", str(tmp_path / "장"), "--yes"))
    texts = [_text(pdf) for pdf in sorted((tmp_path / "장").glob("*.pdf"))]
    assert len(texts) == 2
    ids = [text for text in _texts(folder / "catalogue.sqlite") if _ID.fullmatch(text)]
    assert [
        word for text in texts for word in _left(text, _NOTATION) if not any(word in id_ for id_ in ids)
    ] == []


_WORK = (
    ("case", "add", "--title", "사건", "--label", "사건1"),
    ("origin", "add", "--name", "기원", "--counts", "yes"),
    (
        "source",
        "add",
        "--name",
        "출처",
        "--origin",
        "기원",
        "--reliability",
        "B",
        "--reliability-reason",
        "이유",
    ),
    ("claim", "add", "주장", "--case", "사건1", "--asserted-by", "출처", "--kind", "event"),
    ("claim", "add", "다른 주장", "--case", "사건1"),
    ("claim", "edit", "C01", "--likelihood", "likely", "--confidence", "low"),
    ("claim", "rate", "C01", "--credibility", "2", "--reason", "이유"),
    ("relation", "add", "C01", "conflicts with", "C02", "--reason", "이유"),
)
_ARRIVAL = (
    "--source",
    "출처",
    "--case",
    "사건1",
    "--tag",
    "표",
    "--obtained-from",
    "사람",
    "--method",
    "방법",
)
_LATER = (
    ("add", "--type", "photograph", "--title", "사진", "--case", "사건1", "--sensitivity", "graphic"),
    (
        "edit",
        "1",
        "--title",
        "그림",
        "--platform",
        "drone",
        "--type",
        "aerial imagery",
        "--description",
        "설명",
    ),
    ("note", "1", "메모"),
    ("examine", "1"),
    ("locate", "1", "--role", "camera", "--basis", "claimed", "--at", "10.2, -150.3", "--radius", "500"),
    (
        *("locate", "1", "--role", "subject", "--basis", "assessed", "--at", "10.25, -150.3"),
        *("--method", "방법", "--bearing", "20", "--bearing-reference", "true"),
    ),
    ("date", "1", "--at", "2024-06-18", "--basis", "claimed"),
    ("link", "1", "C01", "--stance", "supports", "--reason", "이유"),
    ("link", "1", "C02", "--stance", "refutes", "--reason", "이유"),
    ("verify", "1"),
)


def _left(text: str, data: Collection[str]) -> list[str]:
    return plain_words(_CODES.sub(" ", text), data)


def _verbs(folder: Path, *verbs: tuple[str, ...]) -> None:
    for verb in verbs:
        assert run(["-c", str(folder), *verb], lambda _: 0) == 0, verb


def _picture(path: Path) -> None:
    """With a clock without a zone, and a position that is doubtful."""
    exif = Image.Exif()
    exif[0x9003] = exif[0x0132] = "2024:06:18 10:11:12"
    exif.get_ifd(0x8825).update({1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)})
    Image.new("RGB", (64, 48), (9, 9, 9)).save(path, exif=exif)


def test_the_sheets_of_the_demonstration_speak_the_made_up_language(
    pseudo_language: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXHIBIT_ANALYST", "분석가")
    build(tmp_path / "demo").close()
    for_print = ("sheet", "1", "3", "7", "12", "--out", str(tmp_path / "sheets"), "--yes")
    _verbs(tmp_path / "demo", for_print)
    data = [*_texts(tmp_path / "demo" / "catalogue.sqlite"), *_PROGRAM]
    data += [town.name for town in Basemap().towns(GeoBox(-180, -90, 180, 90), 1_000_000)]
    found = {pdf.name: _left(_text(pdf), data) for pdf in sorted((tmp_path / "sheets").glob("*.pdf"))}
    assert len(found) == 4
    assert {name: words for name, words in found.items() if words} == {}


def _texts(database: Path) -> Iterator[str]:
    """Every text that the catalogue holds, and so is data."""
    with sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in tables:
            if not table.startswith(("item_text", "location_box")):
                for row in connection.execute(f'SELECT * FROM "{table}"'):
                    yield from (value for value in row if isinstance(value, str))


def _text(pdf: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
