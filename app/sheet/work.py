"""What a worker process does for sheets: decode the picture for print and set the pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from app.reading.pictures import NoPictureError
from app.reading.thumbnails import PRINT_EDGE, print_picture
from app.sheet.page_images import page_count
from app.sheet.record import ProvenanceSheet
from app.sheet.typeset import Paper, Typesetter
from db.causes import cause
from resources.messages import stored


@dataclass(frozen=True, slots=True)
class SetSheets:
    """A finished PDF and its number of pages."""

    pdf: bytes
    pages: int


def set_sheets(entries: Sequence[tuple[ProvenanceSheet, Path | None]], paper: Paper) -> SetSheets:
    """Set sheets into one PDF; with each, the file to make its picture from, or None for no picture."""
    pdf = _typesetter().typeset_many([_with_picture(*entry) for entry in entries], paper)
    return SetSheets(pdf, page_count(pdf))


def _with_picture(sheet: ProvenanceSheet, file: Path | None) -> tuple[ProvenanceSheet, bytes | None]:
    if file is None:
        return sheet, None
    try:
        jpeg = print_picture(file)
    # the sheet says why there is no picture, and is printed without
    except (NoPictureError, OSError, MemoryError) as error:
        # not the words of the system: they would print the path of this machine
        why = cause(error) if isinstance(error, OSError) else str(error)
        note = why or stored("it cannot be decoded")
        return replace(sheet, picture=replace(sheet.picture, state="no preview", note=note)), None
    note = stored("decoded, turned upright, at most {edge} pixels, sRGB, without metadata", edge=PRINT_EDGE)
    return replace(sheet, picture=replace(sheet.picture, note=note)), jpeg


@cache
def _typesetter() -> Typesetter:
    """One a process: fonts and template are loaded once."""
    return Typesetter()
