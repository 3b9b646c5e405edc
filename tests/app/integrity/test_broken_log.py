"""A broken log is not built upon: nothing is done, printed or exported until somebody accepts it."""

import json
import shutil
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.cli.program import run
from db.log.guard import BrokenLogError
from tests.app.integrity.attack import Exhibit, Verify, entry_of, tamper_with

BODY = (
    "UPDATE log SET body = CAST(replace(CAST(body AS TEXT), 'note', 'node') AS BLOB) WHERE sequence = {note}"
)
CUT = tuple(
    f"DELETE FROM {table} WHERE sequence >= (SELECT max(sequence) - 4 FROM log)"
    for table in ("log_content", "log_state", "log_item", "log_owner", "act", "log")
)


ACTS = {
    "note": ("note", "1", "words"),
    "tag": ("tag", "1", "--add", "x", "--yes"),
    "undo": ("undo",),
    "withdraw": ("withdraw", "2", "--reason", "x"),
    "case": ("case", "add", "--title", "Another"),
    "sheet": ("sheet", "1", "--out", "sheet.pdf", "--yes"),
    "export": ("export", "json", "out.json", "--yes"),
    "checkpoint": ("checkpoint", "--out", "point.json"),
}


@pytest.mark.parametrize("act", ACTS)
def test_acts_prints_and_exports_refuse_in_one_sentence(
    folder: Path, exhibit: Exhibit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    monkeypatch.chdir(tmp_path)
    tamper_with(folder, BODY.format(note=entry_of(folder, "note")))

    done = exhibit(*ACTS[act])

    assert done.code == 1
    [sentence] = [line for line in done.told.splitlines() if "broken" in line]
    assert sentence.startswith(f"The log is broken at entry {entry_of(folder, 'note')}:")
    assert "--on-broken-log REASON" in sentence
    assert not list(tmp_path.glob("*.pdf")) + list(tmp_path.glob("*.json"))


@pytest.mark.parametrize("look", [("find", ""), ("show", "1"), ("history",), ("tags",), ("claim", "list")])
def test_looking_is_not_refused(folder: Path, exhibit: Exhibit, look: tuple[str, ...]) -> None:
    tamper_with(folder, BODY.format(note=entry_of(folder, "note")))

    assert exhibit(*look).code == 0


def test_somebody_accepts_with_a_reason_and_the_log_says_so_for_ever(
    folder: Path, exhibit: Exhibit, verify: Verify
) -> None:
    tamper_with(folder, BODY.format(note=entry_of(folder, "note")))

    accepted = exhibit("--on-broken-log", "a test of the archive's", "note", "1", "words")
    assert accepted.code == 0
    assert exhibit("note", "1", "more words").code == 0

    found = verify()
    assert found.code == 1
    broken = entry_of(folder, "note")
    assert f"The log is broken at entry {broken}: its hash does not follow" in found.told
    assert "accepted by entry" in found.told
    history = exhibit("--json", "history", "--content")
    [entry] = [each for each in json.loads(history.told)["entries"] if each["act"] == "accept"]
    assert entry["label"] == f"Accept that the log is broken at entry {broken}"
    assert entry["content"]["reason"] == "a test of the archive's"


def test_a_reason_is_needed(folder: Path, exhibit: Exhibit) -> None:
    tamper_with(folder, BODY.format(note=entry_of(folder, "note")))

    done = exhibit("--on-broken-log", " ", "note", "1", "words")

    assert (done.code, done.told) == (1, "Accepting a broken log needs a reason.\n")


def test_another_change_of_the_same_entry_was_not_accepted(folder: Path, exhibit: Exhibit) -> None:
    tamper_with(folder, BODY.format(note=entry_of(folder, "note")))
    exhibit("--on-broken-log", "seen", "note", "1", "words")
    again = BODY.replace("'note', 'node'", "'node', 'nude'")
    tamper_with(folder, again.format(note=entry_of(folder, "note")))

    assert exhibit("note", "1", "more").code == 1


def test_where_nothing_is_broken_nothing_is_accepted(folder: Path, exhibit: Exhibit) -> None:
    exhibit("--on-broken-log", "just in case", "note", "1", "words")

    acts = [each["act"] for each in json.loads(exhibit("--json", "history").told)["entries"]]
    assert "accept" not in acts


def test_a_log_that_ends_before_what_was_seen_here_is_not_built_upon(
    folder: Path, exhibit: Exhibit, verify: Verify, tmp_path: Path
) -> None:
    """Yesterday's database put back: whole in itself, and found by what this user saw."""
    shutil.copytree(folder, tmp_path / "yesterday")
    assert exhibit("note", "1", "today").code == 0
    shutil.copyfile(tmp_path / "yesterday" / "catalogue.sqlite", folder / "catalogue.sqlite")

    refused = exhibit("note", "1", "again")
    assert (refused.code, refused.told.startswith("The log is broken at entry")) == (1, True)
    assert "it was seen here before, and the log ends before it" in verify().told

    assert exhibit("--on-broken-log", "restored from a copy", "note", "1", "again").code == 0
    assert exhibit("note", "1", "and again").code == 0


def test_another_entry_under_a_number_that_was_seen_is_not_built_upon(
    folder: Path, exhibit: Exhibit, verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    assert exhibit("note", "1", "here").code == 0
    monkeypatch.setenv("EXHIBIT_STATE", str(tmp_path / "another user"))
    assert run(["-c", str(tmp_path / "copy"), "note", "1", "there"], lambda _: 9) == 0
    assert run(["-c", str(tmp_path / "copy"), "note", "1", "there"], lambda _: 9) == 0
    monkeypatch.setenv("EXHIBIT_STATE", str(tmp_path / "state"))
    shutil.copyfile(tmp_path / "copy" / "catalogue.sqlite", folder / "catalogue.sqlite")

    assert exhibit("note", "1", "again").code == 1
    assert "another entry was seen here under its number" in verify().told


def test_what_was_forged_is_not_laundered_by_a_later_act(
    folder: Path, exhibit: Exhibit, verify: Verify
) -> None:
    tamper_with(folder, "UPDATE item SET title = 'forged' WHERE id = 1")

    edited = exhibit("edit", "1", "--description", "another")

    assert edited.code == 1
    assert "EX-000001 is not what its log says" in edited.told
    assert "The title of EX-000001 is not what entry" in verify().told


def test_rows_that_differ_can_be_accepted_as_found_and_then_put_right(
    folder: Path, exhibit: Exhibit, verify: Verify
) -> None:
    tamper_with(
        folder,
        "UPDATE item SET title = 'forged' WHERE id = 1",
        "DELETE FROM note WHERE id = 1",
        "DELETE FROM item_tag WHERE item_id = 1 AND tag_id = 1",
        "INSERT INTO item_tag VALUES (3, 2)",
    )

    done = exhibit("--on-broken-log", "a colleague's slip", "edit", "1", "--title", "port")

    assert done.code == 0, done.told
    assert "Accepted as it was found:" in done.told
    assert "Accept 4 rows as found" in exhibit("history").told
    for told in (done.told, verify().told):
        assert "The title of EX-000001 is not what entry" in told
        assert "Note 1 of EX-000001, which entry" in told
        assert "of EX-000003 was written by no entry" in told


def test_verify_goes_on_to_tell_which_rows_were_otherwise_and_by_which_entry_that_was_accepted(
    folder: Path, exhibit: Exhibit, verify: Verify
) -> None:
    tamper_with(folder, "UPDATE item SET description = 'RAW' WHERE id = 1", "UPDATE source SET name = 'RAW'")
    exhibit("--on-broken-log", "ok", "edit", "1", "--description", "put right")
    entry = entry_of(folder, "accept")

    found = verify()

    assert found.code == 1
    assert f"Entry {entry} accepted what was found: The description of EX-000001 is not what" in found.told
    assert f"Entry {entry} accepted what was found: The name of source" in found.told
    assert "rows are as the log says" in found.told
    rows = json.loads(verify("--json").told)["rows"]
    assert (rows["ok"], rows["differing"], len(rows["accepted"])) == (False, 0, 2)
    [described] = [each for each in rows["accepted"] if each["table"] == "item"]
    assert (described["exhibit"], described["fields"], described["accepted_by"]) == (
        "EX-000001",
        ["description"],
        entry,
    )
    assert [verify(item).code for item in ("1", "2")] == [1, 0]
    assert exhibit("sheet", "1", "--out", folder.parent / "one.pdf").code == 0


def test_what_is_accepted_is_named_and_much_of_it_is_counted(folder: Path, exhibit: Exhibit) -> None:
    tamper_with(
        folder,
        BODY.format(note=entry_of(folder, "note")),
        *(
            f"UPDATE {rows}"
            for rows in ("custody SET outcome = 'x'", "receipt SET url = 'x'", "time SET raw = 'x'")
        ),
    )

    told = exhibit("--on-broken-log", "ok", "note", "1", "words").told

    assert f"Entry {entry_of(folder, 'note')} of the log: its hash does not follow" in told
    assert "The outcome of custody event 1 of EX-000001 is not what entry" in told
    assert "more; “verify” tells all." in told


def test_nothing_is_printed_of_an_item_that_is_not_as_the_log_says(
    folder: Path, exhibit: Exhibit, tmp_path: Path
) -> None:
    tamper_with(folder, "UPDATE location SET lat = 10 WHERE id = 3")

    refused = exhibit("sheet", "2", "--out", tmp_path / "two.pdf")

    assert refused.code == 1
    assert "The latitude of location 3 of EX-000002 is not what entry" in refused.told
    assert exhibit("sheet", "1", "--out", tmp_path / "one.pdf").code == 0


def test_undo_never_applies_content_that_is_not_what_was_committed_to(folder: Path, exhibit: Exhibit) -> None:
    exhibit("edit", "1", "--title", "second")
    tamper_with(
        folder,
        "UPDATE log_content SET content ="
        " CAST(replace(CAST(content AS TEXT), '\"port\"', '\"forged\"') AS BLOB)"
        " WHERE sequence = (SELECT max(sequence) FROM log)",
    )

    undone = exhibit("undo")

    assert undone.code == 1
    assert "is not what it committed to" in undone.told
    assert "second" in exhibit("show", "1").told


VERBS = [
    *ACTS.values(),
    *(("find", ""), ("show", "1"), ("history",), ("history", "--content"), ("history", "1"), ("verify",)),
    *(("verify", "1"), ("tags",), ("claim", "list"), ("search", "list"), ("case", "list")),
]


@pytest.mark.parametrize(
    "cut",
    [
        ("DELETE FROM log WHERE sequence >= (SELECT max(sequence) - 4 FROM log)",),
        ("DELETE FROM log WHERE sequence = 9",),
        ("DELETE FROM log",),
        ("DELETE FROM log_content",),
        CUT,
    ],
    ids=["its end", "one entry", "all entries", "all content", "its end with all that belongs to it"],
)
def test_a_truncated_log_is_a_sentence_in_every_verb(
    folder: Path,
    exhibit: Exhibit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    cut: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    tamper_with(folder, *cut)

    for verb in VERBS:
        done = exhibit(*verb)
        assert done.code in (0, 1), verb
        assert done.told.strip(), verb


def test_what_sums_others_up_is_made_anew_when_it_is_accepted(
    folder: Path, exhibit: Exhibit, verify: Verify
) -> None:
    tamper_with(folder, "UPDATE location SET best = 0", "UPDATE item SET captured_latest = NULL")

    assert verify().code == 1
    assert exhibit("--on-broken-log", "a slip", "note", "1", "words").code == 0
    assert "rows are as the log says" in verify().told


CONTENT = (
    "UPDATE log_content SET content = CAST(content || ' ' AS BLOB)"
    " WHERE sequence = (SELECT max(sequence) FROM log)"
)


@pytest.mark.parametrize("act", ACTS)
def test_a_content_that_verify_found_changed_is_not_built_upon(
    folder: Path, exhibit: Exhibit, verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """Who follows the hashes sees nothing of it: it is remembered outside the catalogue."""
    monkeypatch.chdir(tmp_path)
    tamper_with(folder, CONTENT)
    assert verify().code == 1

    done = exhibit(*ACTS[act])

    assert done.code == 1
    assert "The log is broken at entry" in done.told
    assert not list(tmp_path.glob("*.pdf")) + list(tmp_path.glob("*.json"))
    assert exhibit("show", "1").code == 0


def test_what_the_check_in_the_background_found_is_remembered(folder: Path, exhibit: Exhibit) -> None:
    tamper_with(folder, CONTENT)
    with Catalogue.open(folder) as catalogue:
        assert catalogue.integrity.check_log().open_break is not None

    assert exhibit("note", "1", "words").code == 1


def test_another_window_that_is_open_refuses_what_verify_found(folder: Path, verify: Verify) -> None:
    with Catalogue.open(folder) as catalogue:
        catalogue.evidence.note(1, "before")
        tamper_with(folder, CONTENT)
        assert verify().code == 1

        with pytest.raises(BrokenLogError):
            catalogue.evidence.note(1, "after")


def test_once_it_is_accepted_or_mended_nothing_is_refused_any_more(
    folder: Path, exhibit: Exhibit, verify: Verify, tmp_path: Path
) -> None:
    shutil.copyfile(folder / "catalogue.sqlite", tmp_path / "whole.sqlite")
    tamper_with(folder, CONTENT)
    verify()
    assert exhibit("note", "1", "words").code == 1

    shutil.copyfile(tmp_path / "whole.sqlite", folder / "catalogue.sqlite")
    assert verify().code == 0
    assert exhibit("note", "1", "words").code == 0

    tamper_with(folder, CONTENT)
    verify()
    assert exhibit("--on-broken-log", "seen", "note", "1", "words").code == 0
    assert exhibit("note", "1", "more words").code == 0
    assert "its content is not the content that was committed to; accepted by entry" in verify().told
    assert exhibit("note", "1", "and more").code == 0
