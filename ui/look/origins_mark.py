"""The ring with the number of named origins of a claim, for lists and headings; nought is said in words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.claims.counting import OriginCount
from app.messages.visible import visible_line
from resources.messages import later, tr
from ui.look import signs
from ui.look.fonts import sized
from ui.look.labels import small
from ui.look.readable import tip
from ui.look.theme import Theme

SIZE = 17
NONE = later("no named origin")


def origins_mark(count: OriginCount, theme: Theme) -> QWidget:
    """The ring as a label, its meaning told to whoever hovers or listens."""
    if not count.proven:
        none = small(tr(NONE))
        none.setToolTip(tip(count.sentence))
        return none
    ring = QLabel()
    ring.setPixmap(_ring(count, theme, ring.font(), ring.devicePixelRatioF()))
    ring.setToolTip(tip(count.sentence))
    ring.setAccessibleName(visible_line(count.sentence))
    return ring


def origins_icon(count: OriginCount, theme: Theme, font: QFont, ratio: float) -> QIcon:
    """The ring as the icon of a line; an empty one where there is no named origin, which the line says."""
    if count.proven:
        return QIcon(_ring(count, theme, font, ratio))
    empty = QPixmap(SIZE, SIZE)
    empty.fill(Qt.GlobalColor.transparent)
    return QIcon(empty)


def beside(words: QWidget, count: OriginCount | None, theme: Theme) -> QWidget:
    """Words with the ring of a claim at their right; alone while the count is not known."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(words, 1)
    if count is not None:
        line.addWidget(origins_mark(count, theme))
    return made


def _ring(count: OriginCount, theme: Theme, font: QFont, ratio: float) -> QPixmap:
    return signs.origins_pixmap(len(count.proven), count.judged, theme, sized(font, -1.5), SIZE, ratio)
