"""Exports say what is known, nothing that is kept back, and run nowhere as a formula."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from shapely import LinearRing
from shapely.geometry import shape

from app.catalogue import Catalogue
from app.claims.drafts import SourceDraft
from app.errors import Cancelled, CatalogueError
from app.export.exports import FORMS
from app.export.table import cell
from app.ingest.records import SharedFields
from app.privacy.profile import restricted_strings
from app.task import Task


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture with a position that the camera recorded, and a serial number."""
    image, exif = Image.new("RGB", (64, 48), "teal"), Image.Exif()
    exif[0x0110] = "Box 1"
    exif.get_ifd(0x8769)[0xA431] = "SN-0042-7781"
    exif.get_ifd(0x8825).update({1: "N", 2: (64.0, 8.0, 48.0), 3: "W", 4: (21.0, 56.0, 24.0)})
    folder = tmp_path / "home of the collector"
    folder.mkdir()
    image.save(folder / "quay.jpg", exif=exif)
    return folder / "quay.jpg"


@pytest.fixture
def stocked(catalogue: Catalogue, picture: Path) -> Catalogue:
    """One held picture from a restricted source, and one item that is not held, at a place."""
    source = catalogue.sources.add(SourceDraft("Deep Throat", restricted=True))
    shared = SharedFields(source_id=source, obtained_from="the porter's cousin", account="throwaway-77")
    catalogue.intake.ingest([picture], shared)
    catalogue.evidence.edit(1, title="=HYPERLINK() seen by Deep Throat", publisher_id=source)
    catalogue.evidence.add("photograph", "Мост, 다리", tags=["-rail", "@port"])
    catalogue.statements.locate(2, role="subject", basis="claimed", at="-33.86, 151.21", radius_m=500.0)
    return catalogue


def test_numbers_stay_numbers_and_texts_run_nowhere(stocked: Catalogue, tmp_path: Path) -> None:
    rows = _csv(stocked, tmp_path)
    assert rows[0]["title"].startswith("'=HYPERLINK()")
    assert _as_it_was(rows[0]["title"]).startswith("=HYPERLINK()")
    assert (rows[1]["lat"], rows[1]["lon"]) == ("-33.86", "151.21")
    assert rows[1]["tags"] == "'@port; -rail"
    assert rows[1]["title"] == "Мост, 다리"
    assert rows[1]["sha256"] == ""


@given(st.text())
def test_a_text_comes_back_out_of_its_cell(text: str) -> None:
    assert _as_it_was(cell(text)) == text
    assert not cell(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))


