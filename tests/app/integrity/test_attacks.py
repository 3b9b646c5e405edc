"""The attack table: whatever somebody changes with another program is found by `verify`, and named."""

import re
from pathlib import Path

import pytest

from tests.app.integrity.attack import Exhibit, Verify, entry_of, tamper_with

WROTE = r"is not what entry \d+ wrote"
GONE = r"which entry \d+ wrote, is gone"
NOBODY = r"was written by no entry of the log"
LAST = "(SELECT max(sequence) FROM log)"

CHANGED = {
    "title": ("UPDATE item SET title = 'forged' WHERE id = 1", f"The title of EX-000001 {WROTE}"),
    "description": (
        "UPDATE item SET description = 'x' WHERE id = 1",
        f"The description of EX-000001 {WROTE}",
    ),
    "sensitivity": ("UPDATE item SET sensitivity = '' WHERE id = 1", f"The sensitivity of EX-000001 {WROTE}"),
    "held": ("UPDATE item SET held = 0 WHERE id = 1", f"The held of EX-000001 {WROTE}"),
    "item's uuid": ("UPDATE item SET uuid = 'x' WHERE id = 1", f"The UUID of EX-000001 {WROTE}"),
    "item withdrawn": ("UPDATE item SET withdrawn = 3 WHERE id = 1", f"The withdrawal of EX-000001 {WROTE}"),
    "item put back": (
        "UPDATE item SET withdrawn = NULL WHERE id = 4",
        f"The withdrawal of EX-000004 {WROTE}",
    ),
    "latitude": (
        "UPDATE location SET lat = 10 WHERE id = 3",
        f"The latitude of location 3 of EX-000002 {WROTE}",
    ),
    "recorded location": (
        "UPDATE location SET lon = 1 WHERE id = 1",
        f"longitude of location 1 of EX-000001 {WROTE}",
    ),
    "location's item": (
        "UPDATE location SET item_id = 2 WHERE id = 1",
        f"item of location 1 of EX-000001 {WROTE}",
    ),
    "time": (
        "UPDATE time SET raw = '2020' WHERE id = 2",
        f"The text as written of time 2 of EX-000002 {WROTE}",
    ),
    "recorded time": ("UPDATE time SET latest = NULL WHERE id = 1", f"latest of time 1 of EX-000001 {WROTE}"),
    "tag renamed": ("UPDATE tag SET name = 'forged' WHERE id = 1", f"The name of tag “forged” {WROTE}"),
    "statement": ("UPDATE claim SET statement = 'x' WHERE id = 1", f"The statement of claim C1 {WROTE}"),
    "stance": ("UPDATE link SET stance = 'refutes'", f"The stance of link 1 of EX-000001 {WROTE}"),
    "reason": ("UPDATE link SET reason = 'forged'", f"The reason of link 1 of EX-000001 {WROTE}"),
    "relation": ("UPDATE relation SET kind = 'restates'", f"The kind of relation 1 between claims {WROTE}"),
    "quantity": ("UPDATE quantity SET value = 9", f"The value of quantity 1 of claim C1 {WROTE}"),
    "receipt's url": (
        "UPDATE receipt SET url = 'x' WHERE id = 2",
        f"The URL of receipt 2 of EX-000002 {WROTE}",
    ),
    "obtained from": (
        "UPDATE receipt SET obtained_from = 'x' WHERE id = 1",
        f"The obtained from of receipt 1 of EX-000001 {WROTE}",
    ),
    "custody": (
        "UPDATE custody SET outcome = 'x' WHERE id = 1",
        f"outcome of custody event 1 of EX-000001 {WROTE}",
    ),
    "metadata": (
        "UPDATE snapshot SET tags = x'00' WHERE id = 1",
        f"The tags of metadata 1 as read from file .* {WROTE}",
    ),
    "caption": ("UPDATE caption SET text = 'x'", f"The text of caption 1 of EX-000001 {WROTE}"),
    "note": ("UPDATE note SET text = 'forged' WHERE id = 1", f"The text of note 1 of EX-000001 {WROTE}"),
    "note of another": (
        "UPDATE note SET agent_id = 7 WHERE id = 1",
        f"agent of note 1 of EX-000001 {WROTE}",
    ),
    "source": ("UPDATE source SET name = 'forged'", f"The name of source S1 {WROTE}"),
    "origin": ("UPDATE origin SET counts = 'no'", f"The word on whether it counts of origin O1 {WROTE}"),
    "place": ("UPDATE place SET name = 'Wonsan'", f"The name of place Wonsan {WROTE}"),
    "place's name": (
        "UPDATE place_name SET text = 'x' WHERE id = 2",
        f"text of name 2 of place Chongjin {WROTE}",
    ),
    "case": ("UPDATE \"case\" SET title = 'forged'", f"The title of case SEA {WROTE}"),
    "saved search": ("UPDATE saved_search SET query = ''", f"The query of saved search “Ships” {WROTE}"),
    "analyst": ("UPDATE agent SET name = 'Nobody'", f"The name of agent Nobody {WROTE}"),
    "printed sheet": (
        "UPDATE sheet SET profile = 'full'",
        f"profile of printed sheet 1 of EX-000001 {WROTE}",
    ),
    "claim's source": ("UPDATE claim_source SET role = 'x'", f"The role of a source of claim C1 {WROTE}"),
    "a file's hash": (
        f"UPDATE file SET sha256 = '{'ab' * 32}' WHERE id = 3",
        f"SHA-256 of file {'ab' * 32} {WROTE}",
    ),
    "name of a file": (
        "UPDATE item_file SET name = 'x' WHERE id = 1",
        f"name of the part of a file in EX-000001 .* {WROTE}",
    ),
    "title of the catalogue": ("UPDATE catalogue SET title = 'x'", f"The title of the catalogue {WROTE}"),
    "uuid of the catalogue": ("UPDATE catalogue SET uuid = 'x'", f"The UUID of the catalogue {WROTE}"),
    "act's label": (
        "UPDATE act SET label = 'x' WHERE sequence = {edit}",
        f"The label of act {{edit}} {WROTE}",
    ),
    "act's agent": (
        "UPDATE act SET agent_id = 2 WHERE sequence = {edit}",
        f"agent of act {{edit}} {WROTE}",
    ),
    "act's time": (
        "UPDATE act SET at = '2020' WHERE sequence = {edit}",
        f"The time of act {{edit}} {WROTE}",
    ),
    "act undone": (
        "UPDATE act SET undone_by = 9 WHERE sequence = {edit}",
        f"mark that it was taken back of act {{edit}} {WROTE}",
    ),
    "best location": (
        "UPDATE location SET best = 0 WHERE id = 3",
        "The mark of the best location of location 3 of EX-000002 does not follow from what it sums up",
    ),
    "words of an item that searches go by": (
        "DELETE FROM item_text WHERE rowid = 3",
        "The text index of EX-000003 does not follow from what it sums up",
    ),
    "words in the store of the text index": (
        "UPDATE item_text_content SET c2 = 'nothing' WHERE id = 1",
        "The text index of EX-000001 does not follow from what it sums up",
    ),
    "words of an item that is not there": (
        "INSERT INTO item_text(rowid, title) VALUES (99, 'forged')",
        "The text index of EX-000099 does not follow from what it sums up",
    ),
    "what the text index finds by": (
        "DELETE FROM item_text_data WHERE id > 10",
        "The text index of the catalogue does not follow from what it sums up",
    ),
    "all boxes of the place index": (
        "DELETE FROM location_box",
        "The place index of location 1 of EX-000001 does not follow from what it sums up",
    ),
    "a box moved": (
        "UPDATE location_box SET min_lat = min_lat - 1, max_lat = max_lat - 1 WHERE id / 8 = 3",
        "The place index of location 3 of EX-000002 does not follow from what it sums up",
    ),
    "a box that does not count": (
        "UPDATE location_box SET state = 0 WHERE id / 8 = 3",
        "The place index of location 3 of EX-000002 does not follow from what it sums up",
    ),
    "a box of no location": (
        "INSERT INTO location_box VALUES (800, 1, 2, 1, 2, zeroblob(48), 'camera', 'claimed', 1)",
        "The place index of row 100 of the table location does not follow from what it sums up",
    ),
    "a page of the place index": (
        "DELETE FROM location_box_node",
        "The place index of the catalogue does not follow from what it sums up",
    ),
    "key of a title": (
        "UPDATE item SET sort_key = x'00' WHERE id = 2",
        "The sort key of EX-000002 does not follow from what it sums up",
    ),
    "key of a tag": (
        "UPDATE tag SET sort_key = NULL WHERE id = 1",
        "The sort key of tag “port” does not follow from what it sums up",
    ),
    "when a file was checked": (
        "UPDATE file SET checked_at = '2020-01-01T00:00:00.000000Z' WHERE id = 1",
        "The last fixity check of file .* does not follow from what it sums up",
    ),
    "what checking a file found": (
        "UPDATE file SET check_outcome = 'damaged' WHERE id = 1",
        "The fixity of file .* does not follow from what it sums up",
    ),
    "that a file was checked": (
        "UPDATE file SET checked_at = NULL, check_outcome = NULL WHERE id = 1",
        "The last fixity check, fixity of file .* does not follow from what it sums up",
    ),
    "capture interval": (
        "UPDATE item SET captured_earliest = '2020-01-01T00:00:00.000000Z' WHERE id = 1",
        "The beginning of the capture interval of EX-000001 does not follow from what it sums up",
    ),
    "a number as text": ("UPDATE place SET lat = 'north'", f"The latitude of place Chongjin {WROTE}"),
    "several at once": (
        "UPDATE item SET title = 'x', description = 'y' WHERE id = 2",
        f"The description, title of EX-000002 {WROTE}",
    ),
}
"""A statement, and what `verify` must say of it."""
ADDED = {
    "tag": ("INSERT INTO item_tag VALUES (3, 2)", f"Tag “ship” of EX-000003 {NOBODY}"),
    "tag taken off": ("INSERT INTO item_tag VALUES (2, 2)", f"Tag “ship” of EX-000002 {NOBODY}"),
    "note": (
        "INSERT INTO note SELECT 9, 'u', 1, 'forged', at, agent_id, NULL FROM note LIMIT 1",
        f"Note 9 of EX-000001 {NOBODY}",
    ),
    "case": (
        "INSERT INTO item_case (item_id, case_id) VALUES (4, 1)",
        rf"The case of EX-000004 \(row 4\) {NOBODY}",
    ),
}
TABLES = (
    *("act", "agent", "caption", "case", "claim", "claim_place", "claim_source", "custody", "file"),
    *("item", "item_case", "item_file", "item_tag", "link", "location", "note", "origin"),
    *("place", "place_name", "quantity", "receipt", "relation", "saved_search", "sheet", "snapshot"),
    *("source", "tag", "time"),
)


