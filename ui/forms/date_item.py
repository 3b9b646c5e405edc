"""One more statement of when."""

from app.errors import CatalogueError
from app.fields.evidence import TIME
from app.fields.terms import BASES, TIME_KINDS
from app.records import exhibit_number
from app.task import Task
from resources.messages import tr
from ui.forms.field_rows import FieldRows
from ui.forms.form import FormDialog, choice, line, lines, picked, words_of
from ui.window.act_context import ActContext


class DateDialog(FormDialog):
    """Beside those read from files, never instead of them."""

    def __init__(self, context: ActContext, item: int) -> None:
        words = tr("One more statement of when; those that are there stay.")
        super().__init__(
            context, tr("Set time of {exhibit}", exhibit=exhibit_number(item)), tr("Set time"), words
        )
        self._item = item
        self.time = line(hint=tr("2024-10-18 or 2024-10-18T09:30+09:00"))
        self.kind = choice(TIME_KINDS, "captured")
        self.basis = choice(BASES, "claimed")
        self.method = lines(height=56)
        self.row(
            tr("When"), self.time, tr("A year, a month, a day or a moment; two of them with .. between.")
        )
        self.row(tr("What happened"), self.kind)
        self.row(tr("Basis"), self.basis)
        self.row(tr("Method"), self.method, tr("How it was found out; “assessed” needs it."))
        self.fields = FieldRows(self, TIME.asked)
        self.fields.put()

    def collect(self) -> None:
        self._raw = words_of(self.time)
        if self._raw is None:
            raise CatalogueError(tr("Write when, such as 2024-10-18."))
        self._basis, self._kind = str(picked(self.basis)), str(picked(self.kind))
        self._said = {"method": words_of(self.method), **self.fields.said()}
        TIME.checked(self._said)

    def work(self, _task: Task) -> int:
        return self.context.catalogue.statements.date(
            self._item, self._raw or "", basis=self._basis, kind=self._kind, **self._said
        )
