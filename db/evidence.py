"""Questions about evidence items and what belongs to them."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from db.batches import Batches
from db.fetch import columns, fetch, only
from db.places import located
from db.records import (
    Caption,
    Case,
    CustodyEvent,
    File,
    Item,
    Line,
    Note,
    PrintedSheet,
    Receipt,
)
from db.schema import (
    AgentRow,
    CaptionRow,
    CustodyRow,
    FileRow,
    ItemCaseRow,
    ItemFileRow,
    ItemRow,
    ItemTagRow,
    LinkRow,
    NoteRow,
    SheetRow,
    TagRow,
)
from db.sqlite import listed

_LINE_ITEM = [
    "id",
    "type",
    "title",
    "held",
    "sensitivity",
    "digital_source_type",
    "captured_earliest",
    "captured_latest",
    "received_at",
    "camera",
    "label",
    "withdrawn",
]


class Evidence:
    """Questions about items, files, receipts, custody, metadata, tags and notes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._batches = Batches(connection)

    def item(self, item_id: int) -> Item | None:
        """An item, withdrawn or not."""
        return only(
            fetch(self._connection, Item, select(*columns(ItemRow, Item)).where(ItemRow.id == item_id))
        )

    def item_labelled(self, label: str) -> list[int]:
        """Items whose label in a case text is this (E01)."""
        statement = select(ItemRow.id).where(
            func.lower(ItemRow.label) == label.lower(), ItemRow.withdrawn.is_(None)
        )
        return list(self._connection.execute(statement).scalars())

    def count(self) -> int:
        """Items that are not withdrawn."""
        everything = select(func.count()).select_from(ItemRow)
        withdrawn = everything.where(ItemRow.withdrawn.is_not(None))  # few, and in an index of their own
        statement = select(everything.scalar_subquery() - withdrawn.scalar_subquery())
        return int(self._connection.execute(statement).scalar_one())

    def withdrawn(self, ids: Sequence[int]) -> list[int]:
        """Which of these items are withdrawn."""
        statement = select(ItemRow.id).where(ItemRow.id.in_(listed(ids)), ItemRow.withdrawn.is_not(None))
        return list(self._connection.execute(statement.order_by(ItemRow.id)).scalars())

    def lines(self, ids: Sequence[int]) -> list[Line]:
        """A page of a list, in the order of `ids` (at most a few hundred); unknown ids are left out."""
        original = (
            select(ItemFileRow.item_id, func.min(ItemFileRow.id).label("link_id"))
            .where(
                ItemFileRow.item_id.in_(ids), ItemFileRow.role == "original", ItemFileRow.withdrawn.is_(None)
            )
            .group_by(ItemFileRow.item_id)
            .subquery()
        )
        statement = (
            select(*(getattr(ItemRow, name) for name in _LINE_ITEM))
            .add_columns(
                FileRow.id.label("file_id"),
                FileRow.sha256,
                ItemFileRow.name.label("file_name"),
                FileRow.media_type,
                FileRow.width,
                FileRow.height,
                FileRow.size,
                FileRow.thumbnail_state,
            )
            .outerjoin(original, original.c.item_id == ItemRow.id)
            .outerjoin(ItemFileRow, ItemFileRow.id == original.c.link_id)
            .outerjoin(FileRow, FileRow.id == ItemFileRow.file_id)
            .where(ItemRow.id.in_(ids))
        )
        rows = {row["id"]: row for row in self._connection.execute(statement).mappings()}
        tags, claims, where = self.tags_of(ids), self._claim_counts(ids), located(self._connection, ids)
        return [
            Line(**rows[item], tags=tags[item], claims=claims.get(item, 0), locations=tuple(where[item]))
            for item in ids
            if item in rows
        ]

    def tags_of(self, ids: Sequence[int]) -> defaultdict[int, tuple[str, ...]]:
        """Tags of each item, in alphabetical order."""
        statement = (
            select(ItemTagRow.item_id, TagRow.name)
            .join(TagRow)
            .where(ItemTagRow.item_id.in_(ids))
            .order_by(TagRow.name)
        )
        found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
        for item, name in self._connection.execute(statement):
            found[item] = (*found[item], name)
        return found

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use, and how many items bear it, the most used first."""
        statement = (
            select(TagRow.name, func.count(ItemTagRow.item_id))
            .join(ItemTagRow, ItemTagRow.tag_id == TagRow.id)
            .group_by(TagRow.id)
            .order_by(func.count(ItemTagRow.item_id).desc(), TagRow.name)
        )
        return list(self._connection.execute(statement))

    def tagged(self, name: str, ids: Sequence[int]) -> int:
        """How many of these items bear the tag."""
        statement = select(ItemTagRow.item_id).join(TagRow).where(TagRow.name == name)
        return len(set(self._connection.execute(statement).scalars()).intersection(ids))

    def among_case(self, case_id: int, ids: Collection[int]) -> set[int]:
        """Those of the items that are in a case."""
        statement = select(ItemCaseRow.item_id).where(
            ItemCaseRow.case_id == case_id,
            ItemCaseRow.withdrawn.is_(None),
            ItemCaseRow.item_id.in_(listed(ids)),
        )
        return set(self._connection.execute(statement).scalars())

    def cases_of(self, item_id: int) -> list[Case]:
        """Cases of an item, in the order in which they were opened."""
        return self._batches.cases([item_id])[item_id]

    def files(self, item_id: int) -> list[File]:
        """Files of an item, in the order in which they came."""
        return self._batches.files([item_id])[item_id]

    def awaited(self, hashes: Sequence[str]) -> dict[str, int]:
        """Of the files among these hashes that an item waits for and does not hold yet: that item."""
        statement = (
            select(ItemRow.expected_sha256, func.min(ItemRow.id))
            .where(ItemRow.expected_sha256.in_(hashes), ItemRow.held.is_(False), ItemRow.withdrawn.is_(None))
            .group_by(ItemRow.expected_sha256)
        )
        return {str(digest): item for digest, item in self._connection.execute(statement)}

    def receipts(self, item_id: int) -> list[Receipt]:
        """Receipts of an item, in the order in which they came."""
        return self._batches.receipts([item_id])[item_id]

    def custody(self, item_id: int) -> list[CustodyEvent]:
        """Custody events of an item, the first at the head."""
        statement = (
            select(*columns(CustodyRow, CustodyEvent))
            .add_columns(AgentRow.name.label("agent"))
            .join(AgentRow)
            .where(CustodyRow.item_id == item_id)
            .order_by(CustodyRow.id)
        )
        return fetch(self._connection, CustodyEvent, statement)

    def captions(self, item_id: int) -> list[Caption]:
        """Captions as they stand in the files of an item."""
        statement = select(*columns(CaptionRow, Caption)).where(
            CaptionRow.item_id == item_id, CaptionRow.withdrawn.is_(None)
        )
        return fetch(self._connection, Caption, statement)

    def notes(self, item_id: int) -> list[Note]:
        """Notes on an item, the first at the head."""
        statement = (
            select(*columns(NoteRow, Note))
            .add_columns(AgentRow.name.label("agent"))
            .join(AgentRow)
            .where(NoteRow.item_id == item_id, NoteRow.withdrawn.is_(None))
            .order_by(NoteRow.id)
        )
        return fetch(self._connection, Note, statement)

    def sheets(self, item_id: int) -> list[PrintedSheet]:
        """Printings of the sheet of an item, the first at the head."""
        statement = (
            select(*columns(SheetRow, PrintedSheet))
            .add_columns(AgentRow.name.label("agent"))
            .join(AgentRow)
            .where(SheetRow.item_id == item_id)
            .order_by(SheetRow.id)
        )
        return fetch(self._connection, PrintedSheet, statement)

    def _claim_counts(self, ids: Sequence[int]) -> dict[int, int]:
        statement = (
            select(LinkRow.item_id, func.count(LinkRow.claim_id.distinct()))
            .where(LinkRow.item_id.in_(ids), LinkRow.withdrawn.is_(None))
            .group_by(LinkRow.item_id)
        )
        return dict(self._connection.execute(statement).all())