def test_lines_end_as_rfc_4180_says(stocked: Catalogue, tmp_path: Path) -> None:
    stocked.exports.write("csv", tmp_path / "a.csv", [1, 2])
    data = (tmp_path / "a.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 3


def test_geojson_has_longitude_first_and_within_its_range(stocked: Catalogue, tmp_path: Path) -> None:
    told = _json(stocked, tmp_path, "geojson")
    assert told["type"] == "FeatureCollection"
    assert [feature["id"] for feature in told["features"]] == ["EX-000001", "EX-000002"]
    assert told["features"][1]["geometry"] == {"type": "Point", "coordinates": [151.21, -33.86]}
    assert shape(told["features"][1]["geometry"]).bounds[0] > 90, (
        "a latitude beyond 90 would be what swapped axes look like"
    )


def test_a_footprint_is_a_closed_counterclockwise_polygon(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.evidence.add("aerial imagery", "Field")
    corners = [(10.0, 20.0), (11.0, 20.0), (11.0, 22.0), (10.0, 22.0)]
    catalogue.statements.locate(1, role="subject", basis="recorded", footprint=corners)
    geometry = _json(catalogue, tmp_path, "geojson", [1])["features"][0]["geometry"]
    assert LinearRing(geometry["coordinates"][0]).is_ccw
    assert geometry["coordinates"][0][0] == geometry["coordinates"][0][-1]
    assert {tuple(point) for point in geometry["coordinates"][0]} == {(lon, lat) for lat, lon in corners}


def test_safe_keeps_back_where_a_camera_was_and_full_does_not(stocked: Catalogue, tmp_path: Path) -> None:
    safe = _json(stocked, tmp_path, "geojson")["features"][0]
    assert safe["geometry"] is None
    assert safe["properties"]["position_withheld"] is True
    full = _json(stocked, tmp_path, "geojson", profile="full", reason="court order 7")["features"][0]
    assert full["geometry"]["coordinates"] == pytest.approx([-21.94, 64.1467], abs=1e-3)


@pytest.mark.parametrize("form", FORMS)
def test_no_restricted_string_is_in_the_bytes_of_a_safe_export(
    stocked: Catalogue, tmp_path: Path, form: str
) -> None:
    stocked.exports.write(form, tmp_path / f"safe.{form}", [1, 2])
    data = (tmp_path / f"safe.{form}").read_bytes()
    restricted = restricted_strings(stocked.evidence.dossier(1))
    assert {"Deep Throat", "the porter's cousin", "throwaway-77", "SN-0042-7781", "Analyst"} <= set(
        restricted
    )
    assert [text for text in restricted if text.encode() in data] == []
    assert b"64.1466" not in data
    assert b"21.94" not in data


def test_a_machine_called_by_two_letters_does_not_blacken_every_text(
    catalogue: Catalogue, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.node", lambda: "at")
    catalogue.intake.ingest([picture])
    catalogue.evidence.edit(1, title="Ships at the quay")
    assert _json(catalogue, tmp_path, "json", [1])["items"][0]["title"] == "Ships at the quay"


def test_full_tells_everything(stocked: Catalogue, tmp_path: Path) -> None:
    told = _json(stocked, tmp_path, "json", profile="full", reason="court order 7")["items"][0]
    assert told["publisher"] == "Deep Throat"
    assert told["receipts"][0]["obtained_from"] == "the porter's cousin"
    assert told["receipts"][0]["collector"] == "Analyst"


def test_full_needs_a_reason_and_leaves_no_file_without_one(stocked: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="reason"):
        stocked.exports.write("csv", tmp_path / "a.csv", [1], profile="full")
    assert not (tmp_path / "a.csv").exists()


def test_every_export_is_in_the_log_and_a_custody_event_of_each_item(
    stocked: Catalogue, tmp_path: Path
) -> None:
    report = stocked.exports.write("json", tmp_path / "a.json", [1, 2], query="type:photograph")
    entry = stocked.history.entries(limit=1)[0]
    assert (entry.act, entry.undoable) == ("export", False)
    content = stocked.history.content(entry.sequence)
    assert content is not None
    assert (content["query"], content["sha256"]) == ("type:photograph", report.sha256)
    for item in (1, 2):
        assert stocked.evidence.dossier(item).custody[-1].event == "exp"


def test_a_file_that_is_there_is_not_written_over(stocked: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mine")
    with pytest.raises(CatalogueError, match="exists already"):
        stocked.exports.write("csv", tmp_path / "a.csv", [1])
    assert (tmp_path / "a.csv").read_text() == "mine"
    stocked.exports.write("csv", tmp_path / "a.csv", [1], force=True)
    assert (tmp_path / "a.csv").read_text().startswith("exhibit,")


def test_a_stopped_export_leaves_nothing_and_no_entry(stocked: Catalogue, tmp_path: Path) -> None:
    task, before = Task(), stocked.history.head().sequence
    task.cancel()
    (tmp_path / "out").mkdir()
    with pytest.raises(Cancelled):
        stocked.exports.write("csv", tmp_path / "out" / "a.csv", [1], task=task)
    assert list((tmp_path / "out").iterdir()) == []
    assert stocked.history.head().sequence == before


def test_items_keep_the_order_in_which_they_were_asked_for(catalogue: Catalogue, tmp_path: Path) -> None:
    ids = [catalogue.evidence.add("photograph", f"Quay {n}") for n in range(450)]
    told = _json(catalogue, tmp_path, "json", ids[::-1])
    assert [item["title"] for item in told["items"]] == [f"Quay {n}" for n in range(449, -1, -1)]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_export_is_still_a_file_of_its_form(catalogue: Catalogue, tmp_path: Path, form: str) -> None:
    readers: dict[str, Callable[[str], Any]] = {
        "csv": lambda text: len(list(csv.DictReader(text.splitlines()))),
        "json": lambda text: len(json.loads(text)["items"]),
        "geojson": lambda text: len(json.loads(text)["features"]),
    }
    catalogue.exports.write(form, tmp_path / "empty", [])
    assert readers[form]((tmp_path / "empty").read_text(encoding="utf-8")) == 0


def _csv(catalogue: Catalogue, folder: Path) -> list[dict[str, str]]:
    catalogue.exports.write("csv", folder / "out.csv", [1, 2], force=True)
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _json(
    catalogue: Catalogue, folder: Path, form: str, items: list[int] | None = None, **how: Any
) -> dict[str, Any]:
    catalogue.exports.write(form, folder / "out", items or [1, 2], force=True, **how)
    told: dict[str, Any] = json.loads((folder / "out").read_text(encoding="utf-8"))
    return told


def _as_it_was(text: str) -> str:
    """The text of a cell without the apostrophe that was put before it."""
    return text.removeprefix("'")
