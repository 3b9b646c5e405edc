"""What the item is: the heading of the inspector and the section of its fields."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.evidence.dossier import Dossier
from ui.inspector.section import SectionRows
from ui.look import readable as wording
from ui.look.labels import PlainLabel, muted, title, unknown

_TITLE = 160
"""Characters of a title that the heading shows; the whole of it is in its tool tip and on the sheet."""


class Heading(QWidget):
    """Title, number, type and standing of an item."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        item = dossier.item
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        heading = title(wording.one_line(item.title, _TITLE))
        heading.setToolTip(wording.tip(item.title) if len(item.title) > _TITLE else "")
        column.addWidget(heading)
        label = f" · {item.label}" if item.label else ""
        held = "held" if item.held else "referenced, not held"
        column.addWidget(muted(f"{item.exhibit}{label} · {item.type} · {held}"))
        if item.sensitivity:
            column.addWidget(_warning("Sensitive: " + item.sensitivity.replace(",", ", "), "attention"))
        if item.withdrawn is not None:
            column.addWidget(
                _warning("Withdrawn: it answers no search and is not changed any more", "damage")
            )


def about(dossier: Dossier) -> QWidget:
    """Description, tags, cases, who published and made it, and what is known to be unknown."""
    item, rows = dossier.item, SectionRows()
    rows.fact("Description", item.description)
    rows.fact("Tags", ", ".join(dossier.tags) if dossier.tags else muted("none"))
    cases = ", ".join(f"{case.label} {case.title}".strip() for case in dossier.cases)
    rows.fact("Cases", cases or muted("none"))
    rows.fact("Published by", dossier.publisher.name if dossier.publisher else None)
    rows.fact("Published", item.published_at)
    if item.published_url:
        rows.fact("At", item.published_url)
    rows.fact("Creator", item.creator)
    rows.fact("Uploader", item.uploader)
    rows.fact("Source type", item.digital_source_type)
    rows.fact("Camera", item.camera)
    if "imagery" in item.type:
        _imagery(rows, dossier)
    examined = wording.moment(item.examined_at) if item.examined_at else "not examined yet"
    rows.fact("Examined", examined if item.examined_at else muted(examined))
    if item.unknowns:
        rows.fact("Not known", unknown(item.unknowns))
    return rows


def _imagery(rows: SectionRows, dossier: Dossier) -> None:
    item = dossier.item
    rows.fact("Platform", item.platform)
    rows.fact("Sensor", item.sensor)
    rows.fact("Operator", item.operator)
    rows.fact("Licence", item.licence)
    rows.fact("Ground sample", f"{item.ground_sample_m:g} m a pixel" if item.ground_sample_m else None)
    rows.fact("Off nadir", f"{item.off_nadir_deg:g}°" if item.off_nadir_deg is not None else None)
    rows.fact("Cloud", f"{item.cloud_percent:g} %" if item.cloud_percent is not None else None)


def _warning(words: str, kind: str) -> PlainLabel:
    label = PlainLabel(words)
    label.setProperty(kind, "true")
    return label
