"""What is kept beside the tables it sums up: text index, best locations, capture interval."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, Select, bindparam, select, update

from db.schema import (
    CaptionRow,
    ItemFileRow,
    ItemRow,
    ItemTagRow,
    LocationRow,
    NoteRow,
    PlaceNameRow,
    ReceiptRow,
    TagRow,
    TimeRow,
)
from db.sqlite import TEXT_COLUMNS, replace_text, set_box_states
from resources.fold import fold, fold_key
from resources.place_names import bare_key

BASES = ("claimed", "recorded", "assessed")
"""From the weakest to the best."""
_AT_ONCE = 500


def refresh(
    connection: Connection, *, text: Sequence[int], where: Sequence[int], when: Sequence[int]
) -> None:
    """Bring what is derived up to date for the items given in each list."""
    for items in _chunks(where):
        _rank_locations(connection, items)
    for items in _chunks(when):
        _sum_up_times(connection, items)
    for items in _chunks(text):
        index_text(connection, items)


def index_text(connection: Connection, items: Sequence[int], *, new: bool = False) -> None:
    """Write the text index of items anew; `new` items have none yet. Withdrawn items leave it."""
    words: dict[int, dict[str, list[str]]] = {}
    titles = select(ItemRow.id, ItemRow.title, ItemRow.description, ItemRow.label).where(
        ItemRow.id.in_(items), ItemRow.withdrawn.is_(None)
    )
    for row in connection.execute(titles):
        words[row.id] = defaultdict(list, title=[row.title, row.label], description=[row.description])
    for column, statement in _texts(items):
        for item, found in connection.execute(statement):
            if item in words:
                words[item][column].append(_with_bare(found) if column == "places" else found)
    rows = [
        {"id": item, **{column: _folded(texts[column]) for column in TEXT_COLUMNS}}
        for item, texts in words.items()
    ]
    replace_text(connection, [] if new else items, rows)


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
        select(NoteRow.item_id, NoteRow.text).where(NoteRow.item_id.in_(items), NoteRow.withdrawn.is_(None)),
    )
    yield (
        "captions",
        select(CaptionRow.item_id, CaptionRow.text).where(
            CaptionRow.item_id.in_(items), CaptionRow.withdrawn.is_(None)
        ),
    )
    yield (
        "names",
        select(ItemFileRow.item_id, ItemFileRow.name).where(
            ItemFileRow.item_id.in_(items), ItemFileRow.withdrawn.is_(None)
        ),
    )
    yield (
        "names",
        select(ReceiptRow.item_id, ReceiptRow.name)
        .where(ReceiptRow.item_id.in_(items), ReceiptRow.withdrawn.is_(None))
        .distinct(),
    )
    yield "tags", select(ItemTagRow.item_id, TagRow.name).join(TagRow).where(ItemTagRow.item_id.in_(items))
    yield (
        "places",
        (
            select(LocationRow.item_id, PlaceNameRow.text)
            .join(PlaceNameRow, PlaceNameRow.place_id == LocationRow.place_id)
            .where(
                LocationRow.item_id.in_(items),
                LocationRow.withdrawn.is_(None),
                PlaceNameRow.withdrawn.is_(None),
            )
            .distinct()
        ),
    )


def _rank_locations(connection: Connection, items: Sequence[int]) -> None:
    statement = (
        select(LocationRow.id, LocationRow.item_id, LocationRow.role, LocationRow.basis, LocationRow.best)
        .add_columns(
            (
                LocationRow.withdrawn.is_(None) & ItemRow.withdrawn.is_(None) & LocationRow.lat.is_not(None)
            ).label("counts")
        )
        .join(ItemRow)
        .where(LocationRow.item_id.in_(items))
        .order_by(LocationRow.item_id, LocationRow.role)
    )
    states: list[tuple[int, int]] = []
    for _, group in groupby(connection.execute(statement).all(), lambda row: (row.item_id, row.role)):
        rows = list(group)
        top = max((BASES.index(row.basis) for row in rows if row.counts), default=-1)
        for row in rows:
            best = row.counts and BASES.index(row.basis) == top
            states.append((row.id, (2 if best else 1) if row.counts else 0))
    set_box_states(connection, states)
    if states:
        connection.execute(
            update(LocationRow)
            .where(LocationRow.id == bindparam("location"))
            .values(best=bindparam("is_best")),
            [{"location": location, "is_best": state == 2} for location, state in states],
        )


def _sum_up_times(connection: Connection, items: Sequence[int]) -> None:
    """The capture interval of an item is that of its best-based capture time, the narrowest of equals."""
    statement = (
        select(TimeRow.item_id, TimeRow.basis, TimeRow.earliest, TimeRow.latest)
        .where(
            TimeRow.item_id.in_(items),
            TimeRow.kind == "captured",
            TimeRow.withdrawn.is_(None),
            TimeRow.earliest.is_not(None),
            TimeRow.latest.is_not(None),
        )
        .order_by(TimeRow.id)
    )
    best: dict[int, tuple[tuple[int, float], object, object]] = {}
    for item, basis, earliest, latest in connection.execute(statement):
        if earliest is None or latest is None:
            continue
        merit = (BASES.index(basis), -(latest - earliest).total_seconds())
        if item not in best or merit > best[item][0]:
            best[item] = (merit, earliest, latest)
    connection.execute(
        update(ItemRow)
        .where(ItemRow.id == bindparam("item"))
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
