"""Withdrawing one statement about an item: a location, a time, or a link to a claim."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from app.errors import CatalogueError
from app.evidence.dossier import Dossier
from app.task import Task
from resources.messages import later, tr
from ui.forms.form import FormDialog, lines, options, words_of
from ui.look import readable as wording
from ui.views.columns import place_words
from ui.window.act_context import ActContext

_KINDS = {"location": later("Location"), "time": later("Time"), "link": later("Link")}


@dataclass(frozen=True, slots=True)
class Statement:
    """`kind` is location, time or link; `words` tell it in one line."""

    kind: str
    id: int
    words: str


def statements(dossier: Dossier) -> list[Statement]:
    """All that can be withdrawn of an item, in the order in which the inspector shows it."""
    links = (
        Statement(
            "link", link.id, f"{link.claim_label}, {tr(link.stance)}: {wording.one_line(link.reason, 120)}"
        )
        for link in dossier.links
    )
    locations = (
        Statement(
            "location", at.id, f"{tr(at.role)}, {tr(at.basis)}: {place_words(at)}{_radius(at.radius_m)}"
        )
        for at in dossier.locations
    )
    times = (
        Statement("time", time.id, f"{tr(time.kind)}, {tr(time.basis)}: {wording.one_line(time.raw, 120)}")
        for time in dossier.times
    )
    return [*links, *locations, *times]


class WithdrawStatementDialog(FormDialog):
    """Nothing is deleted: what is withdrawn counts no more, and stays in the log with its reason."""

    def __init__(self, context: ActContext, dossier: Dossier, chosen: tuple[str, int] | None) -> None:
        words = tr(
            "It answers no search and counts for no claim any more. The log keeps it; this can be undone."
        )
        super().__init__(
            context,
            tr("Withdraw a statement on {exhibit}", exhibit=dossier.item.exhibit),
            tr("Withdraw"),
            words,
        )
        self.statements = options()
        self.statements.setMinimumHeight(132)
        for statement in statements(dossier):
            entry = QListWidgetItem(f"{tr(_KINDS[statement.kind])}  {wording.one_line(statement.words)}")
            entry.setData(Qt.ItemDataRole.UserRole, statement)
            self.statements.addItem(entry)
            if (statement.kind, statement.id) == chosen:
                self.statements.setCurrentItem(entry)
        if self.statements.count() == 1:
            self.statements.setCurrentRow(0)
        self.reason = lines()
        self.row(tr("Statement"), self.statements)
        self.row(tr("Reason"), self.reason, tr("Kept in the log."))
        if self.statements.currentItem() is not None:
            self.reason.setFocus()

    def collect(self) -> None:
        chosen = self.statements.selectedItems()
        if not chosen:
            raise CatalogueError(tr("Choose what is to be withdrawn."))
        self._statement: Statement = chosen[0].data(Qt.ItemDataRole.UserRole)
        self._why = words_of(self.reason)
        if self._why is None:
            raise CatalogueError(tr("Withdrawing needs a reason."))

    def work(self, _task: Task) -> Statement:
        catalogue = self.context.catalogue
        acts: dict[str, Callable[[int, str], None]] = {
            "location": catalogue.statements.withdraw_location,
            "time": catalogue.statements.withdraw_time,
            "link": catalogue.links.withdraw,
        }
        acts[self._statement.kind](self._statement.id, self._why or "")
        return self._statement


def _radius(metres: float | None) -> str:
    return f" ± {wording.metres(metres)}" if metres is not None else ""
