"""Database: the open catalogue file. Reading from any thread, one writer at a time."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType

from sqlalchemy import Connection, Engine, RootTransaction, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from db import migrate
from db.acts import ActRequest
from db.engines import file_engine
from db.errors import Busy, DatabaseError, NotOurFile, Unstorable
from db.queries.history_queries import HistoryQueries
from db.reader import Reader
from db.records import UpgradeReport
from db.sqlite.connecting import connect, create, data_version, defer_foreign_keys, driver_of
from db.sqlite.header import judge
from db.thumbnails import ThumbnailStore
from db.unit import Unit
from db.upkeep import Upkeep

Guard = Callable[[Unit, ActRequest], None]
"""May refuse an act by raising, right after the lock: review locks, rights, a broken log."""


class Database(AbstractContextManager["Database"]):
    """A catalogue's `catalogue.sqlite`. Make one with `create` or `open`."""

    def __init__(
        self, path: Path, *, writable: bool, immutable: bool = False, private: Path | None = None
    ) -> None:
        self.path = path
        self.writable = writable
        self.engine = file_engine()
        self.guards: list[Guard] = []
        self.upgraded: UpgradeReport | None = None
        self._private = private  # a copy of our own, removed on close
        self._lock = Lock()
        self._writer: Connection | None = None
        self._own: set[bytes] = set()
        self._engine = _engine(path, writable=writable, immutable=immutable)

    @classmethod
    def create(cls, path: Path) -> "Database":
        """Make a new file with the newest schema. Raises FileExistsError."""
        create(path)
        migrate.make(path)
        return cls(path, writable=True)

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Open a file; an older one is backed up and upgraded first.

        In a folder that cannot be written it is opened for reading. Raises NotOurFile, with not a byte
        changed, for a file that is foreign, damaged or newer.
        """
        header = judge(path, migrate.NEWEST)
        if not _may_write(path):
            return cls._open_for_reading(path)
        if not _has_wal(path):  # to write would already say in the header of a damaged file that it has one
            with cls(path, writable=False, immutable=True) as closed:
                closed._try_reading()
        upgraded = None
        if header.user_version < migrate.NEWEST:
            upgraded = migrate.back_up_and_upgrade(path, header.user_version)
        database = cls(path, writable=True)
        database.upgraded = upgraded
        database._try_reading()
        return database

    @classmethod
    def _open_for_reading(cls, path: Path) -> "Database":
        if not _has_wal(path):
            database = cls(path, writable=False, immutable=True)
        else:  # its newest rows are in the WAL, which SQLite can read only where it can write
            folder = Path(tempfile.mkdtemp(prefix="exhibit-reading-"))
            for part in (path, path.with_name(path.name + "-wal")):
                shutil.copyfile(part, folder / part.name)
            database = cls(folder / path.name, writable=False, private=folder)
        database._try_reading()
        return database

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Look at the catalogue as it is at this moment, from any thread."""
        with _plain_errors(), self._engine.connect() as connection:
            yield Reader(connection, self.engine)

    @contextmanager
    def act(self, request: ActRequest) -> Iterator[Unit]:
        """One act: a transaction that ends in a log entry, or in nothing at all if the block raises.

        First come the write lock and the guards, each of which may refuse by raising. An act that was kept
        is never reported as failed.
        """
        with self._locked() as (connection, transaction):
            unit = Unit(connection, self.engine, request, datetime.now(UTC))
            for guard in self.guards:
                guard(unit, request)
            yield unit
            entry = unit.close()
            if entry is None:
                transaction.rollback()
            else:  # known for ours before anybody can read it
                self._own.add(entry.hash)
                self._commit(transaction, request)

    def thumbnails(self, folder: Path) -> ThumbnailStore:
        """The small pictures of the catalogue in a folder. Nothing is opened yet."""
        return self.engine.thumbnails(folder, writable=self.writable)

    @contextmanager
    def upkeep(self) -> Iterator[Upkeep]:
        """Hold the write lock for what is no act of a person; nothing of it is told in the log."""
        with self.write() as connection:
            yield Upkeep(connection, self.engine)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A bare write transaction."""
        with self._locked() as (connection, transaction):
            yield connection
            transaction.commit()

    def version_elsewhere(self) -> int | None:
        """A number that is another one once somebody else has committed something: another process.

        None, at once, while an act of our own is under way, and where the file is open for reading only.
        """
        if not self.writable or not self._lock.acquire(blocking=False):
            return None
        try:
            with _plain_errors():
                return data_version(driver_of(self._writing()))
        finally:
            self._lock.release()

    def take_own(self, hashes: Iterable[bytes]) -> set[bytes]:
        """Those of these log entries that this Database wrote. They are told once."""
        found = self._own.intersection(hashes)
        self._own -= found
        return found

    def close(self) -> None:
        """Fold the WAL into the file and let go of it."""
        with self._lock:
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            if self.writable:
                with self._engine.connect() as connection:
                    driver_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._engine.dispose()
        if self._private is not None:
            shutil.rmtree(self._private, ignore_errors=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writing(self) -> Connection:
        """The one connection that writes: what it sees change was changed by others. Needs the lock."""
        if self._writer is None:
            self._writer = self._engine.connect().execution_options(exhibit_begin="BEGIN IMMEDIATE")
        return self._writer

    @contextmanager
    def _locked(self) -> Iterator[tuple[Connection, RootTransaction]]:
        """A write transaction, which is rolled back unless the block commits it."""
        if not self.writable:
            raise DatabaseError("This catalogue is open for reading only: its folder cannot be written.")
        with self._lock, _plain_errors():
            connection = self._writing()
            try:
                transaction = connection.begin()
                try:
                    defer_foreign_keys(connection)
                    yield connection, transaction
                finally:
                    transaction.close()
            finally:
                driver = driver_of(connection)
                if driver.in_transaction:  # a commit that fails leaves its transaction open
                    driver.rollback()

    def _commit(self, transaction: RootTransaction, request: ActRequest) -> None:
        try:
            transaction.commit()
        except DBAPIError:
            # the answer may be lost and the act kept: to do it again would do it twice
            if not self._was_kept(request.uuid):
                raise

    def _was_kept(self, uuid: str) -> bool:
        with self._engine.connect() as connection:
            return HistoryQueries(connection, self.engine).act_id(uuid) is not None

    def _try_reading(self) -> None:
        try:
            with self.read() as reader:
                made = reader.connection.execute(text("SELECT count(*) FROM catalogue")).scalar()
            if not made:
                raise NotOurFile(
                    f"The making of the catalogue in {self.path.parent} was interrupted: nothing is in it."
                    " Make it again in a new folder."
                )
        except DatabaseError:
            self._engine.dispose()
            raise


def _engine(path: Path, *, writable: bool, immutable: bool) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: connect(path, writable=writable, immutable=immutable),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=28,
        pool_use_lifo=True,  # one warm page cache does the work of many half-warm ones
        # rows are read by name and never by column object: matching those costs half of a small query
        execution_options={"_result_disable_adapt_to_context": True},
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("exhibit_begin", "BEGIN"))

    return engine


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _may_write(path: Path) -> bool:
    """Whether file and folder can be written, found by trying: permissions alone do not tell."""
    try:
        with path.open("r+b"), tempfile.TemporaryFile(dir=path.parent):
            return True
    except OSError:
        return False


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        words = str(error.orig)
        if "locked" in words or "busy" in words:
            raise Busy(
                "Another program is writing to this catalogue. Try again when it has finished."
            ) from error
        if "full" in words:
            raise DatabaseError(
                "The disk is full: nothing of this act was kept. Make room and try again."
            ) from error
        if "no such table" in words or "no such column" in words:
            raise DatabaseError(f"The catalogue file is damaged or was never finished: {words}.") from error
        raise DatabaseError(f"The catalogue file cannot be used: {words}.") from error
    except DBAPIError as error:
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            raise DatabaseError(f"The catalogue file is damaged: {error.orig}.") from error
        raise
    except UnicodeEncodeError as error:
        raise Unstorable(
            f"A text holds bytes that are no characters, after “{error.object[: error.start][-20:]}”."
            " Write it in UTF-8; nothing was changed."
        ) from error
