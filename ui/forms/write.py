"""Writing a note; withdrawing with a reason."""

from app.errors import CatalogueError
from app.records import Item, exhibit_number
from app.task import Task
from resources.messages import tr
from ui.forms.form import FormDialog, lines, words_of
from ui.window.act_context import ActContext


class NoteDialog(FormDialog):
    """A note on an item, signed and dated by the catalogue."""

    def __init__(self, context: ActContext, item: int) -> None:
        super().__init__(context, tr("Note on {exhibit}", exhibit=exhibit_number(item)), tr("Write note"))
        self._item = item
        self.text = lines(height=140)
        self.row(tr("Note"), self.text)

    def collect(self) -> None:
        self._words = words_of(self.text)
        if self._words is None:
            raise CatalogueError(tr("A note needs words."))

    def work(self, _task: Task) -> int:
        return self.context.catalogue.evidence.note(self._item, self._words or "")


class WithdrawDialog(FormDialog):
    """Nothing is deleted: the item answers no search, and stays readable with its reason."""

    def __init__(self, context: ActContext, item: Item) -> None:
        words = tr(
            "{exhibit}, “{title}”, will answer no search any more. Its files, its log entries and everything "
            "written on it stay. This can be undone.",
            exhibit=item.exhibit,
            title=item.title,
        )
        super().__init__(context, tr("Withdraw {exhibit}", exhibit=item.exhibit), tr("Withdraw"), words)
        self._item = item
        self.reason = lines()
        self.row(tr("Reason"), self.reason, tr("Kept in the log."))

    def collect(self) -> None:
        self._words = words_of(self.reason)
        if self._words is None:
            raise CatalogueError(tr("Withdrawing needs a reason."))

    def work(self, _task: Task) -> None:
        self.context.catalogue.evidence.withdraw(self._item.id, self._words or "")
