"""Database: an open catalogue, to be read from any thread and changed by acts."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, RootTransaction
from sqlalchemy.exc import DBAPIError, IntegrityError

from db.acts.act_request import ActRequest
from db.acts.clock import step_back
from db.acts.own_triggers import TriggerGuard
from db.acts.unit import Unit
from db.acts.upkeep import Upkeep
from db.engine import DatabaseEngine
from db.engines import create_catalogue, open_catalogue
from db.errors import DatabaseError
from db.log.guard import ChainGuard
from db.log.records import ACCEPTANCE
from db.queries.history_queries import HistoryQueries
from db.reader import Reader, connection_of
from db.records import UpgradeReport
from db.thumbnails import ThumbnailStore
from resources.messages import tr

Guard = Callable[[Unit, ActRequest], None]
"""May refuse an act by raising, right after the lock: review locks, rights, a broken log."""


class Database(AbstractContextManager["Database"]):
    """The database of one open catalogue, at `path`. Make one with `create` or `open`."""

    def __init__(self, path: Path, engine: DatabaseEngine, upgraded: UpgradeReport | None = None) -> None:
        self.path = path
        self.engine = engine
        self.guards: list[Guard] = []
        self.upgraded = upgraded
        self.chain = ChainGuard()
        self._triggers = TriggerGuard(engine)
        self._own: set[bytes] = set()

    @classmethod
    def create(cls, path: Path) -> "Database":
        """Make a new catalogue with the newest schema. Raises FileExistsError."""
        return cls(path, create_catalogue(path))

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Open a catalogue; an older one is backed up and upgraded first.

        Where it cannot be written it is opened for reading. Raises NotOurFile, with not a byte changed, for
        what is foreign, damaged or newer.
        """
        return cls(path, *open_catalogue(path))

    @property
    def writable(self) -> bool:
        """Whether acts are possible."""
        return self.engine.writable

    @contextmanager
    def read(self, cancelled: Callable[[], bool] | None = None) -> Iterator[Reader]:
        """Look at the catalogue as it is at this moment, from any thread.

        As soon as `cancelled` says so, a question under way raises Interrupted.
        """
        with self.engine.reading(cancelled) as connection:
            yield Reader(connection, self.engine)

    @contextmanager
    def act(self, request: ActRequest) -> Iterator[Unit]:
        """One act: a transaction that ends in a log entry, or in nothing at all if the block raises.

        First come the write lock and the guards, each of which may refuse by raising. An act that was kept
        is never reported as failed. An act of its own says before it where the clock has gone back.
        """
        self._tell_clock(request)
        with self._act(request) as unit:
            yield unit

    @contextmanager
    def _act(self, request: ActRequest) -> Iterator[Unit]:
        with self.engine.writing() as transaction:
            self._triggers.demand_own(transaction.connection)
            self.chain.demand_whole(transaction.connection, request.accepts)
            # the chain first, then the guards: what a guard reads must be something to rely on
            unit = Unit(transaction.connection, self.engine, request, datetime.now(UTC))
            for guard in self.guards:
                guard(unit, request)
            yield unit
            entry = unit.close()
            if entry is None:
                # not a commit of nothing: the act's own row was written at its beginning
                transaction.rollback()
            else:  # known for ours before anybody can read it
                self._own.add(entry.hash)
                self._commit(transaction, request)
        if entry is not None:
            # after the commit and outside the transaction: it is true now, and it writes a file
            self.chain.added(entry, request.accepts)

    def demand_whole_log(self) -> None:
        """Raises BrokenLogError where the log does not hold: nothing is printed or exported then."""
        with self.read() as reader:
            self.chain.demand_whole(connection_of(reader))

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
        with self.engine.writing() as transaction:
            yield transaction.connection
            transaction.commit()

    def text_index_whole(self) -> bool:
        """Whether the text index finds by what it has. Where nothing can be written it cannot be told.

        Holds the write lock for as long as it takes, and writes nothing.
        """
        if not self.writable:
            return True
        with self.engine.writing() as transaction:
            return self.engine.text_index_whole(transaction.connection)

    def version_elsewhere(self) -> int | None:
        """A number that is another one once somebody else has committed something: another process.

        None, at once, while an act of our own is under way, and where the file is open for reading only.
        """
        return self.engine.version_elsewhere()

    def written_mark(self) -> list[int] | None:
        """Numbers that are others once anybody has written to it, by whatever program; None: unknown."""
        return self.engine.written_mark()

    def take_own(self, hashes: Iterable[bytes]) -> set[bytes]:
        """Those of these log entries that this Database wrote. They are told once."""
        found = self._own.intersection(hashes)
        self._own -= found
        return found

    def close(self) -> None:
        """Let go of it."""
        self.engine.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _tell_clock(self, request: ActRequest) -> None:
        if request.accepts:  # what accepts a broken log comes first: nothing else may be written before it
            return
        with self.engine.reading() as connection:
            # looked at without the lock, as it is hardly ever so; where it is, once more under the lock
            step = step_back(connection, datetime.now(UTC))
        if step is None:
            return
        told = ActRequest("clock", step.label, request.agent_id, undoable=False)
        with self._act(told) as unit:
            step = step_back(connection_of(unit), unit.now)
            if step is not None:  # else somebody else has told it meanwhile
                unit.label, unit.details["clock"] = step.label, step.told

    def _commit(self, transaction: RootTransaction, request: ActRequest) -> None:
        try:
            transaction.commit()
        except DBAPIError as error:
            # the answer may be lost and the act kept: to do it again would do it twice
            if self._was_kept(request.uuid):
                return
            if isinstance(error, IntegrityError) and request.kind == ACCEPTANCE:
                raise DatabaseError(
                    tr("Rows refer to others that are not there, which cannot be accepted. Restore a backup.")
                ) from error
            raise

    def _was_kept(self, uuid: str) -> bool:
        with self.engine.reading() as connection:
            return HistoryQueries(connection, self.engine).act_id(uuid) is not None
