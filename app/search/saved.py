"""Saved searches: queries with a name, for everybody who opens the catalogue."""

from dataclasses import replace

from app.claims.naming import SEARCH_NAMES, pick
from app.context import Context
from app.errors import CatalogueError
from app.messages.acts import act_label
from app.messages.wording import needed, one_line, short
from app.records import SavedSearch
from app.search.parser import parse
from db.reader import Reader
from db.rows import SavedSearchRow
from resources.fold import fold_key
from resources.messages import tr
from resources.sort_key import in_order

_LONGEST = 100


class SavedSearches:
    """The saved searches of a catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[SavedSearch]:
        """Every saved search, in the order of names."""
        with self._context.database.read() as reader:
            return in_order(reader.identity.saved_searches(), lambda saved: saved.name)

    def named(self, text: str) -> SavedSearch:
        """The one of this name or number. Raises CatalogueError with candidates."""
        return pick(text, self.all(), SEARCH_NAMES, lambda saved: (saved.name,), lambda saved: saved.name)

    def show(self, search_id: int) -> SavedSearch:
        """The one of this number. Raises CatalogueError if it is unknown or withdrawn."""
        with self._context.database.read() as reader:
            return _standing(reader, search_id)

    def add(self, name: str, query: str) -> int:
        """Keep a query under a name; gives its id.

        Raises QueryError for a query that is wrong, CatalogueError for a name that is taken.
        """
        asked = needed(query, tr("A saved search needs a query: without one everything is found."))
        # kept only if it can be understood now; the names in it are looked up when it is asked
        parse(asked)
        with self._context.act("save search", act_label("save search", name=short(_clean(name)))) as unit:
            free = _free(unit, name, None)
            return unit.insert(SavedSearchRow(name=free, query=asked, agent_id=unit.agent_id))

    def rename(self, search_id: int, name: str) -> bool:
        """Give it another name; says whether that differed. Raises CatalogueError for one that is taken."""
        with self._context.act("rename search", act_label("rename search", name=short(_clean(name)))) as unit:
            _standing(unit, search_id)
            free = _free(unit, name, search_id)
            return unit.save(search_id, replace(unit.row(SavedSearchRow, search_id), name=free))

    def withdraw(self, search_id: int) -> None:
        """Mark a saved search as withdrawn."""
        with self._context.act("withdraw search", act_label("remove search", name=str(search_id))) as unit:
            unit.label = act_label("remove search", name=short(_standing(unit, search_id).name))
            unit.withdraw(SavedSearchRow, search_id)


def _standing(reader: Reader, search_id: int) -> SavedSearch:
    for saved in reader.identity.saved_searches():
        if saved.id == search_id:
            return saved
    raise CatalogueError(tr("There is no saved search number {number}, or it was removed.", number=search_id))


def _clean(name: str) -> str:
    """A name in NFC with single spaces. Raises CatalogueError for one that is empty, long or unprintable."""
    return one_line(name, _LONGEST, tr("The name of a search"))


def _free(reader: Reader, name: str, own_id: int | None) -> str:
    """The clean name. Raises CatalogueError where another search has it, however it is cased or accented."""
    clean = _clean(name)
    for saved in reader.identity.saved_searches():
        if saved.id != own_id and _key(saved.name) == _key(clean):
            raise CatalogueError(
                tr("There is a saved search “{name}” already: {query}", name=saved.name, query=saved.query)
            )
    return clean


def _key(name: str) -> str:
    return fold_key(name) or name
