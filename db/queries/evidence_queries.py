"""Questions about evidence items and what belongs to them."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from db.acts.clock import latest_before, seconds_behind
from db.queries.batch_queries import BatchQueries
from db.queries.fetch import columns, fetch, only
from db.queries.id_list import listed
from db.queries.place_queries import located
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
    ACT,
    AGENT,
    CAPTION,
    CUSTODY,
    FILE,
    ITEM,
    ITEM_CASE,
    ITEM_FILE,
    ITEM_TAG,
    LINK,
    NOTE,
    SHEET,
    TAG,
)

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


class EvidenceQueries:
    """Questions about items, files, receipts, custody, metadata, tags and notes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._batches = BatchQueries(connection)

    def item(self, item_id: int) -> Item | None:
        """An item, withdrawn or not."""
        return only(self._batches.items([item_id]))

    def item_labelled(self, label: str) -> list[int]:
        """Items whose label in a case text is this (E01)."""
        statement = select(ITEM.c.id).where(
            func.lower(ITEM.c.label) == label.lower(), ITEM.c.withdrawn.is_(None)
        )
        return list(self._connection.execute(statement).scalars())

    def count(self) -> int:
        """Items that are not withdrawn."""
        everything = select(func.count()).select_from(ITEM)
        # a count with a condition on withdrawn would read every row; the whole table is counted by its index
        withdrawn = everything.where(ITEM.c.withdrawn.is_not(None))  # few, and in an index of their own
        statement = select(everything.scalar_subquery() - withdrawn.scalar_subquery())
        return int(self._connection.execute(statement).scalar_one())

    def lines(self, ids: Sequence[int]) -> list[Line]:
        """A page of a list, in the order of `ids` (at most a few hundred); unknown ids are left out."""
        original = (
            # an item may have several originals: a line shows the first that came
            select(ITEM_FILE.c.item_id, func.min(ITEM_FILE.c.id).label("link_id"))
            .where(
                ITEM_FILE.c.item_id.in_(ids), ITEM_FILE.c.role == "original", ITEM_FILE.c.withdrawn.is_(None)
            )
            .group_by(ITEM_FILE.c.item_id)
            .subquery()
        )
        statement = (
            select(*(ITEM.c[name] for name in _LINE_ITEM))
            .add_columns(
                FILE.c.id.label("file_id"),
                FILE.c.sha256,
                ITEM_FILE.c.name.label("file_name"),
                FILE.c.media_type,
                FILE.c.width,
                FILE.c.height,
                FILE.c.size,
                FILE.c.thumbnail_state,
            )
            .outerjoin(original, original.c.item_id == ITEM.c.id)
            .outerjoin(ITEM_FILE, ITEM_FILE.c.id == original.c.link_id)
            .outerjoin(FILE, FILE.c.id == ITEM_FILE.c.file_id)
            .where(ITEM.c.id.in_(ids))
        )
        # an IN gives rows in the order of ids, not in that of the list
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
            select(ITEM_TAG.c.item_id, TAG.c.name)
            .join(TAG)
            .where(ITEM_TAG.c.item_id.in_(ids))
            .order_by(TAG.c.sort_key, TAG.c.name)
        )
        found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
        for item, name in self._connection.execute(statement):
            found[item] = (*found[item], name)
        return found

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use, and how many items bear it, the most used first."""
        statement = (
            select(TAG.c.name, func.count(ITEM_TAG.c.item_id))
            .join(ITEM_TAG, ITEM_TAG.c.tag_id == TAG.c.id)
            .group_by(TAG.c.id)
            .order_by(func.count(ITEM_TAG.c.item_id).desc(), TAG.c.sort_key, TAG.c.name)
        )
        return list(self._connection.execute(statement))

    def tagged(self, name: str, ids: Sequence[int]) -> int:
        """How many of these items bear the tag."""
        statement = select(ITEM_TAG.c.item_id).join(TAG).where(TAG.c.name == name)
        return len(set(self._connection.execute(statement).scalars()).intersection(ids))

    def among_case(self, case_id: int, ids: Collection[int]) -> set[int]:
        """Those of the items that are in a case."""
        statement = select(ITEM_CASE.c.item_id).where(
            ITEM_CASE.c.case_id == case_id,
            ITEM_CASE.c.withdrawn.is_(None),
            ITEM_CASE.c.item_id.in_(listed(ids)),
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
            select(ITEM.c.expected_sha256, func.min(ITEM.c.id))
            .where(ITEM.c.expected_sha256.in_(hashes), ITEM.c.held.is_(False), ITEM.c.withdrawn.is_(None))
            .group_by(ITEM.c.expected_sha256)
        )
        return {str(digest): item for digest, item in self._connection.execute(statement)}

    def receipts(self, item_id: int) -> list[Receipt]:
        """Receipts of an item, in the order in which they came."""
        return self._batches.receipts([item_id])[item_id]

    def custody(self, item_id: int) -> list[CustodyEvent]:
        """Custody events of an item, the first at the head."""
        statement = (
            select(*columns(CUSTODY, CustodyEvent))
            .add_columns(AGENT.c.name.label("agent"), ACT.c.sequence, latest_before().label("latest"))
            .join(AGENT, AGENT.c.id == CUSTODY.c.agent_id)
            .join(ACT, ACT.c.id == CUSTODY.c.act_id)
            .where(CUSTODY.c.item_id == item_id)
            .order_by(CUSTODY.c.id)
        )
        rows = [dict(row) for row in self._connection.execute(statement).mappings()]
        return [
            CustodyEvent(clock_behind_s=seconds_behind(row.pop("latest"), row["at"]), **row) for row in rows
        ]

    def captions(self, item_id: int) -> list[Caption]:
        """Captions as they stand in the files of an item."""
        statement = select(*columns(CAPTION, Caption)).where(
            CAPTION.c.item_id == item_id, CAPTION.c.withdrawn.is_(None)
        )
        return fetch(self._connection, Caption, statement)

    def notes(self, item_id: int) -> list[Note]:
        """Notes on an item, the first at the head."""
        statement = (
            select(*columns(NOTE, Note))
            .add_columns(AGENT.c.name.label("agent"))
            .join(AGENT)
            .where(NOTE.c.item_id == item_id, NOTE.c.withdrawn.is_(None))
            .order_by(NOTE.c.id)
        )
        return fetch(self._connection, Note, statement)

    def sheets(self, item_id: int) -> list[PrintedSheet]:
        """Printings of the sheet of an item, the first at the head."""
        statement = (
            select(*columns(SHEET, PrintedSheet))
            .add_columns(AGENT.c.name.label("agent"))
            .join(AGENT)
            .where(SHEET.c.item_id == item_id)
            .order_by(SHEET.c.id)
        )
        return fetch(self._connection, PrintedSheet, statement)

    def _claim_counts(self, ids: Sequence[int]) -> dict[int, int]:
        statement = (
            select(LINK.c.item_id, func.count(LINK.c.claim_id.distinct()))
            .where(LINK.c.item_id.in_(ids), LINK.c.withdrawn.is_(None))
            .group_by(LINK.c.item_id)
        )
        return dict(self._connection.execute(statement).all())
