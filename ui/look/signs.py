"""The sign language of the program: marks drawn the same way in grid, table, inspector and dialogs."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from ui.look.theme import Theme

_INSIDE = 4
"""Pixels between an outline and the words in it."""


def draw_basis(painter: QPainter, box: QRectF, role: str, basis: str, colour: str) -> None:
    """Circle subject, triangle camera, square publisher; hollow claimed, half recorded, filled assessed."""
    shape = _shape(role, box.adjusted(1, 1, -1, -1))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if basis != "claimed":
        painter.save()
        if basis == "recorded":
            half = QRectF(box.left(), box.top(), box.width() / 2, box.height())
            painter.setClipRect(half, Qt.ClipOperation.IntersectClip)
        painter.fillPath(shape, QColor(colour))
        painter.restore()
    painter.setPen(QPen(QColor(colour), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    painter.restore()


def draw_stance(painter: QPainter, box: QRectF, stance: str, theme: Theme) -> None:
    """An up-triangle supports, a down-triangle refutes, a dash is context."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(stance_colour(stance, theme)))
    if stance == "supports":
        painter.drawPolygon(_triangle(box))
    elif stance == "refutes":
        painter.drawPolygon(
            QPolygonF([box.topLeft(), box.topRight(), QPointF(box.center().x(), box.bottom())])
        )
    else:
        painter.drawRect(QRectF(box.left(), box.center().y() - 1.5, box.width(), 3))
    painter.restore()


def stance_colour(stance: str, theme: Theme) -> str:
    """The colour of a stance."""
    return {"supports": theme.supports, "refutes": theme.refutes}.get(stance, theme.context)


def draw_origins(painter: QPainter, box: QRectF, count: int, shown: bool, theme: Theme, font: QFont) -> None:
    """The number of named origins in a ring, 1 in the attention colour; filled only where `shown`.

    `shown` says that independence has been shown. Nought is said in words, never with a ring.
    """
    colour = QColor(theme.attention if count == 1 else theme.muted)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.3))
    painter.setBrush(colour if shown else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.setFont(font)
    painter.setPen(QColor(theme.pane) if shown else colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))
    painter.restore()


def draw_match(painter: QPainter, room: QRect, match: str, colour: str) -> QRect:
    """“inside” in a solid outline, “may be inside” in a dashed one; gives the room that is left beside it."""
    wide = min(painter.fontMetrics().horizontalAdvance(match) + 2 * _INSIDE, room.width())
    high = painter.fontMetrics().height()
    box = QRectF(room.left() + 0.5, room.center().y() - high / 2 + 0.5, wide, high)
    pen = QPen(QColor(colour), 1)
    if match != "inside":
        pen.setDashPattern([3, 2.5])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(colour))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, match)
    painter.restore()
    return room.adjusted(round(wide) + 6, 0, 0, 0)


def draw_broken_seal(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """A seal with a crack through it: the bytes are not those that were taken in."""
    inner, middle = box.adjusted(1, 1, -1, -1), box.center().x()
    step, aside = inner.height() / 4, inner.width() / 7
    crack = [
        QPointF(middle + aside * side, inner.top() + step * at)
        for at, side in enumerate((0.5, -1, 1, -1, 0.5))
    ]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.damage))
    painter.drawEllipse(inner)
    painter.setPen(QPen(QColor(theme.pane), 1.8))
    painter.drawPolyline(QPolygonF(crack))
    painter.restore()


def draw_band(painter: QPainter, box: QRectF, words: str, theme: Theme, font: QFont) -> None:
    """A diagonal band over the upper right corner of a thumbnail of generated or practice material."""
    reach = min(box.width(), box.height()) * 0.62
    thick = 17.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.translate(box.topRight())
    painter.rotate(45)
    strip = QRectF(-reach, reach * 0.5, 2 * reach, thick)
    painter.fillRect(strip, QColor(theme.attention))
    painter.setPen(QColor(theme.pane))
    painter.setFont(font)
    painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def basis_pixmap(role: str, basis: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The mark of a location as a picture of `size` logical pixels."""
    made, painter = _blank(size, ratio)
    draw_basis(painter, QRectF(0, 0, size, size), role, basis, colour)
    painter.end()
    return made


def stance_pixmap(stance: str, theme: Theme, size: int, ratio: float) -> QPixmap:
    """The mark of a stance as a picture of `size` logical pixels."""
    made, painter = _blank(size, ratio)
    draw_stance(painter, QRectF(1, 1, size - 2, size - 2), stance, theme)
    painter.end()
    return made


def origins_pixmap(count: int, shown: bool, theme: Theme, font: QFont, size: int, ratio: float) -> QPixmap:
    """The ring with the number of named origins as a picture of `size` logical pixels; see `draw_origins`."""
    made, painter = _blank(size, ratio)
    draw_origins(painter, QRectF(0, 0, size, size), count, shown, theme, font)
    painter.end()
    return made


def broken_seal_pixmap(theme: Theme, size: int, ratio: float) -> QPixmap:
    """The broken seal as a picture of `size` logical pixels."""
    made, painter = _blank(size, ratio)
    draw_broken_seal(painter, QRectF(0, 0, size, size), theme)
    painter.end()
    return made


def _blank(size: int, ratio: float) -> tuple[QPixmap, QPainter]:
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made, QPainter(made)


def _shape(role: str, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    if role == "camera":
        path.addPolygon(_triangle(box))
        path.closeSubpath()
    elif role == "publisher":
        path.addRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        path.addEllipse(box)
    return path


def _triangle(box: QRectF) -> QPolygonF:
    return QPolygonF([box.bottomLeft(), QPointF(box.center().x(), box.top()), box.bottomRight()])
