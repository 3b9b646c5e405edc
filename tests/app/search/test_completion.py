"""What a person is typing at the cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.completion import Typing, complete, keys_beginning
from app.search.parser import parse
from app.search.tokens import quoted


@pytest.mark.parametrize(
    ("marked", "key", "prefix"),
    [
        ("|", "", ""),
        ("ra|", "", "ra"),
        ("rail |", "", ""),
        ("rail ta|", "", "ta"),
        ("rail tag:|", "tag", ""),
        ("rail tag:br|", "tag", "br"),
        ("rail tag:br|idge road", "tag", "br"),
        ('tag:"long br|', "tag", "long br"),
        ('near:"New Yo|', "near", "New Yo"),
        ("near:Spring|", "near", "Spring"),
        ("near:Springfield~2|", "", ""),
        ("-(claim:C0|", "claim", "C0"),
        ("(rail OR |", "", ""),
        ("((((ta|", "", "ta"),
        ('"open phr|', "", "open phr"),
        ("sort:-ta|", "sort", "-ta"),
        ("in:대한|", "in", "대한"),
    ],
)
def test_the_thing_at_the_cursor_is_known(marked: str, key: str, prefix: str) -> None:
    cursor = marked.index("|")

    typing = complete(marked.replace("|", ""), cursor)

    assert (typing.key, typing.prefix) == (key, prefix)
    assert typing.end == cursor


def test_a_chosen_completion_replaces_what_was_typed() -> None:
    text = "rail tag:lo"
    typing = complete(text, len(text))

    completed = text[: typing.start] + quoted("long bridge") + text[typing.end :]

    assert completed == 'rail tag:"long bridge"'
    assert parse(completed).text == completed


def test_a_word_may_become_a_key() -> None:
    assert keys_beginning("ca") == ("case:", "camera:")
    assert keys_beginning("TAK") == ("taken:",)
    assert keys_beginning("zz") == ()


@given(st.text(max_size=80), st.integers(-5, 100))
def test_any_text_has_a_thing_at_the_cursor(text: str, cursor: int) -> None:
    typing = complete(text, cursor)

    assert isinstance(typing, Typing)
    assert 0 <= typing.start <= typing.end <= len(text)
