"""Acts on saved searches: keep the one on show, rename one, remove one."""

from collections.abc import Callable

from resources.messages import tr
from ui.forms.save_search import RenameSearchDialog, SaveSearchDialog
from ui.window.act_context import ActContext
from ui.window.left_pane_queries import OfferedQuery


class SearchActs:
    """`marked` gives the saved search under the mark of the left pane, if there is one."""

    def __init__(self, context: ActContext, marked: Callable[[], OfferedQuery | None]) -> None:
        self._context = context
        self._marked = marked

    def save(self) -> None:
        """Keep the query on show under a name."""
        query = self._context.result.query.strip()
        if query:
            SaveSearchDialog(self._context, query).open()
        else:
            self._context.messages.say(tr("Everything is on show. Search for something first, then save it."))

    def rename(self) -> None:
        """Give the saved search under the mark another name."""
        offered = self._chosen()
        if offered is not None and offered.saved is not None:
            RenameSearchDialog(self._context, offered.saved, offered.text).open()

    def remove(self) -> None:
        """Withdraw the saved search under the mark; it touches no item, and undo brings it back."""
        offered, context = self._chosen(), self._context
        if offered is not None and offered.saved is not None:
            saved = offered.saved
            context.do(
                lambda: context.catalogue.saved_searches.withdraw(saved),
                lambda _: tr("The search “{text}” is removed. Ctrl+Z brings it back.", text=offered.text),
            )

    def _chosen(self) -> OfferedQuery | None:
        found = self._marked()
        if found is None:
            self._context.messages.say(tr("Choose a saved search at the left."))
        return found
