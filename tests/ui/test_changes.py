"""The window follows what changes, whoever changed it, and reads again only what was touched."""

import subprocess
import sys
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.catalogue import Catalogue
from app.changes.change import THUMBNAILS_MADE, Change, Kind, Touched
from app.claims.drafts import ClaimDraft, OriginDraft
from app.ingest.records import SharedFields
from app.records import Line
from app.support.support_log import SupportLog
from app.task import Task
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.acts.history_acts import HistoryDialog
from ui.forms.show_claim import ClaimDialog
from ui.forms.write import NoteDialog
from ui.look.theme import LIGHT
from ui.start.application import Windows
from ui.window.left_pane_queries import OfferedQuery
from ui.window.main_window import MainWindow

Open = Callable[[Catalogue], MainWindow]


@pytest.fixture
def windows(qapp: QApplication, tmp_path: Path) -> Iterator[Windows]:
    settings = QSettings(str(tmp_path / "windows.ini"), QSettings.Format.IniFormat)
    with SupportLog(tmp_path / "support") as log:
        made = Windows(qapp, settings, "light", log)
        yield made
        made.close()


def opened(windows: Windows, qtbot: QtBot) -> tuple[MainWindow, Catalogue]:
    """The window on show, settled, and its catalogue."""
    window, catalogue = windows.window, windows.catalogue
    assert window is not None
    assert catalogue is not None
    settle(qtbot, window)
    return window, catalogue


def exhibit(folder: Path, *words: str) -> None:
    """Run the command line, in a process of its own."""
    command = [sys.executable, "-m", "app", *words, "--catalogue", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])


def replaced(windows: Windows, before: MainWindow) -> bool:
    return windows.window is not before


def title(window: MainWindow, row: int) -> str:
    line = window.model.line(row)
    return "" if line is None else line.title


def tags(window: MainWindow) -> list[tuple[str, int | None]]:
    """The tags of the left pane with their counts."""
    return [(find.text, find.count) for find in group(window, "Tags")]


def group(window: MainWindow, heading: str) -> list[OfferedQuery]:
    """The lines of the left pane under a heading, as they stand in the tree."""
    model = window.left_pane.model
    for row in range(model.rowCount()):
        parent = model.item(row)
        if parent.text() == heading:
            lines = (parent.child(at).data(Qt.ItemDataRole.UserRole) for at in range(parent.rowCount()))
            return [line for line in lines if isinstance(line, OfferedQuery)]
    return []


class Reads:
    """Counts what a window asks of its catalogue."""

    def __init__(self, catalogue: Catalogue, patch: pytest.MonkeyPatch) -> None:
        self.lines: list[list[int]] = []
        self.searches: list[str] = []
        self.dossiers: list[int] = []
        self.others: list[str] = []
        lines, ids, dossier = (
            catalogue.evidence.lines,
            catalogue.search.ids,
            catalogue.evidence.dossier,
        )

        def read_lines(items: Sequence[int]) -> list[Line]:
            self.lines.append(list(items))
            return lines(items)

        def search(query: str, task: Task | None = None) -> "array[int]":
            self.searches.append(query)
            return ids(query, task)

        def read_dossier(item: int) -> object:
            self.dossiers.append(item)
            return dossier(item)

        patch.setattr(catalogue.evidence, "lines", read_lines)
        patch.setattr(catalogue.search, "ids", search)
        patch.setattr(catalogue.evidence, "dossier", read_dossier)
        for noun in ("tags", "places", "sources", "cases", "saved_searches"):
            self._count(catalogue, noun, patch)

    def _count(self, catalogue: Catalogue, noun: str, patch: pytest.MonkeyPatch) -> None:
        reading = getattr(catalogue, noun)
        read = reading.all

        def counted() -> object:
            self.others.append(noun)
            return read()

        patch.setattr(reading, "all", counted)

    def clear(self) -> None:
        """Begin to count anew."""
        for one in (self.lines, self.searches, self.dossiers, self.others):
            one.clear()


# Windows that are gone


