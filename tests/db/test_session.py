"""Opening a catalogue file: what is refused is refused in one sentence, and not a byte of it changes."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from db import migrate
from db.acts.act_request import ActRequest
from db.errors import DatabaseError, NotOurFile
from db.rows import CaseRow, NoteRow
from db.session import Database
from db.sqlite.connecting import APPLICATION_ID


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed catalogue with one item."""
    with Catalogue.create(tmp_path / "case", analyst="Analyst") as catalogue:
        catalogue.evidence.add("photograph", "The port")
    return tmp_path / "case"


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    """Where a test puts a catalogue before it calls `lock`; only the administrator can mount such a disk."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("a disk can be mounted by the administrator only")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def lock(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def bytes_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def leave_a_wal(folder: Path) -> None:
    """Add an item whose row is in the WAL only, as a killed program leaves it."""
    leave_in_a_wal(
        folder,
        "INSERT INTO item (uuid, type, title, sensitivity, held, created_at, created_by)"
        " VALUES ('u', 'photograph', 'In the WAL', '', 0, '2024-10-18T00:00:00.000000Z', 1)",
    )


def leave_in_a_wal(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute(statement)
    copies = {end: (folder / f"catalogue.sqlite{end}").read_bytes() for end in ("", "-wal")}
    connection.close()
    for end, data in copies.items():
        (folder / f"catalogue.sqlite{end}").write_bytes(data)


def set_header(path: Path, offset: int, value: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset : offset + 4] = value.to_bytes(4, "big")
    path.write_bytes(data)


def test_a_closed_catalogue_is_one_file_without_a_wal(folder: Path) -> None:
    assert sorted(path.name for path in folder.glob("catalogue*")) == ["catalogue.sqlite"]


@pytest.mark.parametrize("with_wal", [False, True], ids=["closed", "with a left-over WAL"])
def test_a_newer_file_is_refused_untouched(folder: Path, with_wal: bool) -> None:
    if with_wal:
        leave_a_wal(folder)
    set_header(folder / "catalogue.sqlite", 60, migrate.NEWEST + 1)
    before = bytes_of(folder)

    with pytest.raises(NotOurFile, match=r"newer version of Exhibit .* Open it with that version\.$"):
        Catalogue.open(folder)

    assert bytes_of(folder) == before


@pytest.mark.parametrize("with_wal", [False, True], ids=["closed", "with a left-over WAL"])
def test_a_file_of_another_program_is_refused_untouched(folder: Path, with_wal: bool) -> None:
    if with_wal:
        leave_a_wal(folder)
    set_header(folder / "catalogue.sqlite", 68, 0x12345678)
    before = bytes_of(folder)

    with pytest.raises(NotOurFile, match="database of another program"):
        Catalogue.open(folder)

    assert bytes_of(folder) == before


@pytest.mark.parametrize("size", [0, 1, 15, 99])
def test_an_empty_file_and_a_truncated_header_are_refused_untouched(folder: Path, size: int) -> None:
    path = folder / "catalogue.sqlite"
    path.write_bytes(path.read_bytes()[:size])
    before = bytes_of(folder)

    with pytest.raises(NotOurFile, match="damaged or no catalogue"):
        Catalogue.open(folder)

    assert bytes_of(folder) == before


@pytest.mark.parametrize("kept", [100, 4096, 20000])
def test_a_file_cut_short_is_refused_in_one_sentence(folder: Path, kept: int) -> None:
    path = folder / "catalogue.sqlite"
    path.write_bytes(path.read_bytes()[:kept])
    before = path.read_bytes()

    with pytest.raises(DatabaseError) as error:
        Catalogue.open(folder)

    assert len(str(error.value).splitlines()) == 1
    assert path.read_bytes() == before


def test_a_file_whose_pages_are_garbage_is_refused_in_one_sentence(folder: Path) -> None:
    path = folder / "catalogue.sqlite"
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xa5" * (len(data) - 100))
    before = path.read_bytes()

    with pytest.raises(DatabaseError) as error:
        Catalogue.open(folder)

    assert len(str(error.value).splitlines()) == 1
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_untouched(folder: Path) -> None:
    (folder / "catalogue.sqlite").write_text("Not a database at all, but long enough for a header. " * 5)
    before = bytes_of(folder)

    with pytest.raises(NotOurFile, match="damaged or no catalogue"):
        Catalogue.open(folder)

    assert bytes_of(folder) == before


@pytest.mark.parametrize(
    ("pragma", "words"),
    [
        (f"user_version = {migrate.NEWEST + 1}", "newer version of Exhibit"),
        (f"application_id = {0x12345678}", "database of another program"),
    ],
)
def test_what_only_a_left_over_wal_says_is_heeded_and_left(folder: Path, pragma: str, words: str) -> None:
    leave_in_a_wal(folder, f"PRAGMA {pragma}")
    before = bytes_of(folder)

    with pytest.raises(NotOurFile, match=words):
        Catalogue.open(folder)

    assert bytes_of(folder) == before


def test_what_a_wal_holds_but_was_never_committed_is_not_heeded(folder: Path) -> None:
    leave_in_a_wal(folder, f"PRAGMA user_version = {migrate.NEWEST + 1}")
    wal = folder / "catalogue.sqlite-wal"
    data = bytearray(wal.read_bytes())
    data[36:40] = bytes(4)  # the frame does not end a transaction any more
    wal.write_bytes(data)

    with Catalogue.open(folder, analyst="Analyst") as catalogue:
        assert catalogue.integrity.verify().ok


@pytest.mark.parametrize("left", [0, 50, 4096], ids=["without its page", "cut short", "a page of zeros"])
def test_a_first_page_that_a_power_cut_tore_in_the_wal_is_not_heeded(folder: Path, left: int) -> None:
    leave_in_a_wal(folder, f"PRAGMA user_version = {migrate.NEWEST + 1}")
    wal = folder / "catalogue.sqlite-wal"
    page = wal.read_bytes()[56 : 56 + left] if left < 4096 else bytes(4096)
    wal.write_bytes(wal.read_bytes()[:56] + page)

    with Catalogue.open(folder, analyst="Analyst") as catalogue:
        assert catalogue.integrity.verify().ok


@pytest.mark.parametrize("version", [0, migrate.NEWEST])
def test_a_file_of_ours_without_our_tables_is_refused_untouched(folder: Path, version: int) -> None:
    path = folder / "catalogue.sqlite"
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("CREATE TABLE note (text)")
    connection.close()
    before = bytes_of(folder)

    with pytest.raises(DatabaseError, match="damaged or was never finished"):
        Catalogue.open(folder)

    assert bytes_of(folder) == before


def test_a_catalogue_whose_making_was_interrupted_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "begun").mkdir()
    Database.create(tmp_path / "begun" / "catalogue.sqlite").close()

    with pytest.raises(NotOurFile, match="was interrupted"):
        Catalogue.open(tmp_path / "begun")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes there")
def test_a_pipe_in_place_of_the_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "catalogue.sqlite")

    with pytest.raises(NotOurFile, match="is a pipe"):
        Catalogue.open(tmp_path)


def test_a_left_over_wal_is_read_and_folded_in_on_close(folder: Path) -> None:
    leave_a_wal(folder)

    with Catalogue.open(folder, analyst="Analyst") as catalogue:
        assert [line.title for line in catalogue.evidence.lines([1, 2])] == ["The port", "In the WAL"]

    assert not (folder / "catalogue.sqlite-wal").exists()


def test_in_a_read_only_folder_it_opens_for_reading_only(folder: Path, read_only_disk: Path) -> None:
    shutil.copytree(folder, read_only_disk / "case")
    lock(read_only_disk)
    before = bytes_of(read_only_disk)

    with Catalogue.open(read_only_disk / "case", analyst="Somebody new") as catalogue:
        assert not catalogue.writable
        assert [line.title for line in catalogue.evidence.lines([1])] == ["The port"]
        with pytest.raises(DatabaseError, match="for reading only"):
            catalogue.evidence.add("photograph", "Another")

    assert bytes_of(read_only_disk) == before


def test_in_a_read_only_folder_rows_of_a_left_over_wal_are_seen(folder: Path, read_only_disk: Path) -> None:
    leave_a_wal(folder)
    shutil.copytree(folder, read_only_disk / "case")
    lock(read_only_disk)
    before = bytes_of(read_only_disk)

    with Catalogue.open(read_only_disk / "case", analyst="Analyst") as catalogue:
        assert [line.title for line in catalogue.evidence.lines([1, 2])] == ["The port", "In the WAL"]

    assert bytes_of(read_only_disk) == before


def test_an_older_file_in_a_read_only_folder_is_refused_with_what_to_do(
    first_version: Path, read_only_disk: Path
) -> None:
    shutil.copytree(first_version, read_only_disk / "case")
    lock(read_only_disk)
    before = bytes_of(read_only_disk)

    with pytest.raises(DatabaseError, match=r"of an older version.* Copy it to where it can"):
        Catalogue.open(read_only_disk / "case", analyst="Ada")

    assert bytes_of(read_only_disk) == before


def test_two_programs_may_have_the_same_catalogue_open(folder: Path) -> None:
    with Catalogue.open(folder, analyst="Anna") as one, Catalogue.open(folder, analyst="Boris") as other:
        first = one.evidence.add("photograph", "Anna's")
        second = other.evidence.add("photograph", "Boris's")

        assert [line.title for line in one.evidence.lines([first, second])] == ["Anna's", "Boris's"]
        assert one.integrity.verify().ok


def note_and_fail(database: Database) -> None:
    with database.act(ActRequest("note", "A note", 1)) as unit:
        unit.insert(NoteRow(item_id=1, text="words", at=unit.now, agent_id=1))
        unit.flush()
        raise ZeroDivisionError


def test_an_act_that_fails_leaves_neither_rows_nor_an_entry(folder: Path) -> None:
    with Database.open(folder / "catalogue.sqlite") as database:
        with database.read() as reader:
            before = reader.history.head()
        with pytest.raises(ZeroDivisionError):
            note_and_fail(database)
        with database.read() as reader:
            assert reader.history.head() == before
            assert reader.evidence.notes(1) == []


@pytest.mark.parametrize("text", ["lone \ud800", "an undecodable byte \udcff"])
def test_a_text_that_no_file_can_hold_is_refused_in_words(folder: Path, text: str) -> None:
    with Catalogue.open(folder, analyst="Analyst") as catalogue:
        before = catalogue.history.head()

        with pytest.raises(DatabaseError, match=r"no characters, after “.*Write it in UTF-8"):
            catalogue.evidence.note(1, text)
        with pytest.raises(DatabaseError, match="no characters"):
            catalogue.evidence.named(text)

        assert catalogue.history.head() == before


def test_a_row_that_refers_to_nothing_is_not_kept(folder: Path) -> None:
    with Database.open(folder / "catalogue.sqlite") as database:
        with (
            pytest.raises(Exception, match="FOREIGN KEY"),
            database.act(ActRequest("note", "A note", 1)) as unit,
        ):
            unit.insert(NoteRow(item_id=99, text="words", at=unit.now, agent_id=1))
        with database.read() as reader:
            assert reader.evidence.notes(99) == []


def test_an_id_is_never_given_twice_not_even_after_its_row_is_gone(folder: Path) -> None:
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    connection.execute("DELETE FROM item_text")
    connection.execute("DELETE FROM item")
    connection.commit()
    connection.close()

    with Catalogue.open(folder, analyst="Analyst") as catalogue:
        assert catalogue.evidence.add("photograph", "The next") == 2


def test_after_a_commit_that_fails_the_next_act_is_whole(folder: Path) -> None:
    with Database.open(folder / "catalogue.sqlite") as database:
        with (
            pytest.raises(Exception, match="FOREIGN KEY"),
            database.act(ActRequest("note", "Note", 1)) as unit,
        ):
            unit.insert(NoteRow(item_id=77, text="x", at=unit.now, agent_id=1))
        with database.act(ActRequest("case", "Open a case", 1)) as unit:
            unit.insert(CaseRow(label="H", title="Harbour", created_at=unit.now))
        with database.read() as reader:
            assert [case.title for case in reader.identity.cases()] == ["Harbour"]
            assert reader.history.check().ok


def test_only_what_another_connection_commits_makes_another_version(folder: Path) -> None:
    path = folder / "catalogue.sqlite"
    with Database.open(path) as database, Database.open(path) as other:
        before = database.version_elsewhere()
        for number in range(3):
            with database.act(ActRequest("case", "Open a case", 1)) as unit:
                unit.insert(CaseRow(label=str(number), title="Harbour", created_at=unit.now))
                assert database.version_elsewhere() is None
            assert database.version_elsewhere() == before
        with other.act(ActRequest("case", "Open a case", 1)) as unit:
            unit.insert(CaseRow(label="H", title="Harbour", created_at=unit.now))
        assert database.version_elsewhere() != before
