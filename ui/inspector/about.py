"""What the item is: the heading of the inspector and the section of its fields."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.evidence.dossier import Dossier
from app.fields.field import Field
from app.fields.item import ITEM
from app.fields.kinds import Sha256
from resources.messages import tr
from ui.inspector.section import SectionRows
from ui.look import readable as wording
from ui.look.labels import Hash, PlainLabel, muted, title, unknown

_IN_HEADING = {"label", "type", "title", "sensitivity"}
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
        held = tr("held") if item.held else tr("referenced, not held")
        column.addWidget(muted(f"{item.exhibit}{label} · {tr(item.type)} · {held}"))
        flags = ITEM["sensitivity"].kind.said(item.sensitivity)
        if flags:
            column.addWidget(_warning(tr("Sensitive: {flags}", flags=flags), "attention"))
        if item.withdrawn is not None:
            gone = tr("Withdrawn: it answers no search and is not changed any more")
            column.addWidget(_warning(gone, "damage"))


def about(dossier: Dossier) -> QWidget:
    """What people say of it, tags and cases, and whether somebody examined it."""
    item, rows = dossier.item, SectionRows()
    for field in ITEM.given:
        if field.name not in _IN_HEADING and field.applies_to(item.type):
            _field(rows, field, dossier)
        if field.name == "description":
            rows.fact(tr("Tags"), ", ".join(dossier.tags) if dossier.tags else muted(tr("none")))
            cases = ", ".join(f"{case.label} {case.title}".strip() for case in dossier.cases)
            rows.fact(tr("Cases"), cases or muted(tr("none")))
    rows.fact(tr("Camera"), item.camera)
    examined = wording.moment(item.examined_at) if item.examined_at else muted(tr("not examined yet"))
    rows.fact(tr("Examined"), examined)
    return rows


def _field(rows: SectionRows, field: Field, dossier: Dossier) -> None:
    publisher = dossier.publisher.name if dossier.publisher else None
    said = publisher if field.name == "publisher" else field.kind.said(field.of(dossier.item))
    if said is None and field.quiet:
        return
    if isinstance(field.kind, Sha256) and said is not None:
        rows.fact(tr(field.label), Hash(said))
    else:
        rows.fact(tr(field.label), unknown(said) if field.name == "unknowns" and said else said)


def _warning(words: str, kind: str) -> PlainLabel:
    label = PlainLabel(words)
    label.setProperty(kind, "true")
    return label
