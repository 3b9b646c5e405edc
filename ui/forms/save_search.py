"""A name for a search: when it is saved, and another one later."""

from app.task import Task
from resources.messages import tr
from ui.forms.form import FormDialog, line
from ui.look.labels import PlainLabel
from ui.window.act_context import ActContext


class SaveSearchDialog(FormDialog):
    """Keeps a query under a name, for everybody who opens the catalogue."""

    def __init__(self, context: ActContext, query: str) -> None:
        super().__init__(
            context, tr("Save this search"), tr("Save search"), tr("It stands in the left pane from now on.")
        )
        self._query = query
        self.name = line(hint=tr("what you will look for in the list"))
        self.row(tr("Name"), self.name)
        self.row(tr("Finds"), PlainLabel(query))
        self.name.setFocus()

    def collect(self) -> None:
        self._name = self.name.text()

    def work(self, _task: Task) -> int:
        return self.context.catalogue.saved_searches.add(self._name, self._query)


class RenameSearchDialog(FormDialog):
    """Gives a saved search another name."""

    def __init__(self, context: ActContext, search_id: int, name: str) -> None:
        super().__init__(context, tr("Rename “{name}”", name=name), tr("Rename search"))
        self._search = search_id
        self.name = line(name)
        self.row(tr("Name"), self.name)
        self.name.selectAll()

    def collect(self) -> None:
        self._name = self.name.text()

    def work(self, _task: Task) -> bool:
        return self.context.catalogue.saved_searches.rename(self._search, self._name)