def test_five_recolourings_leave_one_listener_and_acts_work(
    windows: Windows, filled: Catalogue, qtbot: QtBot
) -> None:
    assert windows.open(filled.folder)
    for _ in range(5):
        window, catalogue = opened(windows, qtbot)
        window.actions_by_slot["window.colours"].trigger()
        qtbot.waitUntil(partial(replaced, windows, window), timeout=PATIENCE_MS)
    window, catalogue = opened(windows, qtbot)
    failures: list[Exception] = []
    catalogue.bus.failed = failures.append
    assert catalogue.bus.listeners == 1
    catalogue.evidence.edit(1, title="Harbour at noon")
    qtbot.waitUntil(lambda: title(window, 0) == "Harbour at noon", timeout=PATIENCE_MS)
    undo = window.actions_by_slot["history.undo"]
    qtbot.waitUntil(undo.isEnabled, timeout=PATIENCE_MS)
    undo.trigger()
    qtbot.waitUntil(lambda: title(window, 0) == "Harbour at dawn", timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert failures == []


def test_a_window_that_is_deleted_without_being_closed_hears_nothing(
    qtbot: QtBot, filled: Catalogue, tmp_path: Path
) -> None:
    window = MainWindow(filled, LIGHT, QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))
    window.show()
    settle(qtbot, window)
    failures: list[Exception] = []
    filled.bus.failed = failures.append
    assert filled.bus.listeners == 1
    window.jobs.stop()
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window), timeout=PATIENCE_MS)
    assert filled.bus.listeners == 0
    filled.evidence.edit(1, title="Harbour at noon")
    assert failures == []


def test_close_and_open_again_and_act(windows: Windows, filled: Catalogue, qtbot: QtBot) -> None:
    for _ in range(2):
        assert windows.open(filled.folder)
        window, catalogue = opened(windows, qtbot)
        window.close()
        assert catalogue.bus.listeners == 0
        catalogue.tags.change([1], add=["port"])
    assert windows.open(filled.folder)
    window, catalogue = opened(windows, qtbot)
    catalogue.tags.change([2], add=["port"])
    qtbot.waitUntil(lambda: ("port", 2) in tags(window), timeout=PATIENCE_MS)


def test_an_ingest_of_100_files_in_a_window_that_replaced_another(
    windows: Windows, catalogue: Catalogue, tmp_path: Path, qtbot: QtBot
) -> None:
    assert windows.open(catalogue.folder)
    opened(windows, qtbot)
    windows.recolour()
    window, own = opened(windows, qtbot)
    window.intake.start(made_pictures(tmp_path, 100), SharedFields())
    qtbot.waitUntil(lambda: "100 files taken in" in window.messages.words, timeout=60_000)
    settle(qtbot, window)
    assert own.evidence.count() == window.model.rowCount() == 100
    assert window.status.count.text() == "100 items"


def test_an_ingest_is_not_stopped_by_other_colours(
    windows: Windows, catalogue: Catalogue, tmp_path: Path, qtbot: QtBot
) -> None:
    assert windows.open(catalogue.folder)
    first, own = opened(windows, qtbot)
    first.intake.start(made_pictures(tmp_path, 60), SharedFields())
    first.actions_by_slot["window.colours"].trigger()
    qtbot.waitUntil(lambda: "when the work under way is finished" in first.messages.words)
    first.actions_by_slot["window.colours"].trigger()
    qtbot.waitUntil(lambda: windows.window is not first, timeout=60_000)
    second, _ = opened(windows, qtbot)
    assert second.theme.dark
    assert "60 files taken in" in second.messages.words
    assert own.evidence.count() == second.model.rowCount() == 60
    assert own.bus.listeners == 1


def made_pictures(folder: Path, count: int) -> list[Path]:
    """Small pictures, each another one."""
    made = folder / "many"
    made.mkdir()
    paths = [made / f"{number:03}.png" for number in range(count)]
    for number, path in enumerate(paths):
        Image.new("RGB", (8, 8), (number, 1, 7)).save(path)
    return paths


# Whoever acts


def test_two_windows_on_one_catalogue_stay_in_step(
    qtbot: QtBot, filled: Catalogue, open_window: Open
) -> None:
    one, other = open_window(filled), open_window(filled)
    one.changes._looks.stop()
    other.changes._looks.stop()  # at once means: without looking for acts of others
    other.selection.choose(0)
    settle(qtbot, other)
    filled.evidence.edit(1, title="Harbour at noon")
    qtbot.waitUntil(lambda: title(one, 0) == title(other, 0) == "Harbour at noon", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: shown_title(other) == "Harbour at noon", timeout=PATIENCE_MS)
    one.close()
    filled.tags.change([1], add=["port"])
    qtbot.waitUntil(lambda: ("port", 1) in tags(other), timeout=PATIENCE_MS)


def shown_title(window: MainWindow) -> str:
    dossier = window.inspector.dossier
    return "" if dossier is None else dossier.item.title


