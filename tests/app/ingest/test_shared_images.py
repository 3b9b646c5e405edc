"""Every shared picture, hostile ones included, goes in; what is recorded agrees with the manifest."""

import csv
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.evidence.dossier import Dossier
from app.ingest.records import IngestReport

# the file states a latitude of 97 or of 213 degrees, which is no position on Earth
NO_POSITION = {"derived-gps-edge/gps_out_of_range.jpg", "photo-gps/buggy_panorama.jpg"}
# a width of 0 is no width; a preview of 240 x 160 stands beside the picture of 1440 x 960
OTHER_SIZE = {
    "corrupt/zero_width.gif",
    "webp/issue_2270_poc.webp",
    "heic-corrupt/IllegalArgumentException.HeifReader.processBoxes.heif",
}


def positions(dossier: Dossier) -> list[tuple[float, float]]:
    return [
        (place.lat, place.lon)
        for place in dossier.locations
        if place.lat is not None and place.lon is not None and place.role == "camera"
    ]


def check(dossier: Dossier, name: str, row: dict[str, str]) -> None:
    original = dossier.original
    assert original is not None, name
    assert original.sha256 == row["sha256"], name
    assert str(original.size) == row["bytes"], name
    if row["width"] and name not in OTHER_SIZE:
        assert (str(original.width), str(original.height)) == (row["width"], row["height"]), name
    if row["gps_lat"] and row["gps_lon"] and name not in NO_POSITION:
        wanted = pytest.approx((float(row["gps_lat"]), float(row["gps_lon"])), abs=1e-5)
        assert any(found == wanted for found in positions(dossier)), name
    if row["model"]:
        assert row["model"].strip().lower() in (dossier.item.camera or "").lower(), name


def test_every_shared_picture_is_held_and_agrees_with_the_manifest(
    catalogue: Catalogue, shared_images: Path
) -> None:
    files = {path for path in shared_images.rglob("*") if path.is_file()}

    report: IngestReport = catalogue.intake.ingest([shared_images])

    assert {Path(arrival.path) for arrival in report.added} == files
    assert (report.receipts, report.skipped) == ((), ())
    items = {Path(a.path).relative_to(shared_images).as_posix(): a.item_id for a in report.added}
    with (shared_images / "MANIFEST.tsv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if not row["file"].endswith(".xmp"):
                check(catalogue.evidence.dossier(items[row["file"]]), row["file"], row)
    assert catalogue.integrity.verify().ok
