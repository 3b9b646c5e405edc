"""Evidence items: adding one without a file, editing, noting, examining, withdrawing; reading them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.context import Context
from app.errors import CatalogueError
from app.evidence.dossier import Dossier, gather
from app.evidence.tags import split_tags
from app.fields.item import ITEM
from app.fields.kinds import Given
from app.messages.acts import act_label
from app.records import Item, Line, exhibit_number
from db.reader import Reader
from db.rows import CustodyRow, ItemCaseRow, ItemRow, NoteRow
from db.unit import Unit
from resources.messages import stored, tr

_NUMBER = re.compile(r"(?:EX-?)?0*([1-9]\d{0,17})", re.IGNORECASE)

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
            item = unit.insert(ItemRow(created_at=unit.now, created_by=unit.agent_id, **values))
            for case in case_ids:
                unit.insert(ItemCaseRow(item_id=item, case_id=case))
            for tag in bearing:
                unit.tag(tag, [item])
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
        with self._context.act("examine", label, undoable=False) as unit:
            not_withdrawn(unit, item_id)
            item = unit.row(ItemRow, item_id)
            unit.save(item_id, replace(item, examined_at=unit.now, examined_by=unit.agent_id))
            custody(
                unit, item_id, "val", detail=detail or stored("examined by an analyst"), outcome="examined"
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
            had = unit.evidence.among_case(case_id, item_ids)
            new = [item for item in dict.fromkeys(item_ids) if item not in had]
            for item in new:
                unit.insert(ItemCaseRow(item_id=item, case_id=case_id))
        return len(new)


def custody(
    unit: Unit,
    item_id: int,
    event: str,
    *,
    outcome: str,
    detail: str,
    purpose: str | None = None,
    hash_verified: bool | None = None,
    tracked: bool = True,
) -> int:
    """Add a custody event (PREMIS code) of this agent, now."""
    return unit.insert(
        CustodyRow(
            item_id=item_id,
            at=unit.now,
            agent_id=unit.agent_id,
            act_id=unit.act_id,
            event=event,
            outcome=outcome,
            detail=detail,
            purpose=purpose,
            hash_verified=hash_verified,
        ),
        tracked=tracked,
    )


def not_withdrawn(reader: Reader, item_id: int) -> Item:
    """An item that may be changed. Raises CatalogueError if it is unknown or withdrawn."""
    item = read_item(reader, item_id)
    if item.withdrawn is not None:
        raise CatalogueError(tr("{exhibit} was withdrawn and is not changed any more.", exhibit=item.exhibit))
    return item


def find_item(reader: Reader, text: str) -> int:
    """The item that a person names by exhibit number or label."""
    labelled = reader.evidence.item_labelled(text.strip())
    if len(labelled) == 1:
        return labelled[0]
    if labelled:
        numbers = tuple(exhibit_number(item) for item in labelled)
        raise CatalogueError(
            tr(
                "{label} is the label of {count} items: {numbers}.",
                label=text,
                count=len(labelled),
                numbers=", ".join(numbers),
            ),
            numbers,
        )
    number = _NUMBER.fullmatch(text.strip())
    if number is None:
        raise CatalogueError(tr("“{text}” is no exhibit number. Write one such as EX-000012.", text=text))
    return read_item(reader, int(number[1])).id


def read_item(reader: Reader, item_id: int) -> Item:
    """An item, withdrawn or not. Raises CatalogueError if it is unknown."""
    item = reader.evidence.item(item_id)
    if item is None:
        raise CatalogueError(tr("There is no {exhibit} in this catalogue.", exhibit=exhibit_number(item_id)))
    return item
