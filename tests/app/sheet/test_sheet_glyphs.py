"""What can be printed: every character by some shipped font, and nothing that hides or turns text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from app.sheet.breaks import breakable
from app.sheet.glyphs import Glyphs

EVERYTHING = st.text(st.characters(), max_size=80)


@pytest.fixture(scope="module")
def glyphs() -> Glyphs:
    return Glyphs(resources.read_text("fonts/coverage.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "Ussuriysk, Ch’ŏngjin, Łódź, Kraków – “quoted” № 5 … €",
        "Уссурийск Чхонджин Україна ґ ў ѳ",
        "Ουσουρίισκ",
        "우수리스크 청진시",
        "乌苏里斯克 清津 漢字",
        "ウスリースク ひらがな",
        "أوسوريسك تشونغجين",
        "אוסורייסק",
        "Ussuriysk\nsecond line",
    ],
)
def test_the_scripts_of_the_program_are_printed_as_they_are(glyphs: Glyphs, text: str) -> None:
    assert glyphs.printable(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("up \U0001f680 there", "up [U+1F680] there"),
        ("\U0001f680\U0001f681", "[U+1F680 U+1F681]"),
        ("photo\u202egpj.exe", "photo[U+202E]gpj.exe"),
        ("\u2066a\u2069", "[U+2066]a[U+2069]"),
        ("a\0b\x07", "a[U+0000]b[U+0007]"),
        ("\ud800", "[U+D800]"),
        ("\ue000", "[U+E000]"),
        ("\ufeffname", "[U+FEFF]name"),
        ("a\u200bb", "a[U+200B]b"),
        ("a\u200db", "a[U+200D]b"),
        ("a\r\nb\tc", "a\nb    c"),
    ],
)
def test_what_cannot_be_seen_is_printed_as_its_code_point(glyphs: Glyphs, text: str, printed: str) -> None:
    assert glyphs.printable(text) == printed


def test_what_was_replaced_is_noted_once(glyphs: Glyphs) -> None:
    replaced: dict[str, None] = {}
    glyphs.printable("\U0001f680 and \U0001f680 and \u202e", replaced)
    assert list(replaced) == ["U+1F680", "U+202E"]


def test_a_persian_joiner_between_letters_stays(glyphs: Glyphs) -> None:
    assert glyphs.printable("می\u200cخواهم") == "می\u200cخواهم"


def test_decomposed_hangul_is_printed_as_syllables(glyphs: Glyphs) -> None:
    assert glyphs.printable(unicodedata.normalize("NFD", "청진")) == "청진"


def test_a_tower_of_accents_is_cut_down(glyphs: Glyphs) -> None:
    printed = glyphs.printable("x" + "\u0301" * 40)
    assert sum(unicodedata.combining(character) > 0 for character in printed) == 3
    assert "[U+0301" in printed


@given(EVERYTHING)
def test_what_is_printed_can_be_printed_again_unchanged(text: str) -> None:
    glyphs = Glyphs(resources.read_text("fonts/coverage.txt"))
    once = glyphs.printable(text)
    assert glyphs.printable(once) == once


@given(EVERYTHING)
def test_every_printed_character_has_a_font_and_none_turns_the_text(text: str) -> None:
    glyphs = Glyphs(resources.read_text("fonts/coverage.txt"))
    for character in glyphs.printable(text):
        assert character == "\n" or any(family.has(ord(character)) for family in glyphs.families)
        assert unicodedata.bidirectional(character) not in {
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        }


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.integers(5, 40), st.integers(2, 10)
)
def test_pieces_put_together_are_the_text(text: str, longest: int, chunk: int) -> None:
    pieces = breakable(text, longest, chunk)
    assert "".join(pieces) == text


def test_a_long_name_is_cut_and_an_ordinary_one_is_not() -> None:
    assert (
        breakable("an ordinary sentence about Nikolsk-Ussuriysky")
        == "an ordinary sentence about Nikolsk-Ussuriysky"
    )
    pieces = breakable("see " + "a" * 100)
    assert isinstance(pieces, list)
    assert max(len(piece) for piece in pieces) <= 12


def test_names_are_cut_at_their_seams_first() -> None:
    assert breakable("PhotometricInterpretation", 15, 5) == ["Photometric", "Interpretation"]
    url = "https://t.example/channel_name/18842?single"
    assert breakable(url, 30, 8) == ["https://", "t.", "example/", "channel_", "name/", "18842?", "single"]
