"""Verbs for claims: list, show, add, edit, rate, withdraw."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft
from app.claims.view import ClaimView
from app.cli import claim_json as claim_json
from app.cli.field_options import Said, with_changes, with_fields
from app.cli.more_columns import more_fields, more_values
from app.cli.text_options import Text, given
from app.cli.verb import Verb, VerbRun, Verbs, verb_run
from app.errors import CatalogueError
from app.fields.claims import CLAIM
from app.fields.evidence import LINK
from app.messages.wording import word
from app.records import Link, Quantity
from resources.messages import later, shown, tr

if TYPE_CHECKING:
    from app.cli.page import Page

Named = Annotated[str, typer.Argument(metavar="CLAIM", help=later("Label (C06) or number."))]
InCase = Annotated[
    str | None, typer.Option("--case", metavar="CASE", help=later("Where two cases have this label."))
]
Sources = Annotated[list[str] | None, typer.Option(metavar="SOURCE", help=later("May be repeated."))]
OriginName = Annotated[str | None, typer.Option("--origin", metavar="ORIGIN")]
Places = Annotated[
    list[str] | None, typer.Option(metavar="PLACE", help=later("A place it speaks of; may be repeated."))
]
TextHash = Annotated[str | None, typer.Option(metavar="HASH", help=later("SHA-256 of the text."))]
Offset = Annotated[int | None, typer.Option(metavar="N", help=later("In code points of the text."))]


def add_to(app: typer.Typer) -> None:
    """Put the verbs into the program."""
    claim = typer.Typer(cls=Verbs, help=later("Claims: checkable statements."))
    for verb, name in (
        (list_, "list"),
        (show, "show"),
        (add, "add"),
        (edit, "edit"),
        (rate, "rate"),
        (withdraw, "withdraw"),
    ):
        claim.command(name, cls=Verb)(verb)
    app.add_typer(claim, name="claim")


def list_(context: typer.Context, case: InCase = None) -> None:
    """Every claim, and how many named origins it has."""
    run = verb_run(context)
    with run.open() as catalogue:
        case_id = catalogue.cases.named(case) if case else None
        claims = catalogue.claims.with_origins(case_id)
    run.terminal.show(
        {"claims": [claim_json.claim(claim, origins) for claim, origins in claims]},
        lambda page: page.table(
            (later("case"), later("claim"), later("kind"), later("statement"), later("origins")),
            [
                (claim.case_label, claim.label, word(claim.kind), claim.statement, origins.sentence)
                for claim, origins in claims
            ],
        ),
    )


def show(context: typer.Context, claim: Named, case: InCase = None) -> None:
    """One claim: who asserts it, its origins, links, relations, and its sentence where the text is held."""
    run = verb_run(context)
    with run.open() as catalogue:
        view = catalogue.claims.show(catalogue.claims.named(claim, case))
    run.terminal.show(claim_json.claim_view(view), lambda page: _print(page, view))


@with_fields(field for field in CLAIM.given if field.name != "statement")
def add(
    context: typer.Context,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT")],
    case: Annotated[
        str | None, typer.Option(metavar="CASE", help=later("Not needed where there is only one case."))
    ] = None,
    *,
    fields: Said,
    asserted_by: Sources = None,
    reported_via: Sources = None,
    origin: OriginName = None,
    text_sha256: TextHash = None,
    start: Offset = None,
    end: Offset = None,
    quote: Text = None,
    place: Places = None,
    parent: Annotated[str | None, typer.Option(metavar="CLAIM")] = None,
) -> None:
    """Add a claim to a case."""
    run = verb_run(context)
    with run.open() as catalogue:
        case_id = _case(catalogue, case)
        meant = [catalogue.places.meant(name) for name in place or ()]
        made = catalogue.claims.add(
            ClaimDraft(
                case_id,
                statement,
                **fields,
                origin_id=catalogue.origins.named(origin) if origin else None,
                asserted_by=_sources(catalogue, asserted_by),
                reported_via=_sources(catalogue, reported_via),
                places=tuple(catalogue.places.adopt(found, case_id) for found in meant),
                text_sha256=text_sha256,
                text_start=start,
                text_end=end,
                quote_exact=quote,
                parent_id=catalogue.claims.named(parent, case) if parent else None,
            )
        )
        view = catalogue.claims.show(made)
    _told(run, view)


@with_changes(CLAIM.given)
def edit(
    context: typer.Context,
    claim: Named,
    case: InCase = None,
    *,
    fields: Said,
    origin: OriginName = None,
    asserted_by: Sources = None,
    reported_via: Sources = None,
    text_sha256: TextHash = None,
    start: Offset = None,
    end: Offset = None,
    quote: Text = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))] = None,
) -> None:
    """Change a claim. An empty text makes a field unknown again."""
    run = verb_run(context)
    fields |= given(text_sha256=text_sha256, text_start=start, text_end=end, quote_exact=quote)
    with run.open() as catalogue:
        found = catalogue.claims.named(claim, case)
        if origin is not None:
            fields["origin_id"] = catalogue.origins.named(origin) if origin.strip() else None
        for name, sources in (("asserted_by", asserted_by), ("reported_via", reported_via)):
            if sources:
                fields[name] = _sources(catalogue, sources)
        catalogue.claims.edit(found, reason=reason, **fields)
        view = catalogue.claims.show(found)
    _told(run, view)


def rate(
    context: typer.Context,
    claim: Named,
    credibility: Annotated[str, typer.Option(metavar="1-6", help=later("Admiralty credibility."))],
    reason: Annotated[str, typer.Option(metavar="TEXT")],
    case: InCase = None,
    independence: Annotated[
        str | None, typer.Option(metavar="TEXT", help=later("Why its origins are independent; needed for 1."))
    ] = None,
) -> None:
    """Grade a claim, with the reason."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.claims.named(claim, case)
        catalogue.claims.rate(found, credibility, reason, independence_reason=independence)
        view = catalogue.claims.show(found)
    _told(run, view)


