"""Nothing in a text steers the terminal, and JSON loses nothing by being safe."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.cli.plain import json_text, plain


def test_escape_sequences_and_bidi_controls_are_shown_not_obeyed() -> None:
    assert plain("a\x1b[31mred\x07") == "a\\x1b[31mred\\x07"
    assert plain("photo\u202egpj.exe") == "photo\\u202egpj.exe"
    assert plain("two\nlines\tand tab") == "two lines and tab"


def test_words_of_every_script_stay_as_they_are() -> None:
    for text in ("Уссурийск", "우수리스크", "ירושלים", "القدس", "青津", "Reykjavík"):
        assert plain(text) == text


@given(st.text())
def test_json_is_read_back_as_it_was(text: str) -> None:
    assert json.loads(json_text({"text": text})) == {"text": text}


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Cs", "Lu"])))
def test_nothing_printed_can_steer_a_terminal(text: str) -> None:
    for printed in (plain(text), json_text([text])):
        assert not [c for c in printed if ord(c) < 32 and c != "\n"]
        assert not set(printed) & set("\x7f\x9b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f")
        printed.encode()
