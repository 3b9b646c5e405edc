"""Claims: checkable statements, with who asserts them, where they stand in a text, and how they relate."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from app.claims.cases import find_case
from app.claims.checked_claim import draft_of, quantity_row, row_of
from app.claims.counting import OriginCount, counts_of
from app.claims.drafts import ClaimDraft, RelationDraft, edited
from app.claims.naming import CLAIM_NAMES, pick
from app.claims.rating import checked_credibility
from app.claims.references import check_references
from app.claims.view import ClaimView, gather_claim
from app.context import Context
from app.errors import CatalogueError
from app.fields.terms import RELATION_KINDS, one_of
from app.messages.acts import act_label
from app.messages.wording import needed, short, words
from app.records import Claim, Relation
from db.acts.unit import Unit
from db.reader import Reader
from db.rows import (
    ClaimPlaceRow,
    ClaimRow,
    ClaimSourceRow,
    LinkRow,
    QuantityRow,
    RelationRow,
    WithdrawableRow,
)
from resources.messages import tr

Member = TypeVar("Member", bound=WithdrawableRow)


class Claims:
    """The claims of a catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self, case_id: int | None = None) -> list[Claim]:
        """Claims of one case or of all, in the order in which they were made."""
        with self._context.database.read() as reader:
            return _of_case(reader, case_id)

    def named(self, text: str, case: str | None = None) -> int:
        """The id of the claim with this label or number; `case` names its case where two have the label.

        Raises CatalogueError with candidates where two cases have the label, and where none has.
        """
        with self._context.database.read() as reader:
            return pick(
                text,
                reader.claims.names(None if case is None else find_case(reader, case).id),
                CLAIM_NAMES,
                lambda claim: (claim.label,),
                lambda claim: tr(
                    "{label} (case {case}, number {number}): {statement}",
                    label=claim.label,
                    case=claim.case_label,
                    number=claim.id,
                    statement=short(claim.statement),
                ),
            ).id

    def show(self, claim_id: int) -> ClaimView:
        """A claim with its links, origins, relations, ratings and the sentence in its text."""
        with self._context.database.read() as reader:
            return gather_claim(reader, claim_not_withdrawn(reader, claim_id), self._context.originals)

    def with_origins(self, case_id: int | None = None) -> list[tuple[Claim, OriginCount]]:
        """Claims of one case or of all, and what can be said of the origins of each, at one moment."""
        with self._context.database.read() as reader:
            claims = _of_case(reader, case_id)
            counts = counts_of(reader, claims)
            return [(claim, counts[claim.id]) for claim in claims]

    def origins_of(self, claim_ids: Collection[int]) -> dict[int, OriginCount]:
        """The origins of these claims alone, by claim id; those that are withdrawn are left out."""
        with self._context.database.read() as reader:
            return counts_of(reader, reader.claims.claims(claim_ids)) if claim_ids else {}

    def add(self, draft: ClaimDraft) -> int:
        """Add a claim; gives its id."""
        return self.add_all([draft])[0]

    def add_all(self, drafts: Sequence[ClaimDraft]) -> list[int]:
        """Add claims in one act; gives their ids. `parent_id` names claims that are there already."""
        label = (
            act_label("add claim", statement=short(drafts[0].statement))
            if len(drafts) == 1
            else act_label("add claims", count=len(drafts))
        )
        with self._context.act("claim", label) as unit:
            return [_insert(unit, draft) for draft in drafts]

    def edit(self, claim_id: int, *, reason: str | None = None, **fields: Any) -> bool:
        """Change fields, those of ClaimDraft; says whether anything differed."""
        return self.edit_all({claim_id: fields}, reason=reason) > 0

    def edit_all(self, changes: dict[int, dict[str, Any]], *, reason: str | None = None) -> int:
        """Change fields of several claims in one act; gives how many differed."""
        label = act_label("edit claims", count=len(changes))
        with self._context.act("edit claim", label, reason=words(reason)) as unit:
            if len(changes) == 1:
                unit.label = _label_of("edit claim", claim_not_withdrawn(unit, next(iter(changes))))
            return sum(_change(unit, claim, fields) for claim, fields in changes.items())

    def rate(
        self, claim_id: int, credibility: str, reason: str, *, independence_reason: str | None = None
    ) -> None:
        """Grade a claim 1 to 6. "1" needs two named origins and a reason why they are independent."""
        fields: dict[str, Any] = {"credibility": credibility, "credibility_reason": reason}
        if independence_reason is not None:
            fields["independence_reason"] = independence_reason
        self.edit(claim_id, reason=reason, **fields)

    def withdraw(self, claim_id: int, reason: str) -> None:
        """Mark a claim as withdrawn, and with it its links and relations."""
        why = needed(reason, tr("Withdrawing needs a reason."))
        with self._context.act(
            "withdraw claim", act_label("withdraw claim", claim=str(claim_id), case=""), reason=why
        ) as unit:
            claim = claim_not_withdrawn(unit, claim_id)
            unit.label = _label_of("withdraw claim", claim)
            for link in unit.claims.links_of_claims([claim.id]):
                unit.withdraw(LinkRow, link.id)
            for relation in unit.claims.relations_of([claim.id]):
                unit.withdraw(RelationRow, relation.id)
            unit.withdraw(ClaimRow, claim.id)

    def relations(self) -> list[Relation]:
        """Every relation between claims."""
        with self._context.database.read() as reader:
            return reader.claims.relations()

    def relate(self, draft: RelationDraft) -> int:
        """Say how one claim stands to another, and why; gives the relation's id."""
        return self.relate_all([draft])[0]

    def relate_all(self, drafts: Sequence[RelationDraft]) -> list[int]:
        """Add relations in one act; gives their ids."""
        with self._context.act("relate", act_label("add relations", count=len(drafts))) as unit:
            return [unit.insert(_relation(unit, draft)) for draft in drafts]

    def unrelate(self, relation_id: int, reason: str) -> None:
        """Mark a relation as withdrawn."""
        why = needed(reason, tr("Withdrawing needs a reason."))
        with self._context.act(
            "unrelate", act_label("withdraw relation", number=relation_id), reason=why
        ) as unit:
            if not any(relation.id == relation_id for relation in unit.claims.relations()):
                raise CatalogueError(
                    tr(
                        "There is no relation number {number}, or it was withdrawn.",
                        number=relation_id,
                    )
                )
            unit.withdraw(RelationRow, relation_id)


