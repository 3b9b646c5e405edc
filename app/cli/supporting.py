"""The verb that prints what to send to the people who look after the program."""

import typer

from app.cli.verb import Verb, verb_run
from app.support.support_details import report, versions


def add_to(app: typer.Typer) -> None:
    """Put the verb into the program."""
    app.command(cls=Verb)(support)


def support(context: typer.Context) -> None:
    """Print versions and the end of the log for support: what to send with a report; no evidence is in it."""
    run = verb_run(context)
    lines = run.log.tail()
    document = {
        "versions": [{"name": name, "version": number} for name, number in versions().items()],
        "log": lines,
    }
    run.terminal.show(document, lambda page: page.text(report(None, lines)))
