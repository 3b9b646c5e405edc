"""Icons of one set, drawn in the colour they are asked for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import read_text

_SIZES = (16, 24)


def icon(name: str, colour: str, disabled: str | None = None) -> QIcon:
    """The icon of this name in `#RRGGBB`, sharp on a display of double density too."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(pixmap(name, colour, size, 1.0))
        made.addPixmap(pixmap(name, colour, size, 2.0))
        if disabled:
            made.addPixmap(pixmap(name, disabled, size, 1.0), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0, width: float = 1.75) -> QPixmap:
    """A square picture of the icon, `size` logical pixels; `width` is that of its line on a field of 24."""
    drawn = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    draw(painter, name, QRectF(0, 0, size, size), colour, width)
    painter.end()
    return drawn


def draw(painter: QPainter, name: str, box: QRectF, colour: str, width: float = 1.75) -> None:
    """Draw the icon into `box`."""
    renderer = QSvgRenderer(QByteArray(tinted(name, colour, width)))
    renderer.render(painter, box)


def picture(name: str, colour: str, size: int) -> QImage:
    """The icon as an image, for an application icon."""
    return pixmap(name, colour, size).toImage()


@lru_cache(maxsize=256)
def tinted(name: str, colour: str, width: float) -> bytes:
    """The drawing (SVG) in this colour, its line `width` on a field of 24."""
    drawing = read_text(f"icons/{name}.svg")
    return (
        # In a drawing by itself currentColor is black: there is no page around it that has a colour. The
        # drawings are Lucide's, whose lines are 2 wide on a field of 24.
        drawing.replace("currentColor", colour)
        .replace('stroke-width="2"', f'stroke-width="{width}"')
        .encode()
    )
