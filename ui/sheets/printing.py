"""A PDF on a printer: its pages painted as pictures."""

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.errors import CatalogueError
from app.sheet.page_images import page_images
from resources.messages import tr

# a page of A4 has 35 MB as pixels then; at the 1200 of many printers it would have 560
_MOST_DPI = 300


def print_pages(pdf: bytes, printer: QPrinter, painter: QPainter, *, first: bool) -> None:
    """Paint every page; a new sheet of paper before each but the very first."""
    for number, image in enumerate(_images(pdf, min(printer.resolution(), _MOST_DPI))):
        if (number or not first) and not printer.newPage():
            raise CatalogueError(
                tr("The printer took no further page. Look at the printer, then print again.")
            )
        box = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        painter.drawImage(box, image)


def _images(pdf: bytes, dpi: int) -> Iterator[QImage]:
    for page in page_images(pdf, dpi):
        yield QImage.fromData(QByteArray(page))
