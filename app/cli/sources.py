"""Verbs for sources: who says or publishes something."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.claims.drafts import SourceDraft
from app.cli import claim_json as claim_json
from app.cli.text_options import Text, given
from app.cli.verb import Verb, VerbRun, Verbs, verb_run
from app.records import Source, exhibit_number
from resources.messages import later, tr

if TYPE_CHECKING:
    from app.cli.page import Page

Named = Annotated[str, typer.Argument(metavar="SOURCE", help=later("Label, name or number."))]
Reliability = Annotated[
    str | None, typer.Option(metavar="A-F", help=later("Admiralty reliability; needs --reliability-reason."))
]
Names = Annotated[
    list[str] | None,
    typer.Option("--native-name", metavar="NAME", help=later("In its own language; repeatable.")),
]
Restricted = Annotated[
    bool | None, typer.Option("--restricted/--not-restricted", help=later("Kept out of every safe output."))
]
OriginName = Annotated[
    str | None, typer.Option("--origin", metavar="ORIGIN", help=later("Label, name or number."))
]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    source = typer.Typer(cls=Verbs, help=later("Sources: who says or publishes something."))
    for verb, name in ((list_, "list"), (show, "show"), (add, "add"), (edit, "edit"), (withdraw, "withdraw")):
        source.command(name, cls=Verb)(verb)
    app.add_typer(source, name="source")


def list_(context: typer.Context) -> None:
    """Every source."""
    run = verb_run(context)
    with run.open() as catalogue:
        origins = {origin.id: origin for origin in catalogue.origins.all()}
        sources = catalogue.sources.all()
    run.terminal.show(
        {"sources": [claim_json.source(source, origins.get(source.origin_id or 0)) for source in sources]},
        lambda page: page.table(
            (
                later("id"),
                later("label"),
                later("name"),
                later("kind"),
                later("reliability"),
                later("origin"),
            ),
            [
                (
                    source.id,
                    source.label or tr("none"),
                    source.name,
                    source.kind,
                    source.reliability,
                    origins[source.origin_id].name if source.origin_id in origins else None,
                )
                for source in sources
            ],
            right=("id",),
        ),
    )


def show(context: typer.Context, source: Named) -> None:
    """One source: its origin, rating, claims, and what it published."""
    run = verb_run(context)
    with run.open() as catalogue:
        _tell(run, catalogue.sources.named(source))


def add(
    context: typer.Context,
    name: Annotated[str, typer.Option(metavar="NAME")],
    label: Text = None,
    native_names: Names = None,
    kind: Text = None,
    origin: OriginName = None,
    speaks_for: Text = None,
    interest: Text = None,
    reliability: Reliability = None,
    reliability_reason: Text = None,
    restricted: Restricted = None,
    note: Text = None,
    case: Text = None,
) -> None:
    """Add a source."""
    run = verb_run(context)
    with run.open() as catalogue:
        made = catalogue.sources.add(
            SourceDraft(
                name,
                label,
                tuple(native_names or ()),
                kind,
                speaks_for=speaks_for,
                interest=interest,
                origin_id=catalogue.origins.named(origin) if origin else None,
                reliability=reliability,
                reliability_reason=reliability_reason,
                restricted=bool(restricted),
                note=note,
                case_id=catalogue.cases.named(case) if case else None,
            )
        )
    _tell(run, made)


def edit(
    context: typer.Context,
    source: Named,
    name: Text = None,
    label: Text = None,
    native_names: Names = None,
    kind: Text = None,
    origin: OriginName = None,
    speaks_for: Text = None,
    interest: Text = None,
    reliability: Reliability = None,
    reliability_reason: Text = None,
    restricted: Restricted = None,
    note: Text = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))] = None,
) -> None:
    """Change a source. An empty text makes a field unknown again."""
    run = verb_run(context)
    values = given(
        name=name,
        label=label,
        kind=kind,
        speaks_for=speaks_for,
        interest=interest,
        reliability=reliability,
        reliability_reason=reliability_reason,
        restricted=restricted,
        note=note,
        native_names=tuple(native_names) if native_names else None,
    )
    with run.open() as catalogue:
        found = catalogue.sources.named(source)
        if origin is not None:
            values["origin_id"] = catalogue.origins.named(origin) if origin.strip() else None
        catalogue.sources.edit(found, reason=reason, **values)
    _tell(run, found)


def withdraw(
    context: typer.Context,
    source: Named,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))],
) -> None:
    """Withdraw a source that no claim and no item has."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.sources.named(source)
        name = catalogue.sources.show(found).source.name
        catalogue.sources.withdraw(found, reason)
    run.terminal.show(
        {"id": found, "name": name, "withdrawn": True, "reason": reason},
        lambda page: page.line(tr("Source {name} withdrawn.", name=name)),
    )


def _tell(run: VerbRun, source_id: int) -> None:
    with run.open() as catalogue:
        view = catalogue.sources.show(source_id)

    def write(page: "Page") -> None:
        page.heading(_title(view.source))
        page.facts(
            [
                (tr("kind"), view.source.kind),
                (tr("names in its own languages"), view.source.native_names),
                (tr("origin"), view.origin.name if view.origin else None),
                (tr("speaks for"), view.source.speaks_for),
                (tr("interest"), view.source.interest),
                (tr("reliability"), view.source.reliability),
                (tr("because"), view.source.reliability_reason),
                (tr("restricted"), view.source.restricted),
                (tr("asserts"), tuple(claim.label for claim in view.asserts)),
                (tr("reports"), tuple(claim.label for claim in view.reports)),
                (tr("published"), tuple(exhibit_number(item) for item in view.published)),
                (tr("note"), view.source.note or tr("none")),
            ]
        )

    run.terminal.show(claim_json.source_view(view), write)


def _title(source: Source) -> str:
    return f"{source.label}  {source.name}" if source.label else source.name
