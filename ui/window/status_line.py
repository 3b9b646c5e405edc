"""The status bar: n of N, how many are selected, the active filter with a clear button, progress."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStatusBar, QToolButton, QWidget

from resources.messages import number, tr, trn
from ui.look import icons, readable
from ui.look.theme import Theme
from ui.views.grid.view import LARGEST, SMALLEST, USUAL
from ui.window.progress_strip import ProgressStrip


class StatusLine(QStatusBar):
    """Counts at the left, progress and zoom at the right."""

    def __init__(self, theme: Theme, clear: Callable[[], None], zoom: Callable[[int], None]) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.count = QLabel()
        self.selected = QLabel()
        self.filter = QLabel()
        self.filter.setTextFormat(Qt.TextFormat.PlainText)
        self.clear_button = QToolButton()
        self.clear_button.setIcon(icons.icon("x", theme.muted))
        self.clear_button.setToolTip(tr("Clear the search (Ctrl+E)"))
        self.clear_button.setAccessibleName(tr("Clear the search"))
        self.clear_button.clicked.connect(lambda: clear())
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(12)
        for part in (self.count, self.selected, self.filter, self.clear_button):
            row.addWidget(part)
        self.progress = ProgressStrip(theme)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST, LARGEST)
        self.slider.setValue(USUAL)
        self.slider.setFixedWidth(96)
        self.slider.setToolTip(tr("Size of the pictures"))
        self.slider.setAccessibleName(tr("Size of the pictures"))
        self.slider.valueChanged.connect(zoom)
        self.addWidget(left)
        right = QWidget()
        edge = QHBoxLayout(right)
        edge.setContentsMargins(8, 0, 12, 0)
        edge.setSpacing(16)
        edge.addStretch(1)
        edge.addWidget(self.progress)
        edge.addWidget(self.slider)
        self.addPermanentWidget(right)

    def tell(self, shown: int, total: int, selected: int, query: str) -> None:
        """How many of how many, and by which search."""
        self.count.setText(
            trn("{shown} of {count} item", "{shown} of {count} items", total, shown=number(shown))
            if query
            else trn("{count} item", "{count} items", total)
        )
        self.selected.setText(trn("{count} selected", "{count} selected", selected) if selected > 1 else "")
        self.selected.setVisible(selected > 1)
        words = readable.one_line(query, 60)
        self.filter.setText(tr("Filter: {words}", words=words))
        self.filter.setVisible(bool(query))
        self.clear_button.setVisible(bool(query))
