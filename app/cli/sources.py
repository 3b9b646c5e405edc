"""Verbs for sources: who says or publishes something."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from app.claims.drafts import SourceDraft
from app.claims.sources import SourceView
from app.cli import claim_json as claim_json
from app.cli.field_options import Said, with_changes, with_fields
from app.cli.text_options import Text
from app.cli.verb import Verb, VerbRun, Verbs, verb_run
from app.fields.claims import SOURCE
from app.records import Source, exhibit_number
from resources.messages import later, tr

if TYPE_CHECKING:
    from app.cli.page import Page

Named = Annotated[str, typer.Argument(metavar="SOURCE", help=later("Label, name or number."))]
OriginName = Annotated[
    str | None, typer.Option("--origin", metavar="ORIGIN", help=later("Label, name or number."))
]

_IN_HEADING = ("name", "label")


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


@with_fields(SOURCE.given)
def add(context: typer.Context, fields: Said, origin: OriginName = None, case: Text = None) -> None:
    """Add a source."""
    run = verb_run(context)
    with run.open() as catalogue:
        made = catalogue.sources.add(
            SourceDraft(
                **fields,
                origin_id=catalogue.origins.named(origin) if origin else None,
                case_id=catalogue.cases.named(case) if case else None,
            )
        )
    _tell(run, made)


@with_changes(SOURCE.given)
def edit(
    context: typer.Context,
    source: Named,
    fields: Said,
    origin: OriginName = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))] = None,
) -> None:
    """Change a source. An empty text makes a field unknown again."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.sources.named(source)
        if origin is not None:
            fields["origin_id"] = catalogue.origins.named(origin) if origin.strip() else None
        catalogue.sources.edit(found, reason=reason, **fields)
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
        page.facts(_facts(view))

    run.terminal.show(claim_json.source_view(view), write)


def _facts(view: SourceView) -> Iterator[tuple[str, object]]:
    for field, told in SOURCE.told(view.source, leave=_IN_HEADING):
        if field.name == "note":
            yield tr("asserts"), tuple(claim.label for claim in view.asserts)
            yield tr("reports"), tuple(claim.label for claim in view.reports)
            yield tr("published"), tuple(exhibit_number(item) for item in view.published)
        yield tr(field.noun), told
        if field.name == "native_names":
            yield tr("origin"), view.origin.name if view.origin else None


def _title(source: Source) -> str:
    return f"{source.label}  {source.name}" if source.label else source.name
