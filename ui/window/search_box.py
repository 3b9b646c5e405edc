"""The search box: the query language with completions, and errors shown where they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from app.messages.visible import visible_line
from app.task import Task
from resources.messages import tr
from ui.look import icons
from ui.look.theme import Theme
from ui.work.jobs import Jobs


@dataclass(frozen=True, slots=True)
class Offer:
    """How the text may go on: `text[start:end]` becomes `insert`; `shown` is what the list says."""

    start: int
    end: int
    insert: str
    shown: str


Completer = Callable[[str, int, Task], Sequence[Offer]]
_LINES = 9
_CLEAR = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E)


class SearchBox(QLineEdit):
    """Asks while one types; Down or Tab goes into the list, Enter takes from it, Escape closes it."""

    typed = Signal(str)
    entered = Signal(str)
    left = Signal()
    """Down was pressed with no list open: the hand wants to go to the result."""
    closed = Signal()
    """The list of completions is no longer open."""

    def __init__(self, jobs: Jobs, complete: Completer, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._complete = complete
        self._theme = theme
        self._offers: list[Offer] = []
        self._wrong: tuple[int, int] | None = None
        self.setPlaceholderText(tr("Search: words, tag:rail, near:Name~25km, taken:2024-10, held:no"))
        self.setAccessibleName(tr("Search the catalogue"))
        self.addAction(icons.icon("search", theme.muted), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.setMinimumHeight(30)
        self._list = QListView(self)
        self._list.setObjectName("completions")
        # the keys stay with the line: a list with the focus, as QCompleter's, takes Enter for itself
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.hide()
        self._shown = QStringListModel(self)
        self._list.setModel(self._shown)
        self._list.clicked.connect(lambda index: self._take(index.row()))
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._changed)

    @property
    def offers(self) -> list[Offer]:
        """What the open list offers; empty when it is closed."""
        return self._offers if self._list.isVisible() else []

    def set_query(self, query: str) -> None:
        """Put another query in the box, without asking."""
        if query != self.text():
            self.setText(query)
        self._close()

    def show_wrong(self, where: tuple[int, int] | None) -> None:
        """Underline the part that is wrong; None for nothing."""
        self._wrong = where
        self.setProperty("wrong", "true" if where is not None else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Ctrl+E clears the search from here too, where a line of text would go to its end."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.keyCombination() == _CLEAR
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.offers and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif self.offers and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._row() >= 0:
            self._take(self._row())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close()
            self.entered.emit(self.text())
        elif key == Qt.Key.Key_Escape and self.offers:
            self._close()
        elif key == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.offers and forward:
            self._take(max(self._row(), 0))
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._close()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._wrong is None:
            return
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._theme.damage), 2, Qt.PenStyle.DotLine))
        left, right = self._x_of(self._wrong[0]), self._x_of(max(self._wrong[1], self._wrong[0] + 1))
        bottom = self.height() - 5
        painter.drawLine(left, bottom, max(right, left + 8), bottom)

    def _x_of(self, position: int) -> int:
        # how far a long text is scrolled within the line is told by the cursor alone
        shift = self.cursorRect().center().x() - self._advance(self.cursorPosition())
        return min(max(shift + self._advance(position), 28), self.width() - 28)

    def _advance(self, position: int) -> int:
        return self.fontMetrics().horizontalAdvance(self.text()[:position])

    def _edited(self, text: str) -> None:
        self.typed.emit(text)
        cursor = self.cursorPosition()
        self._jobs.start(
            lambda task: list(self._complete(text, cursor, task)),
            lambda offers: self._offer(text, offers),
            failed=lambda _error: self._close(),
            lane="completion",
            owner=self,
        )

    def _changed(self, text: str) -> None:
        self.show_wrong(None)
        if not text:
            self._close()

    def _offer(self, text: str, offers: list[Offer]) -> None:
        # others were typed since, or the hand has gone elsewhere
        if text != self.text() or not self.hasFocus() or not offers:
            self._close()
            return
        self._offers = offers
        self._shown.setStringList([visible_line(offer.shown) for offer in offers])
        self._list.setCurrentIndex(self._shown.index(-1, 0))
        height = self._list.sizeHintForRow(0) * min(len(offers), _LINES) + 12
        # a child of the window lies over all panes; the box is in its window only once it is shown
        self._list.setParent(self.window())
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        self._list.setGeometry(QRect(corner.x(), corner.y(), max(320, self.width() * 2 // 3), height))
        self._list.show()
        self._list.raise_()

    def _walk(self, by: int) -> None:
        row = (self._row() + by) % len(self._offers)
        self._list.setCurrentIndex(self._shown.index(row, 0))

    def _row(self) -> int:
        return self._list.currentIndex().row()

    def _take(self, row: int) -> None:
        offer, text = self._offers[row], self.text()
        self._close()
        self.setText(text[: offer.start] + offer.insert + text[offer.end :])
        self.setCursorPosition(offer.start + len(offer.insert))
        # Qt tells edits by hand only, and this was none
        self._edited(self.text())

    def _close(self) -> None:
        self._jobs.cancel("completion")
        self._list.hide()
        self._offers = []
        self.closed.emit()
