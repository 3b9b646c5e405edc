"""The order of titles and names, script by script, and what must hold of any text."""

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.sort_key import sort_key

TEXTS = st.text(st.characters(), max_size=30)
WORDS = st.text("abcxyzAZéøßабвгґеёєиіїйАЇ가각나ㄱ北京άςか0 -'", max_size=8)


def assert_in_order(texts: Sequence[str]) -> None:
    """No two have one key, and the keys are in order."""
    keys = [sort_key(text) for text in texts]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    "in_order",
    [
        ("cote", "Cote", "coté", "côte", "cotf"),
        ("EX-2", "EX-10", "EX-100"),
        ("photo 9", "photo 10", "photo 10a", "photo 11"),
        ("7", "07", "007", "8"),
        ("de luge", "de Luge", "deluge", "demain"),
        ("strasse", "straße", "strassen"),
        ("oz", "øz", "pa"),
        ("Chongjin", "Ch’ŏngjin", "Chongju"),
        ("1", "10", "a", "Z", "α", "ω", "а", "я", "א", "ㄱ", "가", "か", "が", "北京"),
        ("Αθήνα", "Άργος", "Βόλος", "Γαλάτας", "σα", "σας", "Σας", "σάς", "σασα"),
        ("ㄱ", "가", "각", "간", "까", "나", "하", "힣"),
        ("나진", "라선", "라진", "청진", "평양", "함흥"),
        ("丁", "北京", "平壌", "海参崴"),
        ("", "???", "+", "1", "a"),
        ("photo", "photo (1)", "photo (2)", "photo (10)", "photos"),
    ],
)
def test_titles_stand_in_the_order_a_reader_expects(in_order: tuple[str, ...]) -> None:
    assert_in_order(in_order)


@pytest.mark.parametrize(
    "alphabet",
    [
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",  # Russian
        "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  # Belarusian
        "абвгдђежзијклљмнњопрстћуфхцчџш",  # Serbian
        "абвгдѓежзѕијклљмнњопрстќуфхцчџш",  # Macedonian
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя".replace(
            "і", ""
        ),  # Kazakh, but for і, which is Ukrainian
        "αβγδεζηθικλμνξοπρστυφχψω",
    ],
)
def test_one_order_is_right_for_each_alphabet(alphabet: str) -> None:
    letters = [pair for letter in alphabet for pair in (letter, letter.upper())]
    assert_in_order(letters)


def test_russian_and_ukrainian_towns_stand_in_one_list() -> None:
    towns = [
        "Ґалаґан",
        "Ель",
        "Ёж",
        "Єва",
        "Їжаків",
        "Йорк",
        "Ивановка",
        "Ірпінь",
        "Гадяч",
        "Дніпро",
        "Жовті Води",
    ]
    assert sorted(towns, key=sort_key) == [
        *("Гадяч", "Ґалаґан", "Дніпро", "Ёж", "Ель", "Єва", "Жовті Води", "Ивановка", "Ірпінь"),
        *("Їжаків", "Йорк"),
    ]


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.sampled_from(["photo ", "фото", "사진 ", ""]))
def test_numbers_stand_by_their_value(one: int, other: int, before: str) -> None:
    keys = sort_key(f"{before}{one}"), sort_key(f"{before}{other}")
    assert (keys[0] < keys[1], keys[0] == keys[1]) == (one < other, one == other)


@given(
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
)
def test_syllables_stand_in_the_order_of_a_korean_dictionary(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) == (one < other)


@given(TEXTS)
def test_every_text_has_a_key_and_only_an_empty_one_has_none(text: str) -> None:
    assert bool(sort_key(text)) == bool(text.strip())


@given(TEXTS)
def test_the_form_in_which_a_letter_is_written_does_not_count(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))


@given(WORDS, WORDS)
def test_what_goes_on_stands_behind_what_ends(word: str, more: str) -> None:
    assert sort_key(word) <= sort_key(f"{word} {more}")


@given(WORDS, WORDS, WORDS)
def test_an_accent_and_a_capital_count_only_among_equal_letters(before: str, one: str, other: str) -> None:
    """Whatever stands before and behind: `Côte` lies between all that begin with `cota` and `cotf`."""
    assert sort_key(f"{before} e {one}") < sort_key(f"{before} f {other}")
    assert sort_key(f"{before} É {one}") < sort_key(f"{before} f {other}")
    assert sort_key(f"{before} d {one}") < sort_key(f"{before} É {other}")


@given(WORDS)
def test_capitals_follow(word: str) -> None:
    assert sort_key(f"{word}e") < sort_key(f"{word}E") < sort_key(f"{word}é") < sort_key(f"{word}É")
