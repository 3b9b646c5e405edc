"""A catalogue in which everything restricted is written everywhere: nothing of it is in any *safe* output."""

import re
import unicodedata
import zlib
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # the package ships no types
import pytest
from PIL import Image

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, OriginDraft, SourceDraft
from app.export.exports import FORMS
from app.ingest.records import SharedFields

COLLECTOR = "Quirina Zabel"
SOURCE = "Ondrej Vrabec"
NATIVE = ("김비밀", "Секретарёва Нина")
ACCOUNT = "quietfox_88"
FROM = "a porter at the mill"
SERIAL = "SN-0042-7781"
OWNER = "Theobald Wexler"
HOME = "house of the collector"
EVERYTHING = (COLLECTOR, SOURCE, *NATIVE, ACCOUNT, FROM, SERIAL, OWNER, HOME)
NAMES = f"Told by {SOURCE} ({NATIVE[0]}가, {NATIVE[1]}) to {COLLECTOR} as {ACCOUNT}, {FROM}"
SAID = f"{NAMES}; {SERIAL}, {OWNER}"
"""What an item's own metadata names is kept back of that item; names of people, of every item."""


def picture(folder: Path) -> Path:
    folder.mkdir()
    image, exif = Image.new("RGB", (64, 48), "teal"), Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x8298] = f"seen by {SOURCE}", COLLECTOR, f"(c) {OWNER}"
    exif.get_ifd(0x8769).update(
        {0xA430: OWNER, 0xA431: SERIAL, 0x927C: SERIAL.encode(), 0x9286: SAID.encode()}
    )
    exif.get_ifd(0x8825).update({1: "N", 2: (64.0, 8.0, 48.0), 3: "W", 4: (21.0, 56.0, 24.0)})
    path = folder / f"{SOURCE} {NATIVE[0]}_{SERIAL}.jpg"
    image.save(path, exif=exif)
    return path


@pytest.fixture
def full_of_secrets(tmp_path: Path) -> Catalogue:
    made = Catalogue.create(tmp_path / "catalogue", title="Case", analyst=COLLECTOR)
    case = made.cases.add("A case", label="K1", description=NAMES)
    hidden = made.sources.add(SourceDraft(SOURCE, native_names=NATIVE, restricted=True, note=NAMES))
    origin = made.origins.add(OriginDraft(f"Office of {SOURCE}", "yes", note=NAMES))
    shared = SharedFields(
        source_id=hidden, obtained_from=FROM, account=ACCOUNT, method=SAID, url=f"https://x.example/{ACCOUNT}",
        conditions=SAID, upstream=SAID, conversions=SAID, tags=(f"{SOURCE} tag",), case_ids=(case,),
    )  # fmt: skip
    made.intake.ingest([picture(tmp_path / HOME)], shared)
    made.thumbnails.make_missing()
    other = made.evidence.add("photograph", f"Another, {NAMES}", tags=[f"{NATIVE[0]}의"], case_ids=[case])
    claim = made.claims.add(
        ClaimDraft(case, NAMES, asserted_by=(hidden,), reported_via=(hidden,), origin_id=origin)
    )
    for item, said in ((1, SAID), (other, NAMES)):
        made.evidence.edit(
            item, description=said, creator=SOURCE, uploader=ACCOUNT, operator=said, unknowns=said
        )
        made.evidence.note(item, said)
        made.statements.locate(
            item, role="subject", basis="assessed", at="43.8, 131.95", radius_m=100.0, method=said
        )
        made.links.add([item], claim, "supports", NAMES)
    made.evidence.edit(1, publisher_id=hidden, published_url=f"https://x.example/{ACCOUNT}/1")
    made.evidence.examine(1, detail=SAID)
    return made


def found_in(text: str) -> list[str]:
    folded = unicodedata.normalize("NFC", text).casefold()
    return [secret for secret in EVERYTHING if unicodedata.normalize("NFC", secret).casefold() in folded]


def everything_of(pdf: bytes) -> str:
    """The words of the pages, what is attached, and every stream unpacked, in the encodings of PDF."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    attached = [bytes(document.get_attachment(n).get_data()) for n in range(document.count_attachments())]
    streams = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            streams.append(zlib.decompressobj().decompress(packed))
        except zlib.error:
            streams.append(packed)
    raw = b"\n".join([*attached, *streams])
    assert attached
    joined = " ".join(re.sub(r"\s+", " ", page) for page in pages)
    return "\n".join([joined, raw.decode("utf-8", "replace"), raw.decode("utf-16-be", "replace")])


def test_a_safe_sheet_holds_nothing_restricted(full_of_secrets: Catalogue, tmp_path: Path) -> None:
    with full_of_secrets as catalogue:
        printed = catalogue.sheets.save([1, 2], tmp_path / "sheets")

    for each in printed:
        assert found_in(everything_of(each.path.read_bytes())) == [], each.exhibits


def test_a_full_sheet_holds_it_so_that_the_search_is_known_to_find_it(
    full_of_secrets: Catalogue, tmp_path: Path
) -> None:
    with full_of_secrets as catalogue:
        [printed] = catalogue.sheets.save([1], tmp_path / "s.pdf", profile="full", reason="for the court")

    assert {SOURCE, ACCOUNT, SERIAL, COLLECTOR} <= set(found_in(everything_of(printed.path.read_bytes())))


@pytest.mark.parametrize("form", FORMS)
def test_a_safe_export_holds_nothing_restricted(
    full_of_secrets: Catalogue, tmp_path: Path, form: str
) -> None:
    with full_of_secrets as catalogue:
        catalogue.exports.write(form, tmp_path / "out", [1, 2])
        catalogue.exports.write(form, tmp_path / "full", [1, 2], profile="full", reason="for the court")

    assert found_in((tmp_path / "out").read_text("utf-8")) == []
    assert SOURCE in found_in((tmp_path / "full").read_text("utf-8"))


def test_a_thumbnail_holds_nothing_of_the_metadata(full_of_secrets: Catalogue) -> None:
    with full_of_secrets as catalogue:
        [file] = catalogue.evidence.dossier(1).files
        small = catalogue.thumbnails.get(file.sha256)

    assert small is not None
    assert found_in(small.decode("utf-8", "replace")) == []
    assert b"Exif" not in small
