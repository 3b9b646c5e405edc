"""One redaction for sheets and exports: what a field's class does not let out stays behind in both."""

import json
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # the package ships no types
import pytest

from app.catalogue import Catalogue
from app.claims.drafts import SourceDraft
from app.fields.evidence import FILE, LINK, LOCATION, RECEIPT, TIME
from app.fields.field import Field, Privacy
from app.fields.item import ITEM
from app.fields.kinds import Text
from app.ingest.records import SharedFields
from app.privacy.redaction import Redaction
from app.privacy.withheld import WITHHELD

URL = "https://x.example/porter/1"


@pytest.fixture
def catalogue_of_a_porter(catalogue: Catalogue, tmp_path: Path) -> Catalogue:
    """An item that a protected source published and handed over; its device recorded where it was."""
    porter = catalogue.sources.add(SourceDraft("Ondrej Vrabec", restricted=True))
    path = tmp_path / "a.txt"
    path.write_text("words")
    shared = SharedFields(source_id=porter, url=URL, upstream=f"{URL}#2", method="as a file")
    catalogue.intake.ingest([path], shared)
    catalogue.evidence.edit(1, publisher_id=porter, published_url=URL)
    catalogue.statements.locate(
        1, role="camera", basis="recorded", at="64.1466, -21.9426", radius_m=12.0, bearing=271.5
    )
    return catalogue


def test_safe_lets_out_listed_classes_only_and_full_all() -> None:
    for privacy in Privacy:
        field = Field("secret", "Secret", "secret", Text(), privacy)
        listed = privacy in {Privacy.PUBLIC, Privacy.TEXT}
        assert (Redaction("safe").value(field, "x") == "x") is listed, privacy
        assert (Redaction("safe").value(field, "x") is WITHHELD) is not listed, privacy
        assert Redaction("safe").value(field, None) is None
        assert Redaction("full").value(field, "x") == "x"


def test_every_name_in_an_export_is_a_row_of_a_field_table(
    catalogue_of_a_porter: Catalogue, tmp_path: Path
) -> None:
    item = exported(catalogue_of_a_porter, tmp_path)
    lists = {"files": FILE, "locations": LOCATION, "times": TIME, "receipts": RECEIPT, "links": LINK}
    counted = {"tags", "cases", "claims", "position_withheld", "withheld"}
    flat = {field.name for table in (ITEM, FILE, LOCATION) for field in table}

    assert set(item) - set(lists) - counted <= flat
    for name, table in lists.items():
        for row in item[name]:
            assert set(row) - counted == {field.name for field in table if field.exported}


def test_where_a_protected_source_published_stands_on_no_safe_page_and_in_no_safe_list(
    catalogue_of_a_porter: Catalogue, tmp_path: Path
) -> None:
    catalogue_of_a_porter.sheets.save([1], tmp_path / "safe.pdf")
    page, attached = read(tmp_path / "safe.pdf")
    item = exported(catalogue_of_a_porter, tmp_path)

    assert (item["published_url"], item["receipts"][0]["url"]) == ("[withheld]", "[withheld]")
    assert attached["people"]["publications"][0]["where"] == {"withheld": True}
    assert attached["acquisitions"][0]["upstream"] == {"withheld": True}
    assert attached["acquisitions"][0]["method"] == "as a file"
    assert "porter" not in page + json.dumps(attached) + json.dumps(item)


def test_how_a_camera_stood_goes_with_where_it_stood(
    catalogue_of_a_porter: Catalogue, tmp_path: Path
) -> None:
    catalogue_of_a_porter.sheets.save([1], tmp_path / "safe.pdf")
    catalogue_of_a_porter.sheets.save([1], tmp_path / "full.pdf", profile="full", reason="court order 7")
    (safe, attached), (full, _) = read(tmp_path / "safe.pdf"), read(tmp_path / "full.pdf")
    [location] = attached["locations"]

    for name in ("position", "radius_m", "bearing_deg"):
        assert location[name] == {"withheld": True}
    assert "271.5" in full
    assert "271.5" not in safe


def test_a_restricted_name_that_is_a_word_of_ours_rewrites_no_code(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    for name in ("photograph", "digitalCapture", "subject", "claimed", "not held", "graphic"):
        catalogue.sources.add(SourceDraft(name, restricted=True))
    catalogue.evidence.add(
        "photograph", "A quay", digital_source_type="digitalCapture", sensitivity=["graphic"]
    )
    catalogue.statements.locate(1, role="subject", basis="claimed", at="43.8, 131.95", radius_m=100.0)
    catalogue.sheets.save([1], tmp_path / "safe.pdf")
    _, attached = read(tmp_path / "safe.pdf")
    item = exported(catalogue, tmp_path)

    assert (attached["item"]["digital_source_type"], item["type"]) == ("digitalCapture", "photograph")
    assert attached["item"]["sensitivity"] == item["sensitivity"] == ["graphic"]
    assert [(at["role"], at["basis"]) for at in attached["locations"]] == [("subject", "claimed")]


def exported(catalogue: Catalogue, folder: Path) -> dict[str, Any]:
    catalogue.exports.write("json", folder / "out.json", [1], force=True)
    told: dict[str, Any] = json.loads((folder / "out.json").read_text(encoding="utf-8"))["items"][0]
    return told


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """The words of the pages of a sheet, and the JSON attached to it."""
    document = pypdfium2.PdfDocument(path)
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    attached: dict[str, Any] = json.loads(bytes(document.get_attachment(0).get_data()))
    return words, attached
