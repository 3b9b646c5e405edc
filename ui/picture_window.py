"""The picture of an item in a window of its own, as large as the screen allows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.dossier import Dossier
from ui.inspector.picture_view import PictureView
from ui.sensitive import band_words
from ui.theme import Theme


class PictureWindow(QDialog):
    """Wheel or + and - zoom, dragging pans, Escape closes."""

    def __init__(self, theme: Theme, dossier: Dossier, practice: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{dossier.item.exhibit}, {dossier.item.title}")
        self.resize(1100, 760)
        self._band = band_words(dossier.item.digital_source_type, practice)
        self.view = PictureView(theme)
        self.view.show_words("Loading the picture")
        QShortcut(QKeySequence("Z"), self, self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def show_image(self, _item: int, image: QImage, keep: bool) -> None:
        """The picture has come, or the same one sharper."""
        self.view.show_picture(image, veiled=False, band=self._band, keep=keep)

    def show_words(self, _item: int, words: str) -> None:
        """Why there is no picture."""
        self.view.show_words(words)
