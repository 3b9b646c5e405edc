"""Verbs that take things in: files and folders, and an item without a file."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.catalogue import Catalogue
from app.cli import item_json, named_options
from app.cli.item_options import ExpectedHash, Label, Sensitivity, Text, given
from app.cli.items import Exhibit
from app.cli.verb import Verb, VerbRun, verb_run
from app.errors import Cancelled, CatalogueError
from app.ingest.records import Arrival, IngestReport, SharedFields
from app.messages.wording import counted
from app.terms import ITEM_TYPES

if TYPE_CHECKING:
    from app.cli.page import Page

Paths = Annotated[
    list[Path],  # one that cannot be read is a line of the report, not wrong usage
    typer.Argument(metavar="PATH...", help="Files, and folders with all in them.", readable=False),
]
SourceName = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")]
ObtainedFrom = Annotated[str | None, typer.Option(metavar="TEXT", help="From whom you have it.")]
Method = Annotated[str | None, typer.Option(metavar="TEXT", help="How it was obtained.")]
ObtainedAt = Annotated[str | None, typer.Option(metavar="ISO", help="When it was obtained.")]
Conditions = Annotated[str | None, typer.Option(metavar="TEXT", help="Conditions of use.")]
Cases = Annotated[list[str] | None, typer.Option("--case", metavar="CASE", help="May be repeated.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="May be repeated.")]


_LIKE_A_PATH = re.compile(r"[./\\]")


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (ingest, attach, add):
        app.command(cls=Verb)(verb)


def ingest(
    context: typer.Context,
    paths: Paths,
    source: SourceName = None,
    obtained_from: ObtainedFrom = None,
    method: Method = None,
    url: Text = None,
    obtained_at: ObtainedAt = None,
    conditions: Conditions = None,
    account: Text = None,
    upstream: Text = None,
    conversions: Text = None,
    case: Cases = None,
    tag: Tags = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Else what the bytes say.")
    ] = None,
    for_: Annotated[
        str | None, typer.Option("--for", metavar="EXHIBIT", help="The one file is of this item; see attach.")
    ] = None,
    previews: Annotated[
        bool, typer.Option("--previews/--no-previews", help="Make the thumbnails afterwards, or later.")
    ] = True,
) -> None:
    """Take in files. Bytes that are held already get another receipt; nothing of yours is changed."""
    run = verb_run(context)
    _check_quotes(run)
    if for_ is not None and len(paths) != 1:
        raise CatalogueError("With --for, name one file.")
    with run.open() as catalogue:
        shared = SharedFields(
            source_id=named_options.source_id(catalogue, run.terminal, source),
            obtained_from=obtained_from,
            method=method,
            url=url,
            obtained_at=obtained_at,
            conditions=conditions,
            account=account,
            upstream=upstream,
            conversions=conversions,
            case_ids=named_options.case_ids(catalogue, run.terminal, case),
            tags=tuple(tag or ()),
            type=type_,
        )
        with run.terminal.task("Taking in") as task:
            if for_ is None:
                report = catalogue.intake.ingest(paths, shared, task)
            else:
                report = catalogue.intake.attach(catalogue.evidence.named(for_), paths[0], shared, task=task)
        run.terminal.show(_document(report), lambda page: _print(page, report))
        if not report.added and not report.receipts:
            run.terminal.fail(_nothing(report))
            raise typer.Exit(1)
        if previews:
            _make_previews(run, catalogue)


def attach(
    context: typer.Context,
    exhibit: Exhibit,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    role: Annotated[
        str, typer.Option(metavar="ROLE", help="original, working copy or derivative.")
    ] = "original",
    source: SourceName = None,
    obtained_from: ObtainedFrom = None,
    method: Method = None,
    url: Text = None,
    obtained_at: ObtainedAt = None,
    conditions: Conditions = None,
    account: Text = None,
    upstream: Text = None,
    conversions: Text = None,
) -> None:
    """Attach a file that was obtained later to an item, which then holds it."""
    run = verb_run(context)
    with run.open() as catalogue:
        shared = SharedFields(
            source_id=named_options.source_id(catalogue, run.terminal, source),
            obtained_from=obtained_from,
            method=method,
            url=url,
            obtained_at=obtained_at,
            conditions=conditions,
            account=account,
            upstream=upstream,
            conversions=conversions,
        )
        with run.terminal.task("Taking in") as task:
            report = catalogue.intake.attach(catalogue.evidence.named(exhibit), file, shared, role, task)
        run.terminal.show(_document(report), lambda page: _print(page, report))
        _make_previews(run, catalogue)


def add(
    context: typer.Context,
    type_: Annotated[str, typer.Option("--type", metavar="TYPE", help=", ".join(ITEM_TYPES) + ".")],
    title: Annotated[str, typer.Option(metavar="TEXT")],
    description: Text = None,
    place: Annotated[
        str | None, typer.Option(metavar="PLACE", help="What it is said to show: a name or coordinates.")
    ] = None,
    role: Annotated[str, typer.Option(metavar="ROLE", help="Of the place.")] = "subject",
    basis: Annotated[str, typer.Option(metavar="BASIS", help="Of the place.")] = "claimed",
    source: SourceName = None,
    claim: Annotated[
        list[str] | None,
        typer.Option("--claim", metavar="CLAIM", help="Link it; needs --stance and --reason. Repeatable."),
    ] = None,
    stance: Annotated[
        str | None, typer.Option(metavar="STANCE", help="supports, refutes or context.")
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is linked.")] = None,
    case: Cases = None,
    tag: Tags = None,
    sensitivity: Sensitivity = None,
    digital_source_type: Text = None,
    published_at: Text = None,
    published_url: Text = None,
    creator: Text = None,
    label: Label = None,
    expected_sha256: ExpectedHash = None,
) -> None:
    """Add an item without a file: a physical object, a statement, a picture that is not held."""
    run = verb_run(context)
    if claim and not (stance and reason):
        raise CatalogueError("No reason, no link: with --claim say --stance and --reason, too.")
    with run.open() as catalogue:
        claims = [catalogue.claims.named(name, case[0] if case else None) for name in claim or ()]
        also = [catalogue.statements.saying(place, role=role, basis=basis)] if place is not None else []
        if claims:
            also.append(catalogue.links.saying(claims, stance or "", reason or ""))
        item = catalogue.evidence.add(
            type_,
            title,
            publisher_id=named_options.source_id(catalogue, run.terminal, source),
            case_ids=named_options.case_ids(catalogue, run.terminal, case),
            tags=tag or (),
            also=also,
            **given(
                description=description,
                sensitivity=sensitivity,
                digital_source_type=digital_source_type,
                published_at=published_at,
                published_url=published_url,
                creator=creator,
                label=label,
                expected_sha256=expected_sha256,
            ),
        )
        dossier = catalogue.evidence.dossier(item)
    run.terminal.show(
        item_json.dossier(dossier),
        lambda page: page.line(f"{dossier.item.exhibit} added: {dossier.item.title}"),
    )


def _check_quotes(run: VerbRun) -> None:
    """A shell parts --obtained-from=a porter in two: “porter” would be no file, and the provenance “a”."""
    for word in run.after_values:
        if not _LIKE_A_PATH.search(word) and not Path(word).exists():
            raise CatalogueError(
                f"There is no file “{word}”, and it follows the value of an option. Nothing was taken in."
                ' Words that belong together stand in quotes: --obtained-from="a porter".'
            )


def _make_previews(run: VerbRun, catalogue: Catalogue) -> None:
    """After the answer: the items are found without them."""
    try:
        with run.terminal.task("Making previews") as task:
            catalogue.thumbnails.make_missing(task)
    except Cancelled:
        run.terminal.say("The previews that are missing are made later.")


def _document(report: IngestReport) -> dict[str, object]:
    taken_in = bool(report.added or report.receipts)
    return {
        **({} if taken_in else {"error": {"message": _nothing(report)}}),
        "added": [_arrival(of) for of in report.added],
        "receipts": [_arrival(of) for of in report.receipts],
        "problems": [
            {"path": of.path, "message": of.message, "skipped": of.skipped} for of in report.problems
        ],
    }


def _nothing(report: IngestReport) -> str:
    """Why nothing was taken in, in one line."""
    if not report.problems:
        return "Nothing could be taken in: there is no file."
    first = report.problems[0]
    more = f" And {counted(len(report.problems) - 1, 'problem')} more." if len(report.problems) > 1 else ""
    return f"Nothing could be taken in: {first.path}: {first.message}{more}"


def _arrival(of: Arrival) -> dict[str, object]:
    return {"exhibit": of.exhibit, "sha256": of.sha256, "path": of.path}


def _print(page: "Page", report: IngestReport) -> None:
    page.line(
        f"{counted(len(report.added), 'file')} taken in, "
        f"{counted(len(report.receipts), 'file')} held already, {counted(len(report.problems), 'problem')}."
    )
    for title, arrivals in (("Taken in", report.added), ("Held already", report.receipts)):
        if arrivals:
            page.line()
            page.heading(title)
            page.table(("exhibit", "file"), [(of.exhibit, of.path) for of in arrivals])
    if report.problems:
        page.line()
        page.heading("Problems")
        page.table(
            ("file", "what"),
            [(of.path, f"{'left out: ' if of.skipped else ''}{of.message}") for of in report.problems],
        )
