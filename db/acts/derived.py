"""What is kept beside the tables it sums up: text index, best locations, capture interval."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, update

from db.engine import COUNTS, COUNTS_AS_BEST, DatabaseEngine, IndexedText
from db.schema import (
    CAPTION,
    ITEM,
    ITEM_FILE,
    ITEM_TAG,
    LOCATION,
    NOTE,
    PLACE_NAME,
    RECEIPT,
    TAG,
    TIME,
)
from resources.fold import fold, fold_key
from resources.place_names import bare_key
from resources.sort_key import sort_key

BASES = ("claimed", "recorded", "assessed")
"""From the weakest to the best."""
# items in one IN, a parameter each: well below what any engine takes (some end at 999)
_AT_ONCE = 500
SORTED_BY = {"item": "title", "tag": "name"}
"""Tables whose rows have a key by which lists sort them, and the text that it is made of."""


def derived_values(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row keeps beside these values of it: the key by which lists sort it, None for an empty text."""
    column = SORTED_BY.get(table, "")
    return {"sort_key": sort_key(values[column]) or None} if column in values else {}


def refresh(
    connection: Connection,
    engine: DatabaseEngine,
    *,
    text: Sequence[int],
    where: Sequence[int],
    when: Sequence[int],
) -> None:
    """Bring what is derived up to date for the items given in each list."""
    for items in _chunks(where):
        _rank_locations(connection, engine, items)
    for items in _chunks(when):
        _sum_up_times(connection, items)
    for items in _chunks(text):
        index_text(connection, engine, items)


def index_text(
    connection: Connection, engine: DatabaseEngine, items: Sequence[int], *, new: bool = False
) -> None:
    """Write the text index of items anew; `new` items have none yet. Withdrawn items leave it."""
    engine.index_text(connection, [] if new else items, texts_of(connection, items))


def texts_of(connection: Connection, items: Sequence[int]) -> list[IndexedText]:
    """The texts by which items are found. Of withdrawn ones there are none."""
    words: dict[int, dict[str, list[str]]] = {}
    titles = select(ITEM.c.id, ITEM.c.title, ITEM.c.description, ITEM.c.label).where(
        ITEM.c.id.in_(items), ITEM.c.withdrawn.is_(None)
    )
    for row in connection.execute(titles):
        words[row.id] = defaultdict(list, title=[row.title, row.label], description=[row.description])
    for column, statement in _texts(items):
        for item, found in connection.execute(statement):
            # withdrawn items have no texts, so that no condition on withdrawn is needed where words are
            # searched
            if item in words:
                words[item][column].append(_with_bare(found) if column == "places" else found)
    return [
        IndexedText(item, **{column: _folded(found) for column, found in texts.items()})
        for item, texts in words.items()
    ]


def _folded(texts: Sequence[str]) -> str:
    words = " \n ".join(filter(None, texts))
    return fold(words) if words else ""


def _with_bare(name: str) -> str:
    """A name of a place, and beside it the name without its word for city or region: 대전시, 대전."""
    key = fold_key(name)
    bare = bare_key(key)
    return name if bare == key else f"{name} \n {bare}"


def _texts(items: Sequence[int]) -> Iterator[tuple[str, Select[int, str]]]:
    yield (
        "notes",
        select(NOTE.c.item_id, NOTE.c.text).where(NOTE.c.item_id.in_(items), NOTE.c.withdrawn.is_(None)),
    )
    yield (
        "captions",
        select(CAPTION.c.item_id, CAPTION.c.text).where(
            CAPTION.c.item_id.in_(items), CAPTION.c.withdrawn.is_(None)
        ),
    )
    yield (
        "names",
        select(ITEM_FILE.c.item_id, ITEM_FILE.c.name).where(
            ITEM_FILE.c.item_id.in_(items), ITEM_FILE.c.withdrawn.is_(None)
        ),
    )
    yield (
        "names",
        select(RECEIPT.c.item_id, RECEIPT.c.name)
        .where(RECEIPT.c.item_id.in_(items), RECEIPT.c.withdrawn.is_(None))
        .distinct(),
    )
    yield "tags", select(ITEM_TAG.c.item_id, TAG.c.name).join(TAG).where(ITEM_TAG.c.item_id.in_(items))
    yield (
        "places",
        (
            select(LOCATION.c.item_id, PLACE_NAME.c.text)
            .join(PLACE_NAME, PLACE_NAME.c.place_id == LOCATION.c.place_id)
            .where(
                LOCATION.c.item_id.in_(items),
                LOCATION.c.withdrawn.is_(None),
                PLACE_NAME.c.withdrawn.is_(None),
            )
            .distinct()
        ),
    )


def _rank_locations(connection: Connection, engine: DatabaseEngine, items: Sequence[int]) -> None:
    statement = (
        select(LOCATION.c.id, LOCATION.c.item_id, LOCATION.c.role, LOCATION.c.basis, LOCATION.c.best)
        .add_columns(
            (LOCATION.c.withdrawn.is_(None) & ITEM.c.withdrawn.is_(None) & LOCATION.c.lat.is_not(None)).label(
                "counts"
            )
        )
        .join(ITEM)
        .where(LOCATION.c.item_id.in_(items))
        # groupby sees only neighbours
        .order_by(LOCATION.c.item_id, LOCATION.c.role)
    )
    states: list[tuple[int, int]] = []
    for _, group in groupby(connection.execute(statement).all(), lambda row: (row.item_id, row.role)):
        rows = list(group)
        top = max((BASES.index(row.basis) for row in rows if row.counts), default=-1)
        for row in rows:
            best = row.counts and BASES.index(row.basis) == top
            states.append((row.id, (COUNTS_AS_BEST if best else COUNTS) if row.counts else 0))
    engine.set_location_states(connection, states)
    if states:
        connection.execute(
            update(LOCATION).where(LOCATION.c.id == bindparam("location")).values(best=bindparam("is_best")),
            [{"location": location, "is_best": state == COUNTS_AS_BEST} for location, state in states],
        )


def _sum_up_times(connection: Connection, items: Sequence[int]) -> None:
    """The capture interval of an item is that of its best-based capture time, the narrowest of equals."""
    statement = (
        select(TIME.c.item_id, TIME.c.basis, TIME.c.earliest, TIME.c.latest)
        .where(
            TIME.c.item_id.in_(items),
            TIME.c.kind == "captured",
            TIME.c.withdrawn.is_(None),
            TIME.c.earliest.is_not(None),
            TIME.c.latest.is_not(None),
        )
        .order_by(TIME.c.id)
    )
    best: dict[int, tuple[tuple[int, float], object, object]] = {}
    for item, basis, earliest, latest in connection.execute(statement):
        if earliest is None or latest is None:
            continue
        merit = (BASES.index(basis), -(latest - earliest).total_seconds())
        # greater, not equal: of equals the first stated stays, as `db.states.derived` reckons
        if item not in best or merit > best[item][0]:
            best[item] = (merit, earliest, latest)
    connection.execute(
        update(ITEM)
        .where(ITEM.c.id == bindparam("item"))
        .values(captured_earliest=bindparam("earliest"), captured_latest=bindparam("latest")),
        [
            {
                "item": item,
                "earliest": best[item][1] if item in best else None,
                "latest": best[item][2] if item in best else None,
            }
            for item in items
        ],
    )


def _chunks(items: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
