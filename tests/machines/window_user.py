"""What somebody does at the open windows of one catalogue, with keys and dialogs as a person does."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.catalogue import Catalogue
from app.support.support_log import SupportLog
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.forms.tag_items import TagDialog
from ui.forms.write import NoteDialog, WithdrawDialog
from ui.look.theme import LIGHT
from ui.start.application import Windows
from ui.window.main_window import MainWindow

Kind = TypeVar("Kind", bound=QDialog)
ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


class WindowUser:
    """The program's window on a catalogue, and perhaps a second one; after each act all are settled."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path) -> None:
        self._qtbot, self._application, self._folder = qtbot, application, folder
        self._settings = QSettings(str(folder.parent / "window.ini"), QSettings.Format.IniFormat)
        self.second: MainWindow | None = None
        self._start()

    @property
    def window(self) -> MainWindow:
        """The program's window."""
        assert self._windows.window is not None
        return self._windows.window

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that the windows show."""
        assert self._windows.catalogue is not None
        return self._windows.catalogue

    @property
    def open_windows(self) -> list[MainWindow]:
        """All that are open."""
        return [self.window] if self.second is None else [self.window, self.second]

    def settle(self) -> None:
        """Look for acts of others, and wait until every window shows what there is."""
        self._rest()
        for window in self.open_windows:
            window.changes.look()
            self._rest()

    def undo(self, times: int) -> None:
        """Press Ctrl+Z so often, one press after another."""
        view = self._view()
        for _ in range(times):
            QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key over the items."""
        QTest.keyClick(self._view(), key, modifier)

    def write_query(self, text: str, *, enter: bool) -> None:
        """Write this over what stands in the search box."""
        box = self.window.pane.box
        self._activate()
        box.setFocus()
        box.selectAll()
        if text:
            box.insert(text)
            box.textEdited.emit(text)
        else:
            QTest.keyClick(box, Qt.Key.Key_Delete)
        if enter:
            QTest.keyClick(box, ENTER)

    def tag(self, tag: str) -> None:
        """Tag what is selected."""
        dialog = self._dialog("items.tag", TagDialog)
        dialog.tag.setFocus()
        dialog.tag.insert(tag)
        dialog.tag.textEdited.emit(tag)
        QTest.keyClick(QApplication.activePopupWidget() or dialog.tag, ENTER)
        self._over(TagDialog)

    def note(self, words: str) -> None:
        """Write a note on the chosen item."""
        dialog = self._dialog("items.note", NoteDialog)
        QTest.keyClicks(dialog.text, words)
        QTest.keyClick(dialog.text, ENTER, CONTROL)
        self._over(NoteDialog)

    def withdraw(self, reason: str) -> None:
        """Withdraw the chosen item."""
        dialog = self._dialog("items.withdraw", WithdrawDialog)
        QTest.keyClicks(dialog.reason, reason)
        dialog.verb.click()
        self._over(WithdrawDialog)

    def recolour(self) -> None:
        """The other colours, as Ctrl+Shift+D asks for them."""
        before = self.window
        before.actions_by_slot["window.colours"].trigger()
        self._qtbot.waitUntil(lambda: self.window is not before, timeout=PATIENCE_MS)

    def turn_second(self) -> None:
        """Open a second window on the catalogue, or close the one that is open."""
        if self.second is None:
            self.second = MainWindow(self.catalogue, LIGHT, self._settings)
            self.second.show()
        else:
            _gone(self.second)
            self.second = None

    def reopen(self) -> None:
        """End the program, and start it again."""
        self.end()
        self._start()

    def open_again(self) -> None:
        """Close the window and open the catalogue once more in the same program."""
        self._close_second()
        self.window.close()
        assert self._windows.open(self._folder)

    def end(self) -> None:
        """Close everything."""
        self._close_second()
        window = self._windows.window
        self._windows.close()
        self._log.close()
        if window is not None:
            _gone(window)

    def _start(self) -> None:
        self._log = SupportLog()
        self._windows = Windows(self._application, self._settings, "light", self._log)
        assert self._windows.open(self._folder)

    def _close_second(self) -> None:
        if self.second is not None:
            self.turn_second()

    def _rest(self) -> None:
        for _ in range(2):  # what one window did, another may have to follow
            for window in self.open_windows:
                settle(self._qtbot, window)

    def _activate(self) -> None:
        window = self.window
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)

    def _view(self) -> QWidget:
        """The items, or what stands in their place when there are none, with the focus."""
        self._activate()
        pane = self.window.pane
        view = pane.table_view if pane.shows_table else pane.grid_view
        if not view.isVisible():
            return self.window
        view.setFocus()
        return view

    def _dialog(self, slot: str, kind: type[Kind]) -> Kind:
        action = self.window.actions_by_slot[slot]
        assert action.isEnabled(), slot
        action.trigger()
        dialog = dialog_of(self._qtbot, self.window, kind)
        dialog.activateWindow()
        self._qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE_MS)
        return dialog

    def _over(self, kind: type[QDialog]) -> None:
        window = self.window
        self._qtbot.waitUntil(lambda: not window.findChildren(kind), timeout=PATIENCE_MS)


def _gone(window: MainWindow) -> None:
    """Close a window and let Qt delete it."""
    window.retire()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
