"""The QR code of a sheet: exhibit number and full hash, for a reader with a telephone and no program."""

from io import BytesIO

import segno

from app.sheet.record import ProvenanceSheet


def code_text(sheet: ProvenanceSheet) -> str:
    """What the code says: "EX-000001 sha256:3a8c…", or the item's UUID where no file is known."""
    original = sheet.original
    # a UUID is in no other catalogue; an exhibit number is in all of them
    if original is None:
        return f"{sheet.heading.exhibit} uuid:{sheet.heading.item_uuid}"
    return f"{sheet.heading.exhibit} sha256:{original.sha256}"


def code_svg(text: str) -> str:
    """The text as a QR code, an SVG drawing without a size of its own; error correction M.

    The mask is fixed: looking for the best of eight costs ten times the rest, and every reader reads any.
    """
    drawing = BytesIO()
    segno.make(text, error="m", micro=False, mask=2).save(
        drawing, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=0
    )
    return drawing.getvalue().decode("ascii")
