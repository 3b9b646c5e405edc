"""Verbs that make a catalogue: an empty one, the demonstration, one for practice."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.verb import Verb, VerbRun, verb_run
from app.times.moments import rfc3339
from resources.messages import later, tr, trn

Folder = Annotated[Path, typer.Argument(metavar="DIR", help=later("A new or empty folder."))]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (init, demo, practice):
        app.command(cls=Verb)(verb)


def init(
    context: typer.Context,
    folder: Folder,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help=later("Else the name of the folder."))
    ] = None,
) -> None:
    """Make an empty catalogue."""
    from app.catalogue import Catalogue

    Catalogue.create(folder, title=title).close()
    _tell(verb_run(context), folder)


def demo(context: typer.Context, folder: Folder) -> None:
    """Build the demonstration case: one news article, as one analyst took it apart, unreviewed."""
    from app.examples.demonstration import build

    build(folder).close()
    _tell(verb_run(context), folder)


def practice(context: typer.Context, folder: Folder) -> None:
    """Build a catalogue to practise on: sixty pictures that the program draws itself."""
    from app.examples.practice.build import build

    run = verb_run(context)
    with run.terminal.task(tr("Drawing")) as task:
        build(folder, task=task).close()
    _tell(run, folder)


def _tell(run: VerbRun, folder: Path) -> None:
    from app.catalogue import Catalogue

    with Catalogue.open(folder) as catalogue:
        identity, items = catalogue.identity(), catalogue.evidence.count()
    document: dict[str, Any] = {
        "catalogue": str(folder),
        "uuid": identity.uuid,
        "title": identity.title,
        "kind": identity.kind,
        "created_at": rfc3339(identity.created_at),
        "items": items,
    }
    run.terminal.show(
        document,
        lambda page: page.line(
            trn(
                "Made the catalogue “{title}” in {folder}: {count} item.",
                "Made the catalogue “{title}” in {folder}: {count} items.",
                items,
                title=identity.title,
                folder=folder,
            )
        ),
    )
