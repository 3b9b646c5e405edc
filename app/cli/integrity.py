"""Verbs that look back: verify, checkpoint, history, undo."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli import item_json as item_json
from app.cli.readable import said
from app.cli.verb import Verb, verb_run
from app.cli.verification import print_verification, verification_document
from app.integrity.checkpoint import given_checkpoint
from app.messages.acts import in_english_words
from app.messages.clock import doubted
from app.records import LogEntry
from resources.messages import later, shown, tr

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N")]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (verify, checkpoint, history, undo):
        app.command(cls=Verb)(verb)


def verify(
    context: typer.Context,
    exhibits: Annotated[
        list[str] | None, typer.Argument(metavar="[EXHIBIT...]", help=later("Only these; else everything."))
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against",
            metavar="FILE|NUMBER:HASH",
            help=later("A checkpoint, or the head that a sheet shows."),
        ),
    ] = None,
) -> None:
    """Hash what is held again, compare all rows with the log, check the log. Exit 1 unless all is well."""
    run = verb_run(context)
    seen = [given_checkpoint(each) for each in against or ()]
    with run.open() as catalogue:
        items = [catalogue.evidence.named(exhibit) for exhibit in exhibits] if exhibits else None
        with run.terminal.task(tr("Checking")) as task:
            found = catalogue.integrity.verify(items, task, seen)
    run.terminal.show(verification_document(found), lambda page: print_verification(page, found))
    if not found.ok:
        raise typer.Exit(1)


def checkpoint(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=later("A new file outside the catalogue."))
    ] = None,
) -> None:
    """Write the head of the log to a file, to be kept elsewhere: “verify --against FILE” compares with it."""
    run = verb_run(context)
    with run.open() as catalogue:
        made = catalogue.integrity.checkpoint(out)
    document = {"path": None if out is None else str(out), **asdict(made)}
    run.terminal.show(document, lambda page: page.line(f"{made.entry}:{made.head}"))


def history(
    context: typer.Context,
    exhibit: Annotated[
        str | None, typer.Argument(metavar="[EXHIBIT]", help=later("Acts on this item only."))
    ] = None,
    limit: Limit = 50,
    before: Annotated[
        int | None, typer.Option(metavar="NUMBER", help=later("Acts before this entry."))
    ] = None,
    content: Annotated[
        bool, typer.Option("--content", help=later("With what was before, after, and why."))
    ] = False,
) -> None:
    """What was done, by whom and when; the latest first."""
    run = verb_run(context)
    with run.open() as catalogue:
        item = catalogue.evidence.named(exhibit) if exhibit else None
        entries = catalogue.history.entries(item_id=item, limit=limit, before=before)
        told = {act.sequence: catalogue.history.content(act.sequence) for act in entries} if content else {}
    document = [
        {**item_json.entry(act), **({"content": _content(act, told[act.sequence])} if content else {})}
        for act in entries
    ]
    run.terminal.show(
        {"entries": document},
        lambda page: page.table(
            (later("entry"), later("when"), later("who"), later("what"), later("undone")),
            [_row(act) for act in entries],
            right=("entry",),
        ),
    )


def undo(context: typer.Context) -> None:
    """Take back your last act, as one step; what was touched since is left and named."""
    run = verb_run(context)
    with run.open() as catalogue:
        report = catalogue.history.undo()
    document = {
        "undone": {
            "sequence": report.undone.sequence,
            "label": in_english_words(report.act),
            "code": report.act.code,
            "arguments": report.act.arguments,
        },
        "restored": report.undone.restored,
        "left": list(report.left),
        "passed_over": [item_json.entry(act) for act in report.passed_over],
    }
    run.terminal.show(document, lambda page: page.line(tr("Undone: {label}.", label=report.undone.label)))
    if report.left:
        run.terminal.say(
            tr("Touched since, and left as it is: {left}.", left=", ".join(map(shown, report.left)))
        )
    for act in report.passed_over:
        run.terminal.say(
            tr("Not undone, because it cannot be: {label} ({at}).", label=act.label, at=said(act.at))
        )


def _content(act: LogEntry, told: dict[str, Any] | None) -> dict[str, Any] | None:
    """What the log holds, its label said as everywhere."""
    return told and {**told, "label": in_english_words(act)}


def _row(act: LogEntry) -> tuple[object, ...]:
    return (
        act.sequence,
        doubted(said(act.at), act.clock_behind_s),
        act.agent,
        act.label,
        tr("by entry {number}", number=act.undone_by) if act.undone_by else tr("no"),
    )
