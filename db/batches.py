"""What belongs to one item or to many, one query a table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import aliased

from db.claims import links_where
from db.fetch import columns, fetch, fetch_by_owner
from db.records import Case, File, Item, Link, Receipt, Time
from db.schema import (
    AgentRow,
    CaseRow,
    FileRow,
    ItemCaseRow,
    ItemFileRow,
    ItemRow,
    LinkRow,
    ReceiptRow,
    SourceRow,
    TimeRow,
)


class Batches:
    """Questions about a batch of items (at most a few hundred ids); answers are by item id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def items(self, ids: Sequence[int]) -> list[Item]:
        """The items, in the order of `ids`; unknown ids are left out."""
        statement = select(*columns(ItemRow, Item)).where(ItemRow.id.in_(ids))
        found = {item.id: item for item in fetch(self._connection, Item, statement)}
        return [found[item] for item in ids if item in found]

    def files(self, ids: Sequence[int]) -> defaultdict[int, list[File]]:
        """Files of each item, in the order in which they came."""
        statement = (
            select(ItemFileRow.item_id.label("owner"))
            .add_columns(*(column for column in columns(FileRow, File) if column.key != "id"))
            .add_columns(FileRow.id.label("id"), ItemFileRow.role, ItemFileRow.name)
            .join(FileRow, FileRow.id == ItemFileRow.file_id)
            .where(ItemFileRow.item_id.in_(ids), ItemFileRow.withdrawn.is_(None))
            .order_by(ItemFileRow.id)
        )
        return fetch_by_owner(self._connection, File, statement)

    def receipts(self, ids: Sequence[int]) -> defaultdict[int, list[Receipt]]:
        """Receipts of each item, in the order in which they came."""
        collector = aliased(AgentRow)
        statement = (
            select(ReceiptRow.item_id.label("owner"), *columns(ReceiptRow, Receipt))
            .add_columns(
                FileRow.sha256,
                SourceRow.name.label("source_name"),
                func.coalesce(SourceRow.restricted, False).label("source_restricted"),
                collector.name.label("collector"),
            )
            .join(FileRow, FileRow.id == ReceiptRow.file_id)
            .join(collector, collector.id == ReceiptRow.collector_id)
            .outerjoin(SourceRow, SourceRow.id == ReceiptRow.source_id)
            .where(ReceiptRow.item_id.in_(ids), ReceiptRow.withdrawn.is_(None))
            .order_by(ReceiptRow.id)
        )
        return fetch_by_owner(self._connection, Receipt, statement)

    def times(self, ids: Sequence[int]) -> defaultdict[int, list[Time]]:
        """Times of each item, in the order in which they were stated."""
        statement = (
            select(TimeRow.item_id.label("owner"), *columns(TimeRow, Time))
            .where(TimeRow.item_id.in_(ids), TimeRow.withdrawn.is_(None))
            .order_by(TimeRow.id)
        )
        return fetch_by_owner(self._connection, Time, statement)

    def cases(self, ids: Sequence[int]) -> defaultdict[int, list[Case]]:
        """Cases of each item, in the order in which they were opened."""
        statement = (
            select(ItemCaseRow.item_id.label("owner"), *columns(CaseRow, Case))
            .join(CaseRow, CaseRow.id == ItemCaseRow.case_id)
            .where(ItemCaseRow.item_id.in_(ids), ItemCaseRow.withdrawn.is_(None), CaseRow.withdrawn.is_(None))
            .order_by(CaseRow.id)
        )
        return fetch_by_owner(self._connection, Case, statement)

    def links(self, ids: Sequence[int]) -> defaultdict[int, list[Link]]:
        """Links of each item that stand, to claims that do."""
        found: defaultdict[int, list[Link]] = defaultdict(list)
        for link in links_where(self._connection, LinkRow.item_id.in_(ids)):
            found[link.item_id].append(link)
        return found

    def restricted_people(self) -> set[str]:
        """Collectors, machines and accounts of receipts; restricted sources, and who handed on for them."""
        statements: Iterable[Select[Any]] = (
            select(AgentRow.name).join(ReceiptRow, ReceiptRow.collector_id == AgentRow.id).distinct(),
            select(ReceiptRow.machine).distinct(),
            select(ReceiptRow.account).distinct(),
            select(SourceRow.name).where(SourceRow.restricted.is_(True)),
            select(SourceRow.native_names).where(SourceRow.restricted.is_(True)),
            select(ReceiptRow.obtained_from).join(SourceRow).where(SourceRow.restricted.is_(True)).distinct(),
        )
        rows = (self._connection.execute(statement).scalars() for statement in statements)
        return {name for found in rows for text in found if text for name in text.splitlines() if name}