@pytest.mark.parametrize("attack", CHANGED)
def test_a_changed_row_is_named_with_its_field_and_entry(folder: Path, verify: Verify, attack: str) -> None:
    edit = entry_of(folder, "edit")
    statement, said = (text.replace("{edit}", str(edit)) for text in CHANGED[attack])
    tamper_with(folder, statement)

    found = verify()

    assert found.code == 1
    assert re.search(said, found.told), found.told


@pytest.mark.parametrize("attack", ADDED)
def test_a_row_that_nobody_logged_is_named(folder: Path, verify: Verify, attack: str) -> None:
    statement, said = ADDED[attack]
    tamper_with(folder, statement)

    found = verify()

    assert found.code == 1
    assert re.search(said, found.told), found.told


@pytest.mark.parametrize("table", TABLES)
def test_a_row_taken_away_is_named(folder: Path, verify: Verify, table: str) -> None:
    which = (
        "item_id = 1 AND tag_id = 1" if table == "item_tag" else f'rowid = (SELECT max(rowid) FROM "{table}")'
    )
    tamper_with(folder, f'DELETE FROM "{table}" WHERE {which}')

    found = verify()

    assert found.code == 1
    assert re.search(GONE, found.told), found.told


def test_a_file_taken_in_after_the_last_check_was_not_checked_by_it(
    folder: Path, tmp_path: Path, exhibit: Exhibit, verify: Verify
) -> None:
    assert verify().code == 0
    (tmp_path / "later.txt").write_text("taken in later", "utf-8")
    assert exhibit("ingest", tmp_path / "later.txt").code == 0
    tamper_with(
        folder,
        "UPDATE file SET checked_at = (SELECT max(at) FROM act WHERE kind = 'verify'),"
        " check_outcome = 'intact' WHERE checked_at IS NULL",
    )

    found = verify()

    assert found.code == 1
    assert "The last fixity check, fixity of file" in found.told
