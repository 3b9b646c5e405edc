"""Everything known of one claim, to be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from app.claims.view import ClaimView
from app.messages.wording import word
from app.terms import CREDIBILITIES
from resources.messages import shown, tr
from ui.forms.form import close_button
from ui.inspector.section import SectionRows
from ui.look import signs
from ui.look.labels import PlainLabel, hairline, muted, title, unknown
from ui.look.origins_mark import beside
from ui.window.act_context import ActContext


class ClaimDialog(QDialog):
    """Statement, sentence in its text, origins, links for and against, relations."""

    def __init__(self, context: ActContext, view: ClaimView) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Claim {label}", label=view.claim.label))
        self.resize(640, 620)
        inside = QWidget()
        inside.setObjectName("pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(muted(f"{view.claim.label}, {view.case.title if view.case else tr('case unknown')}"))
        column.addWidget(title(view.claim.statement))
        column.addWidget(beside(PlainLabel(view.origins.sentence), view.origins, context.theme))
        column.addWidget(hairline())
        column.addWidget(_facts(view))
        for heading, links in (
            (tr("Supports"), view.supports),
            (tr("Refutes"), view.refutes),
            (tr("Context"), view.context),
        ):
            column.addWidget(hairline())
            column.addWidget(muted(f"{heading} ({len(links)})"))
            rows = SectionRows(signs=True)
            for link in links:
                mark = signs.stance_pixmap(link.stance, context.theme, 12, self.devicePixelRatioF())
                words = PlainLabel(
                    f"{link.exhibit} {link.item_title}\n{link.reason}\n{word(link.status)}, {link.agent}"
                )
                rows.marked(mark, tr(link.stance), words)
            column.addWidget(rows)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        buttons = close_button(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 8)
        whole.addWidget(scroll)
        whole.addWidget(buttons)


def _facts(view: ClaimView) -> QWidget:
    claim, rows = view.claim, SectionRows()
    rows.fact(
        tr("In the text"), f"“{view.passage.exact}”" if view.passage else unknown(shown(view.text_state))
    )
    rows.fact(tr("Kind"), word(claim.kind))
    rows.fact(tr("Asserted by"), ", ".join(source.name for source in view.asserted_by) or None)
    rows.fact(tr("Reported via"), ", ".join(source.name for source in view.reported_via) or None)
    rows.fact(tr("Origin"), view.origin.name if view.origin else unknown(tr("not established")))
    rows.fact(tr("When"), claim.event_time)
    rows.fact(tr("Places"), ", ".join(place.name for place in view.places) or muted(tr("none named")))
    rated = f"{claim.credibility}, {tr(CREDIBILITIES[claim.credibility])}" if claim.credibility else None
    rows.fact(tr("Credibility"), rated or muted(tr("not rated")))
    if claim.credibility_reason:
        rows.fact("", muted(claim.credibility_reason))
    if view.rating_flaw:
        rows.fact("", muted(shown(view.rating_flaw)))
    rows.fact(tr("Status"), word(claim.status))
    for seen in view.relations:
        kind = tr(seen.relation.kind)
        way = kind if seen.direction == "to" else tr("{relation} (from it)", relation=kind)
        rows.fact(way, f"{seen.other.label} {seen.other.statement}\n{seen.relation.reason}")
    if claim.note:
        rows.fact(tr("Note"), claim.note)
    return rows
