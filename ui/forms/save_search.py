"""A name for a search: when it is saved, and another one later."""

from app.task import Task
from ui.forms.form import FormDialog, line
from ui.look.labels import PlainLabel
from ui.window.act_context import ActContext


class SaveSearchDialog(FormDialog):
    """Keeps a query under a name, for everybody who opens the catalogue."""

    def __init__(self, context: ActContext, query: str) -> None:
        super().__init__(
            context, "Save this search", "Save search", "It stands in the left pane from now on."
        )
        self._query = query
        self.name = line(hint="what you will look for in the list")
        self.row("Name", self.name)
        self.row("Finds", PlainLabel(query))
        self.name.setFocus()

    def collect(self) -> None:
        self._name = self.name.text()

    def work(self, _task: Task) -> int:
        return self.context.catalogue.saved_searches.add(self._name, self._query)


class RenameSearchDialog(FormDialog):
    """Gives a saved search another name."""

    def __init__(self, context: ActContext, search_id: int, name: str) -> None:
        super().__init__(context, f"Rename “{name}”", "Rename search")
        self._search = search_id
        self.name = line(name)
        self.row("Name", self.name)
        self.name.selectAll()

    def collect(self) -> None:
        self._name = self.name.text()

    def work(self, _task: Task) -> bool:
        return self.context.catalogue.saved_searches.rename(self._search, self._name)
