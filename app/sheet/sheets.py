"""Sheets of a catalogue: previewed, or printed, which checks fixity first and is a custody event."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

from app.context import Context
from app.errors import CatalogueError
from app.evidence.item_checks import read_item
from app.integrity.verify import Integrity
from app.messages.wording import sentences
from app.originals.lending import lend
from app.privacy.profile import check_profile
from app.privacy.withheld import Profile
from app.sheet.drafting import Draft, Terms, draft_sheets
from app.sheet.printing import Finished, Printed, keep
from app.sheet.typeset import MOST_IN_ONE_FILE, Paper
from app.sheet.work import SetSheets
from app.task import Task
from app.workers.pool import TaskFailedError
from resources.messages import shown, stored, tr, trn

_SET = "app.sheet.work:set_sheets"
_AT_ONCE = 16  # sheets that are set, recorded and named together
# a warm sheet takes 0.1 s; a worker that has just started, a cold disk and other work are in this, for the
# clock on the wall knows nothing of them
_SECONDS_A_SHEET = 20.0


class Sheets:
    """The provenance sheets of a catalogue."""

    def __init__(self, context: Context, integrity: Integrity) -> None:
        self._context = context
        self._integrity = integrity

    def preview(self, item_id: int, *, paper: Paper = "a4", profile: str = "safe") -> bytes:
        """The PDF of a sheet as it would be printed; nothing is recorded, and its serial says so."""
        # it goes nowhere, so the full profile needs no reason yet
        terms = Terms(paper, check_profile(profile, "preview"), None, serial=stored("preview, not printed"))
        drafts = draft_sheets(self._context, [item_id], terms)
        return _result(drafts, self._set(drafts, paper)).pdf

    def save(
        self,
        item_ids: Sequence[int],
        out: Path,
        *,
        paper: Paper = "a4",
        profile: str = "safe",
        reason: str | None = None,
        task: Task | None = None,
    ) -> list[Printed]:
        """Print sheets: one PDF where `out` ends in .pdf (at most 25 items), else a folder of one each.

        Fixity is checked first and printed. Each printing is recorded before its file gets its name.
        Raises CatalogueError for the full profile without a reason, where the printing could not be
        recorded because the catalogue is open for reading only, and for sheets that cannot be set: it names
        them, and the others of a folder are printed.
        """
        chosen = check_profile(profile, reason)
        if not self._context.database.writable:
            raise CatalogueError(
                tr(
                    "This catalogue is open for reading only, so a printing could not be recorded. "
                    "Copy it to a folder that can be written, and print from there."
                )
            )
        if not item_ids:
            raise CatalogueError(tr("There is nothing to print: no item was named."))
        together = out.suffix.lower() == ".pdf"
        if together and len(item_ids) > MOST_IN_ONE_FILE:
            raise CatalogueError(
                tr(
                    "One file holds at most {most} sheets. Name a folder for {count} items.",
                    most=MOST_IN_ONE_FILE,
                    count=len(item_ids),
                )
            )
        terms = Terms(paper, chosen, reason, log_verified=self._checked(item_ids, chosen))
        if together:
            drafts = draft_sheets(self._context, item_ids, terms)
            done = _result(drafts, self._set(drafts, paper))
            return keep(self._context, [Finished(drafts, done, out)], paper)
        return self._save_each(item_ids, out, terms, task or Task())

    def _checked(self, item_ids: Sequence[int], profile: Profile) -> bool:
        """Hash the files of the items again for the sheet to say so; gives whether the log holds.

        Nothing is printed of what is not as the log says.
        """
        self._integrity.demand_as_logged(item_ids, safe=profile == "safe")
        with self._context.database.read() as reader:
            held = [item for item in item_ids if read_item(reader, item).held]
            if not held:
                return reader.history.check().ok
        return self._integrity.verify(held).log.ok

    def _save_each(self, item_ids: Sequence[int], out: Path, terms: Terms, task: Task) -> list[Printed]:
        printed: list[Printed] = []
        failed: list[str] = []
        for batch in self._batches(item_ids, terms):
            finished = []
            for draft, future in batch:
                try:
                    done = _result([draft], future)
                except CatalogueError as error:
                    failed.append(str(error))
                else:
                    finished.append(Finished([draft], done, out / f"{draft.sheet.heading.exhibit}.pdf"))
            printed += keep(self._context, finished, terms.paper) if finished else []
            task.step(len(printed) + len(failed), len(item_ids), tr("sheets printed"))
        if failed:
            rest = trn(
                "The other sheet is in {folder}.",
                "The other {count} sheets are in {folder}.",
                len(printed),
                folder=out,
            )
            raise CatalogueError(sentences(*failed, rest))
        return printed

    def _batches(
        self, item_ids: Sequence[int], terms: Terms
    ) -> Iterator[list[tuple[Draft, "Future[SetSheets]"]]]:
        """Batches under way, each begun before the one before it is asked for its results."""
        ahead: list[tuple[Draft, Future[SetSheets]]] = []
        for start in range(0, len(item_ids), _AT_ONCE):
            drafts = draft_sheets(self._context, item_ids[start : start + _AT_ONCE], terms)
            begun = [(draft, self._set([draft], terms.paper)) for draft in drafts]
            if ahead:
                yield ahead
            ahead = begun
        yield ahead

    def _set(self, drafts: Sequence[Draft], paper: Paper) -> "Future[SetSheets]":
        seconds = _SECONDS_A_SHEET * len(drafts)

        def begin(copies: Mapping[str, Path]) -> "Future[SetSheets]":
            entries = [(draft.sheet, copies.get(draft.picture_of or "")) for draft in drafts]
            return self._context.workers.submit(_SET, entries, paper, seconds=seconds)

        return lend(self._context, (draft.picture_of for draft in drafts if draft.picture_of), begin)


def _result(drafts: Sequence[Draft], future: "Future[SetSheets]") -> SetSheets:
    try:
        return future.result()
    except TaskFailedError as error:
        named = ", ".join(draft.sheet.heading.exhibit for draft in drafts)
        raise CatalogueError(
            tr(
                "The sheet of {exhibits} cannot be set: {why}. Its texts may be too long.",
                exhibits=named,
                why=shown(str(error)),
            )
        ) from error
