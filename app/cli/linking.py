"""Verbs that link evidence to claims, and claims to one another."""

from typing import Annotated

import typer

from app.claims.drafts import RelationDraft
from app.cli import claim_json, item_json
from app.cli.field_options import Said, with_fields
from app.cli.items import Exhibit
from app.cli.text_options import Text
from app.cli.verb import Verb, Verbs, verb_run
from app.fields.evidence import LINK
from app.messages.wording import word
from app.records import exhibit_number
from resources.messages import later, tr

Reason = Annotated[str, typer.Option(metavar="TEXT", help=later("No reason, no link."))]
InCase = Annotated[
    str | None, typer.Option("--case", metavar="CASE", help=later("Where two cases have the label."))
]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    for verb in (link, unlink):
        app.command(cls=Verb)(verb)
    relation = typer.Typer(cls=Verbs, help=later("How claims stand to one another."))
    for sub_verb, name in ((list_, "list"), (add, "add"), (withdraw, "withdraw")):
        relation.command(name, cls=Verb)(sub_verb)
    app.add_typer(relation, name="relation")


@with_fields(LINK.given)
def link(
    context: typer.Context,
    exhibit: Exhibit,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help=later("Label (C06) or number."))],
    stance: Annotated[str, typer.Option(metavar="STANCE", help=later("supports, refutes or context."))],
    reason: Reason,
    fields: Said,
    case: InCase = None,
) -> None:
    """Link an item to a claim: it supports, refutes or is context of it, and why."""
    run = verb_run(context)
    with run.open() as catalogue:
        item = catalogue.evidence.named(exhibit)
        found = catalogue.claims.named(claim, case)
        label = catalogue.claims.show(found).claim.label
        report = catalogue.links.add([item], found, stance, reason, **fields)
        made = next((of for of in catalogue.links.of_item(item) if of.id in report.links), None)
    if made is None:
        run.terminal.show(
            {"exhibit": exhibit_number(item), "claim": label, "already": True},
            lambda page: page.line(
                tr("{exhibit} is linked to {claim} so already.", exhibit=exhibit_number(item), claim=label)
            ),
        )
        return
    run.terminal.show(
        {"id": made.id, **item_json.link(made), "already": False},
        lambda page: page.line(f"{made.exhibit} {word(made.stance)} {made.claim_label}: {made.reason}"),
    )


def unlink(
    context: typer.Context,
    link: Annotated[int, typer.Argument(metavar="NUMBER", help=later("Number of the link."))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))],
) -> None:
    """Withdraw a link."""
    run = verb_run(context)
    with run.open() as catalogue:
        catalogue.links.withdraw(link, reason)
    run.terminal.show(
        {"id": link, "withdrawn": True, "reason": reason},
        lambda page: page.line(tr("Link {number} withdrawn.", number=link)),
    )


def list_(context: typer.Context) -> None:
    """Every relation between claims."""
    run = verb_run(context)
    with run.open() as catalogue:
        claims = {claim.id: claim for claim in catalogue.claims.all()}
        relations = [of for of in catalogue.claims.relations() if of.from_id in claims and of.to_id in claims]
    run.terminal.show(
        {"relations": [claim_json.relation_of(of, claims) for of in relations]},
        lambda page: page.table(
            (later("id"), later("from"), later("relation"), later("to"), later("reason")),
            [
                (of.id, claims[of.from_id].label, word(of.kind), claims[of.to_id].label, of.reason)
                for of in relations
            ],
            right=("id",),
        ),
    )


def add(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="CLAIM")],
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help=later("conflicts with, same quantity, subset of, restates or depends on.")
        ),
    ],
    second: Annotated[str, typer.Argument(metavar="CLAIM")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=later("No reason, no relation."))],
    note: Text = None,
    case: InCase = None,
) -> None:
    """Say how one claim stands to another: exhibit relation add C06 "conflicts with" C16 --reason …"""
    run = verb_run(context)
    with run.open() as catalogue:
        here, there = (
            catalogue.claims.show(catalogue.claims.named(name, case)).claim for name in (first, second)
        )
        made = catalogue.claims.relate(RelationDraft(here.id, there.id, kind, reason, note=note))
        relation = next(of for of in catalogue.claims.relations() if of.id == made)
    run.terminal.show(
        claim_json.relation_of(relation, {here.id: here, there.id: there}),
        lambda page: page.line(f"{here.label} {word(relation.kind)} {there.label}: {relation.reason}"),
    )


def withdraw(
    context: typer.Context,
    relation: Annotated[int, typer.Argument(metavar="NUMBER", help=later("Number of the relation."))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))],
) -> None:
    """Withdraw a relation."""
    run = verb_run(context)
    with run.open() as catalogue:
        catalogue.claims.unrelate(relation, reason)
    run.terminal.show(
        {"id": relation, "withdrawn": True, "reason": reason},
        lambda page: page.line(tr("Relation {number} withdrawn.", number=relation)),
    )
