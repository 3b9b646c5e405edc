"""Pages of a PDF under each other, as they will be on paper."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.messages.visible import visible
from resources.messages import tr
from ui.look.theme import Theme


class PageView(QScrollArea):
    """Black on white whatever the theme is: paper is paper."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(tr("Pages of the sheet"))
        self.setWidgetResizable(True)
        self.pages: list[QLabel] = []
        self.say("")

    def say(self, words: str) -> None:
        """Words in place of pages."""
        label = QLabel(visible(words))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        label.setProperty("muted", "true")
        self.pages = []
        # Qt deletes the widget that was in the area before, and all pages with it
        self.setWidget(label)

    def show_pages(self, images: Sequence[QImage]) -> None:
        """Show these pages, from the first."""
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        self.pages = []
        for number, image in enumerate(images, 1):
            page = QLabel()
            page.setPixmap(QPixmap.fromImage(image))
            page.setFixedSize((image.deviceIndependentSize()).toSize())
            page.setStyleSheet(f"border: 1px solid {self._theme.hairline}; background: white;")
            page.setAccessibleName(tr("Page {number} of {count}", number=number, count=len(images)))
            self.pages.append(page)
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(ground)
