"""Everything known of one claim, to be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from app.changes.change import Kind, Touched
from app.claims.view import ClaimView
from app.fields.claims import CLAIM
from app.fields.evidence import LINK
from app.fields.terms import CREDIBILITIES
from app.messages.visible import visible_line
from app.messages.wording import word
from resources.messages import shown, tr
from ui.forms.form import close_button
from ui.inspector.section import SectionRows, told_briefly
from ui.look import signs
from ui.look.labels import PlainLabel, hairline, muted, title, unknown
from ui.look.origins_mark import beside
from ui.look.screen import size_within
from ui.window.act_context import ActContext

_LANE = "claim"
_COUNTED = (Kind.ORIGINS, Kind.SOURCES, Kind.PLACES, Kind.CASES, Kind.FIELDS, Kind.MEMBERS)
"""What stands beside the claim and its links, or is counted over the items that are linked."""


class ClaimDialog(QDialog):
    """Statement, sentence in its text, origins, links for and against, relations. It follows while open."""

    def __init__(self, context: ActContext, view: ClaimView) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size_within(self, 640, 620)
        self._context = context
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 8)
        whole.addWidget(self._scroll)
        whole.addWidget(close_button(self))
        self._show(view)
        context.changes.touched.connect(self._follow)

    def _follow(self, touched: Touched) -> None:
        if self._claim in touched.of(Kind.CLAIMS) or touched.meets(_COUNTED):
            self._context.jobs.after(_LANE, self._read, owner=self)

    def _read(self) -> None:
        claims, claim = self._context.catalogue.claims, self._claim
        self._context.jobs.start(lambda _task: claims.show(claim), self._show, lane=_LANE, owner=self)

    def _show(self, view: ClaimView) -> None:
        bar = self._scroll.verticalScrollBar()
        before = bar.value()
        self._claim = view.claim.id
        self.setWindowTitle(tr("Claim {label}", label=visible_line(view.claim.label)))
        self._scroll.setWidget(self._inside(view))
        bar.setValue(before)

    def _inside(self, view: ClaimView) -> QWidget:
        context, inside = self._context, QWidget()
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
                told = " · ".join([f"{word(link.status)}, {link.agent}", *told_briefly(LINK, link)])
                words = PlainLabel(f"{link.exhibit} {link.item_title}\n{link.reason}\n{told}")
                rows.marked(mark, tr(link.stance), words)
            column.addWidget(rows)
        column.addStretch(1)
        return inside


def _facts(view: ClaimView) -> QWidget:
    rows = SectionRows()
    rows.fact(
        tr("In the text"), f"“{view.passage.exact}”" if view.passage else unknown(shown(view.text_state))
    )
    for field, told in CLAIM.told(view.claim, leave=("label", "statement", "note")):
        rows.fact(tr(field.label), told)
        if field.name == "kind":
            _said_by(rows, view)
        if field.name == "event_time":
            rows.fact(tr("Places"), ", ".join(place.name for place in view.places) or muted(tr("none named")))
    _rating(rows, view)
    for seen in view.relations:
        kind = tr(seen.relation.kind)
        way = kind if seen.direction == "to" else tr("{relation} (from it)", relation=kind)
        rows.fact(way, f"{seen.other.label} {seen.other.statement}\n{seen.relation.reason}")
    if view.claim.note:
        rows.fact(tr("Note"), view.claim.note)
    return rows


def _said_by(rows: SectionRows, view: ClaimView) -> None:
    rows.fact(tr("Asserted by"), ", ".join(source.name for source in view.asserted_by) or None)
    rows.fact(tr("Reported via"), ", ".join(source.name for source in view.reported_via) or None)
    rows.fact(tr("Origin"), view.origin.name if view.origin else unknown(tr("not established")))


def _rating(rows: SectionRows, view: ClaimView) -> None:
    claim = view.claim
    rated = f"{claim.credibility}, {tr(CREDIBILITIES[claim.credibility])}" if claim.credibility else None
    rows.fact(tr("Credibility"), rated or muted(tr("not rated")))
    if claim.credibility_reason:
        rows.fact("", muted(claim.credibility_reason))
    if view.rating_flaw:
        rows.fact("", muted(shown(view.rating_flaw)))
