"""The verb that prints provenance sheets."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from app.cli.exporting import ProfileOption, ReasonOption, Yes
from app.cli.tagging import Targets
from app.cli.targets import resolve
from app.cli.verb import Verb, verb_run
from app.fields.terms import one_of
from resources.messages import later, tr, trn

if TYPE_CHECKING:
    from app.sheet.typeset import Paper

_PAPERS = ("a4", "letter")


def add_to(app: typer.Typer) -> None:
    """Put the verb into the program."""
    app.command(cls=Verb)(sheet)


def sheet(
    context: typer.Context,
    targets: Targets,
    out: Annotated[
        Path,
        typer.Option(
            "--out", "-o", metavar="FILE.pdf|DIR", help=later("One file of at most 25 items, or a folder.")
        ),
    ],
    paper: Annotated[str, typer.Option(metavar="PAPER", help=later("a4 or letter."))] = "a4",
    profile: ProfileOption = "safe",
    reason: ReasonOption = None,
    yes: Yes = False,
) -> None:
    """Print provenance sheets as PDF. Held files are checked first; printing is a custody event."""
    run = verb_run(context)
    chosen = cast("Paper", one_of(paper, _PAPERS, tr("Paper")))
    with run.open() as catalogue:
        items = resolve(catalogue, targets)
        run.terminal.confirm(
            trn(
                "Print {count} sheet ({profile} profile).",
                "Print {count} sheets ({profile} profile).",
                len(items),
                profile=tr(profile),
            ),
            yes=yes or len(items) == 1,
        )
        with run.terminal.task(tr("Printing")) as task:
            printed = catalogue.sheets.save(
                items, out, paper=chosen, profile=profile, reason=reason, task=task
            )
    document = [
        {
            "path": str(each.path),
            "exhibits": list(each.exhibits),
            "serials": list(each.serials),
            "pages": each.pages,
            "sha256": each.sha256,
        }
        for each in printed
    ]
    run.terminal.show(
        {"sheets": document, "profile": profile, "paper": chosen},
        lambda page: page.table(
            (later("file"), later("exhibits"), later("pages"), later("serials")),
            [(each.path, each.exhibits, each.pages, each.serials) for each in printed],
            right=("pages",),
        ),
    )
