"""A catalogue of each kind of engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.engine import DatabaseEngine
from db.session import Database
from tests.db.engine.kinds import Kind, found_in, kinds

Again = Callable[[], Database]


@pytest.fixture(params=sorted(kinds()))
def kind(request: pytest.FixtureRequest) -> Kind:
    return kinds()[request.param]


@pytest.fixture
def database(kind: Kind, tmp_path: Path) -> Iterator[Database]:
    """An open catalogue with its identity and one analyst."""
    with found_in(tmp_path, kind.make(tmp_path)) as made:
        yield made


@pytest.fixture
def engine(database: Database) -> DatabaseEngine:
    return database.engine


@pytest.fixture
def again(kind: Kind, database: Database, tmp_path: Path) -> Iterator[Again]:
    """Opens the same catalogue once more, as another process does."""
    opened: list[Database] = []

    def open_again() -> Database:
        opened.append(Database(tmp_path, kind.again(tmp_path)))
        return opened[-1]

    yield open_again
    for other in opened:
        other.close()
