"""Verbs for tags."""

from typing import Annotated

import typer

from app.cli.targets import resolve
from app.cli.verb import Verb, verb_run
from app.errors import CatalogueError
from app.evidence.tags import TagCount
from app.records import exhibit_number
from resources.messages import later, number, tr, trn

Targets = Annotated[
    list[str],
    typer.Argument(metavar="TARGET...", help=later("Exhibit numbers, or one query in quotes.")),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=later("Do not ask."))]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (tag, tags):
        app.command(cls=Verb)(verb)


def tag(
    context: typer.Context,
    targets: Targets,
    add: Annotated[
        list[str] | None, typer.Option("--add", metavar="TAG", help=later("May be repeated."))
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="TAG", help=later("May be repeated."))
    ] = None,
    yes: Yes = False,
) -> None:
    """Add tags to items and remove tags from them, as one act."""
    run = verb_run(context)
    if not add and not remove:
        raise CatalogueError(tr("Name a tag: --add TAG or --remove TAG."))
    with run.open() as catalogue:
        adding, removing = catalogue.tags.meant(add or []), catalogue.tags.meant(remove or [])
        items = resolve(catalogue, targets)
        told = [_adding(name, catalogue.tags.count(items, name)) for name in adding]
        told += [_removing(name, catalogue.tags.count(items, name)) for name in removing]
        run.terminal.confirm(f"{'; '.join(told)}.", yes=yes or len(items) == 1)
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
            (later("tag"), later("change"), later("items")),
            [(name, tr("added"), count) for name, count in report.added.items()]
            + [(name, tr("removed"), count) for name, count in report.removed.items()],
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
        lambda page: page.table((later("tag"), later("items")), used, right=("items",)),
    )


def _adding(tag: str, of: TagCount) -> str:
    return trn(
        "Add tag {tag} to {count} item, {bearing} have it already",
        "Add tag {tag} to {count} items, {bearing} have it already",
        of.items,
        tag=tag,
        bearing=number(of.have_it),
    )


def _removing(tag: str, of: TagCount) -> str:
    return trn(
        "Remove tag {tag} from {bearing} of {count} item",
        "Remove tag {tag} from {bearing} of {count} items",
        of.items,
        tag=tag,
        bearing=number(of.have_it),
    )
