"""Sheets as PDF: all sixteen parts, hostile texts, scripts, papers, profiles, the same bytes again."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # the package ships no types
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.privacy.withheld import WITHHELD
from app.sheet.attachment import to_json
from app.sheet.facts import facts
from app.sheet.identity import SheetFile
from app.sheet.page_images import page_images
from app.sheet.record import ProvenanceSheet
from app.sheet.typeset import Typesetter
from tests.app.sheet.conftest import described

KEPT_BACK = dict.fromkeys(("collector", "machine", "account"), WITHHELD)
PARTS = (
    "What the item is said to be",
    "Picture",
    "Files",
    "Publication and people",
    "Acquisition",
    "Custody",
    "Derivation",
    "Embedded metadata",
    "Content credentials (C2PA)",
    "Locations",
    "Times",
    "Claims",
    "Ratings, judgements, limits",
    "What is unknown",
    "Head of the log",
    "What this sheet does not establish",
)
FORBIDDEN = re.compile(
    r"\b(true|authentic|unaltered|taken at that time|admissible|tamper-?proof|independent)\b", re.IGNORECASE
)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def text_of(pdf: bytes) -> str:
    """The text of all pages, every run of white space one space."""
    return " ".join(" ".join(pages_of(pdf)).split())


def attachments_of(pdf: bytes) -> dict[str, bytes]:
    """Attached files by name."""
    document = pypdfium2.PdfDocument(pdf)
    found = [document.get_attachment(number) for number in range(document.count_attachments())]
    return {each.get_name(): bytes(each.get_data()) for each in found}


@pytest.mark.parametrize("name", ["empty_sheet", "chongjin", "full_sheet", "long_sheet"])
def test_every_sheet_has_all_sixteen_parts_in_order(
    typesetter: Typesetter, request: pytest.FixtureRequest, name: str
) -> None:
    text = text_of(typesetter.typeset(request.getfixturevalue(name), None))
    for number, title in enumerate(PARTS, start=1):
        assert re.search(rf"\b{number} {re.escape(title)}", text), title


def test_an_empty_item_says_unknown_and_never_shows_a_blank(
    typesetter: Typesetter, empty_sheet: ProvenanceSheet
) -> None:
    text = text_of(typesetter.typeset(empty_sheet, None))
    for label in (
        "Case",
        "Type",
        "Description",
        "Creator",
        "Uploader",
        "Collector",
        "Subject",
        "Camera",
        "Captured",
    ):
        assert f"{label} unknown" in text
    assert "title unknown" in text
    assert "No outside checkpoint: a complete rewrite of the log would not be detected." in text


def test_what_the_form_itself_says_claims_nothing(
    typesetter: Typesetter, empty_sheet: ProvenanceSheet
) -> None:
    assert not FORBIDDEN.search(text_of(typesetter.typeset(empty_sheet, None)))


def test_what_the_form_says_about_a_full_item_claims_nothing(
    typesetter: Typesetter, full_sheet: ProvenanceSheet
) -> None:
    assert not FORBIDDEN.search(text_of(typesetter.typeset(full_sheet, None)))


def test_an_item_that_is_not_held_is_framed_and_said_so(
    typesetter: Typesetter, chongjin: ProvenanceSheet
) -> None:
    pages = pages_of(typesetter.typeset(chongjin, None))
    assert "not held" in pages[0]
    assert "no hash: no file held" in pages[0]
    assert 3 <= len(pages) <= 5


def test_a_place_is_printed_in_every_script(typesetter: Typesetter, chongjin: ProvenanceSheet) -> None:
    text = text_of(typesetter.typeset(chongjin, None))
    assert "Chongjin · 청진 · 청진시 · Чхонджин · 清津 · 清津市" in text
    assert "41.78222, 129.82444" in text
    assert "41°46′56.0″N 129°49′28.0″E" in text
    assert "52TEL 68548 25624" in text


def test_claims_are_said_with_stance_reason_and_origins(
    typesetter: Typesetter, chongjin: ProvenanceSheet
) -> None:
    text = text_of(typesetter.typeset(chongjin, None))
    assert "2 named origins; independence not shown; 0 of 4 items examined" in text
    assert "expected: the item was not examined for it" in text
    assert "reason Would show one movement, not its purpose or size." in text
    assert "origin not established unnamed military sources in Russia's Far East" in text


def test_every_page_names_exhibit_hash_serial_and_its_number(
    typesetter: Typesetter, full_sheet: ProvenanceSheet, jpeg: bytes
) -> None:
    pages = pages_of(typesetter.typeset(full_sheet, jpeg))
    assert full_sheet.original is not None
    for number, page in enumerate(pages, start=1):
        foot = " ".join(page.split())
        assert "EX-000214" in foot
        assert full_sheet.original.sha256[:16] in foot
        assert "sheet S-000043" in foot
        assert f"page {number} of {len(pages)}" in foot
        assert "CONFIDENTIAL – COUNSEL ONLY" in foot


def test_both_hashes_are_printed_in_full(typesetter: Typesetter, full_sheet: ProvenanceSheet) -> None:
    joined = "".join(text_of(typesetter.typeset(full_sheet, None)).split())
    original = full_sheet.original
    assert original is not None
    assert original.sha512 is not None
    assert original.sha256 in joined
    assert original.sha512 in joined


def test_a_damaged_file_is_said_to_be_damaged(typesetter: Typesetter, full_sheet: ProvenanceSheet) -> None:
    original = full_sheet.files[0]
    assert original.last_fixity is not None
    damaged = replace(original, last_fixity=replace(original.last_fixity, outcome="damaged"))
    text = text_of(typesetter.typeset(replace(full_sheet, files=(damaged,)), None))
    assert "DAMAGED: bytes differ from the recorded SHA-256" in text


def test_the_json_is_attached_as_it_is(typesetter: Typesetter, full_sheet: ProvenanceSheet) -> None:
    attached = attachments_of(typesetter.typeset(full_sheet, None))
    assert attached == {"EX-000214.json": to_json(full_sheet)}
    assert json.loads(attached["EX-000214.json"])["files"][0]["sha256"] == full_sheet.files[0].sha256


def test_a_long_item_fills_twenty_pages_and_repeats_the_table_head(
    typesetter: Typesetter, long_sheet: ProvenanceSheet
) -> None:
    pages = pages_of(typesetter.typeset(long_sheet, None))
    assert len(pages) >= 20
    custody = [page for page in pages if "handed over" in page]
    assert len(custody) >= 3
    assert all("Released by, received by" in page for page in custody)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_both_papers_are_set(
    typesetter: Typesetter, chongjin: ProvenanceSheet, paper: str, size: tuple[int, int]
) -> None:
    pdf = typesetter.typeset(chongjin, None, "letter" if paper == "letter" else "a4")
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert (round(width), round(height)) == size


HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.4"',
    '#panic("x") $x^2$ *bold* _emph_ <label> @ref `raw` // comment /* c */ \\ [content] #{1 + 1}',
    "= heading\n- list\n+ enum\n/ term: x",
    "\u202egnp.exe\u202c",
    "\u2067\u2066mirror",
    "tail\0\x01\x1b[31m",
    "\ud83d\ude80",
    "\U0001f680\ufe0f\u200d\U0001f468",
    "{{ jinja }} <script>alert(1)</script> =cmd|' /C calc'!A0",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_any_content_is_printed_as_text(
    typesetter: Typesetter, full_sheet: ProvenanceSheet, text: str
) -> None:
    item = described(replace(full_sheet.item, title=text, tags=(text,), fields=((text, text),)), text)
    claims = tuple(replace(claim, label=text, statement=text, reason=text) for claim in full_sheet.claims)
    printed = text_of(typesetter.typeset(replace(full_sheet, item=item, claims=claims), None))
    assert "root:" not in printed
    for word in re.findall(r"[!-~]{3,}", text):
        assert word in printed.replace(" ", "") or word in printed


def test_replaced_characters_are_noted_on_the_sheet(
    typesetter: Typesetter, empty_sheet: ProvenanceSheet
) -> None:
    item = described(replace(empty_sheet.item, title="up \U0001f680"), "\u202eturned")
    text = text_of(typesetter.typeset(replace(empty_sheet, item=item), None))
    assert "up [U+1F680]" in text
    assert "invisible: U+202E, U+1F680." in text or "invisible: U+1F680, U+202E." in text


@pytest.mark.parametrize("letter", ["A", "Ж", "漢", "청", "س", "ש", "a b "])
def test_ten_thousand_characters_are_printed_over_pages(
    typesetter: Typesetter, empty_sheet: ProvenanceSheet, letter: str
) -> None:
    text = (letter * 10_000)[:10_000]
    item = described(empty_sheet.item, text)
    pages = pages_of(typesetter.typeset(replace(empty_sheet, item=item), None))
    printed = "".join("".join(pages).split())
    assert printed.count(letter.strip()[0]) >= text.count(letter.strip()[0])
    assert len(pages) >= 3


def test_no_text_runs_over_the_edge_of_the_page(typesetter: Typesetter, empty_sheet: ProvenanceSheet) -> None:
    long = "name_without_any_place_to_break_" * 30
    files = (SheetFile("original", "ab" * 32, original_name=long, path=f"/{long}", media_type=long),)
    item = replace(empty_sheet.item, title=long, fields=((long, long),), held=True)
    for page in pypdfium2.PdfDocument(typesetter.typeset(replace(empty_sheet, item=item, files=files), None)):
        lines = page.get_textpage()
        boxes = [lines.get_rect(number) for number in range(lines.count_rects())]
        assert max(right for _, _, right, _ in boxes) <= page.get_width() - 50
        assert min(left for left, _, _, _ in boxes) >= 50


def test_all_scripts_stand_together(typesetter: Typesetter, empty_sheet: ProvenanceSheet) -> None:
    words = ("우수리스크", "Уссурийск", "乌苏里斯克", "ウスリースク", "أوسوريسك", "אוסורייסק", "Ουσουρίισκ")
    item = replace(empty_sheet.item, title=" ".join(words), tags=words)
    text = text_of(typesetter.typeset(replace(empty_sheet, item=item), None))
    for word in words[:4]:
        assert word in text
    for word in words[4:]:
        assert set(word) <= set(text)


def test_a_full_stop_after_arabic_stands_at_its_left_end(
    typesetter: Typesetter, empty_sheet: ProvenanceSheet
) -> None:
    item = replace(empty_sheet.item, title="سفينة.")
    page = pypdfium2.PdfDocument(typesetter.typeset(replace(empty_sheet, item=item), None))[0].get_textpage()
    text = page.get_text_range()
    stop, letter = (page.get_charbox(text.index(character)) for character in (".", "س"))
    assert stop[0] < letter[0]


def test_the_extension_of_an_arabic_file_name_stands_at_its_right_end(
    typesetter: Typesetter, empty_sheet: ProvenanceSheet
) -> None:
    item = replace(empty_sheet.item, title="سفينة.jpg")
    page = pypdfium2.PdfDocument(typesetter.typeset(replace(empty_sheet, item=item), None))[0].get_textpage()
    text = page.get_text_range()
    extension, letter = (page.get_charbox(text.index(character)) for character in ("j", "س"))
    assert extension[0] > letter[0]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=300))
def test_no_text_is_an_error(typesetter: Typesetter, empty_sheet: ProvenanceSheet, text: str) -> None:
    item = described(replace(empty_sheet.item, title=text, kind=text), text)
    assert typesetter.typeset(replace(empty_sheet, item=item), None).startswith(b"%PDF-1.7")


def test_a_safe_sheet_prints_what_is_withheld_as_withheld(
    typesetter: Typesetter, full_sheet: ProvenanceSheet
) -> None:
    safe = replace(
        full_sheet,
        heading=replace(full_sheet.heading, profile="safe", reason=None),
        people=replace(full_sheet.people, collector=WITHHELD),
        files=tuple(replace(file, path=WITHHELD) for file in full_sheet.files),
        acquisitions=tuple(
            replace(receipt, facts=facts((fact.field for fact in receipt.facts), KEPT_BACK))
            for receipt in full_sheet.acquisitions
        ),
        locations=tuple(replace(place, position=WITHHELD, raw=WITHHELD) for place in full_sheet.locations),
    )
    pdf = typesetter.typeset(safe, None)
    text = text_of(pdf)
    assert "Collector withheld (safe profile)" in text
    assert "Path as found withheld (safe profile)" in text
    assert "position withheld (safe profile)" in text
    attached = attachments_of(pdf)["EX-000214.json"].decode()
    for secret in ("/home/curator", 'desk-04"', "research account 3", "43.80467"):
        assert secret not in text
        assert secret not in attached


def test_the_same_record_gives_the_same_bytes(
    full_sheet: ProvenanceSheet, jpeg: bytes, typesetter: Typesetter
) -> None:
    with Typesetter() as another:
        assert another.typeset(full_sheet, jpeg) == typesetter.typeset(full_sheet, jpeg)


def test_what_was_set_before_changes_no_byte(
    full_sheet: ProvenanceSheet, long_sheet: ProvenanceSheet, typesetter: Typesetter
) -> None:
    first = typesetter.typeset(full_sheet, None)
    typesetter.typeset(long_sheet, None)
    typesetter.typeset(replace(long_sheet, claims=()), None)
    assert typesetter.typeset(full_sheet, None) == first


def test_another_serial_gives_other_bytes(full_sheet: ProvenanceSheet, typesetter: Typesetter) -> None:
    other = replace(full_sheet, heading=replace(full_sheet.heading, serial="S-000099"))
    assert typesetter.typeset(full_sheet, None) != typesetter.typeset(other, None)


def test_the_picture_on_a_sheet_is_the_one_that_was_given(
    full_sheet: ProvenanceSheet, typesetter: Typesetter
) -> None:
    def filled(colour: tuple[int, int, int]) -> bytes:
        picture = BytesIO()
        Image.new("RGB", (300, 200), colour).save(picture, format="JPEG")
        return picture.getvalue()

    def seen(pdf: bytes) -> tuple[int, ...]:
        page = Image.open(BytesIO(next(page_images(pdf, 72))))
        pixel = page.getpixel((480, 130))
        assert isinstance(pixel, tuple)
        return pixel

    red, green, blue = seen(typesetter.typeset(full_sheet, filled((200, 30, 30))))
    assert red > 150 > green
    red, green, blue = seen(typesetter.typeset(full_sheet, filled((30, 30, 200))))
    assert blue > 150 > red


def test_a_picture_that_print_cannot_take_is_refused(
    full_sheet: ProvenanceSheet, typesetter: Typesetter
) -> None:
    picture = BytesIO()
    Image.new("CMYK", (10, 10)).save(picture, format="JPEG")
    with pytest.raises(ValueError, match="CMYK"):
        typesetter.typeset(full_sheet, picture.getvalue())
    with pytest.raises(ValueError, match="no picture"):
        typesetter.typeset(full_sheet, b"no picture at all")


def test_practice_material_carries_its_band(
    full_sheet: ProvenanceSheet, typesetter: Typesetter, jpeg: bytes
) -> None:
    practice = replace(full_sheet, item=replace(full_sheet.item, practice=True))
    assert "generated for practice" in text_of(typesetter.typeset(practice, jpeg))
    assert "generated for practice" not in text_of(typesetter.typeset(full_sheet, jpeg))


def test_many_sheets_in_one_file_count_their_own_pages(
    typesetter: Typesetter, empty_sheet: ProvenanceSheet, chongjin: ProvenanceSheet
) -> None:
    pdf = typesetter.typeset_many([(empty_sheet, None), (chongjin, None)])
    pages = [" ".join(page.split()) for page in pages_of(pdf)]
    feet = [re.findall(r"page (\d+) of (\d+)", page)[-1] for page in pages]
    assert feet == [("1", "2"), ("2", "2"), ("1", "3"), ("2", "3"), ("3", "3")]
    assert set(attachments_of(pdf)) == {"EX-000007.json", "EX-000003 (2).json"}


def test_an_item_may_stand_twice_in_one_file(typesetter: Typesetter, empty_sheet: ProvenanceSheet) -> None:
    pdf = typesetter.typeset_many([(empty_sheet, None), (empty_sheet, None)])
    assert set(attachments_of(pdf)) == {"EX-000007.json", "EX-000007 (2).json"}


@pytest.mark.parametrize("count", [0, 26])
def test_one_file_holds_one_to_twenty_five_sheets(
    typesetter: Typesetter, empty_sheet: ProvenanceSheet, count: int
) -> None:
    with pytest.raises(ValueError, match="1 to 25"):
        typesetter.typeset_many([(empty_sheet, None)] * count)


def test_pages_become_pictures_for_preview_and_printer(
    typesetter: Typesetter, chongjin: ProvenanceSheet
) -> None:
    pictures = [Image.open(BytesIO(png)) for png in page_images(typesetter.typeset(chongjin, None), 96)]
    assert len(pictures) == 3
    assert pictures[0].size == (794, 1123)
    dark = sum(pictures[0].convert("L").histogram()[:100])
    assert dark > 5_000


def test_what_is_no_pdf_has_no_pages() -> None:
    with pytest.raises(ValueError, match="no PDF"):
        next(page_images(b"not a pdf", 72))


def tool(name: str) -> str:
    """The path of an outside judge; skips where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed on this machine")
    return found


