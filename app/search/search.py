"""The search: a query's text or tree -> a page with its total, all ids in order, or points for a map."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.context import Context
from app.errors import Cancelled
from app.search.errors import QueryError
from app.search.names import look_up
from app.search.parser import parse
from app.search.results import FindResult, FoundIds, FoundPoints
from app.search.run import SearchRun
from app.search.simplify import simplified
from app.search.tokens import tokenize
from app.task import Task
from db.errors import Interrupted
from db.queries.clauses import Meant
from db.queries.filter import Named, Near, Node, Placed, Query, Sort, leaves, positive_leaves
from db.reader import Reader
from resources.messages import tr

if TYPE_CHECKING:
    from app.places.gazetteer import Gazetteer
    from app.places.regions import Regions
    from app.search.placed import PlacedAnswer
    from db.queries.search_queries import SearchQueries


class Search:
    """Finding items. Every method may be called from any thread; each sees one moment of the catalogue.

    `gazetteer` and `regions` give theirs when the first query that names a place asks for them.
    """

    def __init__(
        self, context: Context, gazetteer: "Callable[[], Gazetteer]", regions: "Callable[[], Regions]"
    ) -> None:
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

    def ids(self, query: str | Query, task: Task | None = None) -> "array[int]":
        """The ids of everything a query finds, in its order: for bulk verbs and long lists.

        Raises Cancelled, in the midst of a question, as soon as the task is cancelled; so do the next two.
        """
        with self._reading(task) as reader:
            return self._prepared(reader, query).ids()

    def found(self, query: str | Query, task: Task | None = None) -> FoundIds:
        """The ids of everything, and what the names of places were taken to mean: for windows."""
        with self._reading(task) as reader:
            run = self._prepared(reader, query)
            return FoundIds(run.ids(), run.places)

    def points(self, query: str | Query, task: Task | None = None) -> FoundPoints:
        """Ids and positions of everything a query finds, in its order: for maps."""
        with self._reading(task) as reader:
            run = self._prepared(reader, query)
            return run.points(run.ids())

    @contextmanager
    def _reading(self, task: Task | None) -> Iterator[Reader]:
        try:
            # asked by the engine in the midst of a question, on the thread of the question
            with self._context.database.read((lambda: task.cancelled) if task else None) as reader:
                yield reader
        except Interrupted as error:
            raise Cancelled from error

    def _prepared(self, reader: Reader, query: str | Query) -> SearchRun:
        asked = parse(query) if isinstance(query, str) else query
        try:
            return self._looked_up(reader, asked)
        except QueryError as error:
            raise _marked(error, asked.text) from error

    def _looked_up(self, reader: Reader, asked: Query) -> SearchRun:
        node = simplified(asked.node)
        finder = reader.search
        meant = look_up(reader, node)
        wanted = [leaf for leaf in positive_leaves(node) if isinstance(leaf, Placed)]
        located = self._located(reader, finder, node)
        ids: dict[Placed | Named, Sequence[int]] = dict(meant.ids)
        sort = _sort(asked, wanted)
        if located is None:
            return SearchRun(reader, finder, node, Meant(ids, meant.values), None, sort, ())
        ids.update((leaf, array("q", found.item_ids.tobytes())) for leaf, found in located.matches.items())
        return SearchRun(reader, finder, node, Meant(ids, meant.values), located.wanted, sort, located.places)

    def _located(self, reader: Reader, finder: "SearchQueries", node: Node) -> "PlacedAnswer | None":
        """What the places of a query come to; None for a query without any."""
        if not any(isinstance(leaf, Placed) for leaf in leaves(node)):
            return None
        # here and not above: a search without a place need not load the libraries of geometry
        from app.search.placed import answer_places

        return answer_places(reader, finder, self._gazetteer(), self._regions(), node)


def _sort(query: Query, wanted: list[Placed]) -> Sort:
    """As asked; else nearest first where a distance is asked, else by exhibit number."""
    near = any(isinstance(leaf.target, Near) for leaf in wanted)
    if query.sort is None:
        return Sort("distance" if near else "exhibit")
    if query.sort.key == "distance" and not near:
        at = query.text.find("sort:")
        raise QueryError(tr("sort:distance needs a near: to measure from."), at, at + len("sort:distance"))
    return query.sort


def _marked(error: QueryError, text: str) -> QueryError:
    """The error with the whole term marked at whose beginning it stands."""
    end = next((token.end for token in tokenize(text) if token.start == error.position), error.end)
    return QueryError(str(error), error.position, max(end, error.end), error.candidates)
