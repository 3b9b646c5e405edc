"""What stands in place of a list that has nothing to show: one sentence and the one useful act."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.messages.visible import visible
from ui.look import icons
from ui.look.theme import Theme


class StateView(QWidget):
    """Empty, or wrong: a drawing, a sentence, a button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._drawing = QLabel()
        self._drawing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMaximumWidth(460)
        self.button = QPushButton()
        self._act: Callable[[], None] | None = None
        self.button.clicked.connect(self._go)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._words, 3)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    @property
    def words(self) -> str:
        return self._words.text()

    def tell(
        self, icon: str, words: str, offer: str | None = None, act: Callable[[], None] | None = None
    ) -> None:
        """Say it, with one thing to do."""
        self._drawing.setPixmap(icons.pixmap(icon, self._theme.muted, 48, self.devicePixelRatioF(), 1.1))
        self._words.setText(visible(words))
        self.button.setText(offer or "")
        self.button.setVisible(offer is not None)
        self._act = act

    def _go(self) -> None:
        if self._act is not None:
            self._act()
