"""What *safe* keeps back is found however it is written, and words that only resemble it are left."""

import unicodedata

import pytest

from app.privacy.profile import WITHHELD_WORDS, redact


@pytest.mark.parametrize(
    ("restricted", "text"),
    [
        ("Ivanov", "seen by Ivanov."),
        ("Ivanov", "IVANOV_2024"),
        ("Ivanov", "img_ivanov_1.jpg"),
        ("Ivanov", "2024Ivanov2"),
        ("Иванов", "со слов Иванова"),
        ("김철수", "김철수가 보냈다"),
        ("김철수", unicodedata.normalize("NFD", "사진: 김철수")),
        ("王小明", "據王小明說"),
        ("Müller", unicodedata.normalize("NFD", "from Müller")),
        (unicodedata.normalize("NFD", "Müller"), "from Müller"),
        ("7781", "SN-7781"),
        ("throwaway-77", "(throwaway-77)"),
        ("(a+)+$", "account (a+)+$ posted"),
        ("Deep Throat", "Deep Throat's cousin"),
    ],
)
def test_a_restricted_string_is_kept_back_however_it_is_written(restricted: str, text: str) -> None:
    kept = redact(text, [restricted])

    assert WITHHELD_WORDS in kept
    folded = unicodedata.normalize("NFC", kept).casefold()
    assert unicodedata.normalize("NFC", restricted).casefold() not in folded


@pytest.mark.parametrize(
    ("restricted", "text"),
    [
        ("Ann", "Announcement in Annapolis"),
        ("photo", "a photograph"),
        ("7781", "id 177810"),
        ("Ivanov", unicodedata.normalize("NFD", "Приём, Müller")),
    ],
)
def test_another_word_stays_as_it_was_written(restricted: str, text: str) -> None:
    assert redact(text, [restricted]) == text
