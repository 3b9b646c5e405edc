"""What changes is told after the commit, to whoever still listens; a listener that fails harms nobody."""

import gc
import logging
import threading
from pathlib import Path

import pytest
from PIL import Image

from app.catalogue import Catalogue
from app.changes.change import ALL, THUMBNAILS_MADE, Change, Ids, Kind, Touched
from app.claims.drafts import ClaimDraft, SourceDraft
from app.errors import CatalogueError
from app.records import Agent
from db.acts.act_touches import TABLES
from db.acts.touched import MANY
from db.schema import METADATA


class Hearer:
    """Listens to a catalogue and remembers what it heard, and on which thread."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.heard: list[Change] = []
        self.threads: set[int] = set()
        self.subscription = catalogue.bus.subscribe(self, self.hear)

    def hear(self, change: Change) -> None:
        """Remember it."""
        self.heard.append(change)
        self.threads.add(threading.get_ident())

    @property
    def last(self) -> Touched:
        """What the last change touched."""
        return self.heard[-1].touched


@pytest.fixture
def hearer(catalogue: Catalogue) -> Hearer:
    return Hearer(catalogue)


def picture(folder: Path, number: int) -> Path:
    path = folder / f"{number}.png"
    Image.new("RGB", (8, 8), (number % 256, number // 256, 7)).save(path)
    return path


def test_a_change_says_what_was_done_to_which_things_and_by_whom(
    catalogue: Catalogue, hearer: Hearer
) -> None:
    item = catalogue.evidence.add("photograph", "Harbour")
    assert hearer.heard[-1].act == "add"
    assert hearer.heard[-1].agent_id == catalogue.agent.id
    assert not hearer.heard[-1].elsewhere
    assert hearer.last.of(Kind.MEMBERS) == hearer.last.of(Kind.ITEMS) == Ids((item,))
    catalogue.tags.change([item], add=["port"])
    assert set(hearer.last.kinds) == {Kind.ITEMS, Kind.TAGS, Kind.ACTS}
    assert hearer.last.of(Kind.ITEMS) == Ids((item,))
    catalogue.evidence.edit(item, title="Harbour at dawn")
    assert set(hearer.last.kinds) == {Kind.ITEMS, Kind.FIELDS, Kind.ACTS}
    catalogue.evidence.withdraw(item, "a mistake")
    assert set(hearer.last.kinds) == {Kind.ITEMS, Kind.MEMBERS, Kind.ACTS}
    done = catalogue.history.entries(limit=1)[0].sequence
    catalogue.history.undo()
    assert hearer.last.of(Kind.MEMBERS) == Ids((item,))
    assert hearer.last.of(Kind.ACTS) == Ids((done,))


def test_a_link_touches_its_item_and_its_claim(catalogue: Catalogue, hearer: Hearer) -> None:
    case = catalogue.cases.add("Harbour")
    claim = catalogue.claims.add(ClaimDraft(case, "It was there"))
    item = catalogue.evidence.add("photograph", "Quay")
    catalogue.links.add([item], claim, "supports", "it shows the quay")
    assert hearer.last.of(Kind.LINKS).named
    assert claim in hearer.last.of(Kind.CLAIMS)
    assert item in hearer.last.of(Kind.ITEMS)
    assert Kind.CASES not in hearer.last


def test_it_is_told_after_the_commit_on_the_thread_of_the_act(catalogue: Catalogue, hearer: Hearer) -> None:
    counts: list[int] = []

    class Counting:
        def hear(self, change: Change) -> None:
            counts.append(catalogue.evidence.count())

    counting = Counting()
    catalogue.bus.subscribe(counting, counting.hear)
    thread = threading.Thread(target=lambda: catalogue.evidence.add("photograph", "Harbour"))
    thread.start()
    thread.join()
    assert counts == [1]
    assert hearer.threads == {thread.ident}


def test_an_act_that_is_refused_or_changes_nothing_is_not_told(catalogue: Catalogue, hearer: Hearer) -> None:
    with pytest.raises(CatalogueError):
        catalogue.tags.change([77], add=[""])
    item = catalogue.evidence.add("photograph", "Harbour")
    catalogue.evidence.edit(item, title="Harbour")
    assert [change.act for change in hearer.heard] == ["add"]


def test_a_listener_that_fails_is_reported_and_fails_nothing_else(
    catalogue: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def hear(self, change: Change) -> None:
            raise RuntimeError("Private Ivanov is on this picture")

    broken, after = Broken(), Hearer(catalogue)
    catalogue.bus.subscribe(broken, broken.hear)
    last = Hearer(catalogue)
    with caplog.at_level(logging.ERROR, "exhibit"):
        item = catalogue.evidence.add("photograph", "Harbour")
    assert catalogue.evidence.dossier(item).item.title == "Harbour"
    assert len(after.heard) == len(last.heard) == 1
    assert "RuntimeError in test_a_listener" in caplog.text
    assert "Broken.hear" in caplog.text
    assert "Ivanov" not in caplog.text


def test_an_ingest_of_100_files_ends_whatever_its_listeners_do(catalogue: Catalogue, tmp_path: Path) -> None:
    class Broken:
        def hear(self, change: Change) -> None:
            raise CatalogueError("the window is gone")

    broken, failed = Broken(), list[Exception]()
    catalogue.bus.subscribe(broken, broken.hear)
    catalogue.bus.failed = failed.append
    folder = tmp_path / "pictures"
    folder.mkdir()
    paths = [picture(folder, number) for number in range(100)]
    report = catalogue.intake.ingest(paths)
    assert len(report.added) == catalogue.evidence.count() == 100
    assert not report.problems
    assert failed


def test_a_subscription_ends_with_its_owner(catalogue: Catalogue) -> None:
    hearer = Hearer(catalogue)
    kept = hearer.heard
    catalogue.evidence.add("photograph", "Harbour")
    assert catalogue.bus.listeners == 1
    del hearer
    gc.collect()
    assert catalogue.bus.listeners == 0
    catalogue.evidence.add("photograph", "Quay")
    assert len(kept) == 1


def test_a_function_ends_with_its_owner_too(catalogue: Catalogue) -> None:
    class Owner:
        pass

    owner, told = Owner(), list[Change]()
    catalogue.bus.subscribe(owner, told.append)
    catalogue.evidence.add("photograph", "Harbour")
    del owner
    gc.collect()
    catalogue.evidence.add("photograph", "Quay")
    assert len(told) == 1


def test_who_has_ended_hears_nothing_and_a_call_under_way_is_waited_for(catalogue: Catalogue) -> None:
    began, go_on = threading.Event(), threading.Event()
    told: list[str] = []

    class Slow:
        def hear(self, change: Change) -> None:
            began.set()
            go_on.wait(10)
            told.append("heard")

    slow = Slow()
    subscription = catalogue.bus.subscribe(slow, slow.hear)
    acting = threading.Thread(target=lambda: catalogue.evidence.add("photograph", "Harbour"))
    acting.start()
    assert began.wait(10)

    def end() -> None:
        subscription.end()
        told.append("ended")

    ending = threading.Thread(target=end)
    ending.start()
    ending.join(0.1)
    assert told == []
    go_on.set()
    ending.join(10)
    acting.join(10)
    assert told == ["heard", "ended"]
    catalogue.evidence.add("photograph", "Quay")
    assert told == ["heard", "ended"]


def test_a_listener_may_act_and_everybody_hears_in_the_same_order(catalogue: Catalogue) -> None:
    class Tagging:
        def hear(self, change: Change) -> None:
            came = change.touched.of(Kind.MEMBERS).named
            if came:
                catalogue.tags.change(came, add=["new"])

    first, tagging = Hearer(catalogue), Tagging()
    catalogue.bus.subscribe(tagging, tagging.hear)
    last = Hearer(catalogue)
    item = catalogue.evidence.add("photograph", "Harbour")
    assert [change.act for change in first.heard] == ["add", "tag"]
    assert [change.act for change in last.heard] == ["add", "tag"]
    assert catalogue.evidence.dossier(item).tags == ("new",)


def test_who_wants_some_kinds_hears_of_those_alone(catalogue: Catalogue) -> None:
    told: list[str] = []
    owner = Hearer(catalogue)
    catalogue.bus.subscribe(owner, lambda change: told.append(change.act), {Kind.SOURCES})
    item = catalogue.evidence.add("photograph", "Harbour")
    catalogue.sources.add(SourceDraft("Harbour office"))
    catalogue.evidence.note(item, "seen")
    assert told == ["source"]


def test_thumbnails_are_told_though_no_act_makes_them(
    catalogue: Catalogue, hearer: Hearer, tmp_path: Path
) -> None:
    catalogue.intake.ingest([picture(tmp_path, 1), picture(tmp_path, 2)])
    assert len(hearer.last.of(Kind.MEMBERS).named) == 2
    catalogue.thumbnails.make_missing()
    assert hearer.heard[-1].act == THUMBNAILS_MADE
    assert len(hearer.last.of(Kind.THUMBNAILS).named) == 2
    assert Kind.ITEMS not in hearer.last


def test_checked_files_are_told(catalogue: Catalogue, hearer: Hearer, tmp_path: Path) -> None:
    catalogue.intake.ingest([picture(tmp_path, 1)])
    assert catalogue.integrity.verify().ok
    assert Kind.FILES in hearer.last


def test_of_too_many_items_all_are_told(catalogue: Catalogue) -> None:
    assert Ids.of(range(MANY)).named == tuple(range(MANY))
    assert Ids.of(range(MANY + 1)) == ALL
    assert 5 in ALL
    assert Ids((1, 3)) | Ids((2, 3)) == Ids((1, 2, 3))
    assert Ids((1,)) | ALL == ALL
    assert Ids((2, 5)).among([1, 2, 5, 9]) == {2, 5}
    assert 3 not in Ids((2, 5))
    assert "2" not in Ids((2, 5))


def test_every_table_says_what_it_touches() -> None:
    beside = {"log_content", "log_erasure", "log_item", "log_owner", "log_state", "row_salt"}
    aside = {"log", "act", "item_tag", *beside}
    assert set(METADATA.tables) - aside - TABLES == set()


def test_who_begins_to_work_elsewhere_is_told(catalogue: Catalogue, hearer: Hearer) -> None:
    catalogue.elsewhere.look()
    with Catalogue.open(catalogue.folder, analyst="Bo") as other:
        assert isinstance(other.agent, Agent)
        catalogue.elsewhere.look()
    assert [change.act for change in hearer.heard] == ["agent", THUMBNAILS_MADE]
    assert Kind.IDENTITY in hearer.heard[0].touched
