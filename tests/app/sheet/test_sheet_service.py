"""Printing sheets of a catalogue: what is recorded, what the profiles let out, what damage is shown."""

from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # the package ships no types
import pytest
from PIL import Image

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, OriginDraft, SourceDraft
from app.errors import CatalogueError
from app.ingest.records import SharedFields
from app.places.named import PlaceDraft

SERIAL = "SN-4711-0815"
NAME = "port.jpg"


@pytest.fixture
def held(catalogue: Catalogue, tmp_path: Path) -> int:
    """A photograph with a position and a serial number, received from a restricted source."""
    source = catalogue.sources.add(SourceDraft("Contact Raven", restricted=True))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Nordkamera", "N1"
    exif.get_ifd(0x8769)[0xA431] = SERIAL
    exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 46.0, 48.0), 3: "E", 4: (129.0, 49.0, 12.0)})
    folder = tmp_path / "home of the collector"
    folder.mkdir()
    Image.new("RGB", (64, 48), (20, 90, 120)).save(folder / NAME, "JPEG", exif=exif)
    shared = SharedFields(source_id=source, account="raven-account", tags=("port",))
    return catalogue.intake.ingest([folder / NAME], shared).added[0].item_id


def _everything(path: Path) -> str:
    """All that a PDF holds: the text of its pages and its attachments."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    pages = [page.get_textpage().get_text_range() for page in document]
    attached = [
        bytes(document.get_attachment(number).get_data()).decode("utf-8")
        for number in range(document.count_attachments())
    ]
    assert attached
    document.close()
    return " ".join(" ".join([*pages, *attached]).split())


def test_printing_is_a_custody_event_and_fixity_is_checked_first(
    catalogue: Catalogue, held: int, tmp_path: Path
) -> None:
    printed = catalogue.sheets.save([held], tmp_path / "sheet.pdf")
    dossier = catalogue.evidence.dossier(held)
    assert [event.event for event in dossier.custody] == ["ing", "fix", "prt"]
    assert dossier.sheets[0].serial == printed[0].serials[0]
    assert dossier.sheets[0].sha256 == printed[0].sha256
    assert dossier.original is not None
    assert dossier.original.check_outcome == "intact"
    assert printed[0].serials[0] in _everything(tmp_path / "sheet.pdf")
    assert catalogue.history.entries(limit=1)[0].act == "print"


def test_a_preview_leaves_no_trace(catalogue: Catalogue, held: int) -> None:
    before = catalogue.history.head()
    assert catalogue.sheets.preview(held).startswith(b"%PDF")
    assert catalogue.history.head() == before


def test_the_safe_profile_lets_out_nothing_that_is_restricted(
    catalogue: Catalogue, held: int, tmp_path: Path
) -> None:
    catalogue.evidence.edit(held, description="Contact Raven gave it to Analyst.")
    catalogue.sheets.save([held], tmp_path / "safe.pdf")
    told = _everything(tmp_path / "safe.pdf")
    for restricted in (
        "Raven",
        "raven-account",
        "Analyst",
        SERIAL,
        "home of the collector",
        "41.78",
        "129.82",
    ):
        assert restricted not in told
    assert NAME in told
    assert "[withheld] gave it to [withheld]." in told


def test_the_full_profile_is_an_explicit_act_with_a_reason(
    catalogue: Catalogue, held: int, tmp_path: Path
) -> None:
    with pytest.raises(CatalogueError, match="needs a reason"):
        catalogue.sheets.save([held], tmp_path / "full.pdf", profile="full")
    assert not (tmp_path / "full.pdf").exists()
    catalogue.sheets.save([held], tmp_path / "full.pdf", profile="full", reason="ordered by the court")
    told = _everything(tmp_path / "full.pdf")
    for known in ("Contact Raven", SERIAL, "home of the collector", "41.78", "Analyst"):
        assert known in told
    content = catalogue.history.content(catalogue.history.head().sequence)
    assert content is not None
    assert content["reason"] == "ordered by the court"


def test_a_damaged_original_is_shown_as_damaged(catalogue: Catalogue, held: int, tmp_path: Path) -> None:
    original = catalogue.evidence.dossier(held).original
    assert original is not None
    path = next(catalogue.folder.glob(f"originals/*/*/{original.sha256}"))
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    catalogue.sheets.save([held], tmp_path / "sheet.pdf")
    assert "damaged" in _everything(tmp_path / "sheet.pdf").lower()


def test_a_picture_of_a_protected_source_is_kept_back(
    catalogue: Catalogue, held: int, tmp_path: Path
) -> None:
    catalogue.evidence.edit(held, sensitivity=["protected source"])
    catalogue.sheets.save([held], tmp_path / "safe.pdf")
    catalogue.sheets.save([held], tmp_path / "full.pdf", profile="full", reason="for the court")
    assert _pictures(tmp_path / "safe.pdf") == 0
    assert _pictures(tmp_path / "full.pdf") == 1


def test_a_sheet_that_cannot_be_written_was_not_printed(
    catalogue: Catalogue, held: int, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CatalogueError, match="cannot be written"):
        catalogue.sheets.save([held], tmp_path / "file" / "sheet.pdf")
    assert "prt" not in [event.event for event in catalogue.evidence.dossier(held).custody]


def test_many_items_go_into_a_folder_and_at_most_25_into_one_file(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    items = [catalogue.evidence.add("photograph", f"Мост {number} 다리") for number in range(26)]
    with pytest.raises(CatalogueError, match="at most 25"):
        catalogue.sheets.save(items, tmp_path / "all.pdf")
    printed = catalogue.sheets.save(items, tmp_path / "all", paper="letter")
    assert len(printed) == 26
    assert min(path.name for path in (tmp_path / "all").iterdir()) == "EX-000001.pdf"
    together = catalogue.sheets.save(items[:25], tmp_path / "all.pdf")
    assert len(together[0].exhibits) == 25


def test_a_note_of_a_books_length_is_cut_with_a_word(catalogue: Catalogue, tmp_path: Path) -> None:
    item = catalogue.evidence.add("statement", "Transcript")
    catalogue.evidence.note(item, "слово " * 100_000)
    catalogue.sheets.save([item], tmp_path / "sheet.pdf")
    assert "(599,999 characters; the rest is in the catalogue)" in _everything(tmp_path / "sheet.pdf")


def test_claims_and_their_origins_stand_on_the_sheet(catalogue: Catalogue, held: int, tmp_path: Path) -> None:
    case = catalogue.cases.add("Ports")
    origin = catalogue.origins.add(OriginDraft("Harbour office", "yes"))
    office = catalogue.sources.add(
        SourceDraft("Office of the port", origin_id=origin, reliability="B", reliability_reason="long record")
    )
    catalogue.evidence.edit(held, publisher_id=office)
    claim = catalogue.claims.add(ClaimDraft(case, "A ship lay at the pier."))
    other = catalogue.evidence.add("statement", "Log of the pilot")
    catalogue.links.add([held], claim, "supports", "A ship is seen at the pier.")
    catalogue.links.add([other], claim, "refutes", "The log names no ship.")
    catalogue.sheets.save([held], tmp_path / "sheet.pdf")
    told = _everything(tmp_path / "sheet.pdf")
    assert "1 named origin; independence not shown; 0 of 2 items examined" in told
    assert "refutes C01: The log names no ship." in told
    assert "usually reliable" in told


def _pictures(path: Path) -> int:
    document = pypdfium2.PdfDocument(BytesIO(path.read_bytes()))
    count = sum(
        1
        for page in document
        for _ in page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4)
    )
    document.close()
    return count


@pytest.mark.parametrize(
    "name",
    ["photo\u202egpj", "🚢 dock", "a" + "\u0316" * 60, "<b>&", "청진\U000e0100", "Москва\u0301", "יְרוּשָׁלַיִם"],
)
def test_a_place_of_any_name_stands_on_the_map_of_a_sheet_that_is_printed(
    catalogue: Catalogue, held: int, tmp_path: Path, name: str
) -> None:
    place = catalogue.places.add(PlaceDraft(name, lat=1.0, lon=2.0))
    catalogue.statements.locate(held, role="subject", basis="assessed", place_id=place, method="a chart")
    catalogue.sheets.save([held], tmp_path / "sheet.pdf")
    assert "\u202e" not in _everything(tmp_path / "sheet.pdf").partition('"')[0]
