"""Verbs for the day on which the disk fails: backup and restore."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.backup.backups import BackupReport
from app.backup.checking import BackupCheck, StateCheck, check_backup, list_states
from app.backup.restoring import RestoreReport, restore_catalogue
from app.backup.transfer import Loss, NamedLoss
from app.cli.readable import size
from app.cli.verb import Verb, VerbRun, verb_run
from app.cli.verification import rows_document
from app.errors import CatalogueError
from app.integrity.findings import rows_sentences
from app.integrity.sentences import break_sentence
from app.messages.wording import sentences
from resources.messages import later, number, shown, tr, trn

if TYPE_CHECKING:
    from app.cli.page import Page


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (backup, restore):
        app.command(cls=Verb)(verb)


def backup(
    context: typer.Context,
    destination: Annotated[
        Path, typer.Argument(metavar="DEST", help=later("A new folder, or the backup that is to go on."))
    ],
    check: Annotated[
        bool,
        typer.Option("--check", help=later("Only hash again what the backup holds; needs no catalogue.")),
    ] = False,
    mend: Annotated[
        bool, typer.Option("--mend", help=later("Hash what is there too, and copy again what is damaged."))
    ] = False,
) -> None:
    """Back up into a folder: the database, and files that it lacks. Exit 1 unless all is well."""
    run = verb_run(context)
    if check:
        _check(run, destination)
        return
    with run.open() as catalogue, run.terminal.task(tr("Backing up")) as task:
        report = catalogue.backups.make(destination, mend=mend, task=task)
    run.terminal.show(_backed_up(report), lambda page: _print_backed_up(page, report))
    if not report.ok:
        raise typer.Exit(1)


def restore(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help=later("The folder of the backup."))],
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[NEWDIR]", help=later("A new or empty folder for the catalogue.")),
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="STATE", help=later("Its name, or a day: the last one not later (UTC).")
        ),
    ] = None,
    only_list: Annotated[
        bool, typer.Option("--list", help=later("Only list the states that there are."))
    ] = False,
) -> None:
    """Restore a catalogue into a new folder. Exit 1 unless all of it is whole."""
    run = verb_run(context)
    if only_list:
        _list(run, source)
        return
    if folder is None:
        raise CatalogueError(
            tr("Name a new folder for the restored catalogue: exhibit restore SOURCE NEWDIR.")
        )
    with run.terminal.task(tr("Restoring")) as task:
        report = restore_catalogue(source, folder, asked=state, task=task)
    run.terminal.show(_restored(report), lambda page: _print_restored(page, report))
    if not report.ok:
        raise typer.Exit(1)


def _check(run: VerbRun, source: Path) -> None:
    with run.terminal.task(tr("Checking")) as task:
        found = check_backup(source, task)
    document = {
        "ok": found.ok,
        "catalogue": found.catalogue,
        "states": [_state(check) for check in found.states],
        "checked": found.checked,
        "problems": [_loss(loss) for loss in found.losses],
    }
    run.terminal.show(document, lambda page: _print_check(page, found))
    if not found.ok:
        raise typer.Exit(1)


def _list(run: VerbRun, source: Path) -> None:
    states = list_states(source)
    run.terminal.show(
        {"states": [_state(check) for check in states]}, lambda page: _print_states(page, states)
    )


def _state(check: StateCheck) -> dict[str, Any]:
    of = check.state
    return {
        "state": check.name,
        "title": of.title if of else None,
        "files": of.files if of else None,
        "size": of.size if of else None,
        "log": {"sequence": of.sequence, "hash": of.hash} if of else None,
        "program": of.program if of else None,
        "missing": list(of.missing) if of else None,
        "problem": check.problem,
    }


def _loss(of: Loss) -> dict[str, Any]:
    return {"outcome": of.outcome, "sha256": of.sha256, "detail": of.detail}


def _problem(of: NamedLoss) -> dict[str, Any]:
    return {
        "outcome": of.outcome,
        "sha256": of.sha256,
        "name": of.name,
        "exhibits": list(of.exhibits),
        "detail": of.detail,
    }


def _backed_up(of: BackupReport) -> dict[str, Any]:
    made = of.made
    return {
        "ok": of.ok,
        "state": made.state.name,
        "files": made.state.files,
        "size": made.state.size,
        "copied": made.copied,
        "copied_size": made.copied_bytes,
        "problems": [_problem(one) for one in of.problems],
        "database_problem": made.database_problem,
        "log": {"sequence": made.state.sequence, "hash": made.state.hash},
        "states": list(made.kept),
        "removed": list(made.removed),
        "broken": made.state.broken,
        "recorded": of.recorded,
    }


def _restored(of: RestoreReport) -> dict[str, Any]:
    return {
        "ok": of.ok,
        "catalogue": str(of.folder),
        "state": of.state.name,
        "state_problem": of.state_problem,
        "passed_over": [{"state": check.name, "problem": check.problem} for check in of.passed_over],
        "files": of.files,
        "problems": [_problem(one) for one in of.problems],
        "log": {
            "entries": of.log.entries,
            "ok": of.log.ok,
            "broken_at": of.log.broken_at,
            "problem": break_sentence(of.log.breaks[0]) if of.log.breaks else None,
            "erased": list(of.log.erased),
        },
        "rows": rows_document(of.rows),
        "database_problem": of.database_problem,
        "recorded": of.recorded,
    }


def _print_backed_up(page: "Page", of: BackupReport) -> None:
    made = of.made
    page.line(
        sentences(
            trn(
                "Backed up as {state}: {count} file, of which {copied} new ({size}).",
                "Backed up as {state}: {count} files, of which {copied} new ({size}).",
                made.state.files,
                state=made.state.name,
                copied=number(made.copied),
                size=size(made.copied_bytes),
            ),
            trn("The backup holds {count} state.", "The backup holds {count} states.", len(made.kept)),
        )
    )
    _print_problems(page, of.problems)
    if made.database_problem:
        page.line(tr("The database finds wrong with its own file: {what}.", what=made.database_problem))
    if made.state.broken:
        page.line(
            tr(
                "The catalogue was backed up as it is, and is not as it should be: {what}. Run “verify”.",
                what=shown(made.state.broken),
            )
        )
    if of.problems or made.database_problem:
        page.line(tr("Not all is in the backup, and no older state was removed from it. Run “verify”."))
    elif made.state.broken:
        page.line(tr("No older state was removed from the backup."))
    if not of.recorded:
        page.line(tr("The log of the catalogue could not be written: it does not tell of this backup."))


def _print_restored(page: "Page", of: RestoreReport) -> None:
    for check in of.passed_over:
        page.line(tr("Passed over {state}: {why}.", state=check.name, why=shown(check.problem or "")))
    page.line(
        trn(
            "Restored the state {state} in {folder}: {count} file.",
            "Restored the state {state} in {folder}: {count} files.",
            of.files,
            state=of.state.name,
            folder=of.folder,
        )
    )
    if of.state_problem:
        page.line(tr("Of this state, {what}.", what=shown(of.state_problem)))
    _print_problems(page, of.problems)
    if of.log.ok:
        page.line(
            trn("The log is whole: {count} entry.", "The log is whole: {count} entries.", of.log.entries)
        )
    else:
        broken = {"number": of.log.broken_at, "why": break_sentence(of.log.breaks[0])}
        page.line(tr("The log is broken at entry {number}: {why}.", **broken))
    for sentence in rows_sentences(of.rows):
        page.line(sentence)
    if of.database_problem:
        page.line(tr("The database finds wrong with its own file: {what}.", what=of.database_problem))
    if not of.recorded:
        page.line(tr("The log could not be written: it does not say that this catalogue was restored."))


def _print_check(page: "Page", of: BackupCheck) -> None:
    page.line(trn("{count} file hashed again.", "{count} files hashed again.", of.checked))
    page.line(tr("All is well.") if of.ok else tr("Not all is well."))
    _print_states(page, of.states)
    if of.losses:
        page.table(
            (later("what"), later("SHA-256"), later("detail")),
            [(tr(_LOST[loss.outcome]), loss.sha256, _said(loss.detail)) for loss in of.losses],
        )
        page.line(tr("“exhibit backup --mend” copies again what the catalogue still holds."))


def _print_states(page: "Page", states: Sequence[StateCheck]) -> None:
    page.table(
        (later("state"), later("files"), later("log"), later("of"), later("problem")),
        [
            (check.name, of and of.files, of and of.sequence, of and of.title, _said(check.problem))
            for check in states
            for of in (check.state,)
        ],
        right=(later("files"), later("log")),
    )


def _print_problems(page: "Page", problems: Sequence[NamedLoss]) -> None:
    if problems:
        page.table(
            (later("what"), later("file"), later("exhibits"), later("SHA-256"), later("detail")),
            [
                (tr(_LOST[one.outcome]), one.name, one.exhibits, one.sha256, _said(one.detail))
                for one in problems
            ],
        )


_LOST = {"missing": later("missing"), "damaged": later("damaged"), "not copied": later("not copied")}


def _said(problem: str | None) -> str:
    return shown(problem) if problem else tr("none")
