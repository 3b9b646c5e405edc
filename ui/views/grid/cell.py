"""What one cell of the grid looks like: picture or card, number, title, marks."""

from collections import OrderedDict

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from app.records import Line
from resources.messages import tr, trn
from ui.look import icons, readable, signs
from ui.look.fonts import sized
from ui.look.theme import Theme
from ui.look.type_icons import type_icon
from ui.views.cell_state import CellState
from ui.views.columns import answering, place_words
from ui.views.sensitive import band_words, is_graphic
from ui.views.thumbnail_cache import ThumbnailCache

_PAD = 8
_MARK = 10
# pictures at the size on show, beside the thumbnails: several screens at the usual one, of some 90 KB each
_KEPT = 150


class CellPainter:
    """Paints cells; made anew when theme or font change."""

    def __init__(self, theme: Theme, font: QFont, thumbnails: ThumbnailCache, practice: bool) -> None:
        self._theme = theme
        self._thumbnails = thumbnails
        self._practice = practice
        self._font = QFont(font)
        self._small = sized(font, -1)
        self._band = sized(font, -1, weight=QFont.Weight.DemiBold)
        self._metrics = QFontMetrics(self._font)
        self._small_metrics = QFontMetrics(self._small)
        self._colours = {name: QColor(value) for name, value in theme.colours().items()}
        self._tint, self._skeleton = QColor(theme.tint), QColor(theme.skeleton)
        self._sized: OrderedDict[tuple[int, int, int], QPixmap] = OrderedDict()
        self._marks: dict[tuple[str, str], QPixmap] = {}
        self._drawings: dict[tuple[str, int], QPixmap] = {}
        self._in_sight = 0

    def make_room(self, in_sight: int) -> None:
        """So many cells may be in sight at once; their pictures are kept."""
        self._in_sight = in_sight
        self._thumbnails.make_room(in_sight)

    def size(self, picture_width: int) -> QSize:
        """The size of a cell whose picture is this wide."""
        words = self._metrics.height() + self._small_metrics.height() * 2 + 6
        return QSize(picture_width + 2 * _PAD, picture_width * 3 // 4 + 3 * _PAD + words)

    def paint(self, painter: QPainter, box: QRect, line: Line | None, state: CellState, waited: bool) -> None:
        """Paint the cell; while its line loads a skeleton, and only once there was a wait."""
        self._frame(painter, box, state)
        picture = QRect(box.left() + _PAD, box.top() + _PAD, box.width() - 2 * _PAD, self._height(box))
        if line is None:
            if waited:
                painter.fillRect(picture, self._skeleton)
            return
        self._picture(painter, picture, line, state.revealed)
        words = QRect(picture.left(), picture.bottom() + _PAD, picture.width(), box.height())
        self._words(painter, words, line, state)

    def _height(self, box: QRect) -> int:
        words = self._metrics.height() + self._small_metrics.height() * 2 + 6
        return box.height() - words - 3 * _PAD

    def _frame(self, painter: QPainter, box: QRect, state: CellState) -> None:
        if state.selected:
            painter.fillRect(box, self._tint)
        if state.selected or (state.current and state.focused):
            painter.setPen(QPen(self._colours["accent"], 2 if state.current and state.focused else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)

    def _picture(self, painter: QPainter, box: QRect, line: Line, revealed: bool) -> None:
        if not line.held:
            self._card(painter, box, line, tr("not held"))
            return
        hidden = is_graphic(line.sensitivity) and not revealed
        found = None
        if line.sha256 is not None:
            found = self._thumbnails.veiled(line.sha256) if hidden else self._thumbnails.get(line.sha256)
        if found is None:
            self._no_picture(painter, box, line)
            return
        target = fitted(found, box)
        painter.drawPixmap(target.topLeft(), self._scaled(found, target.size(), painter))
        if hidden:
            self._veil_words(painter, target)
        words = band_words(line.digital_source_type, self._practice)
        if words:
            signs.draw_band(painter, QRectF(target), words, self._theme, self._band)

    def _no_picture(self, painter: QPainter, box: QRect, line: Line) -> None:
        looked = line.sha256 is None or self._thumbnails.knows(line.sha256)
        if looked:
            self._card(painter, box, line, tr("no preview"), framed=False)
        else:
            painter.fillRect(box, self._skeleton)

    def _card(self, painter: QPainter, box: QRect, line: Line, words: str, *, framed: bool = True) -> None:
        if framed:
            painter.setPen(QPen(self._colours["muted"], 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        else:
            painter.fillRect(box, self._skeleton)
        size = min(44, box.height() // 2)
        drawing = self._drawing(painter, type_icon(line.type), size)
        left, top = (
            box.center().x() - size // 2,
            box.center().y() - size // 2 - self._small_metrics.height() // 2,
        )
        painter.drawPixmap(left, top, drawing)
        painter.setFont(self._small)
        painter.setPen(self._colours["muted"])
        below = QRect(box.left(), top + size + 4, box.width(), self._small_metrics.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def _veil_words(self, painter: QPainter, box: QRect) -> None:
        painter.setFont(self._small)
        words = tr("graphic, press V to show")
        shade = QColor(self._theme.ground)
        shade.setAlphaF(0.82)
        room = QRect(box.left(), box.center().y() - 12, box.width(), 24)
        painter.fillRect(room, shade)
        painter.setPen(self._colours["text"])
        fit = self._small_metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() - 8)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, fit)

    def _words(self, painter: QPainter, box: QRect, line: Line, state: CellState) -> None:
        small, width = self._small_metrics.height(), box.width()
        painter.setFont(self._font)
        painter.setPen(self._colours["text"])
        title = self._metrics.elidedText(readable.one_line(line.title), Qt.TextElideMode.ElideRight, width)
        painter.drawText(box.left(), box.top() + self._metrics.ascent(), title)
        top = box.top() + self._metrics.height() + 2
        painter.setFont(self._small)
        painter.setPen(self._colours["muted"])
        painter.drawText(box.left(), top + self._small_metrics.ascent(), _number(line))
        claims = trn("{count} claim", "{count} claims", line.claims) if line.claims else ""
        painter.drawText(QRect(box.left(), top, width, small), Qt.AlignmentFlag.AlignRight, claims)
        self._where(painter, QRect(box.left(), top + small + 2, width, small), state)

    def _where(self, painter: QPainter, box: QRect, state: CellState) -> None:
        location = state.location
        if location is None:
            painter.save()
            slanted = QFont(self._small)
            slanted.setItalic(True)
            painter.setFont(slanted)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, tr("place unknown"))
            painter.restore()
            return
        mark = self._mark(painter, location.role, location.basis)
        painter.drawPixmap(box.left(), box.center().y() - _MARK // 2 + 1, mark)
        room = box.adjusted(_MARK + 5, 0, 0, 0)
        painter.setPen(self._colours["muted"])
        words = place_words(location)
        if state.match:
            room = signs.draw_match(painter, room, state.match, self._theme.muted)
            words = answering(location)
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignLeft,
            self._small_metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()),
        )

    def _scaled(self, found: QPixmap, size: QSize, painter: QPainter) -> QPixmap:
        """The picture at the size it is shown in: scaling it anew for each frame costs most of the frame."""
        ratio = painter.device().devicePixelRatioF()
        # the key of a QPixmap is new when its picture is: a veil is another one than what it veils
        kind = (found.cacheKey(), size.width(), size.height())
        if kind not in self._sized:
            made = found.scaled(
                size * ratio,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            made.setDevicePixelRatio(ratio)
            self._sized[kind] = made
            while len(self._sized) > max(_KEPT, self._in_sight):
                self._sized.popitem(last=False)
        self._sized.move_to_end(kind)
        return self._sized[kind]

    def _mark(self, painter: QPainter, role: str, basis: str) -> QPixmap:
        kind = (role, basis)
        if kind not in self._marks:
            ratio = painter.device().devicePixelRatioF()
            self._marks[kind] = signs.basis_pixmap(role, basis, self._theme.muted, _MARK, ratio)
        return self._marks[kind]

    def _drawing(self, painter: QPainter, name: str, size: int) -> QPixmap:
        kind = (name, size)
        if kind not in self._drawings:
            ratio = painter.device().devicePixelRatioF()
            self._drawings[kind] = icons.pixmap(name, self._theme.muted, size, ratio, 1.1)
        return self._drawings[kind]


def _number(line: Line) -> str:
    return f"{line.exhibit} · {readable.one_line(line.label, 60)}" if line.label else line.exhibit


def fitted(pixmap: QPixmap, box: QRect) -> QRect:
    """The box that the whole picture fills inside `box`, centred, never bigger than twice its pixels."""
    size = pixmap.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    most = pixmap.size() * 2
    # more than twice would show squares, and no more of the picture
    if size.width() > most.width():
        size = most
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(box.center())
    return target
