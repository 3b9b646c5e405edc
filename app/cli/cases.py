"""Verbs for cases: lines of inquiry."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import claim_json as claim_json
from app.cli.item_options import Text
from app.cli.targets import resolve
from app.cli.verb import Verb, VerbRun, Verbs, verb_run
from app.messages.wording import counted
from app.records import exhibit_number

if TYPE_CHECKING:
    from app.cli.page import Page

Named = Annotated[str, typer.Argument(metavar="CASE", help="Label, title or number.")]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    case = typer.Typer(cls=Verbs, help="Cases: lines of inquiry.")
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
            ("id", "label", "title"), [(of.id, of.label, of.title) for of in cases], right=("id",)
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
        typer.Argument(metavar="TARGET...", help="Exhibit numbers, or one query in quotes."),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Put items into a case; an item may be in several."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.cases.named(case)
        items = resolve(catalogue, targets)
        label = catalogue.cases.show(found).case.label
        run.terminal.confirm(f"Put {counted(len(items), 'item')} into {label}", yes=yes or len(items) == 1)
        new = catalogue.evidence.put_in_case(items, found)
    run.terminal.show(
        {"case": label, "exhibits": [exhibit_number(item) for item in items], "added": new},
        lambda page: page.line(f"{counted(new, 'item')} put into {label}."),
    )


def withdraw(
    context: typer.Context,
    case: Named,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; kept in the log.")],
) -> None:
    """Withdraw a case that has no claims."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.cases.named(case)
        label = catalogue.cases.show(found).case.label
        catalogue.cases.withdraw(found, reason)
    run.terminal.show(
        {"label": label, "withdrawn": True, "reason": reason},
        lambda page: page.line(f"Case {label} withdrawn."),
    )


def _tell(run: VerbRun, case_id: int) -> None:
    with run.open() as catalogue:
        view = catalogue.cases.show(case_id)

    def write(page: "Page") -> None:
        page.heading(f"{view.case.label}  {view.case.title}")
        page.text(view.case.description or "no description")
        page.facts(
            [
                ("items", tuple(exhibit_number(item) for item in view.items)),
                ("claims", tuple(claim.label for claim in view.claims)),
            ]
        )

    run.terminal.show(claim_json.case_view(view), write)
