"""The picture of an item in a window of its own, as large as the screen allows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.evidence.dossier import Dossier
from app.messages.visible import visible_line
from resources.messages import tr
from ui.inspector.picture_view import PictureView
from ui.look.screen import size_within
from ui.look.theme import Theme
from ui.views.sensitive import band_words
from ui.views.veils import Veils


class PictureWindow(QDialog):
    """Wheel or + and - zoom, dragging pans, Escape closes; a graphic picture is veiled as everywhere."""

    def __init__(self, theme: Theme, dossier: Dossier, veils: Veils, practice: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size_within(self, 1100, 760)
        item = dossier.item.id
        self._item, self._veils, self._practice = item, veils, practice
        self._image = QImage()
        self._name(dossier)
        self.view = PictureView(theme)
        self.view.unveiled.connect(self.reveal)
        self.view.show_words(tr("Loading the picture"))
        QShortcut(QKeySequence("Z"), self, self.close)
        QShortcut(QKeySequence("V"), self, self.reveal)
        veils.watch(self._item, dossier.item.sensitivity)
        veils.changed.connect(self._veil)
        self.finished.connect(lambda _: veils.leave(item))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def show_image(self, _item: int, image: QImage, keep: bool) -> None:
        """The picture has come, or the same one sharper."""
        self._image = image
        veiled = self._veils.veiled(self._item) is not False
        self.view.show_picture(image, veiled=veiled, band=self._band, keep=keep)

    def follow(self, dossier: Dossier) -> None:
        """The item was changed: its title, or what is known of how the picture was made."""
        if dossier.item.id == self._item:
            before = self._band
            self._name(dossier)
            if self._band != before and not self._image.isNull():
                self.show_image(self._item, self._image, keep=True)

    def reveal(self) -> None:
        """Lift the veil, here and wherever else the picture is shown."""
        if self._veils.veiled(self._item):
            self._veils.reveal(self._item)

    def _name(self, dossier: Dossier) -> None:
        self.setWindowTitle(visible_line(f"{dossier.item.exhibit}, {dossier.item.title}"))
        self._band = band_words(dossier.item.digital_source_type, self._practice)

    def _veil(self) -> None:
        """The picture again, veiled or not as it is now."""
        if not self._image.isNull() and self._veils.veiled(self._item) is not self.view.veiled:
            self.show_image(self._item, self._image, keep=True)

    def show_words(self, _item: int, words: str) -> None:
        """Why there is no picture."""
        self.view.show_words(words)
