"""The text of sheets in a made-up language: what is left in plain letters is data of the item."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.program import run
from app.examples.demonstration import build
from resources.build.messages import messages_in
from tests.messages.plain_words import plain_words
from tests.messages.pseudo import ROOT

_PROGRAM = ("typst", "Natural Earth; GeoNames, CC BY", "uuid sha256", "POLYGON")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_sheets_of_the_demonstration_speak_the_made_up_language(
    pseudo_language: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXHIBIT_ANALYST", "분석가")
    build(tmp_path / "demo").close()
    for_print = [
        "-c",
        str(tmp_path / "demo"),
        "sheet",
        "1",
        "3",
        "7",
        "12",
        "--out",
        str(tmp_path / "sheets"),
    ]
    assert run([*for_print, "--yes"], lambda _: 0) == 0
    data = [*_texts(tmp_path / "demo" / "catalogue.sqlite"), *_PROGRAM]
    found = {pdf.name: plain_words(_text(pdf), data) for pdf in sorted((tmp_path / "sheets").glob("*.pdf"))}
    assert len(found) == 4
    english = _english()
    assert {name: left for name, words in found.items() if (left := english.intersection(words))} == {}


def _english() -> set[str]:
    """Words of the messages: towns of the map and groups of a hash are none of them."""
    return {
        word for _, message in messages_in(ROOT) for text in message.strings for word in plain_words(text)
    }


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
