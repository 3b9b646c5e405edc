"""The picture of an item in a window of its own, as large as the screen allows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.evidence.dossier import Dossier
from resources.messages import tr
from ui.inspector.picture_view import PictureView
from ui.look.theme import Theme
from ui.views.sensitive import band_words


class PictureWindow(QDialog):
    """Wheel or + and - zoom, dragging pans, Escape closes; a graphic picture is veiled as everywhere."""

    revealed = Signal(int)
    """The id of an item whose graphic picture somebody asked to see."""

    def __init__(
        self, theme: Theme, dossier: Dossier, practice: bool, parent: QWidget, *, veiled: bool
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{dossier.item.exhibit}, {dossier.item.title}")
        self.resize(1100, 760)
        self._band = band_words(dossier.item.digital_source_type, practice)
        self._item, self._veiled = dossier.item.id, veiled
        self._image = QImage()
        self.view = PictureView(theme)
        self.view.unveiled.connect(self.reveal)
        self.view.show_words(tr("Loading the picture"))
        QShortcut(QKeySequence("Z"), self, self.close)
        QShortcut(QKeySequence("V"), self, self.reveal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def show_image(self, _item: int, image: QImage, keep: bool) -> None:
        """The picture has come, or the same one sharper."""
        self._image = image
        self.view.show_picture(image, veiled=self._veiled, band=self._band, keep=keep)

    def reveal(self) -> None:
        """Lift the veil, here and wherever else the picture is shown."""
        if self._veiled:
            self._veiled = False
            if not self._image.isNull():
                self.show_image(self._item, self._image, keep=True)
            self.revealed.emit(self._item)

    def show_words(self, _item: int, words: str) -> None:
        """Why there is no picture."""
        self.view.show_words(words)
