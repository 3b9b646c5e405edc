"""One folding: what was written in any spelling is found by any other, through the real text index."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.fold import fold, fold_key, query_terms

WORDS = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x17F),
        st.characters(min_codepoint=0x400, max_codepoint=0x45F),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x4EFF),
        st.characters(min_codepoint=0x3041, max_codepoint=0x3096),
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
        st.sampled_from("'’ʹ-_ёЁйЙҐїĐøÅ\x00\ud800 "),
    ),
    max_size=60,
)


def found(text: str, query: str, prefix: bool = False) -> bool:
    """Whether `query` finds an index entry made of `text`."""
    index = sqlite3.connect(":memory:")
    try:
        index.execute("CREATE VIRTUAL TABLE t USING fts5(a, tokenize='unicode61 remove_diacritics 2')")
        index.execute("INSERT INTO t VALUES (?)", (fold(text),))
        terms = [f'"{term}"' for term in query_terms(query)]
        if not terms:
            return False
        match = " AND ".join(terms) + ("*" if prefix else "")
        return bool(index.execute("SELECT 1 FROM t WHERE t MATCH ?", (match,)).fetchall())
    finally:
        index.close()


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("The port of Ch’ŏngjin", "chongjin"),
        ("The port of Chongjin", "Ch'ŏngjin"),
        ("Ch`ongjin", "Chʼongjin"),
        ("Ёлка", "елка"),
        ("елка", "ЁЛКА"),
        ("Зеленый й", "зелёный"),
        ("Уссурійськ", "УССУРІЙСЬК"),
        ("Αθήνα", "αθηνα"),
        ("Łódź, Århus, Tromsø", "lodz arhus tromso"),
        ("청진시 항구", "청진시"),
        ("\u110e\u1165\u11bc\u110c\u1175\u11ab", "청진"),
        ("他在北京市工作", "北京"),
        ("他在北京市工作", "北京市"),
        ("他在北京市工作", "京"),
        ("写真はウラジオストクで撮影", "ウラジオストク"),
        ("ガス", "カ\u3099ス"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("C++ is -foo", "C++"),
        ('a"b', 'a"b'),
        ("п'ять", "пʼять"),
        ("Nikolsk-Ussuriysky", "nikolsk ussuriysky"),
        ("vessel 北京 at berth 4", '"berth 4" 北京'),
        ("zero\u200bwidth", "zerowidth"),
        ("أحمد", "احمد"),
    ],
)
def test_any_spelling_finds_any_other(written: str, asked: str) -> None:
    assert found(written, asked)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("北京市", "京北"),
        ("北京和上海", "北上"),
        ("청진", "청주"),
        ("Chongjin", "Chong"),
        ("abc def", "def abc"),
    ],
)
def test_what_is_not_written_is_not_found(written: str, asked: str) -> None:
    assert not found(written, asked)


@pytest.mark.parametrize(
    ("written", "asked"), [("Уссурийск", "уссу"), ("청진시", "청진"), ("北京市", "北京")]
)
def test_the_beginning_of_a_word_is_found_by_prefix(written: str, asked: str) -> None:
    assert found(written, asked, prefix=True)


def test_nothing_to_look_for_gives_no_terms() -> None:
    assert query_terms("") == []
    assert query_terms(" -+*\"' \x00") == []


@given(WORDS)
def test_every_text_is_found_by_itself(text: str) -> None:
    assert found(text, text) or not query_terms(text)


@given(WORDS, st.integers(0, 60), st.integers(1, 5))
def test_every_piece_of_a_han_text_is_found_in_it(text: str, start: int, length: int) -> None:
    han = "".join(character for character in text if "\u4e00" <= character <= "\u4eff")
    piece = han[start : start + length]
    assert not piece or found(f"before {han} after", piece)


@given(st.text(alphabet=st.characters(), max_size=10_000))
def test_no_text_raises_and_none_leaves_a_character_the_index_would_refuse(text: str) -> None:
    folded = fold(text)
    folded.encode("utf-8")
    assert "\x00" not in folded
    assert not any('"' in term for term in query_terms(text))


@given(st.text(max_size=200))
def test_a_key_folds_to_itself(text: str) -> None:
    assert fold_key(fold_key(text)) == fold_key(text)


@given(st.text(max_size=200))
def test_composed_decomposed_and_upper_case_have_one_key(text: str) -> None:
    assert fold_key(unicodedata.normalize("NFD", text)) == fold_key(unicodedata.normalize("NFC", text))


def test_ten_thousand_characters_fold_without_loss_of_the_last() -> None:
    assert fold("я" * 9_999 + " End").endswith(" end")


@given(st.text(alphabet=st.characters(max_codepoint=0x7F), max_size=100))
def test_plain_letters_fold_among_themselves_as_they_do_beside_others(text: str) -> None:
    assert f"{fold_key(text)} ж".strip() == fold_key(f"{text} Ж")
