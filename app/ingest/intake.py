"""Intake: taking files and folders into the catalogue."""

from collections.abc import Sequence
from dataclasses import astuple, replace
from pathlib import Path

from app.context import Context
from app.errors import CatalogueError
from app.evidence.item_checks import not_withdrawn
from app.evidence.tags import split_tags
from app.fields.evidence import RECEIPT
from app.fields.item import ITEM
from app.fields.terms import FILE_ROLES, one_of
from app.ingest.journal import journal, sweep
from app.ingest.names import shown
from app.ingest.recording import Recorded, Target
from app.ingest.records import IngestReport, SharedFields
from app.ingest.run import IngestRun
from app.ingest.walk import FoundFile, walk
from app.messages.wording import encodable
from app.task import Task
from app.times.intervals import read_interval
from db.causes import cause_words
from resources.messages import tr

NOTHING_SHARED = SharedFields()


class Intake:
    """Taking in. Every arrival is a receipt; bytes held already get a second receipt, and no second file."""

    def __init__(self, context: Context) -> None:
        self._context = context
        if context.database.writable:
            sweep(context)

    def ingest(
        self, paths: Sequence[Path], shared: SharedFields = NOTHING_SHARED, task: Task | None = None
    ) -> IngestReport:
        """Take in files, and folders with all that is in them, a small group of files at a time.

        What cannot be taken in is a line of the report, and never stops the others. Running again over the
        same folder is safe: each file that is held already gets another receipt, and nothing else happens.
        Raises Cancelled when asked to stop; what was recorded until then stays.
        """
        fields = _checked(shared)
        self._must_be_writable()
        files, problems = walk(paths, self._context.folder)
        done = self._run(files, fields, task, None)
        return IngestReport(tuple(done.added), tuple(done.receipts), (*problems, *done.problems))

    def attach(
        self,
        item_id: int,
        path: Path,
        shared: SharedFields = NOTHING_SHARED,
        role: str = "original",
        task: Task | None = None,
    ) -> IngestReport:
        """Make a file obtained later a file of an item, which then holds it. Roles: see `FILE_ROLES`.

        Raises CatalogueError where the file cannot be taken in, or the item is unknown or withdrawn.
        """
        target = Target(item_id, one_of(role, FILE_ROLES, tr("Role")))
        fields = _checked(shared)
        self._must_be_writable()
        with self._context.database.read() as reader:
            not_withdrawn(reader, item_id)
        if not path.is_file():
            raise CatalogueError(tr("{path} is no file. Name one file to attach.", path=shown(path)))
        files, problems = walk([path], self._context.folder)
        done = self._run(files, fields, task, target)
        if not done.added and not done.receipts:
            raise CatalogueError(" ".join(problem.message for problem in [*problems, *done.problems]))
        return IngestReport(tuple(done.added), tuple(done.receipts), tuple(done.problems))

    def _run(
        self, files: Sequence[FoundFile], shared: SharedFields, task: Task | None, target: Target | None
    ) -> Recorded:
        try:
            with journal(self._context) as held:
                run = IngestRun(self._context, held, shared, task or Task(), target)
                run.take_in(files)
        except OSError as error:
            raise CatalogueError(
                tr("The catalogue's folder cannot be used: {why}.", why=cause_words(error))
            ) from error
        return run.recorded

    def _must_be_writable(self) -> None:
        if not self._context.database.writable:
            raise CatalogueError(tr("This catalogue is open for reading only: its folder cannot be written."))


def _checked(shared: SharedFields) -> SharedFields:
    """What every file of the batch would fail by is refused once, before anything is copied."""
    for text in astuple(shared):
        if isinstance(text, str):
            encodable(text)
    item, receipt = ITEM.checked(shared.item), RECEIPT.checked_of(shared)
    if shared.obtained_at:
        read_interval(shared.obtained_at)
    tags = tuple(dict.fromkeys(tag for text in shared.tags for tag in split_tags(text)))
    return replace(shared, item=item, tags=tags, **receipt)
