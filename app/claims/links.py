"""Links: an item supports, refutes or is context of a claim, and why."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.claims.claims import claim_not_withdrawn
from app.claims.drafts import LinkDraft, edited
from app.context import Context
from app.errors import CatalogueError
from app.evidence.item_checks import demand_standing
from app.evidence.items import Saying
from app.fields.evidence import LINK
from app.fields.kinds import Given
from app.fields.terms import STANCES, one_of
from app.messages.acts import act_label
from app.messages.wording import needed, words
from app.records import Link, exhibit_number
from db.acts.unit import Unit
from db.reader import Reader
from db.rows import LinkRow
from resources.messages import tr


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Link ids made by one act; `already` are items that had this stance to this claim and were left."""

    links: tuple[int, ...]
    already: tuple[int, ...]


class Links:
    """The links of a catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[Link]:
        """Every link, in the order in which they were made."""
        with self._context.database.read() as reader:
            return reader.claims.links()

    def of_item(self, item_id: int) -> list[Link]:
        """The links of an item, in the order in which they were made."""
        with self._context.database.read() as reader:
            return reader.claims.links_of_item(item_id)

    def of_claim(self, claim_id: int) -> list[Link]:
        """The links to a claim, in the order in which they were made."""
        with self._context.database.read() as reader:
            return reader.claims.links_of_claims([claim_id])

    def already(self, items: Sequence[int], claim_id: int, stance: str) -> tuple[int, ...]:
        """Those of the items that are linked so already: to be said before several are linked."""
        with self._context.database.read() as reader:
            return _already(reader, items, claim_id, one_of(stance, STANCES, tr("The stance of a link")))

    def add(
        self,
        items: Sequence[int],
        claim_id: int,
        stance: str,
        reason: str,
        **fields: Given,
    ) -> LinkReport:
        """Link one item or many to a claim in one act. Raises CatalogueError without a reason.

        `fields` are the given ones of the table `app.fields.evidence.LINK`, by column.
        """
        stance = one_of(stance, STANCES, tr("The stance of a link"))
        needed(reason, tr("A link needs a reason."))
        said = LINK.checked(fields)
        with self._context.act("link", _label(items, str(claim_id), stance)) as unit:
            unit.label = _label(items, claim_not_withdrawn(unit, claim_id).label, stance)
            had = _already(unit, items, claim_id, stance)
            new = [item for item in dict.fromkeys(items) if item not in had]
            drafts = [LinkDraft(item, claim_id, stance, reason, **said) for item in new]
            return LinkReport(tuple(_put(unit, drafts)), had)

    def saying(self, claim_ids: Sequence[int], stance: str, reason: str) -> Saying:
        """What links an item to these claims within the act that adds it; see `Evidence.add`.

        Stance and reason are checked at once, before there is an item.
        """
        checked = (
            one_of(stance, STANCES, tr("The stance of a link")),
            needed(reason, tr("A link needs a reason.")),
        )

        def say(unit: Unit, item_id: int) -> list[int]:
            return _put(unit, [LinkDraft(item_id, claim, *checked) for claim in dict.fromkeys(claim_ids)])

        return say

    def add_all(self, drafts: Sequence[LinkDraft]) -> list[int]:
        """Add links between several items and several claims in one act; gives their ids.

        Raises CatalogueError for one that is there already.
        """
        with self._context.act("link", act_label("add links", count=len(drafts))) as unit:
            return _put(unit, drafts)

    def edit(self, link_id: int, *, reason: str | None = None, **fields: Any) -> bool:
        """Change fields, those of LinkDraft, and `reason` is one; says whether anything differed."""
        if reason is not None:
            fields["reason"] = reason
        with self._context.act("edit link", act_label("edit link", number=link_id)) as unit:
            link = _standing(unit, link_id)
            draft = edited(
                LinkDraft(**{name: getattr(link, name) for name in LinkDraft.__dataclass_fields__}),
                fields,
            )
            _demand_standing(unit, [draft])
            row = _row(unit, draft)
            if (row.item_id, row.claim_id, row.stance) != (link.item_id, link.claim_id, link.stance):
                _refuse_equal(unit, [row])
            had = unit.row(LinkRow, link_id)
            return unit.save(link_id, replace(row, uuid=had.uuid, agent_id=had.agent_id, at=had.at))

    def withdraw(self, link_id: int, reason: str) -> None:
        """Mark a link as withdrawn."""
        why = needed(reason, tr("Withdrawing needs a reason."))
        with self._context.act("unlink", act_label("withdraw link", number=link_id), reason=why) as unit:
            unit.withdraw(LinkRow, _standing(unit, link_id).id)


def _put(unit: Unit, drafts: Sequence[LinkDraft]) -> list[int]:
    """Write links; gives their ids.

    Raises CatalogueError for a claim or an item that does not stand, and for a link that is there already.
    """
    _demand_standing(unit, drafts)
    rows = [_row(unit, draft) for draft in drafts]
    _refuse_equal(unit, rows)
    return [unit.insert(row) for row in rows]


def _already(reader: Reader, items: Sequence[int], claim_id: int, stance: str) -> tuple[int, ...]:
    linked = reader.claims.linked_so(items, claim_id, stance)
    return tuple(item for item in dict.fromkeys(items) if item in linked)


def _demand_standing(reader: Reader, drafts: Sequence[LinkDraft]) -> None:
    """Raises CatalogueError for the first claim or item that is unknown or withdrawn."""
    for claim in dict.fromkeys(draft.claim_id for draft in drafts):
        claim_not_withdrawn(reader, claim)
    demand_standing(reader, list(dict.fromkeys(draft.item_id for draft in drafts)))


def _refuse_equal(unit: Unit, rows: Sequence[LinkRow]) -> None:
    """Raises CatalogueError for the first link that stands already, or comes twice."""
    wanted: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for row in rows:
        wanted[row.claim_id, row.stance].append(row.item_id)
    for (claim, stance), items in wanted.items():
        had = unit.claims.linked_so(items, claim, stance)
        for item in items:
            if item in had:
                label = claim_not_withdrawn(unit, claim).label
                raise CatalogueError(
                    tr(
                        "{exhibit} is linked to {claim} so already ({stance}).",
                        exhibit=exhibit_number(item),
                        claim=label,
                        stance=tr(stance),
                    )
                )
            # from here on the same link within this act is the second one
            had.add(item)


def _row(unit: Unit, draft: LinkDraft) -> LinkRow:
    """The row of a draft. Raises CatalogueError for a stance that is none, and without a reason."""
    return LinkRow(
        item_id=draft.item_id,
        claim_id=draft.claim_id,
        stance=one_of(draft.stance, STANCES, tr("The stance of a link")),
        reason=needed(draft.reason, tr("A link needs a reason.")),
        **LINK.checked_of(draft),
        agent_id=unit.agent_id,
        at=unit.now,
        label=words(draft.label),
        note=words(draft.note),
    )


def _standing(reader: Reader, link_id: int) -> Link:
    link = reader.claims.link(link_id)
    if link is None:
        raise CatalogueError(tr("There is no link number {number}, or it was withdrawn.", number=link_id))
    return link


def _label(items: Sequence[int], claim: str, stance: str) -> str:
    if len(items) == 1:
        return act_label("link item", exhibit=exhibit_number(items[0]), claim=claim, stance=stance)
    return act_label("link items", count=len(items), claim=claim, stance=stance)
