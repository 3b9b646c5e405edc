"""What the program says to people: found in the code, collected, filled, and spoken in one language."""

import re
import subprocess
import sys
from ast import literal_eval
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from app.fields.claims import CLAIM, SOURCE
from app.fields.evidence import FILE, LINK, LOCATION, RECEIPT, TIME
from app.fields.item import ITEM
from app.fields.kinds import Term
from resources.build.messages import TEMPLATE, Message, NotALiteral, messages_in, messages_of
from resources.messages import ENGLISH, LANGUAGE, choose, later, number, shown, stored, tr, trc, trn
from tests.messages.pseudo import ROOT, compiled, language_file, pseudo


def test_data_is_filled_in_and_never_read_as_a_place_to_fill() -> None:
    assert tr("Add tag “{tag}”", tag="{0} {tag} %s") == "Add tag “{0} {tag} %s”"
    assert trn("{count} item of {case}", "{count} items of {case}", 1, case="{count}") == "1 item of {count}"


def test_braces_stand_for_themselves_where_nothing_is_filled() -> None:
    assert tr("{tag}") == "{tag}"
    assert tr("") == ""


def test_numbers_are_grouped_and_choose_the_form_of_the_noun() -> None:
    counts = [trn("{count} item", "{count} items", each) for each in (0, 1, 2, 1204, -5000)]
    assert counts == ["0 items", "1 item", "2 items", "1,204 items", "-5,000 items"]


def test_a_message_marked_for_later_is_itself_until_it_is_shown(pseudo_language: Path) -> None:
    label = later("between thousands")
    assert label == "between thousands"
    assert tr(label) == label, "it is a context, no message"


def test_what_is_translated_is_spoken_in_each_form(tmp_path: Path, pseudo_language: Path) -> None:
    made = tmp_path / "one.mo"
    made.write_bytes(
        compiled(
            {
                "Open": "Відкрити",
                "state\x04Open": "Відкрито",
                "{count} act\0{count} acts": "a {count}\0b {count}",
            }
        )
    )
    choose(str(made))
    assert (tr("Open"), trc("state", "Open"), trc("other", "Open")) == ("Відкрити", "Відкрито", "Open")
    assert (trn("{count} act", "{count} acts", 1), trn("{count} act", "{count} acts", 7)) == ("a 1", "b 7")


def test_a_stored_sentence_is_english_for_programs_and_translated_for_readers(tmp_path: Path) -> None:
    made = tmp_path / "one.mo"
    late, broken = "it took longer than {seconds} seconds", "No picture: {why}."
    made.write_bytes(
        compiled(
            {
                f"stored\x04{late}": "понад {seconds} с",
                f"stored\x04{broken}": "Без зображення: {why}.",
                "stored\x04none found": "нічого",
            }
        )
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LANGUAGE, ENGLISH)
        choose(str(made))
        kept = stored(broken, why=stored(late, seconds=3))
        assert kept == "No picture: it took longer than 3 seconds."
        assert shown(kept) == "Без зображення: понад 3 с."
        assert [shown(text) for text in ("none found", "a person's own words", "")] == [
            "нічого",
            "a person's own words",
            "",
        ]
    choose()
    assert shown(kept) == kept


def test_the_made_up_language_reaches_processes_started_from_here(pseudo_language: Path) -> None:
    asked = "from resources.messages import number; print(ascii(number(1204)))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert literal_eval(done.stdout) == number(1204) == f"1{pseudo(',')}204"


@pytest.mark.parametrize("wanted", ["en_GB.UTF-8", "xx", "ko_KR@x", "C", "../../../etc", "", "."])
def test_english_is_spoken_where_there_is_nothing_else(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LANGUAGE, ENGLISH)
    assert choose(wanted) == ENGLISH


def test_the_system_says_which_language_unless_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = language_file(tmp_path)
    for name in (LANGUAGE, "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", str(made))
    assert choose() == str(made)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert choose() == ENGLISH


def test_a_message_that_is_put_together_is_refused() -> None:
    for call in ("tr(f'{x} items')", "tr('a' + x)", "later('a %s' % x)", "trn('a', f'b', 1)"):
        with pytest.raises(NotALiteral):
            list(messages_of(call))


def test_help_of_verbs_and_words_to_translators_are_found() -> None:
    source = '''
def verb(context: typer.Context) -> None:
    """Do it."""
    # For translators: the noun,
    # not the verb
    trc("noun", "Find")
    stored("no {tag}", tag=1)
def run(context: typer.Context) -> Run:
    """No help."""
'''
    assert sorted(messages_of(source), key=lambda message: message.line) == [
        Message(2, "tr", ("Do it.",)),
        Message(6, "trc", ("noun", "Find"), ("the noun,", "not the verb")),
        Message(7, "trc", ("stored", "no {tag}")),
    ]


def test_the_words_of_a_list_that_stand_in_its_row_are_found() -> None:
    rows = """
Code("WAY", ("by sea", later("by air")))
Codes(words=["sealed"])
Term(words=("A4",))
Code(words=WAYS)
"""

    found = [message.strings for message in messages_of(rows)]

    assert sorted(found) == [("by air",), ("by sea",), ("sealed",)]


def test_every_word_of_a_list_is_translated_wherever_it_stands() -> None:
    fields = (
        field for table in (ITEM, SOURCE, CLAIM, FILE, RECEIPT, LOCATION, TIME, LINK) for field in table
    )
    shown = {word for field in fields if not isinstance(field.kind, Term) for word in field.words}

    # a list of another module is marked there by `later`
    assert shown - {message.strings[0] for _, message in messages_in(ROOT)} == set()


def test_the_template_has_every_message_of_the_code_and_no_other() -> None:
    """Where this fails, run “make messages”."""
    assert set(_of_template()) == {_key(message) for _, message in messages_in(ROOT)}


def test_places_to_fill_are_plain_names_and_the_same_in_every_form() -> None:
    for path, message in messages_in(ROOT):
        one, *others = message.strings[1:] if message.function == "trc" else message.strings
        for text in (one, *others):
            assert all(_is_plain(*place) for place in Formatter().parse(text)), f"{path}:{message.line}"
            assert _places(text) | {"count"} == _places(one) | {"count"}, f"{path}:{message.line}"


def _is_plain(_literal: str, name: str | None, spec: str | None, conversion: str | None) -> bool:
    return name is None or (name.isidentifier() and not spec and not conversion)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _key(message: Message) -> tuple[str, ...]:
    """As gettext tells messages apart: by context and the form for one."""
    return message.strings if message.function == "trc" else message.strings[:1]


def _of_template() -> Iterator[tuple[str, ...]]:
    """Context, if any, and message of each entry; a long one goes on in lines of its own."""
    for entry in (ROOT / TEMPLATE).read_text(encoding="utf-8").split("\n\n")[1:]:
        found = re.search(
            r'^(?:msgctxt (?P<context>".*")\n)?msgid (?P<message>".*"(?:\n".*")*)', entry, re.MULTILINE
        )
        if found:
            yield tuple(literal_eval(f"({text})") for text in found.groups() if text)
