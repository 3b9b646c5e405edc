"""Verbs for saved searches: queries with a name."""

from typing import Annotated

import typer

from app.cli import item_json as item_json
from app.cli.verb import Verb, VerbRun, Verbs, verb_run
from app.records import SavedSearch
from resources.messages import later, tr

Named = Annotated[str, typer.Argument(metavar="SEARCH", help=later("Name or number of a saved search."))]
Name = Annotated[str, typer.Argument(metavar="NAME", help=later("What it is called."))]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    search = typer.Typer(cls=Verbs, help=later("Saved searches: queries with a name."))
    for verb, name in ((list_, "list"), (save, "save"), (rename, "rename"), (remove, "remove")):
        search.command(name, cls=Verb)(verb)
    app.add_typer(search, name="search")


def list_(context: typer.Context) -> None:
    """Every saved search."""
    run = verb_run(context)
    with run.open() as catalogue:
        saved = catalogue.saved_searches.all()
    run.terminal.show(
        # the manual promises programs the order of saving
        {"searches": [_form(one) for one in sorted(saved, key=lambda one: one.id)]},
        lambda page: page.table(
            (later("id"), later("name"), later("query"), later("agent")),
            [(one.id, one.name, one.query, one.agent) for one in saved],
            right=("id",),
        ),
    )


def save(
    context: typer.Context,
    name: Name,
    query: Annotated[str, typer.Argument(metavar="QUERY", help=later("One query in quotes."))],
) -> None:
    """Keep a query under a name. A query that is wrong is not saved."""
    run = verb_run(context)
    with run.open() as catalogue:
        saved = catalogue.saved_searches.show(catalogue.saved_searches.add(name, query))
    _tell(run, saved, tr("Search “{name}” saved: {query}", name=saved.name, query=saved.query))


def rename(context: typer.Context, search: Named, name: Name) -> None:
    """Give a saved search another name."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.saved_searches.named(search)
        changed = catalogue.saved_searches.rename(found.id, name)
        saved = catalogue.saved_searches.show(found.id)
    said = (
        tr("Search “{name}” renamed: {query}", name=saved.name, query=saved.query)
        if changed
        else tr("Search “{name}” was called so already: {query}", name=saved.name, query=saved.query)
    )
    _tell(run, saved, said, changed=changed)


def remove(context: typer.Context, search: Named) -> None:
    """Withdraw a saved search; “exhibit undo” brings it back."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.saved_searches.named(search)
        catalogue.saved_searches.withdraw(found.id)
    said = tr("Search “{name}” removed: {query}", name=found.name, query=found.query)
    _tell(run, found, said, withdrawn=True)


def _tell(run: VerbRun, saved: SavedSearch, said: str, **more: bool) -> None:
    run.terminal.show({**_form(saved), **more}, lambda page: page.line(said))


def _form(saved: SavedSearch) -> dict[str, object]:
    return {"id": saved.id, **item_json.record(saved)}
