"""Catalogue: the one door, held by windows, command line and tests alike."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from app.changes.change_bus import ChangeBus
from app.context import Context, analyst_name
from app.errors import CatalogueError
from app.evidence.items import EvidenceItems
from app.evidence.tags import Tags
from app.integrity.acceptance import Acceptance, accept_as_found
from app.integrity.history import History
from app.integrity.seen_head import guard_log
from app.messages.acts import act_label
from app.nouns import Nouns
from app.originals.folder_store import FolderStore
from app.records import Agent, CatalogueIdentity, UpgradeReport
from app.workers.pool import Workers
from db.acts.act_request import ActRequest
from db.acts.own_triggers import ForeignTriggerError
from db.causes import cause_words
from db.errors import DatabaseError
from db.log.guard import BrokenLogError
from db.rows import AgentRow, CatalogueRow
from db.session import Database
from resources.messages import tr

DATABASE = "catalogue.sqlite"
FOLDERS = ("originals", "derivatives", "incoming")


class Catalogue(Nouns, AbstractContextManager["Catalogue"]):
    """An open catalogue folder and the analyst at it, its nouns as attributes. Use it from any thread."""

    def __init__(self, folder: Path, database: Database, agent: Agent) -> None:
        context = Context(
            folder,
            database,
            FolderStore(folder / "originals"),
            FolderStore(folder / "derivatives"),
            agent,
            Workers(),
        )
        super().__init__(context)
        self.folder = folder
        self.agent = agent
        self.evidence = EvidenceItems(context)
        self.tags = Tags(context)
        self.history = History(context)
        self.accepted: Acceptance | None = None
        """What was accepted as it was found when this was opened."""
        self.clear_away()

    @classmethod
    def create(
        cls, folder: Path, *, title: str | None = None, kind: str = "ordinary", analyst: str | None = None
    ) -> "Catalogue":
        """Make a catalogue in a new or empty folder. Raises CatalogueError if there is something in it."""
        folder = folder.absolute()
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CatalogueError(
                tr("{folder} is not an empty folder. Name a new one for the catalogue.", folder=folder)
            )
        try:
            # the folders first: with the database the folder is a catalogue, and must be whole then
            for name in FOLDERS:
                (folder / name).mkdir(parents=True)
            database = Database.create(folder / DATABASE)
        except OSError as error:
            raise CatalogueError(
                tr(
                    "No catalogue can be made in {folder}: {why}.",
                    folder=folder,
                    why=cause_words(error),
                )
            ) from error
        agent = _found(database, title or folder.name, kind, analyst or analyst_name())
        guard_log(database)
        return cls(folder, database, agent)

    @classmethod
    def open(
        cls, folder: Path, *, analyst: str | None = None, on_broken_log: str | None = None
    ) -> "Catalogue":
        """Open a catalogue; for reading only where its folder cannot be written.

        `on_broken_log` is the reason to go on where the log is broken or rows are not what it says.
        Raises DatabaseError, with not a byte changed, for a file that is foreign, damaged or newer.
        """
        folder = folder.absolute()
        if not folder.is_dir():
            raise CatalogueError(
                tr("There is no catalogue in {folder}. Make one with “exhibit init {folder}”.", folder=folder)
            )
        database = Database.open(folder / DATABASE)
        try:
            name = analyst or analyst_name()
            guard_log(database)
            accepted = None
            if on_broken_log is not None:
                accepted = accept_as_found(database, name, on_broken_log)
            catalogue = cls(folder, database, _agent(database, name))
        except (DatabaseError, CatalogueError):
            database.close()
            raise
        catalogue.accepted = accepted
        return catalogue

    @property
    def writable(self) -> bool:
        """False where the folder cannot be written and everything is for reading only."""
        return self._context.database.writable

    @property
    def upgraded(self) -> UpgradeReport | None:
        """What had to be done to the catalogue's file when it was opened, if it was of an older version."""
        return self._context.database.upgraded

    def identity(self) -> CatalogueIdentity:
        """Which catalogue this is."""
        with self._context.database.read() as reader:
            return reader.identity.catalogue()

    @property
    def bus(self) -> ChangeBus:
        """Tells what changes: by this Catalogue, and by other processes when somebody looks `elsewhere`."""
        return self._context.bus

    def close(self) -> None:
        """Let go of the files."""
        self._context.workers.close(cancel=True)
        self.close_nouns()
        self._context.database.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _found(database: Database, title: str, kind: str, analyst: str) -> Agent:
    """Give a new file its identity; the log's first entry names the catalogue's UUID."""
    now, own = datetime.now(UTC), str(uuid4())
    with database.act(
        # agent 1 is the one that this very act adds: keys are checked when it commits
        ActRequest("init", act_label("make catalogue", title=title), 1, undoable=False)
    ) as unit:
        unit.insert(CatalogueRow(uuid=own, title=title, kind=kind, created_at=now))
        unit.insert(AgentRow(kind="Person", name=analyst, created_at=now))
        unit.details["catalogue"] = own
    return _agent(database, analyst)


def _agent(database: Database, name: str) -> Agent:
    with database.read() as reader:
        found = reader.identity.agent_named(name)
    if found is not None:
        return found
    if not database.writable:
        return Agent(0, "", "Person", name)
    try:
        # in the name of the founder, until the row of whoever is new is there
        begun = ActRequest("agent", act_label("begin to work", name=name), 1, undoable=False)
        with database.act(begun) as unit:
            if unit.identity.agent_named(name) is None:
                unit.agent_id = unit.insert(AgentRow(kind="Person", name=name, created_at=unit.now))
    # whoever is new may look, and will be told at the first act
    except (BrokenLogError, ForeignTriggerError):
        return Agent(0, "", "Person", name)
    return _agent(database, name)