def test_acts_on_the_command_line_come_to_the_open_window(
    qtbot: QtBot, filled: Catalogue, open_window: Open
) -> None:
    window = open_window(filled)
    window.selection.choose(1)
    settle(qtbot, window)
    window.messages.say("Something was said.")
    exhibit(filled.folder, "tag", "EX-000002", "--add", "port")
    qtbot.waitUntil(lambda: ("port", 1) in tags(window), timeout=PATIENCE_MS)
    settle(qtbot, window)
    dossier = window.inspector.dossier
    assert dossier is not None
    assert "port" in dossier.tags
    line = window.model.line(1)
    assert line is not None
    assert "port" in line.tags
    exhibit(filled.folder, "undo")
    qtbot.waitUntil(lambda: ("port", 1) not in tags(window), timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.selection.current_id() == 2
    assert window.messages.words == "Something was said."


def test_thumbnails_that_another_process_makes_come_into_the_grid(
    qtbot: QtBot, catalogue: Catalogue, open_window: Open, pictures: list[Path]
) -> None:
    window = open_window(catalogue)
    with Catalogue.open(catalogue.folder, analyst="Bo") as other:
        report = other.intake.ingest(pictures[:2])
        qtbot.waitUntil(lambda: window.model.rowCount() == 2, timeout=PATIENCE_MS)
        settle(qtbot, window)
        digests = [arrival.sha256 for arrival in report.added]
        qtbot.waitUntil(lambda: all(window.thumbnails.knows(one) for one in digests), timeout=PATIENCE_MS)
        assert not any(window.thumbnails.get(one) for one in digests)
        other.thumbnails.make_missing()
    qtbot.waitUntil(lambda: all(window.thumbnails.get(one) for one in digests), timeout=PATIENCE_MS)


def test_an_item_that_another_process_marks_as_graphic_or_withdraws(
    qtbot: QtBot, filled: Catalogue, open_window: Open
) -> None:
    window = open_window(filled)
    window.selection.choose(2)
    settle(qtbot, window)
    with Catalogue.open(filled.folder, analyst="Bo") as other:
        other.evidence.edit(3, sensitivity=["graphic"])
        qtbot.waitUntil(lambda: sensitivity(window) == "graphic", timeout=PATIENCE_MS)
        other.evidence.withdraw(3, "a mistake")
    qtbot.waitUntil(lambda: window.model.rowCount() == 4, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.selection.count() == 0
    assert window.inspector.dossier is None
    assert window.status.count.text() == "4 items"


def sensitivity(window: MainWindow) -> str:
    line, dossier = window.model.line(2), window.inspector.dossier
    if line is None or dossier is None or line.sensitivity != dossier.item.sensitivity:
        return ""
    return line.sensitivity


# Only what is touched


def test_a_tag_on_one_item_reads_its_line_the_tags_and_nothing_else(
    qtbot: QtBot, filled: Catalogue, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = Reads(filled, monkeypatch)
    window = open_window(filled)
    window.selection.choose(3)
    settle(qtbot, window)
    reads.clear()
    filled.tags.change([2], add=["port"])
    qtbot.waitUntil(lambda: ("port", 1) in tags(window), timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert reads.lines == [[2]]
    assert reads.others == ["tags"]
    assert reads.searches == []
    assert reads.dossiers == []


def test_a_search_that_the_change_may_concern_is_asked_again(
    qtbot: QtBot, filled: Catalogue, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = Reads(filled, monkeypatch)
    window = open_window(filled)
    window.pane.ask("tag:rail")
    settle(qtbot, window)
    assert list(window.model.ids) == [1, 2]
    reads.clear()
    filled.tags.change([4], add=["rail"])
    qtbot.waitUntil(lambda: list(window.model.ids) == [1, 2, 4], timeout=PATIENCE_MS)
    filled.evidence.note(1, "seen")
    settle(qtbot, window)
    assert reads.searches == ["tag:rail"]
    assert reads.lines == [[4], [1]] or reads.lines == [[1, 4]]


def test_a_refused_search_is_answered_once_there_is_what_it_names(
    qtbot: QtBot, filled: Catalogue, open_window: Open
) -> None:
    window = open_window(filled)
    window.pane.ask("tag:port")
    settle(qtbot, window)
    assert not window.pane.problem.isHidden()
    filled.tags.change([5], add=["port"])
    qtbot.waitUntil(lambda: list(window.model.ids) == [5], timeout=PATIENCE_MS)
    assert window.pane.problem.isHidden()


def test_selection_scroll_and_message_stay_where_they_are(
    qtbot: QtBot, catalogue: Catalogue, open_window: Open
) -> None:
    for number in range(300):
        catalogue.evidence.add("photograph", f"Picture {number}")
    window = open_window(catalogue)
    window.pane.all()
    grid = window.pane.grid_view
    grid.verticalScrollBar().setValue(3000)
    window.messages.say("Something was said.")
    settle(qtbot, window)
    top = grid.top()
    catalogue.evidence.add("photograph", "One more")
    qtbot.waitUntil(lambda: window.model.rowCount() == 301, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.selection.count() == 300
    assert window.selection.selection().count() == 1
    assert grid.top() == top
    for item in (7, 100, 250):
        catalogue.evidence.withdraw(item, "a mistake")
    qtbot.waitUntil(lambda: window.model.rowCount() == 298, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.selection.count() == 297
    assert grid.verticalScrollBar().value() > 0
    assert window.messages.words == "Something was said."


def test_what_is_in_sight_stays_in_sight_where_the_order_changes(
    qtbot: QtBot, catalogue: Catalogue, open_window: Open
) -> None:
    for number in range(300):
        catalogue.evidence.add("photograph", f"Picture {number:03}")
    window = open_window(catalogue)
    window.pane.table()
    window.pane.ask("sort:title")
    settle(qtbot, window)
    table = window.pane.table_view
    window.selection.choose(140)
    table.verticalScrollBar().setValue(26 * 200)
    top = table.top()
    assert top is not None
    item = window.model.ids[top[0]]
    catalogue.evidence.edit(5, title="Zebra")
    qtbot.waitUntil(lambda: window.model.ids[-1] == 5, timeout=PATIENCE_MS)
    settle(qtbot, window)
    top = table.top()
    assert top is not None
    assert window.model.ids[top[0]] == item
    assert window.selection.current_id() == 141


def test_a_listener_that_raises_harms_neither_the_act_nor_the_window(
    qtbot: QtBot, filled: Catalogue, open_window: Open
) -> None:
    class Broken:
        def hear(self, change: Change) -> None:
            raise RuntimeError("no")

    broken, failures = Broken(), list[Exception]()
    filled.bus.failed = failures.append
    filled.bus.subscribe(broken, broken.hear)
    window = open_window(filled)
    window.selection.choose(0)
    window.actions_by_slot["items.note"].trigger()
    dialog = dialog_of(qtbot, window, NoteDialog)
    QTest.keyClicks(dialog.text, "seen from the mole")
    dialog.verb.click()
    qtbot.waitUntil(lambda: len(filled.evidence.dossier(1).notes) == 1, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: noted(window) == 1, timeout=PATIENCE_MS)
    assert len(failures) == 1


def test_a_listener_that_raises_is_in_the_log_for_support(
    windows: Windows, filled: Catalogue, tmp_path: Path, qtbot: QtBot
) -> None:
    class Broken:
        def hear(self, change: Change) -> None:
            raise RuntimeError("Private Ivanov")

    broken = Broken()
    assert windows.open(filled.folder)
    _, catalogue = opened(windows, qtbot)
    catalogue.bus.subscribe(broken, broken.hear)
    catalogue.evidence.note(1, "seen")
    told = "\n".join(SupportLog(tmp_path / "support").tail())
    assert "RuntimeError" in told
    assert "Ivanov" not in told


def noted(window: MainWindow) -> int:
    dossier = window.inspector.dossier
    return 0 if dossier is None else len(dossier.notes)


# Each view


def test_the_line_of_the_query_on_show_is_marked_from_the_start(
    qtbot: QtBot, filled: Catalogue, open_window: Open
) -> None:
    window = open_window(filled)
    assert window.left_pane.tree.currentIndex().data() == "Everything"
    filled.evidence.add("photograph", "One more")
    qtbot.waitUntil(lambda: window.model.rowCount() == 6, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.left_pane.tree.currentIndex().data() == "Everything"


def test_saved_searches_origins_and_cases_follow_in_the_left_pane(
    qtbot: QtBot, filled: Catalogue, open_window: Open
) -> None:
    window = open_window(filled)
    filled.saved_searches.add("Rails", "tag:rail")
    qtbot.waitUntil(lambda: [one.text for one in group(window, "Saved searches")] == ["Rails"])
    case = filled.cases.add("Harbour")
    origin = filled.origins.add(OriginDraft("Navy", "yes"))
    claim = filled.claims.add(ClaimDraft(case, "Ships lay there"))
    qtbot.waitUntil(lambda: [one.origins for one in group(window, "Claims")] == [0])
    filled.claims.edit(claim, origin_id=origin)
    qtbot.waitUntil(lambda: [one.origins for one in group(window, "Claims")] == [1])
    filled.origins.edit(origin, counts="unproven")
    qtbot.waitUntil(lambda: [one.origins for one in group(window, "Claims")] == [0])
    filled.saved_searches.rename(1, "All rails")
    qtbot.waitUntil(lambda: [one.text for one in group(window, "Saved searches")] == ["All rails"])
    assert len(group(window, "Cases")) == 1


def test_the_history_follows_and_the_chosen_entry_stays_chosen(
    qtbot: QtBot, filled: Catalogue, open_window: Open
) -> None:
    window = open_window(filled)
    window.actions_by_slot["history.show"].trigger()
    dialog = dialog_of(qtbot, window, HistoryDialog)
    dialog.table.setCurrentIndex(dialog.lines.index(1, 0))
    chosen, count = dialog.lines.rows[1][0], dialog.lines.rowCount()
    with Catalogue.open(filled.folder, analyst="Analyst") as other:
        other.evidence.note(1, "seen")
        qtbot.waitUntil(lambda: dialog.lines.rowCount() == count + 1, timeout=PATIENCE_MS)
        assert dialog.lines.rows[dialog.table.currentIndex().row()][0] == chosen
        other.history.undo()
    qtbot.waitUntil(lambda: "by entry" in dialog.lines.rows[1][4], timeout=PATIENCE_MS)
    dialog.close()
    filled.evidence.note(1, "once more")
    settle(qtbot, window)


def test_an_open_claim_follows(qtbot: QtBot, filled: Catalogue, open_window: Open) -> None:
    claim = filled.claims.add(ClaimDraft(filled.cases.add("Harbour"), "Ships lay there"))
    filled.links.add([1], claim, "supports", "it shows ships")
    window = open_window(filled)
    window.selection.choose(0)
    settle(qtbot, window)
    window.actions_by_slot["claims.show"].trigger()
    dialog = dialog_of(qtbot, window, ClaimDialog)
    filled.claims.edit(claim, label="C77")
    qtbot.waitUntil(lambda: "C77" in dialog.windowTitle(), timeout=PATIENCE_MS)


def test_undo_by_another_process_is_in_the_menu(qtbot: QtBot, filled: Catalogue, open_window: Open) -> None:
    window = open_window(filled)
    undo = window.actions_by_slot["history.undo"]
    filled.evidence.note(1, "seen")
    qtbot.waitUntil(lambda: "Note on" in undo.text(), timeout=PATIENCE_MS)
    with Catalogue.open(filled.folder, analyst="Analyst") as other:
        other.history.undo()
    qtbot.waitUntil(lambda: "Note on" not in undo.text(), timeout=PATIENCE_MS)


def test_many_changes_are_told_together(qtbot: QtBot, filled: Catalogue, open_window: Open) -> None:
    window = open_window(filled)
    told: list[Touched] = []
    window.changes.touched.connect(told.append)
    began = time.monotonic()
    for number in range(60):
        filled.evidence.note(1 + number % 5, "seen")
        QApplication.processEvents()
    lasted = time.monotonic() - began
    qtbot.waitUntil(lambda: not window.changes.pending and window.quiet, timeout=PATIENCE_MS)
    acts = [one for one in told if Kind.ACTS in one]
    assert 2 <= len(acts) <= 3 + lasted / 0.2
    assert acts[0].of(Kind.ITEMS).named == (1,)
    assert {item for one in acts for item in one.of(Kind.ITEMS).named} == {1, 2, 3, 4, 5}


def test_thumbnails_made_here_come_into_the_grid(
    qtbot: QtBot, catalogue: Catalogue, open_window: Open, pictures: list[Path]
) -> None:
    window = open_window(catalogue)
    heard: list[str] = []
    catalogue.bus.subscribe(window, lambda change: heard.append(change.act))
    window.intake.start(pictures, SharedFields())
    qtbot.waitUntil(lambda: "5 files taken in" in window.messages.words, timeout=PATIENCE_MS)
    settle(qtbot, window)
    digests = [line.sha256 for row in range(5) if (line := window.model.line(row)) is not None]
    assert len(digests) == 5
    qtbot.waitUntil(lambda: all(one and window.thumbnails.get(one) for one in digests), timeout=PATIENCE_MS)
    assert heard.count(THUMBNAILS_MADE) == 1
