"""Which claims the item supports, refutes or gives context to, and why."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.claims.counting import OriginCount
from app.evidence.dossier import Dossier
from app.fields.evidence import LINK
from resources.messages import tr
from ui.inspector.retract import Retract
from ui.inspector.section import SectionRows, none_yet, told_briefly
from ui.look import readable, signs
from ui.look.labels import PlainLabel, muted, small, strong
from ui.look.origins_mark import beside
from ui.look.theme import Theme

_MARK = 12


def claims(
    dossier: Dossier, origins: Mapping[int, OriginCount], theme: Theme, retract: Retract | None
) -> QWidget:
    """Every link: stance, claim, its named origins, reason, and whether the item was examined for it."""
    if not dossier.links:
        return none_yet(tr("Linked to no claim. Press L to link it."))
    rows = SectionRows(signs=True)
    for link in dossier.links:
        mark = signs.stance_pixmap(link.stance, theme, _MARK, rows.devicePixelRatioF())
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        heading = strong(f"{link.claim_label}, {tr(link.stance)}")
        column.addWidget(beside(heading, origins.get(link.claim_id), theme))
        column.addWidget(PlainLabel(link.claim_statement))
        column.addWidget(muted(link.reason))
        told = [tr(link.status), f"{link.agent}, {readable.moment(link.at)}", *told_briefly(LINK, link)]
        column.addWidget(small(" · ".join(told)))
        act = retract.button("link", link.id, f"{link.claim_label}, {tr(link.stance)}") if retract else None
        rows.marked(mark, tr(link.stance), words, act)
    return rows
