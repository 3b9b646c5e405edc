"""Verbs for origins: where information truly starts."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.claims.drafts import OriginDraft
from app.cli import claim_json as claim_json
from app.cli.text_options import Text, given
from app.cli.verb import Verb, VerbRun, Verbs, verb_run
from app.messages.wording import word
from resources.messages import later, tr

if TYPE_CHECKING:
    from app.cli.page import Page

Named = Annotated[str, typer.Argument(metavar="ORIGIN", help=later("Label, name or number."))]
_COUNTS = later("yes, own acts only (needs --note), unproven or no.")


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    origin = typer.Typer(cls=Verbs, help=later("Origins: where information truly starts."))
    for verb, name in ((list_, "list"), (show, "show"), (add, "add"), (edit, "edit"), (withdraw, "withdraw")):
        origin.command(name, cls=Verb)(verb)
    app.add_typer(origin, name="origin")


def list_(context: typer.Context) -> None:
    """Every origin."""
    run = verb_run(context)
    with run.open() as catalogue:
        origins = catalogue.origins.all()
    run.terminal.show(
        {"origins": [claim_json.origin(origin) for origin in origins]},
        lambda page: page.table(
            (later("id"), later("label"), later("name"), later("counts"), later("note")),
            [
                (of.id, of.label or tr("none"), of.name, word(of.counts), of.note or tr("none"))
                for of in origins
            ],
            right=("id",),
        ),
    )


def show(context: typer.Context, origin: Named) -> None:
    """One origin with its sources and claims."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.origins.named(origin)
    _tell(run, found)


def add(
    context: typer.Context,
    name: Annotated[str, typer.Option(metavar="NAME")],
    counts: Annotated[str, typer.Option(metavar="HOW", help=_COUNTS)],
    label: Text = None,
    note: Text = None,
    case: Text = None,
) -> None:
    """Add an origin."""
    run = verb_run(context)
    with run.open() as catalogue:
        case_id = catalogue.cases.named(case) if case else None
        made = catalogue.origins.add(OriginDraft(name, counts, label, note, case_id))
    _tell(run, made)


def edit(
    context: typer.Context,
    origin: Named,
    name: Text = None,
    counts: Annotated[str | None, typer.Option(metavar="HOW", help=_COUNTS)] = None,
    label: Text = None,
    note: Text = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))] = None,
) -> None:
    """Change an origin."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.origins.named(origin)
        catalogue.origins.edit(
            found, reason=reason, **given(name=name, counts=counts, label=label, note=note)
        )
    _tell(run, found)


def withdraw(
    context: typer.Context,
    origin: Named,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))],
) -> None:
    """Withdraw an origin that no source and no claim has."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.origins.named(origin)
        name = catalogue.origins.show(found).origin.name
        catalogue.origins.withdraw(found, reason)
    run.terminal.show(
        {"id": found, "name": name, "withdrawn": True, "reason": reason},
        lambda page: page.line(tr("Origin {name} withdrawn.", name=name)),
    )


def _tell(run: VerbRun, origin_id: int) -> None:
    with run.open() as catalogue:
        view = catalogue.origins.show(origin_id)

    def write(page: "Page") -> None:
        of = view.origin
        page.heading(f"{of.label}  {of.name}" if of.label else of.name)
        page.facts(
            [
                (tr("counts"), word(of.counts)),
                (tr("note"), of.note or tr("none")),
                (tr("sources"), tuple(source.name for source in view.sources)),
                (tr("claims"), tuple(claim.label for claim in view.claims)),
            ]
        )

    run.terminal.show(claim_json.origin_view(view), write)