@pytest.fixture
def written(
    typesetter: Typesetter, full_sheet: ProvenanceSheet, jpeg: bytes, tmp_path: Path
) -> Callable[[], Path]:
    """Writes the full sheet with its picture to a file."""

    def write() -> Path:
        path = tmp_path / "sheet.pdf"
        path.write_bytes(typesetter.typeset(full_sheet, jpeg))
        return path

    return write


def test_qpdf_finds_no_fault(written: Callable[[], Path]) -> None:
    judged = subprocess.run(
        [tool("qpdf"), "--check", str(written())], capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr


def test_pdfinfo_reads_title_date_and_tags(written: Callable[[], Path]) -> None:
    said = subprocess.run(
        [tool("pdfinfo"), "-isodates", str(written())], capture_output=True, text=True, check=True
    ).stdout
    assert "Provenance sheet EX-000214" in said
    assert "2026-11-23T09:41:07" in said
    assert re.search(r"Tagged:\s+yes", said)


def test_pdftotext_reads_hangul_and_cyrillic(written: Callable[[], Path]) -> None:
    said = subprocess.run(
        [tool("pdftotext"), str(written()), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "우수리스크" in said
    assert "Уссурийск" in said


def test_the_file_declares_archive_and_accessibility(written: Callable[[], Path], tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    subprocess.run(
        [tool("qpdf"), "--qdf", "--object-streams=disable", str(written()), str(plain)], check=True
    )
    raw = plain.read_bytes()
    assert b"<pdfaid:part>3</pdfaid:part>" in raw
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in raw
    assert b"<pdfuaid:part>1</pdfuaid:part>" in raw
    assert raw.count(b"/Alt") >= 3