def claim_not_withdrawn(reader: Reader, claim_id: int) -> Claim:
    """A claim that is not withdrawn. Raises CatalogueError."""
    claim = reader.claims.claim(claim_id)
    if claim is None:
        raise CatalogueError(tr("There is no claim number {number}, or it was withdrawn.", number=claim_id))
    return claim


def _label_of(act: str, claim: Claim) -> str:
    """The label of an act that concerns one claim."""
    return act_label(act, claim=claim.label, case=claim.case_label)


def _of_case(reader: Reader, case_id: int | None) -> list[Claim]:
    return reader.claims.claims() if case_id is None else reader.claims.claims_of_case(case_id)


def _insert(unit: Unit, draft: ClaimDraft) -> int:
    unit.flush()
    check_references(unit, draft)
    row = row_of(draft, _label(unit, draft.case_id, words(draft.label)), unit.now)
    # unrated at first: a rating is checked by the origins, which are counted once the claim and its sources
    # stand
    claim = unit.insert(replace(row, credibility=None))
    _set_members(unit, claim, draft)
    if row.credibility is not None:
        unit.flush()
        count = counts_of(unit, [claim_not_withdrawn(unit, claim)])[claim]
        checked_credibility(row.credibility, draft.credibility_reason, draft.independence_reason, count)
        unit.save(claim, row)
    return claim


