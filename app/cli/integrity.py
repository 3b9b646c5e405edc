"""Verbs that look back: verify, history, undo."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli import item_json as item_json
from app.cli.readable import said
from app.cli.verb import Verb, verb_run
from app.integrity.verify import FileCheck, Verification
from app.messages.acts import in_english_words
from app.records import LogEntry
from resources.messages import later, number, shown, tr, trn

if TYPE_CHECKING:
    from app.cli.page import Page

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N")]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (verify, history, undo):
        app.command(cls=Verb)(verb)


def verify(
    context: typer.Context,
    exhibits: Annotated[
        list[str] | None, typer.Argument(metavar="[EXHIBIT...]", help=later("Only these; else everything."))
    ] = None,
) -> None:
    """Hash what is held again and check the log. Exit 1 unless all is well."""
    run = verb_run(context)
    with run.open() as catalogue:
        items = [catalogue.evidence.named(exhibit) for exhibit in exhibits] if exhibits else None
        with run.terminal.task(tr("Checking")) as task:
            found = catalogue.integrity.verify(items, task)
    run.terminal.show(_verification(found), lambda page: _print(page, found))
    if not found.ok:
        raise typer.Exit(1)


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
        act.at,
        act.agent,
        act.label,
        tr("by entry {number}", number=act.undone_by) if act.undone_by else tr("no"),
    )


def _verification(of: Verification) -> dict[str, Any]:
    return {
        "ok": of.ok,
        "files": {
            "checked": of.checked,
            "damaged": [_check(check) for check in of.damaged],
            "missing": [_check(check) for check in of.missing],
            "unknown": list(of.unknown),
        },
        "log": {
            "entries": of.log.entries,
            "ok": of.log.ok,
            "broken_at": of.log.broken_at,
            "problem": of.log.problem,
            "erased": list(of.log.erased),
        },
        "database_problem": of.database_problem,
        "recorded": of.recorded,
    }


def _check(of: FileCheck) -> dict[str, Any]:
    return {"sha256": of.sha256, "name": of.name, "exhibits": list(of.exhibits), "detail": of.detail}


def _print(page: "Page", of: Verification) -> None:
    page.line(
        tr(
            "{checked}: {damaged} damaged, {missing} missing; {unknown}.",
            checked=trn("{count} file checked", "{count} files checked", of.checked),
            damaged=number(len(of.damaged)),
            missing=number(len(of.missing)),
            unknown=trn(
                "{count} file that no entry knows", "{count} files that no entry knows", len(of.unknown)
            ),
        )
    )
    if of.log.ok:
        page.line(
            trn("The log is whole: {count} entry.", "The log is whole: {count} entries.", of.log.entries)
        )
    else:
        page.line(
            tr(
                "The log is broken at entry {number}: {problem}.",
                number=of.log.broken_at,
                problem=shown(of.log.problem or ""),
            )
        )
    if of.database_problem:
        page.line(
            tr(
                "The database finds wrong with its own file: {problem}.",
                problem=of.database_problem,
            )
        )
    rows = [(tr("damaged"), check) for check in of.damaged] + [(tr("missing"), check) for check in of.missing]
    if rows:
        page.table(
            (later("what"), later("file"), later("exhibits"), later("SHA-256"), later("detail")),
            [
                (
                    what,
                    check.name,
                    check.exhibits,
                    check.sha256,
                    shown(check.detail) if check.detail else tr("none"),
                )
                for what, check in rows
            ],
        )
    if of.unknown:
        page.table((later("not known to any entry"),), [(path,) for path in of.unknown])
    if not of.recorded:
        page.line(
            tr("Nothing of this was written down: the catalogue can only be read.")
            if of.log.ok
            else tr("Nothing of this was written down: to write on after a break would cover it up.")
        )
