"""page_images: the pages of a PDF as PNG pictures, for the preview and for printers."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]  # the package ships no types


def page_images(pdf: bytes, dpi: int) -> Iterator[bytes]:
    """Each page in turn as an RGB PNG at `dpi` pixels per inch; ValueError for bytes that are no PDF."""
    with closing(_opened(pdf)) as document:
        for number in range(len(document)):
            yield _png(document[number], dpi)


def page_count(pdf: bytes) -> int:
    """The number of pages; ValueError for bytes that are no PDF."""
    with closing(_opened(pdf)) as document:
        return len(document)


def _opened(pdf: bytes) -> "pypdfium2.PdfDocument":
    import pypdfium2  # with the first page: a window that shows no sheet is spared it

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError("these bytes are no PDF") from error


def _png(page: "pypdfium2.PdfPage", dpi: int) -> bytes:
    picture = BytesIO()
    with closing(page):
        # A point of PDF is 1/72 inch. The PNG only goes to the window or the printer: little compression is
        # quicker.
        page.render(scale=dpi / 72).to_pil().convert("RGB").save(picture, format="PNG", compress_level=1)
    return picture.getvalue()
