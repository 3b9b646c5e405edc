"""Linking items to a claim: which claim, which stance, and the reason without which there is no link."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListWidgetItem, QToolButton, QWidget

from app.claims.counting import OriginCount
from app.claims.links import LinkReport
from app.errors import CatalogueError
from app.fields.evidence import LINK
from app.fields.terms import STANCES
from app.records import Claim, exhibit_number
from app.task import Task
from resources.messages import tr, trn
from ui.forms.field_rows import FieldRows
from ui.forms.form import FormDialog, line, lines, options, words_of
from ui.look import readable, signs
from ui.look.labels import muted
from ui.look.origins_mark import NONE, SIZE, origins_icon
from ui.look.screen import size_within
from ui.look.theme import Theme
from ui.window.act_context import ActContext

_WHOLE = int(Qt.ItemDataRole.UserRole) + 1
"""All words of a claim, to search in."""


class LinkDialog(FormDialog):
    """Gives a LinkReport."""

    def __init__(
        self,
        context: ActContext,
        items: "array[int]",
        claims: Sequence[tuple[Claim, OriginCount]],
    ) -> None:
        what = (
            exhibit_number(items[0]) if len(items) == 1 else trn("{count} item", "{count} items", len(items))
        )
        super().__init__(context, tr("Link {what} to a claim", what=what), tr("Link to claim"))
        self._items = items
        self._counts = {claim.id: count for claim, count in claims}
        size_within(self, 620, 520)
        self.filter = line(hint=tr("a label or words of the claim"))
        self.claims = options()
        self.claims.setAccessibleName(tr("Claims"))
        self.claims.setMinimumHeight(190)
        self.claims.setIconSize(QSize(SIZE, SIZE))
        for claim, count in claims:
            none = "" if count.proven else f"  ({tr(NONE)})"
            words = readable.one_line(f"{claim.label}  {claim.statement}")
            entry = QListWidgetItem(f"{words}{none}")
            entry.setIcon(origins_icon(count, context.theme, self.font(), self.devicePixelRatioF()))
            entry.setData(Qt.ItemDataRole.UserRole, claim.id)
            entry.setData(_WHOLE, f"{claim.label} {claim.statement}\n{count.sentence}".casefold())
            entry.setToolTip(readable.tip(f"{claim.statement}\n{count.sentence}"))
            self.claims.addItem(entry)
        self.said = muted(tr("Choose a claim."))
        self.stance = StancePicker(context.theme)
        self.reason = lines()
        self.row(tr("Claim"), self.filter)
        self.row("", self.claims)
        self.row("", self.said)
        self.row(tr("Stance"), self.stance)
        self.row(tr("Reason"), self.reason, tr("Why the item bears on the claim so. No reason, no link."))
        self.fields = FieldRows(self, LINK.asked)
        self.fields.put()
        self.filter.textChanged.connect(self._narrow)
        self.claims.currentItemChanged.connect(self._tell)
        self.filter.setFocus()

    def collect(self) -> None:
        entry = self.claims.currentItem()
        if entry is None or entry.isHidden():
            raise CatalogueError(tr("Choose a claim."))
        self._claim = int(entry.data(Qt.ItemDataRole.UserRole))
        self._stance = self.stance.chosen()
        if self._stance is None:
            raise CatalogueError(tr("Choose a stance: supports, refutes or context."))
        self._why = words_of(self.reason)
        if self._why is None:
            raise CatalogueError(tr("A link needs a reason."))
        self._said = self.fields.said()
        LINK.checked(self._said)

    def work(self, _task: Task) -> LinkReport:
        links = self.context.catalogue.links
        return links.add(self._items, self._claim, self._stance or "", self._why or "", **self._said)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        shown = []
        for row in range(self.claims.count()):
            entry = self.claims.item(row)
            fits = all(word in entry.data(_WHOLE) for word in wanted)
            entry.setHidden(not fits)
            if fits:
                shown.append(row)
        # only one is left, so Enter means that one
        if len(shown) == 1:
            self.claims.setCurrentRow(shown[0])

    def _tell(self, entry: QListWidgetItem | None) -> None:
        if entry is not None:
            self.said.setText(self._counts[int(entry.data(Qt.ItemDataRole.UserRole))].sentence)


class StancePicker(QWidget):
    """Three buttons with their signs; none is chosen beforehand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.buttons: dict[str, QToolButton] = {}
        for stance in STANCES:
            button = QToolButton()
            button.setText(tr(stance))
            button.setCheckable(True)
            button.setProperty("choice", "true")
            button.setIcon(QIcon(signs.stance_pixmap(stance, theme, 14, self.devicePixelRatioF())))
            button.setIconSize(QSize(14, 14))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._group.addButton(button)
            self.buttons[stance] = button
            row.addWidget(button)
        row.addStretch(1)

    def chosen(self) -> str | None:
        """The stance that is pressed."""
        return next((stance for stance, button in self.buttons.items() if button.isChecked()), None)
