"""Verbs for cases: lines of inquiry."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import claim_json as claim_json
from app.cli.targets import resolve
from app.cli.text_options import Text
from app.cli.verb import Verb, VerbRun, Verbs, verb_run
from app.records import exhibit_number
from resources.messages import later, tr, trn

if TYPE_CHECKING:
    from app.cli.page import Page

Named = Annotated[str, typer.Argument(metavar="CASE", help=later("Label, title or number."))]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    case = typer.Typer(cls=Verbs, help=later("Cases: lines of inquiry."))
    for verb, name in (
        (list_, "list"),
        (show, "show"),
        (add, "add"),
        (edit, "edit"),
        (put, "put"),
        (withdraw, "withdraw"),
    ):
        case.command(name, cls=Verb)(verb)
    app.add_typer(case, name="case")


def list_(context: typer.Context) -> None:
    """Every case."""
    run = verb_run(context)
    with run.open() as catalogue:
        cases = catalogue.cases.all()
    run.terminal.show(
        {"cases": [claim_json.case(of) for of in cases]},
        lambda page: page.table(
            (later("id"), later("label"), later("title")),
            [(of.id, of.label, of.title) for of in cases],
            right=("id",),
        ),
    )


def show(context: typer.Context, case: Named) -> None:
    """One case with its items and claims."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.cases.named(case)
    _tell(run, found)


def add(
    context: typer.Context,
    title: Annotated[str, typer.Option(metavar="TEXT")],
    label: Text = None,
    description: Text = None,
) -> None:
    """Open a case."""
    run = verb_run(context)
    with run.open() as catalogue:
        made = catalogue.cases.add(title, label=label, description=description)
    _tell(run, made)


def edit(
    context: typer.Context, case: Named, title: Text = None, label: Text = None, description: Text = None
) -> None:
    """Change a case."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.cases.named(case)
        catalogue.cases.edit(found, title=title, label=label, description=description)
    _tell(run, found)


def put(
    context: typer.Context,
    case: Named,
    targets: Annotated[
        list[str],
        typer.Argument(metavar="TARGET...", help=later("Exhibit numbers, or one query in quotes.")),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help=later("Do not ask."))] = False,
) -> None:
    """Put items into a case; an item may be in several."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.cases.named(case)
        items = resolve(catalogue, targets)
        label = catalogue.cases.show(found).case.label
        asked = trn("Put {count} item into {case}.", "Put {count} items into {case}.", len(items), case=label)
        run.terminal.confirm(asked, yes=yes or len(items) == 1)
        new = catalogue.evidence.put_in_case(items, found)
    run.terminal.show(
        {"case": label, "exhibits": [exhibit_number(item) for item in items], "added": new},
        lambda page: page.line(
            trn("{count} item put into {case}.", "{count} items put into {case}.", new, case=label)
        ),
    )


def withdraw(
    context: typer.Context,
    case: Named,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))],
) -> None:
    """Withdraw a case that has no claims."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.cases.named(case)
        label = catalogue.cases.show(found).case.label
        catalogue.cases.withdraw(found, reason)
    run.terminal.show(
        {"label": label, "withdrawn": True, "reason": reason},
        lambda page: page.line(tr("Case {label} withdrawn.", label=label)),
    )


def _tell(run: VerbRun, case_id: int) -> None:
    with run.open() as catalogue:
        view = catalogue.cases.show(case_id)

    def write(page: "Page") -> None:
        page.heading(f"{view.case.label}  {view.case.title}")
        page.text(view.case.description or tr("no description"))
        page.facts(
            [
                (tr("items"), tuple(exhibit_number(item) for item in view.items)),
                (tr("claims"), tuple(claim.label for claim in view.claims)),
            ]
        )

    run.terminal.show(claim_json.case_view(view), write)
