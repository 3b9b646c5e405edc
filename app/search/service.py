"""The search: a query's text or tree -> a page with its total, all ids in order, or points for a map."""

from array import array
from collections.abc import Sequence

from app.context import Context
from app.places.gazetteer import Gazetteer
from app.places.regions import Regions
from app.search.errors import QueryError
from app.search.located import PlaceMatches, locate, together
from app.search.names import look_up
from app.search.parser import parse
from app.search.places import PlaceReader
from app.search.results import FindResult, Found, PlaceTaken, Points
from app.search.run import Run
from app.search.simplify import simplified
from app.search.tokens import tokenize
from db.clauses import Meant
from db.filter import Named, Near, Placed, Query, Sort, leaves, positive_leaves
from db.reader import Reader
from db.search import Search as Finder


class Search:
    """Finding items. Every method may be called from any thread; each sees one moment of the catalogue."""

    def __init__(self, context: Context, gazetteer: Gazetteer, regions: Regions) -> None:
        self._context = context
        self._gazetteer = gazetteer
        self._regions = regions

    def find(self, query: str | Query, limit: int = 100, offset: int = 0) -> FindResult:
        """A page of what a query finds, and how many items it finds in all.

        Raises QueryError for a query that is wrong, and for a name that nothing in the catalogue or the
        gazetteer bears as it is written: what is close to it is in `candidates`, and is never searched.
        """
        with self._context.database.read() as reader:
            run = self._prepared(reader, query)
            page = run.page(limit, offset)
            return FindResult(run.total(page, limit, offset), run.items(page), run.places)

    def first(self, query: str | Query, limit: int = 100) -> FindResult:
        """The first page without counting the rest: `total` is the number of items on it."""
        with self._context.database.read() as reader:
            run = self._prepared(reader, query)
            page = run.page(limit, 0)
            return FindResult(len(page), run.items(page), run.places)

    def count(self, query: str | Query) -> int:
        """How many items a query finds."""
        with self._context.database.read() as reader:
            run = self._prepared(reader, query)
            return run.total(array("q"), 0, 0)

    def ids(self, query: str | Query) -> "array[int]":
        """The ids of everything a query finds, in its order: for bulk verbs and long lists."""
        with self._context.database.read() as reader:
            return self._prepared(reader, query).ids()

    def found(self, query: str | Query) -> Found:
        """The ids of everything, and what the names of places were taken to mean: for windows."""
        with self._context.database.read() as reader:
            run = self._prepared(reader, query)
            return Found(run.ids(), run.places)

    def points(self, query: str | Query) -> Points:
        """Ids and positions of everything a query finds, in its order: for maps."""
        with self._context.database.read() as reader:
            run = self._prepared(reader, query)
            return run.points(run.ids())

    def _prepared(self, reader: Reader, query: str | Query) -> Run:
        asked = parse(query) if isinstance(query, str) else query
        try:
            return self._looked_up(reader, asked)
        except QueryError as error:
            raise _marked(error, asked.text) from error

    def _looked_up(self, reader: Reader, asked: Query) -> Run:
        node = simplified(asked.node)
        names = PlaceReader(reader.places, self._gazetteer, self._regions)
        finder = Finder(reader.connection)
        meant = look_up(reader, node)
        wanted = [leaf for leaf in positive_leaves(node) if isinstance(leaf, Placed)]
        matches: dict[Placed, PlaceMatches] = {}
        places: list[PlaceTaken] = []
        for leaf in (leaf for leaf in leaves(node) if isinstance(leaf, Placed)):
            if leaf in matches:
                continue
            shape, taken = names.read(leaf)
            matches[leaf] = locate(finder, shape, leaf.roles, leaf.bases)
            places += [taken] if taken else []
        ids: dict[Placed | Named, Sequence[int]] = dict(meant.ids)
        ids.update((leaf, array("q", found.item_ids.tobytes())) for leaf, found in matches.items())
        answer = together([matches[leaf] for leaf in dict.fromkeys(wanted)]) if wanted else None
        sort = _sort(asked, wanted)
        return Run(reader, finder, node, Meant(ids, meant.cameras), answer, sort, tuple(places))


def _sort(query: Query, wanted: list[Placed]) -> Sort:
    """As asked; else nearest first where a distance is asked, else by exhibit number."""
    near = any(isinstance(leaf.target, Near) for leaf in wanted)
    if query.sort is None:
        return Sort("distance" if near else "exhibit")
    if query.sort.key == "distance" and not near:
        at = query.text.find("sort:")
        raise QueryError("sort:distance needs a near: to measure from.", at, at + len("sort:distance"))
    return query.sort


def _marked(error: QueryError, text: str) -> QueryError:
    """The error with the whole term marked at whose beginning it stands."""
    end = next((token.end for token in tokenize(text) if token.start == error.position), error.end)
    return QueryError(str(error), error.position, max(end, error.end), error.candidates)
