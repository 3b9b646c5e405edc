"""Which engine a catalogue has: the only module, beside migrations, that knows the packages of engines."""

from contextlib import AbstractContextManager
from pathlib import Path

from db.database_copy import DatabaseCopy
from db.engine import DatabaseEngine
from db.sqlite.backup import looking_into
from db.sqlite.engine import SqliteEngine


def file_engine() -> DatabaseEngine:
    """The engine of catalogues that lie in a folder."""
    return SqliteEngine()


def look_into_copy(path: Path) -> AbstractContextManager[DatabaseCopy]:
    """Read a copy with not a byte of it changed, whoever it comes from.

    Raises NotOurFile for what is foreign, damaged at its head or newer, DatabaseError for what is damaged
    elsewhere.
    """
    return looking_into(path)
