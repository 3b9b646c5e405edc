"""Verbs for tags."""

from typing import Annotated

import typer

from app.cli.targets import resolve
from app.cli.verb import Verb, verb_run
from app.errors import CatalogueError
from app.messages.wording import counted
from app.records import exhibit_number

Targets = Annotated[
    list[str],
    typer.Argument(metavar="TARGET...", help="Exhibit numbers, or one query in quotes."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (tag, tags):
        app.command(cls=Verb)(verb)


def tag(
    context: typer.Context,
    targets: Targets,
    add: Annotated[list[str] | None, typer.Option("--add", metavar="TAG", help="May be repeated.")] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="TAG", help="May be repeated.")
    ] = None,
    yes: Yes = False,
) -> None:
    """Add tags to items and remove tags from them, as one act."""
    run = verb_run(context)
    adding, removing = add or [], remove or []
    if not adding and not removing:
        raise CatalogueError("Name a tag: --add TAG or --remove TAG.")
    with run.open() as catalogue:
        items = resolve(catalogue, targets)
        told = [_told("Add", name, catalogue.tags.count(items, name).have_it, len(items)) for name in adding]
        told += [
            _told("Remove", name, catalogue.tags.count(items, name).have_it, len(items)) for name in removing
        ]
        run.terminal.confirm("; ".join(told), yes=yes or len(items) == 1)
        report = catalogue.tags.change(items, add=adding, remove=removing)
    document = {
        "items": len(items),
        "exhibits": [exhibit_number(item) for item in items],
        "added": report.added,
        "removed": report.removed,
    }
    run.terminal.show(
        document,
        lambda page: page.table(
            ("tag", "change", "items"),
            [(name, "added", count) for name, count in report.added.items()]
            + [(name, "removed", count) for name, count in report.removed.items()],
            right=("items",),
        ),
    )


def tags(context: typer.Context) -> None:
    """Every tag in use, and how many items bear it."""
    run = verb_run(context)
    with run.open() as catalogue:
        used = catalogue.tags.all()
    run.terminal.show(
        {"tags": [{"tag": name, "items": count} for name, count in used]},
        lambda page: page.table(("tag", "items"), used, right=("items",)),
    )


def _told(verb: str, name: str, have_it: int, items: int) -> str:
    if verb == "Add":
        return f"Add tag {name} to {counted(items, 'item')}, {have_it:,} have it already"
    return f"Remove tag {name} from {have_it:,} of {counted(items, 'item')}"
