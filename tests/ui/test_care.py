"""The window takes care: of eyes, of acts under way, and of what it says while it does not know yet."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.task import Task
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.edit_item import EditItemDialog
from ui.forms.form import FormDialog, line
from ui.forms.write import NoteDialog
from ui.sheets.preview import SheetPreview
from ui.views.columns import COLUMNS
from ui.window.act_context import ActContext
from ui.window.main_window import MainWindow
from ui.window.picture_window import PictureWindow


class Slow(FormDialog):
    """Works until it is let go."""

    def __init__(self, context: ActContext, go_on: Event) -> None:
        super().__init__(context, "Something slow", "Do it")
        self._go_on = go_on
        self.row("Field", line())

    def work(self, _task: Task) -> bool:
        return self._go_on.wait(PATIENCE_MS / 1000)


def test_a_graphic_picture_is_veiled_in_its_own_window_until_it_is_asked_for_there(
    open_window: Callable[[Catalogue], MainWindow], catalogue: Catalogue, pictures: list[Path], qtbot: QtBot
) -> None:
    catalogue.intake.ingest(pictures[:1])
    catalogue.evidence.edit(1, sensitivity=["graphic"])
    window = open_window(catalogue)
    window.selection.choose(0)
    settle(qtbot, window)
    window.actions_by_slot["window.enlarge"].trigger()
    large = dialog_of(qtbot, window, PictureWindow)
    qtbot.waitUntil(lambda: large.view.has_picture, timeout=PATIENCE_MS)
    assert large.view.veiled
    QTest.mouseClick(large.view, Qt.MouseButton.LeftButton)
    assert not large.view.veiled
    assert window.pane.grid_view.is_revealed(1)
    assert not window.inspector.picture.veiled
    large.close()
    settle(qtbot, window)


def test_the_sheet_of_a_graphic_item_waits_until_somebody_asks_for_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.selection.choose(3)
    window.actions_by_slot["sheets.preview"].trigger()
    preview = dialog_of(qtbot, window, SheetPreview)
    qtbot.waitUntil(preview.show_button.isVisible, timeout=PATIENCE_MS)
    assert preview.pages.pages == []
    preview.show_button.click()
    qtbot.waitUntil(lambda: len(preview.pages.pages) >= 1, timeout=PATIENCE_MS)
    assert window.pane.grid_view.is_revealed(4)
    preview.reject()
    settle(qtbot, window)


def test_the_status_bar_names_the_search_whose_items_are_on_show(window: MainWindow, qtbot: QtBot) -> None:
    window.pane.ask("tag:rail")
    settle(qtbot, window)
    window.pane.ask("near:43.80,131.96~5x")
    qtbot.waitUntil(lambda: window.pane.problem.isVisible(), timeout=PATIENCE_MS)
    window.selection.choose_all()
    assert window.status.count.text() == "2 of 5 items"
    assert window.status.filter.text() == "Filter: tag:rail"
    settle(qtbot, window)


def test_an_act_under_way_cannot_be_closed_away_and_says_that_it_is_under_way(
    window: MainWindow, qtbot: QtBot
) -> None:
    go_on = Event()
    dialog = Slow(window.context, go_on)
    outcomes: list[object] = []
    dialog.done_with.connect(outcomes.append)
    dialog.open()
    dialog.verb.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.cancel.isEnabled()
    qtbot.waitUntil(dialog.under_way.isVisible, timeout=PATIENCE_MS)
    go_on.set()
    qtbot.waitUntil(lambda: outcomes == [True], timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_control_and_return_are_the_verb_also_from_a_field_of_several_lines(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.selection.choose(0)
    window.actions_by_slot["items.note"].trigger()
    dialog = dialog_of(qtbot, window, NoteDialog)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE_MS)
    assert dialog.first is not None
    QTest.keyClicks(dialog.first, "the crane is new")
    QTest.keyClick(dialog.first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(window.catalogue.evidence.dossier(1).notes) == 1, timeout=PATIENCE_MS)
    assert window.catalogue.evidence.dossier(1).notes[0].text == "the crane is new"
    settle(qtbot, window)


def test_a_long_form_keeps_its_buttons_on_a_low_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.catalogue.evidence.edit(1, type="aerial imagery")
    settle(qtbot, window)
    window.selection.choose(0)
    window.actions_by_slot["items.edit"].trigger()
    dialog = dialog_of(qtbot, window, EditItemDialog)
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.rect().contains(dialog.buttons.geometry())
    dialog.reject()
    settle(qtbot, window)


def test_a_message_that_offers_something_does_not_go_by_itself(window: MainWindow) -> None:
    taken: list[str] = []
    window.messages.say("5 files taken in, 1 problem.", "Show report", lambda: taken.append("report"))
    assert not any(timer.isActive() for timer in window.messages.findChildren(QTimer))
    window.messages.say("A note is written.")
    assert any(timer.isActive() for timer in window.messages.findChildren(QTimer))


def test_a_picture_is_not_called_missing_while_it_may_still_come(window: MainWindow, qtbot: QtBot) -> None:
    nowhere = "0" * 64
    assert window.thumbnails.get(nowhere) is None
    qtbot.waitUntil(lambda: window.thumbnails.knows(nowhere), timeout=PATIENCE_MS)
    window.thumbnails.expecting = True
    assert not window.thumbnails.knows(nowhere)
    window.thumbnails.expecting = False
    assert window.thumbnails.knows(nowhere)
    settle(qtbot, window)


def test_text_of_evidence_is_no_html_in_a_tool_tip_either(window: MainWindow, qtbot: QtBot) -> None:
    window.catalogue.evidence.edit(1, title="<b>bold</b> & <img src=x>")
    settle(qtbot, window)
    title = window.model.index(0, [column.title for column in COLUMNS].index("Title"))
    qtbot.waitUntil(lambda: window.model.data(title) == "<b>bold</b> & <img src=x>", timeout=PATIENCE_MS)
    shown = QTextDocument()
    shown.setHtml(window.model.data(title, Qt.ItemDataRole.ToolTipRole))
    assert shown.toPlainText() == "<b>bold</b> & <img src=x>"


def test_a_word_half_written_is_wrong_only_when_its_completions_are_closed(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.pane.search()
    QTest.keyClicks(window.pane.box, "tag:ra")
    qtbot.waitUntil(lambda: bool(window.pane.box.offers), timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert not window.pane.problem.isVisible()
    QTest.keyClick(window.pane.box, Qt.Key.Key_Escape)
    assert window.pane.problem.isVisible()


def test_the_search_is_cleared_by_its_key_while_it_is_being_written(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    window.pane.search()
    QTest.keyClicks(window.pane.box, "nothing like it")
    settle(qtbot, window)
    assert window.model.rowCount() == 0
    QTest.keyClick(window.pane.box, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert window.pane.box.text() == ""
    assert window.model.rowCount() == 5


def test_every_menu_opens_by_its_first_letter(window: MainWindow) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    assert all(title.startswith("&") for title in titles)
    assert len({title[1] for title in titles}) == len(titles)


def test_what_another_door_changed_is_seen_when_one_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    settle(qtbot, window)
    with Catalogue.open(window.catalogue.folder) as other:
        other.evidence.add("document", "Put there by somebody else")
    assert window.model.rowCount() == 5
    window.actions_by_slot["help.about"].trigger()
    dialog = dialog_of(qtbot, window, QDialog)
    qtbot.waitUntil(lambda: not window.isActiveWindow(), timeout=PATIENCE_MS)
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.model.rowCount() == 6, timeout=PATIENCE_MS)
    settle(qtbot, window)
