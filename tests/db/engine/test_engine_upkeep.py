"""Cutting questions short, copies, damage and small pictures, on any engine."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Select, func, literal, select

from db.engine import DatabaseEngine, IndexedLocation, IndexedText
from db.engines import look_into_copy
from db.errors import Interrupted
from db.session import Database
from db.thumbnails import SmallPicture
from tests.db.engine.acting import add_item
from tests.db.engine.conftest import Again

SOON = 2.0


def endless(steps: int) -> Select[int]:
    """Counts to a number, which takes any engine long enough."""
    counted = select(literal(1).label("n")).cte("counted", recursive=True)
    counted = counted.union_all(select(counted.c.n + 1).where(counted.c.n < steps))
    return select(func.max(counted.c.n))


def test_a_question_that_nobody_wants_any_more_is_cut_short(engine: DatabaseEngine) -> None:
    cancelled = Event()

    def ask() -> float:
        with pytest.raises(Interrupted), engine.reading(cancelled.is_set) as connection:
            connection.execute(endless(10**8))
        return time.monotonic()

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask)
        time.sleep(0.3)
        assert not asked.done()
        cancelled.set()
        said = time.monotonic()
        assert asked.result(30) - said < SOON
    with engine.reading() as connection:  # the connection is as good as new
        assert connection.execute(endless(50_000)).scalar_one() == 50_000


def test_a_question_that_is_still_wanted_is_answered(engine: DatabaseEngine) -> None:
    with engine.reading(lambda: False) as connection:
        assert connection.execute(endless(50_000)).scalar_one() == 50_000


def test_a_copy_is_of_the_moment_that_was_seen(database: Database, tmp_path: Path) -> None:
    add_item(database, "before")
    steps: list[tuple[int, int]] = []
    with database.read() as reader:
        head = reader.history.head()
        add_item(database, "meanwhile")
        (tmp_path / "copy").touch()
        reader.copy_database(tmp_path / "copy", lambda done, total: steps.append((done, total)))

    with look_into_copy(tmp_path / "copy") as copy:
        assert copy.head() == head
        assert copy.hash_of(head.sequence) == head.hash.hex()
        assert copy.hash_of(head.sequence + 1) is None
        assert copy.damage() is None
        assert list(copy.files()) == []
    assert steps
    assert steps[-1][0] == steps[-1][1]


def test_a_sound_database_has_no_damage(engine: DatabaseEngine) -> None:
    with engine.reading() as connection:
        assert engine.damage(connection) is None


def test_the_indexes_tell_what_they_have_and_are_whole(engine: DatabaseEngine) -> None:
    text = IndexedText(7, title="rail", notes="road")
    place = IndexedLocation(
        3, 7, 41.5, 129.5, 10.0, "subject", "claimed", False, ((129.0, 130.0, 41.0, 42.0),)
    )
    other = replace(place, location_id=4, radius_m=None, shaped=True, role="camera")
    with engine.writing() as transaction:
        connection = transaction.connection
        engine.index_text(connection, [], [text])
        engine.index_locations(connection, [place, other])

        assert engine.indexed_texts(connection, 6, 7) == engine.indexed_texts(connection, 0, None) == [text]
        assert engine.indexed_texts(connection, 7, None) == []
        assert engine.indexed_locations(connection, 0, None) == {3: [place], 4: [other]}
        assert engine.indexed_locations(connection, 3, 4) == {4: [other]}
        assert engine.text_index_whole(connection)
        assert engine.place_index_whole(connection)
        engine.rebuild_text_index(connection)
        engine.forget_locations(connection, [3])
        assert engine.indexed_locations(connection, 0, None) == {4: [other]}
        assert engine.indexed_texts(connection, 0, None) == [text]


def test_small_pictures_are_kept_apart_and_replaced(engine: DatabaseEngine, tmp_path: Path) -> None:
    store = engine.thumbnails(tmp_path, writable=True)
    assert store.get("ab") is None
    store.put([SmallPicture("ab", "image/jpeg", b"old"), SmallPicture("cd", "image/webp", b"\0")])
    store.put([SmallPicture("ab", "image/jpeg", b"new")])
    store.close()

    for writable in (True, False):
        again = engine.thumbnails(tmp_path, writable=writable)
        assert again.hashes() == {"ab", "cd"}
        assert again.get("ab") == SmallPicture("ab", "image/jpeg", b"new")
        again.close()


def test_an_engine_that_was_closed_can_be_opened_again(database: Database, again: Again) -> None:
    add_item(database, "kept")
    database.close()
    other = again()
    with other.read() as reader:
        assert reader.evidence.count() == 1
    add_item(other, "more")
