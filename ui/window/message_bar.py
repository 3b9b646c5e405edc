"""One line over the status bar: what was done, or what went wrong and what to do next."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from app.errors import CatalogueError
from app.messages.faults import fault_words
from resources.messages import tr
from ui.look import icons
from ui.look.labels import PlainLabel
from ui.look.theme import Theme

# long enough to read two lines; what offers something to do stays
_STAYS_MS = 8000


class MessageBar(QWidget):
    """Errors and offers stay until they are dismissed or something else is said; the rest goes by itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = PlainLabel("")
        self._offer = QPushButton()
        self._act: Callable[[], None] | None = None
        self._offer.clicked.connect(self._take_offer)
        close = QToolButton()
        close.setIcon(icons.icon("x", theme.muted))
        close.setToolTip(tr("Dismiss"))
        close.setAccessibleName(tr("Dismiss the message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._offer)
        row.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What is said now; empty when nothing is."""
        return "" if self.isHidden() else self._text.whole

    def say(self, words: str, offer: str | None = None, act: Callable[[], None] | None = None) -> None:
        """Tell what was done, with one useful thing to do next."""
        self._show(words, wrong=False)
        self._act = act
        self._offer.setVisible(offer is not None)
        self._offer.setText(offer or "")
        if offer is None:
            self._timer.start(_STAYS_MS)
        else:
            self._timer.stop()

    def wrong(
        self, error: Exception, offer: str | None = None, act: Callable[[], None] | None = None
    ) -> None:
        """Tell what went wrong in the world: no traceback, no code; with what can be done about it."""
        self._show(fault_words(error), wrong=True)
        self._act = act
        self._offer.setVisible(offer is not None)
        self._offer.setText(offer or "")
        self._timer.stop()

    def resume(self, before: "MessageBar", offers: Mapping[str, Callable[[], None]]) -> None:
        """Say what another bar says; of what it offers only what is among these can still be done."""
        if before.words:
            offer = before._offer.text()
            if before.property("wrong") == "true":
                self.wrong(CatalogueError(before.words))
            elif offer in offers:
                self.say(before.words, offer, offers[offer])
            else:
                self.say(before.words)

    def _show(self, words: str, *, wrong: bool) -> None:
        self._text.setText(words)
        self.setProperty("wrong", "true" if wrong else "false")
        # a style sheet looks at properties only when a widget is polished
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(self._text.text())
        self.show()

    def _take_offer(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
