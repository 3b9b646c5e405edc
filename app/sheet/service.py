"""Sheets of a catalogue: previewed, or printed, which checks fixity first and is a custody event."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.context import Context
from app.dossier import Dossier, gather
from app.errors import CatalogueError
from app.evidence import custody, read_item
from app.export.whole import WholeFile
from app.integrity import Integrity
from app.profile import Profile, check_profile
from app.sheet.assemble import Printing, Surroundings, assemble
from app.sheet.from_claims import Reasoning
from app.sheet.identity import Picture
from app.sheet.locating import locator_map
from app.sheet.record import ProvenanceSheet
from app.sheet.typeset import MOST_IN_ONE_FILE, Paper
from app.sheet.work import SetSheets
from app.task import Task
from db.reader import Reader

_SET = "app.sheet.work:set_sheets"
_AHEAD = 8  # sheets under way at a time
_PICTURE_KEPT_BACK = "protected source"


@dataclass(frozen=True, slots=True)
class Printed:
    """One PDF that was printed: its items, its sheets' serials, and what came of it."""

    exhibits: tuple[str, ...]
    serials: tuple[str, ...]
    pages: int
    sha256: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Terms:
    paper: Paper
    profile: Profile
    reason: str | None
    serial: str | None = None


@dataclass(frozen=True, slots=True)
class _Draft:
    item_id: int
    sheet: ProvenanceSheet
    file: Path | None


