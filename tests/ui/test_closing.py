"""Windows and dialogs that are closed while something is under way for them."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import SIGNAL, QSettings
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft
from app.evidence.dossier import Dossier
from app.ingest.records import SharedFields
from app.records import LogEntry
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.acts.help_acts import KeysDialog
from ui.acts.history_acts import HistoryDialog
from ui.forms.show_claim import ClaimDialog
from ui.look.theme import LIGHT
from ui.sheets.preview import SheetPreview
from ui.window.main_window import MainWindow
from ui.window.picture_window import PictureWindow

Open = Callable[[Catalogue], MainWindow]
Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class Gate:
    """Holds up whoever reads, until somebody opens it."""

    def __init__(self) -> None:
        self.reached, self._open = threading.Event(), threading.Event()

    def before(self, read: Callable[Asked, Found]) -> Callable[Asked, Found]:
        """The same reading, held up until the gate is open."""

        def held_up(*args: Asked.args, **kwargs: Asked.kwargs) -> Found:
            self.reached.set()
            self._open.wait(10)
            return read(*args, **kwargs)

        return held_up

    def open(self) -> None:
        """Let everybody through."""
        self._open.set()

    def open_soon(self) -> None:
        """The same in a moment, from another thread."""
        threading.Timer(0.2, self.open).start()


@pytest.fixture
def with_pictures(catalogue: Catalogue, pictures: list[Path]) -> Catalogue:
    catalogue.intake.ingest(pictures)
    return catalogue


def test_closing_in_the_middle_of_an_ingest_keeps_what_is_in(
    qtbot: QtBot, catalogue: Catalogue, open_window: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        Image.new("RGB", (8, 8), (number, 1, 7)).save(folder / f"{number:03}.png")
    window = open_window(catalogue)
    window.intake.start([folder], SharedFields())
    qtbot.waitUntil(lambda: catalogue.evidence.count() > 0, timeout=PATIENCE_MS)
    window.close()
    QApplication.processEvents()
    count = catalogue.evidence.count()
    assert 0 < count <= 200
    assert catalogue.bus.listeners == 0
    assert catalogue.integrity.verify().ok
    report = catalogue.intake.ingest([folder])
    assert len(report.added) == 200 - count


def test_closing_while_everything_is_being_read(
    qtbot: QtBot, with_pictures: Catalogue, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(with_pictures)
    gate, evidence, search = Gate(), with_pictures.evidence, with_pictures.search
    monkeypatch.setattr(evidence, "dossier", gate.before(evidence.dossier))
    monkeypatch.setattr(evidence, "lines", gate.before(evidence.lines))
    monkeypatch.setattr(search, "ids", gate.before(search.ids))
    window.selection.choose(1)
    window.pane.ask("picture")
    with_pictures.tags.change([2], add=["port"])
    qtbot.waitUntil(gate.reached.is_set, timeout=PATIENCE_MS)
    gate.open_soon()
    window.close()
    QApplication.processEvents()
    with_pictures.tags.change([3], add=["port"])
    QApplication.processEvents()
    assert window.jobs.busy("dossier", "search")  # what was under way has told nobody any more


def test_a_window_that_is_deleted_while_it_reads(
    qtbot: QtBot, filled: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(filled, LIGHT, QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))
    window.show()
    settle(qtbot, window)
    gate, dossier, read = Gate(), filled.evidence.dossier, threading.Event()

    def read_dossier(item: int) -> Dossier:
        found = dossier(item)
        read.set()
        return found

    monkeypatch.setattr(filled.evidence, "dossier", gate.before(read_dossier))
    window.selection.choose(1)
    qtbot.waitUntil(gate.reached.is_set, timeout=PATIENCE_MS)
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window), timeout=PATIENCE_MS)
    filled.evidence.note(2, "seen")
    gate.open()
    qtbot.waitUntil(read.is_set, timeout=PATIENCE_MS)
    QApplication.processEvents()
    assert filled.bus.listeners == 0


def test_a_history_that_is_closed_while_it_is_read_again(
    qtbot: QtBot, filled: Catalogue, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(filled)
    before = listening(window)
    window.actions_by_slot["history.show"].trigger()
    dialog = dialog_of(qtbot, window, HistoryDialog)
    assert listening(window) == before + 1
    gate, entries = Gate(), filled.history.entries

    def read(limit: int) -> list[LogEntry]:
        return entries(limit=limit)

    held_up = gate.before(read)
    monkeypatch.setattr(filled.history, "entries", lambda limit: held_up(limit))
    filled.evidence.note(1, "seen")
    qtbot.waitUntil(gate.reached.is_set, timeout=PATIENCE_MS)
    filled.evidence.note(1, "seen again")
    qtbot.waitUntil(lambda: not window.changes.pending, timeout=PATIENCE_MS)
    dialog.close()
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=PATIENCE_MS)
    gate.open()
    settle(qtbot, window)
    assert listening(window) == before


def test_dialogs_that_are_closed_stop_listening(
    qtbot: QtBot, with_pictures: Catalogue, open_window: Open
) -> None:
    claim = with_pictures.claims.add(ClaimDraft(with_pictures.cases.add("Harbour"), "Ships lay there"))
    with_pictures.links.add([1], claim, "supports", "it shows ships")
    window = open_window(with_pictures)
    window.selection.choose(0)
    settle(qtbot, window)
    before, veils = listening(window), window.veils.receivers(SIGNAL("changed()"))
    kinds: tuple[tuple[str, type[QDialog]], ...] = (
        ("claims.show", ClaimDialog),
        ("history.show", HistoryDialog),
        ("sheets.preview", SheetPreview),
        ("window.enlarge", PictureWindow),
    )
    for _ in range(2):
        for slot, kind in kinds:
            window.actions_by_slot[slot].trigger()
            dialog = dialog_of(qtbot, window, kind)
            with_pictures.evidence.note(1, "seen")  # and close in the middle of what follows from it
            dialog.close()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: not window.findChildren(QDialog), timeout=PATIENCE_MS)
    assert listening(window) == before
    assert window.veils.receivers(SIGNAL("changed()")) == veils


def test_a_dialog_that_is_larger_than_the_screen_is_made_to_fit(
    qtbot: QtBot, with_pictures: Catalogue, open_window: Open
) -> None:
    """The screen of these tests is 800 pixels wide, which is what 1366 are at 170 %."""
    window = open_window(with_pictures)
    window.selection.choose(0)
    settle(qtbot, window)
    kinds: tuple[tuple[str, type[QDialog]], ...] = (
        ("history.show", HistoryDialog),
        ("sheets.preview", SheetPreview),
        ("window.enlarge", PictureWindow),
        ("help.keys", KeysDialog),
    )
    for slot, kind in kinds:
        window.actions_by_slot[slot].trigger()
        dialog = dialog_of(qtbot, window, kind)
        taken = dialog.frameGeometry().size()
        assert taken == taken.boundedTo(dialog.screen().availableSize()), slot
        dialog.close()
    settle(qtbot, window)


def listening(window: MainWindow) -> int:
    """How many parts of a window hear what changes."""
    return window.changes.receivers(SIGNAL("touched(PyObject)"))


def test_a_picture_in_its_own_window_follows_and_stays_where_it_is_zoomed_to(
    qtbot: QtBot, with_pictures: Catalogue, open_window: Open
) -> None:
    window = open_window(with_pictures)
    window.selection.choose(0)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.inspector.picture.has_picture, timeout=PATIENCE_MS)
    window.actions_by_slot["window.enlarge"].trigger()
    large = dialog_of(qtbot, window, PictureWindow)
    qtbot.waitUntil(lambda: large.view.has_picture and window.quiet, timeout=PATIENCE_MS)
    window.inspector.picture.zoom(4)
    scale = window.inspector.picture.scale
    assert scale is not None
    with Catalogue.open(with_pictures.folder, analyst="Bo") as other:
        other.evidence.edit(1, title="Drawn", digital_source_type="trainedAlgorithmicMedia")
        other.integrity.verify([1])
    qtbot.waitUntil(lambda: large.view.band == "generated", timeout=PATIENCE_MS)
    assert large.windowTitle() == "EX-000001, Drawn"
    settle(qtbot, window)
    assert window.inspector.picture.band == "generated"
    assert window.inspector.picture.scale == scale


def test_a_file_that_comes_later_is_shown_in_place_of_not_held(
    qtbot: QtBot, filled: Catalogue, open_window: Open, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("a letter")
    window = open_window(filled)
    window.selection.choose(0)
    settle(qtbot, window)
    assert window.inspector.picture.words == "not held"
    filled.intake.attach(1, tmp_path / "letter.txt")
    qtbot.waitUntil(lambda: window.inspector.picture.words != "not held", timeout=PATIENCE_MS)
