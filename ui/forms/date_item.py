"""One more statement of when."""

from app.errors import CatalogueError
from app.records import exhibit_number
from app.task import Task
from app.terms import BASES, TIME_KINDS
from ui.forms.form import FormDialog, choice, line, lines, picked, words_of
from ui.window.act_context import ActContext


class DateDialog(FormDialog):
    """Beside those read from files, never instead of them."""

    def __init__(self, context: ActContext, item: int) -> None:
        words = "One more statement of when; those that are there stay."
        super().__init__(context, f"Set time of {exhibit_number(item)}", "Set time", words)
        self._item = item
        self.time = line(hint="2024-10-18 or 2024-10-18T09:30+09:00")
        self.kind = choice(TIME_KINDS, "captured")
        self.basis = choice(BASES, "claimed")
        self.method = lines(height=56)
        self.row("When", self.time, "A year, a month, a day or a moment; two of them with .. between.")
        self.row("What happened", self.kind)
        self.row("Basis", self.basis)
        self.row("Method", self.method, "How it was found out; “assessed” needs it.")

    def collect(self) -> None:
        self._raw = words_of(self.time)
        if self._raw is None:
            raise CatalogueError("Write when, such as 2024-10-18.")
        self._basis, self._kind = str(picked(self.basis)), str(picked(self.kind))
        self._method = words_of(self.method)

    def work(self, _task: Task) -> int:
        return self.context.catalogue.statements.date(
            self._item, self._raw or "", basis=self._basis, method=self._method, kind=self._kind
        )
