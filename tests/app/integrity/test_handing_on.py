"""What leaves the catalogue is what its log says, whoever owns the row: or it does not leave."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import Catalogue
from app.claims.drafts import LinkDraft
from app.errors import NotAsLogged
from app.privacy.withheld import Profile
from app.sheet.drafting import Terms, draft_sheets
from app.task import Task
from db.states.tables import StateTable, state_tables
from tests.app.integrity.attack import Exhibit, tamper_with

Handed = Callable[[], Any]
"""Hands something on: what it says, but for times and serials. Raises NotAsLogged."""
ON_SHEETS = {
    *("agent", "act", "caption", "case", "catalogue", "claim", "claim_source", "custody", "file", "item"),
    *("item_case", "item_file", "item_tag", "link", "location", "note", "origin", "place", "place_name"),
    *("quantity", "receipt", "relation", "snapshot", "source", "tag", "time"),
}
IN_EXPORTS = ON_SHEETS - {"relation"}
ORDER_ALONE = {("tag", "sort_key"), ("item", "sort_key")}
CHECKED_ANEW = {("file", "check_outcome"), ("file", "checked_at")}
"""Printing hashes the held files and writes these before it prints them."""


@pytest.fixture
def rich(folder: Path) -> Iterator[Catalogue]:
    """The full catalogue with a second analyst, counter-evidence and a publisher."""
    with Catalogue.open(folder, analyst="Other") as catalogue:
        catalogue.evidence.edit(1, publisher_id=1)
        catalogue.evidence.edit(2, publisher_id=1)
        catalogue.evidence.note(1, "Seen by another.")
        catalogue.links.add_all([LinkDraft(2, 1, "refutes", "The pier is empty.")])
    tamper = sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)
    with closing(tamper):
        for (name,) in tamper.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            tamper.execute(f"DROP TRIGGER {name}")
    with Catalogue.open(folder, analyst="Analyst") as catalogue:
        yield catalogue


def sheet(catalogue: Catalogue, profile: Profile) -> Handed:
    """A sheet of item 1, as far as it is set."""

    def hand_on() -> Any:
        catalogue.integrity.demand_as_logged([1], safe=profile == "safe")
        [draft] = draft_sheets(catalogue._context, [1], Terms("a4", profile, "asked for", serial="S-0"))
        heading = replace(draft.sheet.heading, printed_at=datetime(2025, 1, 1, tzinfo=UTC))
        return replace(draft.sheet, heading=heading)

    return hand_on


def export(catalogue: Catalogue, profile: Profile) -> Handed:
    """An export of items 1 and 2."""

    def hand_on() -> Any:
        told = json.loads("".join(catalogue.exports._chunks("json", [1, 2], profile, Task())))
        del told["exported_at"]
        return told

    return hand_on


@pytest.mark.parametrize("profile", ["safe", "full"])
@pytest.mark.parametrize(("output", "told_by"), [(sheet, ON_SHEETS), (export, IN_EXPORTS)])
def test_an_edit_is_refused_or_does_not_show(
    rich: Catalogue,
    profile: Profile,
    output: Callable[[Catalogue, Profile], Handed],
    told_by: set[str],
) -> None:
    """Each row of each table is edited. A new table or a new question of an output is held to it as well."""
    hand_on = output(rich, profile)
    plain = hand_on()
    refused = set()
    with closing(sqlite3.connect(rich.folder / "catalogue.sqlite", isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for table in state_tables().values():
            keys = raw.execute(f'SELECT {", ".join(table.identity)} FROM "{table.name}"').fetchall()
            for row in {*keys[:10], *keys[-2:]}:
                stated, derived = columns_of(table)
                # one digest covers all columns that have a state: one stands for all, where it is refused
                if is_refused(raw, table, row, {stated[0]: another}, hand_on, plain):
                    refused.add(table.name)
                else:
                    is_refused(raw, table, row, dict.fromkeys(stated, another), hand_on, plain)
                    for reference in table.table.foreign_keys:  # to what is printed, or a withdrawal
                        is_refused(raw, table, row, {reference.parent.name: the_first}, hand_on, plain)
                is_refused(raw, table, row, dict.fromkeys(derived, another), hand_on, plain)
    assert told_by <= refused


def columns_of(table: StateTable) -> tuple[list[str], list[str]]:
    """Columns to edit: those that have a state, and those that sum up others."""
    names = [column.name for column in table.table.c if column.name not in {"id", "withdrawn"}]
    apart = ORDER_ALONE | CHECKED_ANEW
    derived = [name for name in names if name not in table.columns and (table.name, name) not in apart]
    return [name for name in names if name in table.columns], derived


def is_refused(
    raw: sqlite3.Connection,
    table: StateTable,
    row: tuple[int, ...],
    edits: Mapping[str, Callable[[Any], Any]],
    hand_on: Handed,
    plain: Any,
) -> bool:
    """Whether the edit of a row is refused; where it is not, it must not show."""
    if not edits:
        return False
    key = dict(zip(table.identity, row, strict=True))
    chosen = f'SELECT {", ".join(edits)} FROM "{table.name}" WHERE {where(key)}'
    [values] = raw.execute(chosen).fetchall()
    before = dict(zip(edits, values, strict=True))
    after = {name: edit(before[name]) for name, edit in edits.items()}
    moved = {name: after.get(name, number) for name, number in key.items()}
    if moved != key and raw.execute(f'SELECT 1 FROM "{table.name}" WHERE {where(moved)}').fetchall():
        return False  # it would be another row, which is there
    try:
        write(raw, table, after, key)
    except sqlite3.IntegrityError:  # the file itself does not take it
        return False
    try:
        assert hand_on() == plain, f"{table.name} {row} {list(edits)}"
    except NotAsLogged:
        return True
    finally:
        write(raw, table, before, moved)
    return False


def where(key: Mapping[str, int]) -> str:
    """The row of a key."""
    return " AND ".join(f"{name} = {value}" for name, value in key.items())


def write(
    raw: sqlite3.Connection, table: StateTable, values: Mapping[str, Any], key: Mapping[str, int]
) -> None:
    """Write some columns of a row."""
    written = ", ".join(f"{name} = ?" for name in values)
    done = raw.execute(f'UPDATE "{table.name}" SET {written} WHERE {where(key)}', list(values.values()))
    assert done.rowcount == 1


def the_first(_: object) -> int:
    """The number of the first row of whatever table: an item that is printed, a claim, an act."""
    return 1


def another(value: Any) -> Any:
    """Another value than this, of its type where it has one."""
    if isinstance(value, str):
        return "RAW " + value
    if isinstance(value, bytes):
        return value + b"x"
    return None if value is None else value + 100


FORGED = "CAST(substr(states, 1, length(states) - 1) || x'00' AS BLOB)"
EDITS = {
    "description": ("UPDATE item SET description = 'RAW' WHERE id = 1", "description of EX-000001"),
    "an item's best place": ("UPDATE location SET best = 1 - best", "mark of the best location"),
    "tag": ("UPDATE tag SET name = 'RAW' WHERE name = 'port'", "name of tag “RAW”"),
    "a tag more": ("INSERT INTO item_tag SELECT 2, id FROM tag WHERE name = 'ship'", "of EX-000002"),
    "statement of a claim": ("UPDATE claim SET statement = 'RAW' WHERE id = 1", "statement of claim C1"),
    "name of a source": ("UPDATE source SET name = 'RAW'", "name of source"),
    "title of a case": ("UPDATE 'case' SET title = 'RAW'", "title of case SEA"),
    "name of an analyst": ("UPDATE agent SET name = 'RAW' WHERE kind = 'Person'", "name of agent RAW"),
    "name of a place": ("UPDATE place SET name = 'RAW'", "name of place RAW"),
    "reader of metadata": ("UPDATE snapshot SET reader = 'RAW' WHERE id = 1", "reader of metadata 1"),
    "title of the catalogue": ("UPDATE catalogue SET title = 'RAW'", "title of the catalogue"),
    "a row with its state": (
        f"UPDATE log_state SET states = {FORGED} WHERE sequence = (SELECT max(sequence) FROM log_item)",
        "states of rows beside entry",
    ),
    "the number of a part": (
        "UPDATE log_state SET part = 7 WHERE sequence = (SELECT max(sequence) FROM log_item)",
        "states of rows beside entry",
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_no_export_hands_on_what_was_edited(
    folder: Path, exhibit: Exhibit, tmp_path: Path, edit: str
) -> None:
    statement, named = EDITS[edit]
    tamper_with(folder, statement)

    for form in ("csv", "json", "geojson"):
        refused = exhibit("export", form, tmp_path / "out", "--profile", "full", "--reason", "x", "-y")
        assert refused.code == 1
        assert named in refused.told
        assert "Nothing is exported." in refused.told
        assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == []


def test_what_was_there_before_an_export_that_is_refused_is_still_there(
    folder: Path, exhibit: Exhibit, tmp_path: Path
) -> None:
    (tmp_path / "out.csv").write_text("before", "utf-8")
    tamper_with(folder, "UPDATE note SET text = 'RAW' WHERE item_id = 2")

    assert exhibit("export", "csv", tmp_path / "out.csv", "--force", "-y").code == 1
    assert (tmp_path / "out.csv").read_text("utf-8") == "before"


def test_a_safe_export_is_refused_where_a_name_that_it_keeps_back_was_edited_elsewhere(
    folder: Path, exhibit: Exhibit, tmp_path: Path
) -> None:
    """The names of all receipts are kept out of the texts of every item."""
    tamper_with(folder, "UPDATE receipt SET account = 'RAW', machine = 'RAW' WHERE item_id = 3")

    assert exhibit("export", "json", tmp_path / "safe.json", "--query", "tag:ship", "-y").code == 1
    full = ("--profile", "full", "--reason", "x", "-y")
    assert exhibit("export", "json", tmp_path / "full.json", "--query", "tag:ship", *full).code == 0


GONE = {
    "counter-evidence": ("DELETE FROM link WHERE item_id = 2", "which entry .* wrote, is gone"),
    "conflict": ("DELETE FROM relation", "Relation 1 between claims, which entry .* wrote, is gone"),
    "source of a claim": ("DELETE FROM claim_source", "A source of claim C1, which entry .* is gone"),
    "metadata": ("DELETE FROM snapshot WHERE file_id = 1", "Metadata 1 as read from file .* is gone"),
    "link of another item": ("UPDATE link SET reason = 'RAW' WHERE item_id = 2", "reason of link 2"),
    "another item": ("UPDATE item SET title = 'RAW' WHERE id = 2", "title of EX-000002"),
}


@pytest.mark.parametrize("edit", GONE)
def test_no_sheet_is_printed_without_what_somebody_took_away(
    folder: Path, exhibit: Exhibit, tmp_path: Path, edit: str
) -> None:
    exhibit("link", "2", "C1", "--stance", "refutes", "--reason", "The pier is empty.")
    statement, named = GONE[edit]
    tamper_with(folder, statement)

    refused = exhibit("sheet", "1", "--out", tmp_path / "one.pdf")

    assert refused.code == 1
    assert re.search(named, refused.told), refused.told
    assert not (tmp_path / "one.pdf").exists()


def test_an_entry_that_was_taken_off_the_list_of_an_item_is_not_forgotten(
    folder: Path, exhibit: Exhibit, tmp_path: Path
) -> None:
    """The row is put back as it was before, and the entry that changed it hidden: found all the same."""
    exhibit("edit", "2", "--title", "before")
    exhibit("edit", "2", "--title", "after")
    tamper_with(
        folder,
        "UPDATE item SET title = 'before' WHERE id = 2",
        "DELETE FROM log_item WHERE sequence = (SELECT max(sequence) FROM log)",
    )

    assert exhibit("export", "json", tmp_path / "out.json", "--query", "tag:seen", "-y").code == 1
    assert exhibit("sheet", "2", "--out", tmp_path / "two.pdf").code == 1


def test_what_was_edited_elsewhere_and_is_not_handed_on_hinders_nobody(
    folder: Path, exhibit: Exhibit, tmp_path: Path
) -> None:
    tamper_with(folder, "UPDATE saved_search SET name = 'RAW'", "UPDATE note SET text = 'RAW' WHERE id = 2")

    assert exhibit("export", "csv", tmp_path / "one.csv", "--query", "tag:ship", "-y").code == 0
    assert exhibit("sheet", "1", "--out", tmp_path / "one.pdf").code == 0