def _change(unit: Unit, claim_id: int, fields: dict[str, Any]) -> bool:
    claim = claim_not_withdrawn(unit, claim_id)
    draft = edited(draft_of(claim), fields)
    check_references(unit, draft)
    if draft.parent_id == claim_id:
        raise CatalogueError(tr("A claim is not its own parent."))
    had = unit.row(ClaimRow, claim_id)
    row = row_of(draft, _changed_label(unit, claim, draft), had.created_at)
    credibility, credibility_reason, independence_reason = checked_credibility(
        row.credibility, row.credibility_reason, row.independence_reason, counts_of(unit, [claim])[claim_id]
    )
    changed = replace(
        row,
        uuid=had.uuid,
        credibility=credibility,
        credibility_reason=credibility_reason,
        independence_reason=independence_reason,
    )
    differs = unit.save(claim_id, changed)
    return _set_members(unit, claim_id, draft) or differs


def _changed_label(unit: Unit, claim: Claim, draft: ClaimDraft) -> str:
    wished = words(draft.label)
    if wished == claim.label and draft.case_id == claim.case_id:
        return claim.label
    return _label(unit, draft.case_id, wished)


def _label(unit: Unit, case_id: int, wished: str | None) -> str:
    """The label as wished, if no claim of the case bears it; else the next number of the case."""
    if wished is None:
        # also those of claims withdrawn since: a number that stood in a report never means another claim
        given = unit.claims.labels_given(case_id)
        number = 1
        while f"C{number:02d}" in given:
            number += 1
        return f"C{number:02d}"
    other = unit.claims.name_labelled(case_id, wished)
    if other is not None:
        raise CatalogueError(
            tr(
                "{label} is already a claim of this case: {statement}",
                label=wished,
                statement=short(other.statement),
            )
        )
    return wished


def _set_members(unit: Unit, claim_id: int, draft: ClaimDraft) -> bool:
    """Make sources, places and quantities those of the draft; says whether anything differed."""
    unit.flush()
    members = unit.claims.members(claim_id)
    told = [("asserted by", source) for source in draft.asserted_by]
    told += [("reported via", source) for source in draft.reported_via]
    sources = [ClaimSourceRow(claim_id=claim_id, role=role, source_id=source) for role, source in told]
    places = [ClaimPlaceRow(claim_id=claim_id, place_id=place) for place in draft.places]
    changed = _make_stand(unit, members.sources, sources)
    changed |= _make_stand(unit, members.places, places)
    return _set_quantities(unit, claim_id, draft, members.quantities) or changed


def _make_stand(unit: Unit, had: dict[Member, int], wanted: Sequence[Member]) -> bool:
    """Withdraw what is not wanted any more, add what is new."""
    gone = [row for row in had if row not in wanted]
    new = [row for row in dict.fromkeys(wanted) if row not in had]
    for row in gone:
        unit.withdraw(type(row), had[row])
    for row in new:
        unit.insert(row)
    return bool(gone or new)


def _set_quantities(unit: Unit, claim_id: int, draft: ClaimDraft, had: Sequence[int]) -> bool:
    claim = unit.claims.claim(claim_id)
    if claim is not None and claim.quantities == draft.quantities:
        return False
    # quantities have nothing to be told apart by: if any differs, all are written anew
    for row in had:
        unit.withdraw(QuantityRow, row)
    for quantity in draft.quantities:
        unit.insert(quantity_row(claim_id, quantity))
    return True


def _relation(unit: Unit, draft: RelationDraft) -> RelationRow:
    """The row of a draft. Raises CatalogueError for one that cannot be, and for one that is there already."""
    if draft.from_id == draft.to_id:
        raise CatalogueError(tr("A claim has no relation to itself."))
    unit.flush()
    one, other = (claim_not_withdrawn(unit, claim) for claim in (draft.from_id, draft.to_id))
    kind = one_of(draft.kind, RELATION_KINDS, tr("The kind of a relation"))
    known = unit.claims.relations_of([one.id])
    if any((had.from_id, had.to_id, had.kind) == (one.id, other.id, kind) for had in known):
        raise CatalogueError(
            tr(
                "{claim} {relation} {other} already. Withdraw that relation first.",
                claim=one.label,
                relation=tr(kind),
                other=other.label,
            )
        )
    return RelationRow(
        from_id=one.id,
        to_id=other.id,
        kind=kind,
        reason=needed(draft.reason, tr("A relation needs a reason.")),
        label=words(draft.label),
        note=words(draft.note),
    )
