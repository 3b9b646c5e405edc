"""The verb that writes lists of items for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.verb import Verb, verb_run
from resources.messages import later, tr, trn

ProfileOption = Annotated[
    str, typer.Option("--profile", metavar="PROFILE", help=later("safe, or full, which needs --reason."))
]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help=later("Why; kept in the log."))
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=later("Do not ask."))]


def add_to(app: typer.Typer) -> None:
    """Put the verb into the program."""
    app.command(cls=Verb)(export)


def export(
    context: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORM", help=later("csv, json or geojson."))],
    destination: Annotated[Path, typer.Argument(metavar="DEST", help=later("The file to write."))],
    query: Annotated[
        str, typer.Option(metavar="QUERY", help=later("Else everything that is not withdrawn."))
    ] = "",
    profile: ProfileOption = "safe",
    reason: ReasonOption = None,
    force: Annotated[bool, typer.Option("--force", help=later("Write over a file that is there."))] = False,
    yes: Yes = False,
) -> None:
    """Write items as CSV, JSON or GeoJSON. The export is a custody event of each item."""
    run = verb_run(context)
    with run.open() as catalogue:
        items = catalogue.search.ids(query).tolist()
        run.terminal.confirm(
            trn(
                "Export {count} item as {form} ({profile} profile).",
                "Export {count} items as {form} ({profile} profile).",
                len(items),
                form=form,
                profile=tr(profile),
            ),
            yes=yes,
        )
        with run.terminal.task(tr("Exporting")) as task:
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
        lambda page: page.line(
            trn(
                "{count} item written to {destination}.",
                "{count} items written to {destination}.",
                report.items,
                destination=report.destination,
            )
        ),
    )
