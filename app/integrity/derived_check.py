"""What is reckoned from the rows for lists and searches, compared with them."""

from collections.abc import Iterable, Iterator, Sequence

from app.task import Task
from db.engine import Box
from db.reader import Reader
from db.session import Database
from db.states.difference import RowDifference
from db.states.indexes import TEXT_INDEX, PlacedShape
from resources.messages import tr

_WORDS_OF_MANY = {"tag", "place_name"}
"""Tables of which one row has words of many items."""


def derived_differences(reader: Reader, task: Task) -> Iterator[RowDifference]:
    """Rows of which something reckoned is not what it should be. Raises Cancelled."""
    done = 0

    def step(more: int) -> None:
        nonlocal done
        done += more
        task.step(done, None, tr("comparing what lists and searches go by"))

    yield from reader.states.derived(place_cover, step)


def beyond(rows: Sequence[RowDifference], derived: Iterable[RowDifference]) -> Iterator[RowDifference]:
    """What is derived from rows that are as the log says: of others it differs as a matter of course."""
    differing = {(each.table, each.key) for each in rows}
    items = {each.owner for each in rows if each.owned_by_item}
    words = any(each.table in _WORDS_OF_MANY for each in rows)
    for each in derived:
        follows = (each.table, each.key) in differing or (each.owned_by_item and each.owner in items)
        if not follows and not (words and TEXT_INDEX in each.columns):
            yield each


def text_index_difference(database: Database) -> list[RowDifference]:
    """That the text index does not find by its own texts, which concerns the catalogue as a whole."""
    if database.text_index_whole():
        return []
    return [RowDifference("catalogue", (1,), "derived", None, 1, (TEXT_INDEX,))]


def place_cover(shapes: Sequence[PlacedShape]) -> Sequence[Sequence[tuple[Box, ...]]]:
    """The boxes by which the place index finds each shape."""
    from app.integrity.place_cover import cover  # it imports numpy, which only a verification needs

    return cover(shapes)
