"""Exports: what leaves the catalogue as a list, by a profile; each is in the log."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from app import __version__
from app.context import Context
from app.errors import CatalogueError
from app.evidence.custody import custody
from app.export.documents import geojson_chunks, json_chunks
from app.export.item_batches import dossiers
from app.export.item_values import told
from app.export.table import csv_chunks
from app.export.whole_file import WholeFile
from app.fields.terms import one_of
from app.integrity.handing_on import demand_rows
from app.messages.acts import act_label
from app.privacy.profile import check_profile, restricted_people
from app.privacy.withheld import Profile
from app.task import Task
from app.times.moments import rfc3339
from resources.messages import tr
from resources.remarks import remark

Records: TypeAlias = Iterable[Mapping[str, Any]]
_FORMS: dict[str, Callable[[Mapping[str, Any], Records], Iterator[str]]] = {
    "csv": lambda _head, records: csv_chunks(records),
    "json": json_chunks,
    "geojson": geojson_chunks,
}
FORMS = tuple(_FORMS)
FORMAT = "exhibit-export/1"
SCHEMA = 1
"""Of what an export says of an item."""
_COMPARED = 10_000
"""Items that are compared with the log in one go, and read while nothing can change."""
_MOST_PASSES = 8
"""How often the states of all entries are read at most, however many items are exported."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A file that was written: its size in bytes, its SHA-256, and how many items it tells."""

    destination: Path
    form: str
    profile: Profile
    items: int
    size: int
    sha256: str


class Exports:
    """Writing lists of items for other programs."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def write(
        self,
        form: str,
        destination: Path,
        items: Sequence[int],
        *,
        profile: str = "safe",
        reason: str | None = None,
        query: str | None = None,
        force: bool = False,
        task: Task | None = None,
    ) -> ExportReport:
        """Write items as csv, json or geojson: the whole file, or none.

        `query` is what was asked for, kept in the log beside the items. Raises CatalogueError where there is
        a file already (unless `force`), and for the *full* profile without a reason.
        """
        form = one_of(form, FORMS, tr("The form of an export"))
        checked = check_profile(profile, reason)
        if destination.exists() and not force:
            raise CatalogueError(
                tr(
                    "{file} exists already. Name another file, or say --force.",
                    file=destination,
                )
            )
        if not destination.parent.is_dir():
            raise CatalogueError(tr("There is no folder {folder}.", folder=destination.parent))
        # before the work: the act would refuse only when all is written
        self._context.database.demand_whole_log()
        file = WholeFile(destination)
        try:
            file.write(self._chunks(form, items, checked, task or Task()))
            self._log(form, file, items, checked, reason, query)
            file.keep()
        finally:
            file.drop()
        return ExportReport(destination, form, checked, len(items), file.size, file.sha256)

    def _chunks(self, form: str, items: Sequence[int], profile: Profile, task: Task) -> Iterator[str]:
        return _FORMS[form](self._head(profile), self._told(items, profile, task))

    def _told(self, items: Sequence[int], profile: Profile, task: Task) -> Iterator[dict[str, Any]]:
        people: frozenset[str] = frozenset()
        size = max(_COMPARED, -(-len(items) // _MOST_PASSES))
        # also of no items at all something is told: of which catalogue it is
        for start in range(0, max(len(items), 1), size):
            part, safe = items[start : start + size], profile == "safe"
            # what is compared and what is read must be one moment of the catalogue
            with self._context.database.read() as reader:
                first = safe and start == 0
                demand_rows(reader, part, task, tr("Nothing is exported."), around=False, people=first)
                people = restricted_people(reader) if first else people
                done = start
                for batch in dossiers(reader, part):
                    task.step(done, len(items))
                    for dossier in batch:
                        yield told(dossier, profile, people)
                    done += len(batch)
        task.step(len(items), len(items))

    def _head(self, profile: Profile) -> dict[str, Any]:
        with self._context.database.read() as reader:
            identity = reader.identity.catalogue()
        return {
            "format": FORMAT,
            "schema": SCHEMA,
            "program": f"Exhibit {__version__}",
            "catalogue": {"uuid": identity.uuid, "title": identity.title, "kind": identity.kind},
            "exported_at": rfc3339(datetime.now(UTC)),
            "profile": profile,
        }

    def _log(
        self,
        form: str,
        file: WholeFile,
        items: Sequence[int],
        profile: Profile,
        reason: str | None,
        query: str | None,
    ) -> None:
        """The act stands in the log before the file has its name: nothing leaves unlogged."""
        label = act_label("export", count=len(items), form=form, profile=profile)
        with self._context.act("export", label, reason=reason, undoable=False) as unit:
            unit.details.update(
                {"form": form, "profile": profile, "sha256": file.sha256, "size": file.size, "query": query}
            )
            for item in items:
                detail = (
                    remark("export, full profile", form=form, digest=file.sha256)
                    if profile == "full"
                    else remark("export, safe profile", form=form, digest=file.sha256)
                )
                custody(
                    unit,
                    item,
                    "exp",
                    detail=detail,
                    outcome="exported",
                    purpose=reason,
                    tracked=False,
                )
