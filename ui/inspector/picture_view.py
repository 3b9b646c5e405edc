"""The picture of an item with zoom and pan; a veil over graphic ones until it is lifted."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages.visible import visible
from resources.messages import tr
from ui.look import icons, signs
from ui.look.fonts import sized
from ui.look.theme import Theme
from ui.views.thumbnail_cache import veil

_STEP = 1.25
# screen pixels a picture pixel
_CLOSEST = 8.0


class PictureView(QWidget):
    """Wheel or + and - zoom about the mouse, dragging pans, 0 or a double click fits it again."""

    unveiled = Signal()
    """Somebody asked to see a graphic picture."""
    enlarged = Signal()
    """Somebody asked to see the picture in a window of its own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self._veil: QPixmap | None = None
        self._words = ""
        self._icon: str | None = None
        self._framed = False
        self._band: str | None = None
        self._scale: float | None = None
        # in shares of the picture: the same picture, sharper, has other pixels and stays where it is
        self._centre = QPointF(0.5, 0.5)
        self._grip: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(160)
        self.setAccessibleName(tr("Picture of the item"))

    def show_picture(self, image: QImage, *, veiled: bool, band: str | None, keep: bool = False) -> None:
        """Show this picture; `keep` leaves zoom and place as they are (the same picture, sharper)."""
        self._pixmap = QPixmap.fromImage(image)
        self._veil = veil(self._pixmap) if veiled else None
        self._band, self._words, self._icon = band, "", None
        if not keep:
            self._scale, self._centre = None, QPointF(0.5, 0.5)
        self.setCursor(Qt.CursorShape.PointingHandCursor if veiled else Qt.CursorShape.OpenHandCursor)
        self.update()

    def show_words(self, words: str, icon: str | None = None, *, framed: bool = False) -> None:
        """Show why there is no picture; `framed` draws the card of what is not held."""
        self._pixmap = self._veil = self._band = None
        self._words, self._icon, self._framed = visible(words), icon, framed
        self.unsetCursor()
        self.update()

    @property
    def words(self) -> str:
        """What is said in place of a picture."""
        return self._words

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture on show, veiled or not."""
        return self._pixmap is not None

    @property
    def band(self) -> str | None:
        """The words on the band across the picture; None where there is no band."""
        return self._band

    @property
    def veiled(self) -> bool:
        """Whether the picture cannot be made out until somebody asks to see it."""
        return self._veil is not None

    @property
    def scale(self) -> float | None:
        """Screen pixels a picture pixel; None while the whole picture is fitted in."""
        return self._scale

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Come closer or step back, keeping the point `at` where it is."""
        if self._pixmap is None or self._veil is not None:
            return
        fit, now = self._fitting(), self._scale or self._fitting()
        wanted = min(max(now * factor, fit), max(_CLOSEST, fit))
        at = at or QPointF(self.width() / 2, self.height() / 2)
        held = self._picture_point(at, now)
        # stepping in and out again ends a little beside the whole picture: that is the whole picture, too
        self._scale = None if wanted <= fit * 1.001 else wanted
        shift = QPointF(at.x() - self.width() / 2, at.y() - self.height() / 2) / wanted
        self._set_centre(held - shift)

    def fit(self) -> None:
        """Show the whole picture."""
        self._scale, self._centre = None, QPointF(0.5, 0.5)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(340, 240)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.ground))
        if self._pixmap is None:
            self._paint_words(painter)
            return
        # from three times on pixels are shown as they are: what is drawn between them would not be in the
        # evidence
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, (self._scale or 0) < 3)
        target = self._target()
        painter.drawPixmap(target, self._veil or self._pixmap, QRectF((self._veil or self._pixmap).rect()))
        if self._band:
            font = sized(self.font(), -1)
            signs.draw_band(painter, target.intersected(QRectF(self.rect())), self._band, self._theme, font)
        if self._veil is not None:
            self._paint_veil(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._veil is not None:
            self.unveiled.emit()
        elif self._pixmap is not None:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None and self._scale is not None:
            moved = (event.position() - self._grip) / self._scale
            self._grip = event.position()
            self._set_centre(self._pixels(self._centre) - moved)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._grip is not None:
            self._grip = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        if self._scale is not None:
            self.fit()
        elif self._pixmap is not None and self._veil is None:
            self.enlarged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in _ARROWS and self._scale is not None:
            self._set_centre(self._pixels(self._centre) + QPointF(*_ARROWS[Qt.Key(key)]) * 40 / self._scale)
        else:
            # Escape, above all: the window of a large picture closes with it
            event.ignore()

    def _fitting(self) -> float:
        if self._pixmap is None or self._pixmap.isNull():
            return 1.0
        return min(self.width() / self._pixmap.width(), self.height() / self._pixmap.height(), 2.0)

    def _target(self) -> QRectF:
        if self._pixmap is None:
            return QRectF()
        scale = self._scale or self._fitting()
        centre = self._pixels(self._centre) * scale
        left, top = self.width() / 2 - centre.x(), self.height() / 2 - centre.y()
        return QRectF(left, top, self._pixmap.width() * scale, self._pixmap.height() * scale)

    def _picture_point(self, at: QPointF, scale: float) -> QPointF:
        shift = QPointF(at.x() - self.width() / 2, at.y() - self.height() / 2) / scale
        return self._pixels(self._centre) + shift

    def _pixels(self, share: QPointF) -> QPointF:
        if self._pixmap is None:
            return QPointF()
        return QPointF(share.x() * self._pixmap.width(), share.y() * self._pixmap.height())

    def _set_centre(self, pixels: QPointF) -> None:
        if self._pixmap is None:
            return
        scale = self._scale
        if scale is None:
            self._centre = QPointF(0.5, 0.5)
        else:
            across, down = self.width() / scale / 2, self.height() / scale / 2
            self._centre = QPointF(
                _held(pixels.x(), across, self._pixmap.width()),
                _held(pixels.y(), down, self._pixmap.height()),
            )
        self.update()

    def _paint_words(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        if self._framed:
            painter.setPen(QPen(QColor(self._theme.muted), 1, Qt.PenStyle.DashLine))
            painter.drawRect(middle)
        if self._icon:
            drawing = QRectF(0, 0, 56, 56)
            drawing.moveCenter(middle.center() - QPointF(0, 16))
            icons.draw(painter, self._icon, drawing, self._theme.muted, 1.1)
            middle.setTop(drawing.bottom() + 4)
        painter.setPen(QColor(self._theme.muted))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        flags |= Qt.AlignmentFlag.AlignTop if self._icon else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(middle, int(flags), self._words)

    def _paint_veil(self, painter: QPainter) -> None:
        shade = QColor(self._theme.ground)
        shade.setAlphaF(0.85)
        room = QRectF(0, self.height() / 2 - 30, self.width(), 60)
        painter.fillRect(room, shade)
        painter.setPen(QColor(self._theme.text))
        words = tr("Flagged graphic\nClick, or press V, to show it")
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def _held(wanted: float, reach: float, length: int) -> float:
    """A share of `length` so that what is seen, `reach` to each side, stays on the picture where it can."""
    if 2 * reach >= length:
        return 0.5
    return min(max(wanted, reach), length - reach) / length
