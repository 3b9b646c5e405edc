"""Verbs that take things in: files and folders, and an item without a file."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.catalogue import Catalogue
from app.cli import item_json, named_options
from app.cli.field_options import Said, with_fields, with_fields_at_intake
from app.cli.items import Exhibit
from app.cli.verb import Verb, VerbRun, verb_run
from app.errors import Cancelled, CatalogueError
from app.fields.evidence import RECEIPT
from app.fields.item import ITEM
from app.ingest.records import Arrival, IngestReport, SharedFields
from app.messages.wording import sentences
from resources.messages import later, shown, tr, trn
from resources.remarks import remark_data

if TYPE_CHECKING:
    from app.cli.page import Page

Paths = Annotated[
    list[Path],  # one that cannot be read is a line of the report, not wrong usage
    typer.Argument(metavar="PATH...", help=later("Files, and folders with all in them."), readable=False),
]
SourceName = Annotated[str | None, typer.Option(metavar="NAME", help=later("Who published it."))]
Cases = Annotated[list[str] | None, typer.Option("--case", metavar="CASE", help=later("May be repeated."))]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help=later("May be repeated."))]


_LIKE_A_PATH = re.compile(r"[./\\]")


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (ingest, attach, add):
        app.command(cls=Verb)(verb)


@with_fields(RECEIPT.given)
@with_fields_at_intake(ITEM)
def ingest(
    context: typer.Context,
    paths: Paths,
    *,
    source: SourceName = None,
    fields: Said,
    case: Cases = None,
    tag: Tags = None,
    of_item: Said,
    for_: Annotated[
        str | None,
        typer.Option("--for", metavar="EXHIBIT", help=later("The one file is of this item; see attach.")),
    ] = None,
    previews: Annotated[
        bool,
        typer.Option("--previews/--no-previews", help=later("Make the thumbnails afterwards, or later.")),
    ] = True,
) -> None:
    """Take in files. Bytes that are held already get another receipt; nothing of yours is changed."""
    run = verb_run(context)
    _check_quotes(run)
    if for_ is not None and len(paths) != 1:
        raise CatalogueError(tr("With --for, name one file."))
    with run.open() as catalogue:
        shared = SharedFields(
            source_id=named_options.source_id(catalogue, run.terminal, source),
            **fields,
            case_ids=named_options.case_ids(catalogue, run.terminal, case),
            tags=tuple(tag or ()),
            item=of_item,
        )
        with run.terminal.task(tr("Taking in")) as task:
            if for_ is None:
                report = catalogue.intake.ingest(paths, shared, task)
            else:
                report = catalogue.intake.attach(catalogue.evidence.named(for_), paths[0], shared, task=task)
        run.terminal.show(_document(report), lambda page: _print(page, report))
        # after the answer, so that JSON has its one document either way
        if not report.added and not report.receipts:
            run.terminal.fail(_nothing(report))
            raise typer.Exit(1)
        if previews:
            _make_previews(run, catalogue)


@with_fields(RECEIPT.given)
def attach(
    context: typer.Context,
    exhibit: Exhibit,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    *,
    role: Annotated[
        str, typer.Option(metavar="ROLE", help=later("original, working copy or derivative."))
    ] = "original",
    source: SourceName = None,
    fields: Said,
) -> None:
    """Attach a file that was obtained later to an item, which then holds it."""
    run = verb_run(context)
    with run.open() as catalogue:
        shared = SharedFields(
            source_id=named_options.source_id(catalogue, run.terminal, source),
            **fields,
        )
        with run.terminal.task(tr("Taking in")) as task:
            report = catalogue.intake.attach(catalogue.evidence.named(exhibit), file, shared, role, task)
        run.terminal.show(_document(report), lambda page: _print(page, report))
        _make_previews(run, catalogue)


@with_fields(ITEM.given)
def add(
    context: typer.Context,
    fields: Said,
    place: Annotated[
        str | None,
        typer.Option(metavar="PLACE", help=later("What it is said to show: a name or coordinates.")),
    ] = None,
    role: Annotated[str, typer.Option(metavar="ROLE", help=later("Of the place."))] = "subject",
    basis: Annotated[str, typer.Option(metavar="BASIS", help=later("Of the place."))] = "claimed",
    claim: Annotated[
        list[str] | None,
        typer.Option(
            "--claim", metavar="CLAIM", help=later("Link it; needs --stance and --reason. Repeatable.")
        ),
    ] = None,
    stance: Annotated[
        str | None, typer.Option(metavar="STANCE", help=later("supports, refutes or context."))
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help=later("Why it is linked."))] = None,
    case: Cases = None,
    tag: Tags = None,
) -> None:
    """Add an item without a file: a physical object, a statement, a picture that is not held."""
    run = verb_run(context)
    if claim and not (stance and reason):
        raise CatalogueError(tr("No reason, no link: with --claim say --stance and --reason, too."))
    with run.open() as catalogue:
        claims = [catalogue.claims.named(name, case[0] if case else None) for name in claim or ()]
        also = [catalogue.statements.saying(place, role=role, basis=basis)] if place is not None else []
        if claims:
            also.append(catalogue.links.saying(claims, stance or "", reason or ""))
        fields["publisher_id"] = named_options.source_id(catalogue, run.terminal, fields.get("publisher_id"))
        cases = named_options.case_ids(catalogue, run.terminal, case)
        kind, title = fields.pop("type"), fields.pop("title")
        item = catalogue.evidence.add(kind, title, case_ids=cases, tags=tag or (), also=also, **fields)
        dossier = catalogue.evidence.dossier(item)
    run.terminal.show(
        item_json.dossier(dossier),
        lambda page: page.line(
            tr("{exhibit} added: {title}", exhibit=dossier.item.exhibit, title=dossier.item.title)
        ),
    )


def _check_quotes(run: VerbRun) -> None:
    """A shell parts --obtained-from=a porter in two: “porter” would be no file, and the provenance “a”."""
    for word in run.after_values:
        if not _LIKE_A_PATH.search(word) and not Path(word).exists():
            raise CatalogueError(
                tr(
                    "There is no file “{word}”, and it follows the value of an option. Nothing was "
                    'taken in. Words that belong together stand in quotes: --obtained-from="a porter".',
                    word=word,
                )
            )


def _make_previews(run: VerbRun, catalogue: Catalogue) -> None:
    """After the answer: the items are found without them."""
    try:
        with run.terminal.task(tr("Making previews")) as task:
            catalogue.thumbnails.make_missing(task)
    except Cancelled:
        run.terminal.say(tr("The previews that are missing are made later."))


def _document(report: IngestReport) -> dict[str, object]:
    taken_in = bool(report.added or report.receipts)
    return {
        **({} if taken_in else {"error": {"message": _nothing(report)}}),
        "added": [_arrival(of) for of in report.added],
        "receipts": [_arrival(of) for of in report.receipts],
        "problems": [
            {
                "path": of.path,
                "message": of.message,
                "remark": remark_data(of.message),
                "skipped": of.skipped,
            }
            for of in report.problems
        ],
    }


def _nothing(report: IngestReport) -> str:
    """Why nothing was taken in, in one line."""
    if not report.problems:
        return tr("Nothing could be taken in: there is no file.")
    first = report.problems[0]
    said = tr("Nothing could be taken in: {path}: {problem}", path=first.path, problem=shown(first.message))
    others = len(report.problems) - 1
    more = trn("And {count} problem more.", "And {count} problems more.", others) if others else ""
    return sentences(said, more)


def _arrival(of: Arrival) -> dict[str, object]:
    return {"exhibit": of.exhibit, "sha256": of.sha256, "path": of.path}


def _print(page: "Page", report: IngestReport) -> None:
    page.line(
        tr(
            "{added}, {again}, {problems}.",
            added=trn("{count} file taken in", "{count} files taken in", len(report.added)),
            again=trn("{count} file held already", "{count} files held already", len(report.receipts)),
            problems=trn("{count} problem", "{count} problems", len(report.problems)),
        )
    )
    for title, arrivals in ((tr("Taken in"), report.added), (tr("Held already"), report.receipts)):
        if arrivals:
            page.line()
            page.heading(title)
            page.table((later("exhibit"), later("file")), [(of.exhibit, of.path) for of in arrivals])
    if report.problems:
        page.line()
        page.heading(tr("Problems"))
        page.table(
            (later("file"), later("what")),
            [
                (of.path, tr("left out: {why}", why=shown(of.message)) if of.skipped else shown(of.message))
                for of in report.problems
            ],
        )
