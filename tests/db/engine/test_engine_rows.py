"""Rows on any engine: many at once, lists of ids, values as they were, the order of keys."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, delete, func, select

from db.engine import DatabaseEngine
from db.errors import Unstorable
from db.queries.id_list import id_list, listed, listed_as
from db.schema import ITEM, TAG
from db.session import Database
from resources.sort_key import sort_key

NOW = datetime(2024, 10, 18, tzinfo=UTC)
TITLES = ("photo 10", "photo 9", "Ёлка", "їжак", "йорк", "и", "청진", "나진", "coté", "cote", "Cote", "北京")


def item(number: int, **values: object) -> dict[str, object]:
    same = {"uuid": f"u{number}", "type": "photograph", "title": "", "sensitivity": "", "held": False}
    return {"id": number, **same, "created_at": NOW, "created_by": 1, **values}


def test_a_hundred_thousand_rows_are_added_at_once(database: Database) -> None:
    rows = [{"id": number, "name": f"tag {number}", "folded": ""} for number in range(1, 100_001)]
    with database.engine.writing() as transaction:
        database.engine.insert(transaction.connection, TAG, rows)
        database.engine.insert(transaction.connection, TAG, [])
        transaction.commit()
    with database.engine.reading() as connection:
        found = connection.execute(select(func.count(), func.min(TAG.c.id), func.max(TAG.c.id))).one()
    assert tuple(found) == (100_000, 1, 100_000)


@pytest.mark.parametrize("size", [0, 1, 100_000])
def test_ids_are_handed_in_as_one_value_however_many(database: Database, size: int) -> None:
    ids = range(7, 7 + 2 * size, 2)
    with database.engine.writing() as transaction:
        rows = [{"id": number, "name": str(number), "folded": ""} for number in range(1, 31)]
        database.engine.insert(transaction.connection, TAG, rows)
        transaction.commit()
    named = select(TAG.c.id).where(TAG.c.id.in_(listed_as("ids"))).order_by(TAG.c.id)
    with database.engine.reading() as connection:
        count = select(func.count()).select_from(listed(ids).subquery())
        assert connection.execute(count).scalar_one() == size
        found = select(TAG.c.id).where(TAG.c.id.in_(listed(ids))).order_by(TAG.c.id)
        known = [number for number in range(1, 31) if number in ids]
        assert connection.execute(found).scalars().all() == known
        assert connection.execute(named, {"ids": id_list(ids)}).scalars().all() == known


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=50),
    key=st.none() | st.binary(max_size=40),
    metres=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    seconds=st.none() | st.integers(-(10**9), 10**9),
    held=st.booleans(),
)
def test_values_come_back_as_they_were(
    engine: DatabaseEngine,
    title: str,
    key: bytes | None,
    metres: float | None,
    seconds: int | None,
    held: bool,
) -> None:
    taken = None if seconds is None else NOW + timedelta(seconds=seconds)
    values = {"title": title, "sort_key": key, "ground_sample_m": metres, "captured_earliest": taken}
    asked = select(*(ITEM.c[name] for name in values), ITEM.c.held)
    with engine.writing() as transaction:
        engine.insert(transaction.connection, ITEM, [item(1, held=held, **values)])
        assert tuple(transaction.connection.execute(asked).one()) == (*values.values(), held)


def test_keys_are_sorted_byte_by_byte_and_what_has_none_comes_last(engine: DatabaseEngine) -> None:
    with engine.writing() as transaction:
        rows = [item(number, sort_key=sort_key(title)) for number, title in enumerate(TITLES, 1)]
        engine.insert(transaction.connection, ITEM, [item(99, sort_key=None), *rows])
        for order, turned in ((ITEM.c.sort_key.asc(), False), (ITEM.c.sort_key.desc(), True)):
            asked = select(ITEM.c.id).order_by(order.nulls_last(), ITEM.c.id)
            found = transaction.connection.execute(asked).scalars().all()
            in_order = sorted(TITLES, key=sort_key, reverse=turned)
            assert found == [*(TITLES.index(title) + 1 for title in in_order), 99]


def test_a_text_that_is_none_is_refused_and_the_act_can_be_tried_again(database: Database) -> None:
    bad = {"id": 1, "name": "half a \ud800 letter", "folded": ""}
    with pytest.raises(Unstorable), database.write() as connection:
        database.engine.insert(connection, TAG, [bad])
    with database.write() as connection:
        database.engine.insert(connection, TAG, [{**bad, "name": "whole"}])
        connection.execute(delete(TAG).where(TAG.c.id == bindparam("tag")), {"tag": 2})
    with database.engine.reading() as connection:
        assert connection.execute(select(TAG.c.name)).scalars().all() == ["whole"]
