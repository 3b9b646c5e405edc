"""The shared pictures taken in and shown by the program, held to what exiftool reads of them."""

import contextlib
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli.program import run

Row = dict[str, str]
Shown = dict[str, Any]
Same = Callable[[Row, Shown], bool]

_MOMENTS = ("EXIF DateTimeOriginal", "XMP exif:DateTimeOriginal", "CIFF DateTimeOriginal")
ONLY_HERE = {
    (
        "derived-sidecar/with_sidecar.jpg",
        "position",
    ): "stands in its sidecar, which is a file of the same item",
}


@pytest.fixture(scope="session")
def shown(
    tmp_path_factory: pytest.TempPathFactory, shared_images: Path
) -> tuple[dict[str, Any], list[tuple[Row, Shown]]]:
    """The answer of `ingest`, and each row of the manifest with the answer of `show`."""
    folder = str(tmp_path_factory.mktemp("manifest") / "case")
    answer("init", folder)
    report = answer("-c", folder, "ingest", str(shared_images), "--no-previews")
    exhibits = {of["path"]: of["exhibit"] for of in report["added"]}
    items = {number: answer("-c", folder, "show", number) for number in sorted(set(exhibits.values()))}
    with (shared_images / "MANIFEST.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    assert len(rows) > 250
    return report, [(row, items[exhibits[str(shared_images / row["file"])]]) for row in rows]


def test_every_shared_file_is_held_with_its_hash(shown: Any) -> None:
    report, pairs = shown
    assert report["receipts"] == []
    for row, item in pairs:
        held = {(of["sha256"], of["size"]) for of in item["files"]}
        assert (row["sha256"], int(row["bytes"])) in held, row["file"]


@pytest.mark.parametrize("what", ["size", "camera", "taken", "position"])
def test_what_show_says_agrees_with_the_manifest(what: str, shown: Any, manifest_differs: Any) -> None:
    differ = {row["file"] for row, item in shown[1] if not SAME[what](row, item)}
    reasons = {**manifest_differs, **ONLY_HERE}
    expected = {file for file, about in reasons if about == what}
    assert differ == expected, f"newly different {differ - expected}, no longer different {expected - differ}"


def test_content_credentials_are_told_with_their_codes_and_no_address_inside_the_file(shown: Any) -> None:
    told = {row["file"]: item["c2pa"] for row, item in shown[1]}
    assert told["c2pa/CACAE-uri-CA.jpg"]["codes"][-1] == "ingredient: signingCredential.untrusted"
    assert told["c2pa/E-sig-CA.jpg"]["state"] == "invalid"
    assert {of["url"] for of in told.values()} == {None}


def same_size(row: Row, item: Shown) -> bool:
    (file,) = (of for of in item["files"] if of["sha256"] == row["sha256"])
    return (row["width"], row["height"]) == (str(file["width"] or ""), str(file["height"] or ""))


def same_camera(row: Row, item: Shown) -> bool:
    camera = item["camera"]
    return (camera["make"] or "", camera["model"] or "") == (row["make"].strip(), row["model"].strip())


def same_moment(row: Row, item: Shown) -> bool:
    texts = [time["raw"] for time in item["times"] if time["tag"] in _MOMENTS]
    stated = row["datetime_original"]
    if not stated.strip(" :"):
        return not any(text.strip(" :") for text in texts)
    return bool(texts) and texts[0].replace("-", ":").replace("T", " ") == stated


def same_position(row: Row, item: Shown) -> bool:
    cameras = [place for place in item["locations"] if place["role"] == "camera"]
    lat, lon = row["gps_lat"], row["gps_lon"]
    if not lat and not lon:
        return not cameras
    if not lat or not lon:
        return False
    return any(
        place["lat"] is not None
        and abs(place["lat"] - float(lat)) < 1e-5
        and abs(place["lon"] - float(lon)) < 1e-5
        for place in cameras
    )


SAME: dict[str, Same] = {
    "size": same_size,
    "camera": same_camera,
    "taken": same_moment,
    "position": same_position,
}


def answer(*arguments: str) -> Any:
    """The one document that a run of the program prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = run(["--json", *arguments], no_window)
    assert code == 0, out.getvalue()
    return json.loads(out.getvalue())


def no_window(_folder: Path | None) -> int:
    """No verb of these stories opens a window."""
    raise AssertionError("a window was opened")
