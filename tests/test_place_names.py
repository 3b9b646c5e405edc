"""Further keys of a place's name: without the word for what it is, and across related alphabets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.fold import fold_key
from resources.place_names import bare_key, keys_of, loose_key
from resources.signatures import signature, within_edits


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("청진시", "청진"),
        ("서울특별시", "서울"),
        ("清津市", "清津"),
        ("Ch'ŏngjin-si", "chongjin"),
        ("Kursk Oblast", "kursk"),
        ("Курская область", "курская"),
        ("г. Владивосток", "владивосток"),
        ("місто Київ", "киів"),
        ("City of London", "london"),
        ("New York City", "new york"),
        ("York", "york"),
        ("City", "city"),
        ("구미", "구미"),
        ("京都", "京都"),
        ("", ""),
    ],
)
def test_the_word_for_what_it_is_is_taken_off_and_nothing_else(name: str, bare: str) -> None:
    assert bare_key(fold_key(name)) == fold_key(bare)


def test_russian_and_ukrainian_spellings_meet() -> None:
    assert loose_key(fold_key("Уссурійськ")) == loose_key(fold_key("Уссурийск"))
    assert loose_key(fold_key("Маріуполь")) == loose_key(fold_key("Мариуполь"))
    assert loose_key(fold_key("Львів")) != loose_key(fold_key("Ровно"))


@given(st.text(max_size=60))
def test_the_first_key_is_the_name_itself_and_none_is_empty(name: str) -> None:
    key = fold_key(name)
    keys = keys_of(key)
    assert keys[:1] == ((key,) if key else ())
    assert all(keys)


@given(st.text(max_size=30), st.integers(0, 29), st.characters())
def test_one_letter_changed_lost_added_or_swapped_is_within_one_edit(text: str, at: int, letter: str) -> None:
    at = min(at, len(text))
    changed = {
        text[:at] + letter + text[at + 1 :],
        text[:at] + letter + text[at:],
        text[:at] + text[at + 1 :],
    }
    changed.add(text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :])
    signatures = np.array([signature(text)], np.uint64)
    for key in changed:
        assert within_edits(signatures, np.array([len(text)], np.uint8), key, 1).tolist() == [0]
