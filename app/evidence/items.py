"""Evidence items: adding one without a file, editing, noting, examining, withdrawing; reading them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.claims.cases import case_not_withdrawn
from app.claims.sources import source_not_withdrawn
from app.context import Context
from app.errors import CatalogueError
from app.evidence.custody import custody
from app.evidence.dossier import Dossier, gather
from app.evidence.item_checks import demand_standing, find_item, not_withdrawn, read_item
from app.evidence.tags import split_tags
from app.fields.item import ITEM
from app.fields.kinds import Given
from app.messages.acts import act_label
from app.records import Line, exhibit_number
from db.acts.unit import Unit
from db.rows import ItemCaseRow, ItemRow, NoteRow
from resources.messages import tr
from resources.remarks import remark

Saying = Callable[[Unit, int], object]
"""Writes one thing more of an item, by its id, within an act: a location, its links to claims."""


class EvidenceItems:
    """The evidence items of a catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def count(self) -> int:
        """Items that are not withdrawn."""
        with self._context.database.read() as reader:
            return reader.evidence.count()

    def lines(self, ids: Sequence[int]) -> list[Line]:
        """A page of a list, in the order of `ids`."""
        with self._context.database.read() as reader:
            return reader.evidence.lines(ids)

    def named(self, text: str) -> int:
        """The id of the item that a person names: EX-000012, 12, or its label in a case text (E01).

        Raises CatalogueError for none and for several.
        """
        with self._context.database.read() as reader:
            return find_item(reader, text)

    def dossier(self, item_id: int) -> Dossier:
        """Everything known of an item, withdrawn or not."""
        with self._context.database.read() as reader:
            return gather(reader, read_item(reader, item_id))

    def add(
        self,
        kind: str,
        title: str,
        *,
        case_ids: Sequence[int] = (),
        tags: Sequence[str] = (),
        also: Sequence[Saying] = (),
        **fields: Given,
    ) -> int:
        """An item without a file: a physical object, a statement, a picture not held. Gives its id.

        `fields` are those of `edit`; a comma parts two tags. `also` says more of it in the same act, so that
        one undo takes back all: `Statements.saying` and `Links.saying` make such.
        """
        values = ITEM.checked({"type": kind, "title": title, **fields})
        bearing = dict.fromkeys(tag for text in tags for tag in split_tags(text))
        with self._context.act("add", act_label("add item", title=values["title"])) as unit:
            if values.get("publisher_id") is not None:
                source_not_withdrawn(unit, values["publisher_id"])
            item = unit.insert(ItemRow(created_at=unit.now, created_by=unit.agent_id, **values))
            for case in case_ids:
                case_not_withdrawn(unit, case)
                unit.insert(ItemCaseRow(item_id=item, case_id=case))
            for tag in bearing:
                unit.tag(tag, [item])
            # what is said besides is checked by reading, and must find the item
            unit.flush()
            for say in also:
                say(unit, item)
        return item

    def edit(self, item_id: int, *, reason: str | None = None, **fields: Given) -> bool:
        """Change fields of an item; says whether anything differed. None means unknown.

        `fields` are the given ones of the table `app.fields.item.ITEM`, by column.
        """
        values = ITEM.checked(fields)
        label = act_label("edit item", fields=list(values), exhibit=exhibit_number(item_id))
        with self._context.act("edit", label, reason=reason) as unit:
            not_withdrawn(unit, item_id)
            if values.get("publisher_id") is not None:
                source_not_withdrawn(unit, values["publisher_id"])
            return unit.save(item_id, replace(unit.row(ItemRow, item_id), **values))

    def note(self, item_id: int, text: str) -> int:
        """Write a note on an item."""
        words = text.strip()
        if not words:
            raise CatalogueError(tr("A note needs words."))
        with self._context.act("note", act_label("note", exhibit=exhibit_number(item_id))) as unit:
            not_withdrawn(unit, item_id)
            return unit.insert(NoteRow(item_id=item_id, text=words, at=unit.now, agent_id=unit.agent_id))

    def examine(self, item_id: int, *, detail: str | None = None) -> None:
        """Record that this analyst examined the item itself: its links are no longer *expected*."""
        label = act_label("examine", exhibit=exhibit_number(item_id))
        # it writes an event of custody, and those are never taken back
        with self._context.act("examine", label, undoable=False) as unit:
            not_withdrawn(unit, item_id)
            item = unit.row(ItemRow, item_id)
            unit.save(item_id, replace(item, examined_at=unit.now, examined_by=unit.agent_id))
            custody(
                unit,
                item_id,
                "val",
                detail=detail or remark("examined"),
                outcome="examined",
            )

    def withdraw(self, item_id: int, reason: str) -> None:
        """Mark an item as withdrawn: it answers no search, and stays readable. Raises without a reason."""
        if not reason.strip():
            raise CatalogueError(tr("Withdrawing needs a reason."))
        with self._context.act(
            "withdraw", act_label("withdraw item", exhibit=exhibit_number(item_id)), reason=reason.strip()
        ) as unit:
            not_withdrawn(unit, item_id)
            unit.withdraw(ItemRow, item_id)

    def put_in_case(self, item_ids: Sequence[int], case_id: int) -> int:
        """Add items to a case; gives how many were not in it."""
        with self._context.act("case", act_label("put in case", count=len(item_ids))) as unit:
            case_not_withdrawn(unit, case_id)
            demand_standing(unit, item_ids)
            had = unit.evidence.among_case(case_id, item_ids)
            new = [item for item in dict.fromkeys(item_ids) if item not in had]
            for item in new:
                unit.insert(ItemCaseRow(item_id=item, case_id=case_id))
        return len(new)
