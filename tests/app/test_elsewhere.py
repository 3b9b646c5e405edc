"""What other processes do to a catalogue arrives on the same bus, once, and one's own acts never twice."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from app.catalogue import Catalogue
from app.changes import elsewhere
from app.changes.change import EVERYTHING, THUMBNAILS_MADE, Change, Ids, Kind
from db.sqlite import opening


class Hearer:
    def __init__(self, catalogue: Catalogue) -> None:
        self.heard: list[Change] = []
        catalogue.bus.subscribe(self, self.heard.append)

    @property
    def acts(self) -> list[tuple[str, bool]]:
        """Acts of persons: code, and whether another process did it."""
        return [(change.act, change.elsewhere) for change in self.heard if change.act != THUMBNAILS_MADE]


def exhibit(folder: Path, *words: str) -> None:
    """Run the command line, in a process of its own."""
    command = [sys.executable, "-m", "app", *words, "--catalogue", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])


def test_an_act_on_the_command_line_is_told_with_its_items(catalogue: Catalogue) -> None:
    items = [catalogue.evidence.add("photograph", title) for title in ("Harbour", "Quay", "Mole")]
    hearer = Hearer(catalogue)
    catalogue.elsewhere.look()
    assert hearer.heard == []
    exhibit(catalogue.folder, "tag", "EX-000001", "EX-000003", "--add", "port")
    catalogue.elsewhere.look()
    told = next(change for change in hearer.heard if change.act == "tag")
    assert told.elsewhere
    assert told.touched.of(Kind.ITEMS) == Ids((items[0], items[2]))
    assert told.touched.of(Kind.TAGS).named
    assert Kind.MEMBERS not in told.touched
    assert told.agent_id != catalogue.agent.id
    before = len(hearer.heard)
    catalogue.elsewhere.look()
    assert len(hearer.heard) == before


def test_own_acts_are_told_once_however_often_one_looks(catalogue: Catalogue) -> None:
    hearer = Hearer(catalogue)
    catalogue.elsewhere.look()
    with Catalogue.open(catalogue.folder, analyst="Analyst") as other:
        for number in range(3):
            catalogue.evidence.add("photograph", f"Own {number}")
            catalogue.elsewhere.look()
            other.evidence.add("photograph", f"Other {number}")
            catalogue.evidence.note(1, "seen")
            catalogue.elsewhere.look()
            catalogue.elsewhere.look()
    assert hearer.acts == [("add", False), ("note", False), ("add", True)] * 3


def test_looking_while_many_threads_act_loses_and_doubles_nothing(catalogue: Catalogue) -> None:
    hearer = Hearer(catalogue)
    catalogue.elsewhere.look()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            catalogue.elsewhere.look()

    with Catalogue.open(catalogue.folder, analyst="Analyst") as other:
        looking = threading.Thread(target=look)
        looking.start()
        acting = [
            threading.Thread(target=lambda one=one: [one.evidence.add("photograph", "x") for _ in range(15)])
            for one in (catalogue, other, catalogue)
        ]
        for thread in acting:
            thread.start()
        for thread in acting:
            thread.join()
        done.set()
        looking.join()
        catalogue.elsewhere.look()
    assert hearer.acts.count(("add", False)) == 30
    assert hearer.acts.count(("add", True)) == 15
    came = [item for change in hearer.heard for item in change.touched.of(Kind.MEMBERS).named]
    assert sorted(came) == list(range(1, 46))


def test_nothing_is_looked_at_while_an_act_of_our_own_is_under_way(catalogue: Catalogue) -> None:
    hearer = Hearer(catalogue)
    catalogue.elsewhere.look()
    with Catalogue.open(catalogue.folder, analyst="Analyst") as other:
        other.evidence.add("photograph", "Harbour")
    with catalogue._context.act("note", "Nothing") as unit:
        catalogue.elsewhere.look()
        assert hearer.heard == []
        assert unit.entry is None
    catalogue.elsewhere.look()
    assert hearer.acts == [("add", True)]


def test_an_undo_by_another_process_says_what_it_took_back(catalogue: Catalogue) -> None:
    catalogue.evidence.add("photograph", "Harbour")
    catalogue.evidence.note(1, "seen")
    noted = catalogue.history.head().sequence
    hearer = Hearer(catalogue)
    catalogue.elsewhere.look()
    with Catalogue.open(catalogue.folder, analyst="Analyst") as other:
        other.history.undo()
    catalogue.elsewhere.look()
    assert hearer.heard[0].act == "undo"
    assert hearer.heard[0].touched.of(Kind.ACTS) == Ids((noted,))
    assert 1 in hearer.heard[0].touched.of(Kind.ITEMS)


def test_thumbnails_that_another_process_made_are_looked_for(catalogue: Catalogue, tmp_path: Path) -> None:
    Image.new("RGB", (9, 9)).save(tmp_path / "a.png")
    catalogue.intake.ingest([tmp_path / "a.png"])
    hearer = Hearer(catalogue)
    catalogue.elsewhere.look()
    with Catalogue.open(catalogue.folder, analyst="Analyst") as other:
        other.thumbnails.make_missing()
    catalogue.elsewhere.look()
    assert [set(change.touched.kinds) for change in hearer.heard] == [{Kind.THUMBNAILS}]


def test_what_is_too_much_to_tell_is_told_as_everything(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "_MOST", 3)
    hearer = Hearer(catalogue)
    catalogue.elsewhere.look()
    with Catalogue.open(catalogue.folder, analyst="Analyst") as other:
        for number in range(4):
            other.evidence.add("photograph", str(number))
    catalogue.elsewhere.look()
    assert [change.touched for change in hearer.heard if change.act == ""] == [EVERYTHING]


def test_an_entry_whose_content_is_long_may_have_touched_everything(catalogue: Catalogue) -> None:
    hearer = Hearer(catalogue)
    catalogue.elsewhere.look()
    with Catalogue.open(catalogue.folder, analyst="Analyst") as other:
        other.evidence.add("photograph", "Harbour", description="x" * 1_100_000)
    catalogue.elsewhere.look()
    assert hearer.heard[0].act == "add"
    assert hearer.heard[0].touched == EVERYTHING


def test_a_catalogue_that_cannot_be_written_has_nothing_to_look_for(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_may_write", lambda path: False)
    with Catalogue.open(catalogue.folder, analyst="Analyst") as reading:
        assert not reading.writable
        hearer = Hearer(reading)
        catalogue.evidence.add("photograph", "Harbour")
        reading.elsewhere.look()
        assert hearer.heard == []
