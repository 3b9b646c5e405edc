"""What people wrote on the item and did with it: notes, acts, printed sheets."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.evidence.dossier import Dossier
from app.messages.clock import doubted
from resources.messages import tr
from ui.inspector.section import SectionRows, none_yet
from ui.look import readable as wording
from ui.look.labels import PlainLabel, small


def notes(dossier: Dossier) -> QWidget:
    """Every note with who wrote it and when."""
    if not dossier.notes:
        return none_yet(tr("No notes yet. Press N to write one."))
    rows = SectionRows()
    for note in dossier.notes:
        rows.whole(_told(note.text, f"{note.agent}, {wording.moment(note.at)}"))
    return rows


def history(dossier: Dossier) -> QWidget:
    """The acts that touched it, the latest first."""
    rows = SectionRows()
    for entry in dossier.history:
        by = f"{entry.agent}, {doubted(wording.moment(entry.at), entry.clock_behind_s)}"
        undone = f"{by} · {tr('taken back')}" if entry.undone_by is not None else by
        words = _told(entry.label, undone)
        rows.fact(f"{entry.sequence}", words)
    for sheet in dossier.sheets:
        words = _told(
            tr("Sheet {serial}", serial=sheet.serial), f"{sheet.agent}, {wording.moment(sheet.printed_at)}"
        )
        rows.fact(tr("Printed"), words)
    return rows


def _told(text: str, by: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(0)
    column.addWidget(PlainLabel(text))
    column.addWidget(small(by))
    return made
