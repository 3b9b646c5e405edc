"""Verbs for evidence items: adding one without a file, and what people say about an item."""

from typing import Annotated

import typer

from app.cli import item_json as item_json
from app.cli.field_options import Said, with_changes
from app.cli.verb import Verb, verb_run
from app.errors import CatalogueError
from app.fields.item import ITEM
from app.records import exhibit_number
from resources.messages import later, tr

Exhibit = Annotated[str, typer.Argument(metavar="EXHIBIT", help=later("Exhibit number: EX-000012 or 12."))]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (edit, note, examine, withdraw):
        app.command(cls=Verb)(verb)


@with_changes(ITEM.given)
def edit(
    context: typer.Context,
    exhibit: Exhibit,
    fields: Said,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))] = None,
) -> None:
    """Change fields of an item. An empty text makes a field unknown again."""
    run = verb_run(context)
    with run.open() as catalogue:
        item = catalogue.evidence.named(exhibit)
        if "publisher_id" in fields:
            publisher = fields["publisher_id"].strip()
            fields["publisher_id"] = catalogue.sources.named(publisher) if publisher else None
        if not fields:
            raise CatalogueError(tr("Name a field to change, such as --title."))
        changed = catalogue.evidence.edit(item, reason=reason, **fields)
        answer = {**item_json.item(catalogue.evidence.dossier(item).item), "changed": changed}
    exhibit_said = exhibit_number(item)
    said = (
        tr("{exhibit} changed.", exhibit=exhibit_said)
        if changed
        else tr("{exhibit} was so already; nothing changed.", exhibit=exhibit_said)
    )
    run.terminal.show(answer, lambda page: page.line(said))


def note(
    context: typer.Context, exhibit: Exhibit, text: Annotated[str, typer.Argument(metavar="TEXT")]
) -> None:
    """Write a note on an item."""
    run = verb_run(context)
    with run.open() as catalogue:
        item = catalogue.evidence.named(exhibit)
        catalogue.evidence.note(item, text)
        written = catalogue.evidence.dossier(item).notes[-1]
    run.terminal.show(
        {"exhibit": exhibit_number(item), "note": item_json.record(written)},
        lambda page: page.line(tr("Noted on {exhibit}.", exhibit=exhibit_number(item))),
    )


def examine(
    context: typer.Context,
    exhibit: Exhibit,
    detail: Annotated[
        str | None, typer.Option(metavar="TEXT", help=later("What was looked at, and how."))
    ] = None,
) -> None:
    """Record that you examined the item itself: its links are no longer “expected”."""
    run = verb_run(context)
    with run.open() as catalogue:
        item = catalogue.evidence.named(exhibit)
        catalogue.evidence.examine(item, detail=detail)
        examined = catalogue.evidence.dossier(item).item
    run.terminal.show(
        {"exhibit": examined.exhibit, "examined_at": item_json.value(examined.examined_at)},
        lambda page: page.line(tr("{exhibit} examined.", exhibit=examined.exhibit)),
    )


def withdraw(
    context: typer.Context,
    exhibit: Exhibit,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))],
) -> None:
    """Withdraw an item: it answers no search, and stays readable."""
    run = verb_run(context)
    with run.open() as catalogue:
        item = catalogue.evidence.named(exhibit)
        catalogue.evidence.withdraw(item, reason)
    run.terminal.show(
        {"exhibit": exhibit_number(item), "withdrawn": True, "reason": reason},
        lambda page: page.line(tr("{exhibit} withdrawn.", exhibit=exhibit_number(item))),
    )
