"""A catalogue that the first version made: what is in it, and that it is opened today."""

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import NotAsLogged
from app.integrity.findings import wrong_sentences
from tests.app.integrity.attack import tamper_with


def test_a_catalogue_of_the_first_version_is_opened_and_all_of_it_is_there(first_version: Path) -> None:
    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        assert catalogue.identity().title == "The first version"
        assert catalogue.evidence.count() == 7
        depot, port = catalogue.evidence.dossier(1), catalogue.evidence.dossier(3)
        assert depot.item.title == "The depot"
        assert [note.text for note in depot.notes] == ["The roof was new in May."]
        assert {location.basis for location in depot.locations} == {"assessed"}
        assert {location.basis for location in port.locations} == {"recorded"}
        assert [caption.text for caption in port.captions] == ["The port at dawn"]
        assert catalogue.evidence.dossier(7).item.held is False
        assert [search.name for search in catalogue.saved_searches.all()] == ["Ships"]


def test_the_bytes_and_the_first_log_of_the_first_version_are_well(first_version: Path) -> None:
    with Catalogue.open(first_version, analyst="Boris") as catalogue:
        verified = catalogue.integrity.verify()

        assert verified.ok
        assert (verified.checked, verified.log.entries >= 54) == (5, True)


def test_the_upgrade_links_to_the_last_entry_and_says_that_nothing_before_was_compared(
    first_version: Path,
) -> None:
    before = ask(first_version, "SELECT hash FROM log ORDER BY sequence DESC LIMIT 1")

    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        content = catalogue.history.content(55)

    [(prev, body)] = ask(first_version, "SELECT prev, body FROM log WHERE sequence = 55")
    assert [(prev,)] == before
    assert json.loads(str(body, "utf-8"))["kind"] == "upgrade"
    assert content is not None
    lists = content["found"].pop("items")
    assert lists["13"] == "9067890720c6735e467f46080c934da6"
    assert content["found"] == {"entries": 54, "breaks": [], "rows_compared": False}


def test_a_break_of_the_first_log_is_told_by_the_upgrade_and_not_built_upon(first_version: Path) -> None:
    tamper_with(first_version, "UPDATE log_content SET content = x'7b7d' WHERE sequence = 19")

    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        content = catalogue.history.content(55)
        assert content is not None
        assert content["found"]["breaks"] == [{"at": 19, "problem": "content"}]
        assert catalogue.integrity.verify().log.broken_at == 19
        with pytest.raises(NotAsLogged, match="broken at entry 19"):
            catalogue.evidence.note(1, "words")


def test_an_entry_of_the_first_version_is_refused_after_the_upgrade(first_version: Path) -> None:
    Catalogue.open(first_version, analyst="Ada").close()
    [(last,)] = ask(first_version, "SELECT hash FROM log ORDER BY sequence DESC LIMIT 1")
    body = b'{"act":"note","agent":1,"at":"2026","commit":"00","sequence":56,"subjects":{}}'
    digest = sha256(b"exhibit-log/v1\x00" + last + body).digest()
    add = f"INSERT INTO log VALUES (56, x'{last.hex()}', x'{body.hex()}', x'{digest.hex()}')"

    with (
        closing(sqlite3.connect(first_version / "catalogue.sqlite")) as connection,
        pytest.raises(sqlite3.IntegrityError, match="as this version writes it"),
    ):
        connection.execute(add)
    tamper_with(first_version, add)
    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        found = catalogue.integrity.verify().log
    assert [(each.at, each.problem) for each in found.breaks] == [(56, "version")]


FORGED = {
    "a title": ("UPDATE item SET title = 'x' WHERE id = 5", "The title of EX-000005 is not what entry 55"),
    "a region": (
        "UPDATE region SET x = 9",
        "The left edge of region 1 of EX-000004 is not what entry 55 wrote",
    ),
    "a review": (
        "UPDATE review SET outcome = 'returned'",
        "The outcome of review 1 of EX-000001 is not",
    ),
    "a field": ("UPDATE field SET name = 'x'", "The name of field x is not what entry 55 wrote"),
    "a value": ("UPDATE field_value SET value = 'C 3'", "The value of the value of a field of EX-000001"),
    "a review taken away": ("DELETE FROM review", "Review 1 of EX-000001, which entry 55 wrote, is gone"),
    "a region added": (
        "INSERT INTO region SELECT 7, 'u', 4, file_id, 1, 1, 1, 1, 'forged', agent_id, NULL FROM region",
        "Region 7 of EX-000004 was written by no entry",
    ),
}


@pytest.mark.parametrize("attack", FORGED)
def test_what_is_changed_after_the_upgrade_is_found_and_named(first_version: Path, attack: str) -> None:
    Catalogue.open(first_version, analyst="Ada").close()
    statement, said = FORGED[attack]
    tamper_with(first_version, statement)

    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        found = list(wrong_sentences(catalogue.integrity.verify()))

    assert any(said in sentence for sentence in found), found


def ask(folder: Path, question: str) -> list[tuple[bytes, ...]]:
    with closing(sqlite3.connect(folder / "catalogue.sqlite")) as connection:
        return connection.execute(question).fetchall()


def test_it_has_two_analysts_and_the_equal_rows_that_the_first_version_kept(first_version: Path) -> None:
    connection = sqlite3.connect(first_version / "catalogue.sqlite")
    links = connection.execute("SELECT id FROM link WHERE item_id = 6 AND claim_id = 1").fetchall()
    relations = connection.execute("SELECT id FROM relation WHERE kind = 'conflicts with'").fetchall()
    analysts = connection.execute("SELECT name FROM agent ORDER BY id").fetchall()
    connection.close()

    assert (len(links), len(relations), analysts) == (2, 2, [("Ada",), ("Boris",)])


def test_a_long_log_of_the_first_version_is_followed_from_its_midst(
    first_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.log.guard.AT_FIRST", 20)
    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        catalogue.evidence.note(1, "after the upgrade")
    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        catalogue.evidence.note(1, "another day")

        assert catalogue.integrity.verify().log.ok


def test_no_entry_of_the_first_version_is_taken_after_the_upgrade_where_a_check_begins(
    first_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.log.guard.AT_FIRST", 1)
    with Catalogue.open(first_version, analyst="Ada") as catalogue:
        catalogue.evidence.note(1, "after the upgrade")
        catalogue.evidence.note(1, "and another")
        last = catalogue.history.head().sequence
    [(prev, body)] = ask(first_version, "SELECT prev, body FROM log ORDER BY sequence DESC LIMIT 1")
    forged = sha256(b"exhibit-log/v1\x00" + bytes(prev) + bytes(body)).hexdigest()
    tamper_with(first_version, f"UPDATE log SET hash = x'{forged}' WHERE sequence = {last}")

    with (
        Catalogue.open(first_version, analyst="Ada") as catalogue,
        pytest.raises(NotAsLogged, match=f"entry {last}"),
    ):
        catalogue.evidence.note(1, "built upon it")
