"""A catalogue's file made or opened: judged before SQLite may touch it, upgraded, or only read."""

import shutil
import tempfile
from pathlib import Path

from sqlalchemy import text

from db import migrate
from db.errors import DatabaseError, NotOurFile
from db.records import UpgradeReport
from db.sqlite.connecting import create_file
from db.sqlite.engine import SqliteEngine
from db.sqlite.header import judge
from resources.messages import tr


def create(path: Path) -> SqliteEngine:
    """Make a new file with the newest schema. Raises FileExistsError."""
    create_file(path)
    migrate.make(path)
    # schema and identity are two commits: between them `_read_once` finds a catalogue without its one row
    return SqliteEngine(path, writable=True)


def open_file(path: Path) -> tuple[SqliteEngine, UpgradeReport | None]:
    """Open a file; an older one is backed up and upgraded first, and what that changed is told.

    In a folder that cannot be written it is opened for reading; an older one is refused there. Raises
    NotOurFile, with not a byte changed, for a file that is foreign, damaged or newer.
    """
    header = judge(path, migrate.NEWEST)
    if not _may_write(path):
        # not read from an upgraded copy: the head of its log would be one that stands nowhere else
        if header.user_version < migrate.NEWEST:
            raise DatabaseError(
                tr(
                    "{folder} holds a catalogue of an older version, which cannot be upgraded: the folder "
                    "cannot be written. Copy it to where it can, and open the copy.",
                    folder=path.parent,
                )
            )
        return _only_to_read(path), None
    if not _has_wal(path):  # to write would already say in the header of a damaged file that it has one
        _read_once(SqliteEngine(path, writable=False, immutable=True), path).close()
    upgraded = None
    if header.user_version < migrate.NEWEST:
        upgraded = migrate.back_up_and_upgrade(path, header.user_version)
    return _read_once(SqliteEngine(path, writable=True), path), upgraded


def open_copy(path: Path) -> SqliteEngine | None:
    """Read a copy that nobody writes to; None for one of an older schema. Raises NotOurFile."""
    if judge(path, migrate.NEWEST).user_version < migrate.NEWEST:
        return None
    return SqliteEngine(path, writable=False, immutable=True)


def _only_to_read(path: Path) -> SqliteEngine:
    if not _has_wal(path):
        return _read_once(SqliteEngine(path, writable=False, immutable=True), path)
    # its newest rows are in the WAL, which SQLite can read only where it can write
    # mkdtemp makes it for its owner alone: these are copies of evidence
    folder = Path(tempfile.mkdtemp(prefix="exhibit-reading-"))
    # not the -shm: SQLite makes it anew from the WAL
    for part in (path, path.with_name(path.name + "-wal")):
        shutil.copyfile(part, folder / part.name)
    return _read_once(SqliteEngine(folder / path.name, writable=False, private=folder), path)


def _read_once(engine: SqliteEngine, path: Path) -> SqliteEngine:
    """The engine, closed again where the file is damaged or holds no catalogue."""
    try:
        with engine.reading() as connection:
            made = connection.execute(text("SELECT count(*) FROM catalogue")).scalar()
        if not made:
            raise NotOurFile(
                tr(
                    "The making of the catalogue in {folder} was interrupted: nothing is in it. Make it "
                    "again in a new folder.",
                    folder=path.parent,
                )
            )
    # let_go, not close: a checkpoint would write into a damaged file
    except DatabaseError:
        engine.let_go()
        raise
    return engine


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    # an empty one is what a truncating checkpoint of another process leaves
    return wal.exists() and wal.stat().st_size > 0


def _may_write(path: Path) -> bool:
    """Whether file and folder can be written, found by trying: permissions alone do not tell."""
    try:
        # the folder, too, since a WAL is a file beside; os.access may say yes where a network disk or Windows
        # says no
        with path.open("r+b"), tempfile.TemporaryFile(dir=path.parent):
            return True
    except OSError:
        return False