class Sheets:
    """The provenance sheets of a catalogue."""

    def __init__(self, context: Context, integrity: Integrity) -> None:
        self._context = context
        self._integrity = integrity

    def preview(self, item_id: int, *, paper: Paper = "a4", profile: str = "safe") -> bytes:
        """The PDF of a sheet as it would be printed; nothing is recorded, and its serial says so."""
        # it goes nowhere, so the full profile needs no reason yet
        terms = _Terms(paper, check_profile(profile, "preview"), None, serial="preview, not printed")
        return self._set(self._drafts([item_id], terms), paper).pdf

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
        Raises CatalogueError for the full profile without a reason.
        """
        terms = _Terms(paper, check_profile(profile, reason), reason)
        if not item_ids:
            raise CatalogueError("There is nothing to print: no item was named.")
        self._check_held(item_ids)
        if out.suffix.lower() == ".pdf":
            return [self._save_one(item_ids, out, terms)]
        return self._save_each(item_ids, out, terms, task or Task())

    def _check_held(self, item_ids: Sequence[int]) -> None:
        """Hash the files of the items again, so that the result stands on the sheet."""
        with self._context.database.read() as reader:
            held = [item for item in item_ids if read_item(reader, item).held]
        if held:
            self._integrity.verify(held)

    def _save_one(self, item_ids: Sequence[int], out: Path, terms: _Terms) -> Printed:
        if len(item_ids) > MOST_IN_ONE_FILE:
            raise CatalogueError(
                f"One file holds at most {MOST_IN_ONE_FILE} sheets. Name a folder for {len(item_ids)} items."
            )
        drafts = self._drafts(item_ids, terms)
        return self._finish(drafts, self._set(drafts, terms.paper), out, terms.paper)

    def _save_each(self, item_ids: Sequence[int], out: Path, terms: _Terms, task: Task) -> list[Printed]:
        printed = []
        workers = self._context.workers
        for start in range(0, len(item_ids), _AHEAD):
            drafts = self._drafts(item_ids[start : start + _AHEAD], terms)
            futures = [workers.submit(_SET, [(draft.sheet, draft.file)], terms.paper) for draft in drafts]
            for draft, future in zip(drafts, futures, strict=True):
                target = out / f"{draft.sheet.heading.exhibit}.pdf"
                printed.append(self._finish([draft], future.result(), target, terms.paper))
                task.step(len(printed), len(item_ids), "sheets printed")
        return printed

    def _drafts(self, item_ids: Sequence[int], terms: _Terms) -> list[_Draft]:
        with self._context.database.read() as reader:
            identity = reader.identity.catalogue()
            head, verified = reader.history.head(), reader.history.check().ok
            last = next(iter(reader.history.entries(limit=1)), None)
            drafts = []
            for item_id in item_ids:
                dossier = gather(reader, read_item(reader, item_id))
                now = datetime.now(UTC).replace(microsecond=0)
                printing = Printing(
                    serial=terms.serial or _serial(now),
                    at=now,
                    by=self._context.agent.name,
                    profile=terms.profile,
                    reason=terms.reason,
                    log=head,
                    log_at=last.at.replace(microsecond=0) if last else None,
                    log_verified=verified,
                    generated=identity.kind == "practice",
                    case_notes=_notes(dossier),
                )
                drafts.append(self._draft(reader, dossier, printing))
        return drafts

    def _draft(self, reader: Reader, dossier: Dossier, printing: Printing) -> _Draft:
        safe = printing.profile == "safe"
        reasoning = Reasoning(reader, dossier, safe=safe)
        file, picture = self._picture(dossier, safe=safe)
        places = [place for place in reader.places.places() if place.id in _places_of(dossier)]
        around = Surroundings(
            places=places,
            claims=reasoning.claims(),
            assessment=reasoning.assessment(),
            locator=locator_map(dossier.locations, safe=safe),
            picture=picture,
            publisher_origin=reasoning.origin_of_publisher(),
        )
        return _Draft(dossier.item.id, assemble(dossier, printing, around), file)

    def _picture(self, dossier: Dossier, *, safe: bool) -> tuple[Path | None, Picture | None]:
        original = dossier.original
        if original is None or original.no_picture_reason:
            return None, None
        if safe and _PICTURE_KEPT_BACK in dossier.item.sensitivity.split(","):
            return None, Picture(
                "withheld", note="the safe profile keeps back pictures of a protected source"
            )
        path = self._context.store_of(original.sha256).path(original.sha256)
        if not path.exists():
            return None, Picture("no preview", note="the held file is missing")
        return path, Picture(
            "printed", alt=dossier.item.description or dossier.item.title, derived_from=original.sha256
        )

    def _set(self, drafts: Sequence[_Draft], paper: Paper) -> SetSheets:
        entries = [(draft.sheet, draft.file) for draft in drafts]
        done: SetSheets = self._context.workers.submit(_SET, entries, paper).result()
        return done

    def _finish(self, drafts: Sequence[_Draft], done: SetSheets, target: Path, paper: Paper) -> Printed:
        """Write the PDF beside its name, record the printing, then give it its name."""
        file = WholeFile(target)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            file.write([done.pdf])
            if self._context.database.writable:
                self._record(drafts, file.sha256, done.pages, paper)
            file.keep()
        except OSError as error:
            raise CatalogueError(f"The sheet cannot be written to {target}: {error.strerror}.") from error
        finally:
            file.drop()
        headings = [draft.sheet.heading for draft in drafts]
        return Printed(
            tuple(heading.exhibit for heading in headings),
            tuple(heading.serial for heading in headings),
            done.pages,
            file.sha256,
            target,
        )

    def _record(self, drafts: Sequence[_Draft], digest: str, pages: int, paper: Paper) -> None:
        heading = drafts[0].sheet.heading
        names = heading.exhibit if len(drafts) == 1 else f"{len(drafts)} items"
        label = f"Print the provenance sheet of {names}, {heading.profile} profile"
        with self._context.act("print", label, reason=heading.reason, undoable=False) as unit:
            for draft in drafts:
                sheet = draft.sheet.heading
                unit.insert(
                    "sheet",
                    serial=sheet.serial,
                    item_id=draft.item_id,
                    printed_at=sheet.printed_at,
                    agent_id=unit.agent_id,
                    profile=sheet.profile,
                    reason=sheet.reason,
                    paper=paper,
                    pages=pages if len(drafts) == 1 else None,
                    sha256=digest,
                    log_sequence=draft.sheet.log.entries if draft.sheet.log else 0,
                )
                detail = f"provenance sheet {sheet.serial}, {sheet.profile} profile"
                custody(unit, draft.item_id, "prt", outcome="printed", detail=detail)


def _notes(dossier: Dossier) -> tuple[str, ...]:
    """The first paragraph of what is said of each case."""
    return tuple(case.description.split("\n", 1)[0] for case in dossier.cases if case.description)


def _serial(now: datetime) -> str:
    """`S-20261018-4F7A2C`: needs no counter, so a sheet is set before anything is written."""
    return f"S-{now:%Y%m%d}-{secrets.token_hex(4).upper()}"


def _places_of(dossier: Dossier) -> set[int]:
    return {location.place_id for location in dossier.locations if location.place_id is not None}
