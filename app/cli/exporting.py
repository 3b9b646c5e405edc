"""The verb that writes lists of items for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.verb import Verb, verb_run
from app.messages.wording import counted

ProfileOption = Annotated[
    str, typer.Option("--profile", metavar="PROFILE", help="safe, or full, which needs --reason.")
]
ReasonOption = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; kept in the log.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def add_to(app: typer.Typer) -> None:
    """Put the verb into the program."""
    app.command(cls=Verb)(export)


def export(
    context: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORM", help="csv, json or geojson.")],
    destination: Annotated[Path, typer.Argument(metavar="DEST", help="The file to write.")],
    query: Annotated[str, typer.Option(metavar="QUERY", help="Else everything that is not withdrawn.")] = "",
    profile: ProfileOption = "safe",
    reason: ReasonOption = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    yes: Yes = False,
) -> None:
    """Write items as CSV, JSON or GeoJSON. The export is a custody event of each item."""
    run = verb_run(context)
    with run.open() as catalogue:
        items = catalogue.search.ids(query).tolist()
        run.terminal.confirm(f"Export {counted(len(items), 'item')} as {form} ({profile} profile)", yes=yes)
        with run.terminal.task("Exporting") as task:
            report = catalogue.exports.write(
                form,
                destination,
                items,
                profile=profile,
                reason=reason,
                query=query or None,
                force=force,
                task=task,
            )
    document = {
        "path": str(report.destination),
        "form": report.form,
        "profile": report.profile,
        "items": report.items,
        "size": report.size,
        "sha256": report.sha256,
    }
    run.terminal.show(
        document,
        lambda page: page.line(f"{counted(report.items, 'item')} written to {report.destination}."),
    )
