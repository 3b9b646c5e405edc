"""Which engine a catalogue has: the only module, beside migrations, that knows the packages of engines."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from db.database_copy import DatabaseCopy
from db.engine import DatabaseEngine
from db.reader import Reader
from db.records import UpgradeReport
from db.sqlite.backup import looking_into
from db.sqlite.opening import create, open_copy, open_file


def create_catalogue(path: Path) -> DatabaseEngine:
    """Make a new catalogue with the newest schema. Raises FileExistsError."""
    return create(path)


def open_catalogue(path: Path) -> tuple[DatabaseEngine, UpgradeReport | None]:
    """Open a catalogue; an older one is backed up and upgraded first, and what that changed is told.

    Where it cannot be written it is opened for reading. Raises NotOurFile, with not a byte changed, for what
    is foreign, damaged or newer.
    """
    return open_file(path)


@contextmanager
def read_copy(path: Path) -> Iterator[Reader | None]:
    """Ask a copy all that a catalogue can be asked, with not a byte of it changed.

    None for one of an older schema, whose rows cannot be read by this version. Raises as `look_into_copy`.
    """
    engine = open_copy(path)
    if engine is None:
        yield None
        return
    try:
        with engine.reading() as connection:
            yield Reader(connection, engine)
    finally:
        engine.let_go()


def look_into_copy(path: Path) -> AbstractContextManager[DatabaseCopy]:
    """Read a copy with not a byte of it changed, whoever it comes from.

    Raises NotOurFile for what is foreign, damaged at its head or newer, DatabaseError for what is damaged
    elsewhere.
    """
    return looking_into(path)
