"""Keeping finished PDFs: written beside their names, recorded as one act, then given their names."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from app.context import Context
from app.errors import CatalogueError
from app.evidence.custody import custody
from app.export.whole_file import WholeFile
from app.messages.acts import act_label
from app.sheet.drafting import Draft
from app.sheet.typeset import Paper
from app.sheet.work import SetSheets
from db.acts.unit import Unit
from db.causes import cause_words
from db.rows import SheetRow
from resources.messages import tr
from resources.remarks import remark


@dataclass(frozen=True, slots=True)
class Printed:
    """One PDF that was printed: its items, its sheets' serials, and what came of it."""

    exhibits: tuple[str, ...]
    serials: tuple[str, ...]
    pages: int
    sha256: str
    path: Path


@dataclass(frozen=True, slots=True)
class Finished:
    """One PDF with the drafts that it was set from, and where it shall be."""

    drafts: Sequence[Draft]
    done: SetSheets
    target: Path


def keep(context: Context, finished: Sequence[Finished], paper: Paper) -> list[Printed]:
    """Write, record and name these PDFs. Raises CatalogueError, with nothing recorded, if one cannot be."""
    with ExitStack() as undone:
        files = []
        for each in finished:
            file = WholeFile(each.target)
            undone.callback(file.drop)
            files.append(file)
            _write(file, each)
        printed = [_printed(each, file.sha256) for each, file in zip(finished, files, strict=True)]
        # in this order: a file that cannot be written is no printing, and none has its name before it stands
        # in the log
        _record(context, finished, printed, paper)
        for file, each in zip(files, finished, strict=True):
            _name(file, each)
    return printed


def _write(file: WholeFile, finished: Finished) -> None:
    try:
        finished.target.parent.mkdir(parents=True, exist_ok=True)
        file.write([finished.done.pdf])
    except OSError as error:
        raise _cannot_be_written(finished, error) from error


def _name(file: WholeFile, finished: Finished) -> None:
    try:
        file.keep()
    except OSError as error:
        raise _cannot_be_written(finished, error) from error


def _cannot_be_written(finished: Finished, error: OSError) -> CatalogueError:
    return CatalogueError(
        tr(
            "The sheet cannot be written to {file}: {why}.",
            file=finished.target,
            why=cause_words(error),
        )
    )


def _printed(finished: Finished, digest: str) -> Printed:
    headings = [draft.sheet.heading for draft in finished.drafts]
    return Printed(
        tuple(heading.exhibit for heading in headings),
        tuple(heading.serial for heading in headings),
        finished.done.pages,
        digest,
        finished.target,
    )


def _record(context: Context, finished: Sequence[Finished], printed: Sequence[Printed], paper: Paper) -> None:
    drafts = [draft for each in finished for draft in each.drafts]
    heading = drafts[0].sheet.heading
    label = (
        act_label("print sheet", exhibit=heading.exhibit, profile=heading.profile)
        if len(drafts) == 1
        else act_label("print sheets", count=len(drafts), profile=heading.profile)
    )
    with context.act("print", label, reason=heading.reason, undoable=False) as unit:
        for each, told in zip(finished, printed, strict=True):
            for draft in each.drafts:
                _record_sheet(unit, draft, told, paper)


def _record_sheet(unit: Unit, draft: Draft, told: Printed, paper: Paper) -> None:
    sheet = draft.sheet.heading
    unit.insert(
        SheetRow(
            serial=sheet.serial,
            item_id=draft.item_id,
            printed_at=sheet.printed_at,
            agent_id=unit.agent_id,
            profile=sheet.profile,
            reason=sheet.reason,
            paper=paper,
            # of several sheets in one file nobody counted the pages of each
            pages=told.pages if len(told.exhibits) == 1 else None,
            sha256=told.sha256,
            log_sequence=draft.sheet.log.entries if draft.sheet.log else 0,
        )
    )
    detail = (
        remark("sheet, full profile", serial=sheet.serial)
        if sheet.profile == "full"
        else remark("sheet, safe profile", serial=sheet.serial)
    )
    custody(unit, draft.item_id, "prt", outcome="printed", detail=detail)
