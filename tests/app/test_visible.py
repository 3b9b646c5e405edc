"""Text made visible: the same characters in the window as on paper, quickly, however long the text is."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import resources
from app.messages.visible import LONGEST, visible, visible_line
from app.sheet.glyphs import Glyphs

HOSTILE = [
    ("photo\u202egpj.exe", "photo[U+202E]gpj.exe"),
    ("\u2066a\u2069", "[U+2066]a[U+2069]"),
    ("\u2067\u202babc\u202c", "[U+2067 U+202B]abc[U+202C]"),
    ("zero\u200bwidth\ufeff", "zero[U+200B]width[U+FEFF]"),
    ("a\u200db", "a[U+200D]b"),
    ("soft\u00adhyphen", "soft[U+00AD]hyphen"),
    ("tag\U000e0041s", "tag[U+E0041]s"),
    ("nul\0bell\x07esc\x1b[31m", "nul[U+0000]bell[U+0007]esc[U+001B][31m"),
    ("next\u0085line\u2028and\u2029end", "next[U+0085]line[U+2028]and[U+2029]end"),
    ("\u3164", "[U+3164]"),
    ("\ue000", "[U+E000]"),
    ("\ud800", "[U+D800]"),
    ("mark\u061cof\u200eletters\u200f", "mark[U+061C]of[U+200E]letters[U+200F]"),
    ("葛\U000e0100", "葛[U+E0100]"),
    ("x" + "\u0301" * 3, "x\u0301\u0301\u0301"),
]


@pytest.fixture(scope="module")
def paper() -> Glyphs:
    return Glyphs(resources.read_text("fonts/coverage.txt"))


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_what_hides_or_turns_is_shown_as_its_code_point_as_on_paper(
    paper: Glyphs, text: str, shown: str
) -> None:
    assert visible(text) == visible_line(text) == shown == paper.printable(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ch’ŏngjin, Łódź",
        "Чхонджин ґ ў",
        "청진항",
        "清津 ウスリースク",
        "أوسوريسك",
        "می\u200cخواهم",
        "🚂 rail",
    ],
)
def test_letters_of_every_script_stay(text: str) -> None:
    assert visible(text) == text


def test_a_flood_of_marks_is_cut_down_as_on_paper(paper: Glyphs) -> None:
    flooded = "a" + "\u0316" * 500 + "b"
    assert visible(flooded) == paper.printable(flooded)
    assert visible(flooded).count("\u0316") <= 3


@given(st.text(st.characters(), max_size=80))
@example("a\u0301\u0301\u0301\u0301")
@example("a\u061cb")
def test_what_is_shown_shows_everything_and_shows_it_once(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    for character in shown:
        assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cs", "Co", "Cn"}
        assert (
            character
            not in "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
        )


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_window_and_paper_differ_only_where_paper_has_no_letter(text: str) -> None:
    glyphs = Glyphs(resources.read_text("fonts/coverage.txt"))
    replaced: dict[str, None] = {}
    printed = glyphs.printable(text, replaced)
    unknown = [chr(int(code.removeprefix("U+"), base=16)) for code in replaced]
    if all(unicodedata.category(character)[0] not in "LNPSZM" for character in unknown):
        assert visible(text) == printed


@given(st.text(st.characters(), max_size=400))
def test_one_line_is_one_line(text: str) -> None:
    line = visible_line(text, 60)
    assert "\n" not in line
    assert len(line) <= 60
    assert line == line.strip() or line.endswith("…")


@pytest.mark.parametrize("unit", ["x", "\u202e", "a\u0301", "청", "\n", " ", "🚂\u200d"])
def test_a_megabyte_costs_no_more_than_what_is_shown_of_it(unit: str) -> None:
    text = unit * 1_000_000
    visible_line("warm")
    begun = time.perf_counter()
    for _ in range(20):
        shown, line = visible(text), visible_line(text)
    assert time.perf_counter() - begun < 2.0
    assert len(shown) <= LONGEST
    assert len(line) <= 300