def withdraw(
    context: typer.Context,
    claim: Named,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=later("Why; kept in the log."))],
    case: InCase = None,
) -> None:
    """Withdraw a claim, and with it its links and relations."""
    run = verb_run(context)
    with run.open() as catalogue:
        found = catalogue.claims.named(claim, case)
        gone = catalogue.claims.show(found).claim
        catalogue.claims.withdraw(found, reason)
    run.terminal.show(
        {"id": gone.label, "case": gone.case_label, "withdrawn": True, "reason": reason},
        lambda page: page.line(tr("Claim {label} withdrawn.", label=gone.label)),
    )


def _case(catalogue: Catalogue, name: str | None) -> int:
    if name is not None:
        return catalogue.cases.named(name)
    cases = catalogue.cases.all()
    if len(cases) == 1:
        return cases[0].id
    raise CatalogueError(
        tr("Say which case: --case LABEL. “exhibit case add” opens one."),
        tuple(f"{case.label} {case.title}" for case in cases),
    )


def _sources(catalogue: Catalogue, names: Sequence[str] | None) -> tuple[int, ...]:
    return tuple(catalogue.sources.named(name) for name in names or ())


def _told(run: VerbRun, view: ClaimView) -> None:
    run.terminal.show(claim_json.claim_view(view), lambda page: _print(page, view))


def _print(page: "Page", view: ClaimView) -> None:
    claim = view.claim
    page.heading(f"{claim.label}  {claim.statement}")
    page.facts(_facts(view))
    passage = view.passage
    page.line()
    page.heading(tr("In the text"))
    if passage is None:
        page.line(shown(view.text_state))
    else:
        page.line(f"… {passage.before}[{passage.exact}]{passage.after} …")
    page.line()
    page.heading(tr("Links"))
    others = more_fields(LINK, view.links)
    page.table(
        (
            later("exhibit"),
            later("stance"),
            later("status"),
            later("title"),
            later("reason"),
            *(field.noun for field in others),
        ),
        [(*_link(link), *more_values(others, link)) for link in view.links],
    )
    page.line()
    page.heading(tr("Relations"))
    page.table(
        (later("relation"), later("to or from"), later("claim"), later("reason")),
        [
            (word(of.relation.kind), word(of.direction), of.other.label, of.relation.reason)
            for of in view.relations
        ],
    )


def _link(link: Link) -> tuple[object, ...]:
    return link.exhibit, word(link.stance), word(link.status), link.item_title, link.reason


def _facts(view: ClaimView) -> Iterator[tuple[str, Any]]:
    yield tr("case"), view.claim.case_label
    beside = {"status": _said_by, "reported_date": _about}
    for field, told in CLAIM.told(view.claim, leave=("label", "statement")):
        yield tr(field.noun), told
        yield from beside[field.name](view) if field.name in beside else ()


def _said_by(view: ClaimView) -> Iterator[tuple[str, Any]]:
    yield tr("asserted by"), tuple(source.name for source in view.asserted_by) or None
    yield tr("reported via"), tuple(source.name for source in view.reported_via) or None
    yield tr("own origin"), view.origin.name if view.origin else None
    yield tr("origins"), view.origins.sentence
    yield tr("named"), tuple(origin.name for origin in view.origins.proven)
    yield tr("unproven"), tuple(origin.name for origin in view.origins.unproven)
    yield tr("credibility"), view.claim.credibility
    yield tr("because"), view.claim.credibility_reason
    yield tr("rating lacks"), shown(view.rating_flaw or "") or tr("nothing")


def _about(view: ClaimView) -> Iterator[tuple[str, Any]]:
    yield tr("places"), tuple(place.name for place in view.places)
    yield tr("quantities"), tuple(_quantity(of) for of in view.claim.quantities)
    yield tr("part of"), view.parent.label if view.parent else tr("none")


def _quantity(of: Quantity) -> str:
    parts = (
        word(of.bound) if of.bound != "point" else None,
        None if of.value is None else f"{of.value:,.10g}",
        of.unit,
        of.measure,
    )
    return " ".join(str(part) for part in parts if part)
