"""What belongs to many items, one query a table: for exports and other long ways through a catalogue."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import aliased

from db.fetch import columns, fetch
from db.records import Case, File, Item, Link, Receipt, Time
from db.schema import (
    AgentRow,
    CaseRow,
    ClaimRow,
    FileRow,
    ItemCaseRow,
    ItemFileRow,
    ItemRow,
    LinkRow,
    ReceiptRow,
    SourceRow,
    TimeRow,
)

Record = TypeVar("Record")


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
            select(ItemFileRow.item_id.label("of_item"))
            .add_columns(*(column for column in columns(FileRow, File) if column.key != "id"))
            .add_columns(FileRow.id.label("id"), ItemFileRow.role, ItemFileRow.name)
            .join(FileRow, FileRow.id == ItemFileRow.file_id)
            .where(ItemFileRow.item_id.in_(ids), ItemFileRow.withdrawn.is_(None))
            .order_by(ItemFileRow.id)
        )
        return self._grouped(File, statement)

    def receipts(self, ids: Sequence[int]) -> defaultdict[int, list[Receipt]]:
        collector = aliased(AgentRow)
        statement = (
            select(ReceiptRow.item_id.label("of_item"), *columns(ReceiptRow, Receipt))
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
        return self._grouped(Receipt, statement)

    def times(self, ids: Sequence[int]) -> defaultdict[int, list[Time]]:
        statement = (
            select(TimeRow.item_id.label("of_item"), *columns(TimeRow, Time))
            .where(TimeRow.item_id.in_(ids), TimeRow.withdrawn.is_(None))
            .order_by(TimeRow.id)
        )
        return self._grouped(Time, statement)

    def cases(self, ids: Sequence[int]) -> defaultdict[int, list[Case]]:
        statement = (
            select(ItemCaseRow.item_id.label("of_item"), *columns(CaseRow, Case))
            .join(CaseRow, CaseRow.id == ItemCaseRow.case_id)
            .where(ItemCaseRow.item_id.in_(ids), ItemCaseRow.withdrawn.is_(None), CaseRow.withdrawn.is_(None))
            .order_by(CaseRow.id)
        )
        return self._grouped(Case, statement)

    def links(self, ids: Sequence[int]) -> defaultdict[int, list[Link]]:
        statement = (
            select(LinkRow.item_id.label("of_item"), *columns(LinkRow, Link))
            .add_columns(
                ItemRow.title.label("item_title"),
                ItemRow.held,
                ItemRow.examined_at.is_not(None).label("examined"),
                ClaimRow.label.label("claim_label"),
                ClaimRow.statement.label("claim_statement"),
                CaseRow.label.label("case_label"),
                AgentRow.name.label("agent"),
            )
            .join(ItemRow, ItemRow.id == LinkRow.item_id)
            .join(ClaimRow, ClaimRow.id == LinkRow.claim_id)
            .join(CaseRow, CaseRow.id == ClaimRow.case_id)
            .join(AgentRow, AgentRow.id == LinkRow.agent_id)
            .where(LinkRow.item_id.in_(ids), LinkRow.withdrawn.is_(None), ClaimRow.withdrawn.is_(None))
            .order_by(LinkRow.id)
        )
        return self._grouped(Link, statement)

    def restricted_people(self) -> set[str]:
        """Names of collectors, machines and accounts of all receipts, and of restricted sources."""
        statements: Iterable[Select[Any]] = (
            select(AgentRow.name).join(ReceiptRow, ReceiptRow.collector_id == AgentRow.id).distinct(),
            select(ReceiptRow.machine).distinct(),
            select(ReceiptRow.account).distinct(),
            select(SourceRow.name).where(SourceRow.restricted.is_(True)),
        )
        rows = (self._connection.execute(statement).scalars() for statement in statements)
        return {text for found in rows for text in found if text}

    def _grouped(
        self, record: Callable[..., Record], statement: Select[Any]
    ) -> defaultdict[int, list[Record]]:
        found: defaultdict[int, list[Record]] = defaultdict(list)
        for row in self._connection.execute(statement).mappings():
            values = dict(row)
            found[values.pop("of_item")].append(record(**values))
        return found
