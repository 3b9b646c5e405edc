"""Reader: what can be asked of a catalogue, a noun at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from db.engine import DatabaseEngine
from db.queries.batch_queries import BatchQueries
from db.queries.claim_queries import ClaimQueries
from db.queries.evidence_queries import EvidenceQueries
from db.queries.file_queries import FileQueries
from db.queries.history_queries import HistoryQueries
from db.queries.identity_queries import IdentityQueries
from db.queries.place_queries import PlaceQueries

if TYPE_CHECKING:
    from db.queries.search_queries import SearchQueries
    from db.queries.state_queries import StateQueries


def connection_of(reader: "Reader") -> Connection:
    """What a reader or an act asks, for modules of `db`; nobody above has it."""
    return reader._connection


class Reader:
    """Questions to one moment of the catalogue."""

    def __init__(self, connection: Connection, engine: DatabaseEngine) -> None:
        self._connection = connection
        self._engine = engine
        self.identity = IdentityQueries(connection)
        self.batches = BatchQueries(connection)
        self.evidence = EvidenceQueries(connection)
        self.files = FileQueries(connection)
        self.places = PlaceQueries(connection)
        self.claims = ClaimQueries(connection)
        self.history = HistoryQueries(connection, engine)

    def copy_database(self, target: Path, step: Callable[[int, int], None]) -> None:
        """Copy everything of this moment into the empty file `target`.

        `step` is told how much of how much is copied; what it raises ends the copying. Raises OSError where
        the copy cannot be written.
        """
        self._engine.copy(self._connection, target, step)

    @property
    def search(self) -> "SearchQueries":
        """Questions that find items."""
        from db.queries.search_queries import SearchQueries  # it imports numpy, which only a search needs

        return SearchQueries(self._connection, self._engine)

    @property
    def states(self) -> "StateQueries":
        """What the log says of rows, and which are otherwise."""
        from db.queries.state_queries import StateQueries  # it imports numpy, which only a verification needs

        return StateQueries(self._connection, self._engine)
