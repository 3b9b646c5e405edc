"""What belongs to one item or to many, one query a table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from db.queries.claim_queries import links_where
from db.queries.fetch import columns, fetch, fetch_by_owner
from db.records import Case, File, Item, Link, Receipt, Time
from db.schema import (
    ACT,
    AGENT,
    CASE,
    FILE,
    ITEM,
    ITEM_CASE,
    ITEM_FILE,
    LINK,
    RECEIPT,
    SOURCE,
    TIME,
)


class BatchQueries:
    """Questions about a batch of items (at most a few hundred ids); answers are by item id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def items(self, ids: Sequence[int]) -> list[Item]:
        """The items, in the order of `ids`; unknown ids are left out."""
        statement = (
            select(*columns(ITEM, Item))
            .add_columns(ACT.c.sequence.label("withdrawn_entry"))
            .outerjoin(ACT, ACT.c.id == ITEM.c.withdrawn)
            .where(ITEM.c.id.in_(ids))
        )
        found = {item.id: item for item in fetch(self._connection, Item, statement)}
        return [found[item] for item in ids if item in found]

    def files(self, ids: Sequence[int]) -> defaultdict[int, list[File]]:
        """Files of each item, in the order in which they came."""
        statement = (
            select(ITEM_FILE.c.item_id.label("owner"))
            .add_columns(*(column for column in columns(FILE, File) if column.key != "id"))
            .add_columns(FILE.c.id.label("id"), ITEM_FILE.c.role, ITEM_FILE.c.name)
            .join(FILE, FILE.c.id == ITEM_FILE.c.file_id)
            .where(ITEM_FILE.c.item_id.in_(ids), ITEM_FILE.c.withdrawn.is_(None))
            .order_by(ITEM_FILE.c.id)
        )
        return fetch_by_owner(self._connection, File, statement)

    def receipts(self, ids: Sequence[int]) -> defaultdict[int, list[Receipt]]:
        """Receipts of each item, in the order in which they came."""
        collector = AGENT.alias()
        statement = (
            select(RECEIPT.c.item_id.label("owner"), *columns(RECEIPT, Receipt))
            .add_columns(
                FILE.c.sha256,
                SOURCE.c.name.label("source_name"),
                func.coalesce(SOURCE.c.restricted, False).label("source_restricted"),
                collector.c.name.label("collector"),
            )
            .join(FILE, FILE.c.id == RECEIPT.c.file_id)
            .join(collector, collector.c.id == RECEIPT.c.collector_id)
            .outerjoin(SOURCE, SOURCE.c.id == RECEIPT.c.source_id)
            .where(RECEIPT.c.item_id.in_(ids), RECEIPT.c.withdrawn.is_(None))
            .order_by(RECEIPT.c.id)
        )
        return fetch_by_owner(self._connection, Receipt, statement)

    def times(self, ids: Sequence[int]) -> defaultdict[int, list[Time]]:
        """Times of each item, in the order in which they were stated."""
        statement = (
            select(TIME.c.item_id.label("owner"), *columns(TIME, Time))
            .where(TIME.c.item_id.in_(ids), TIME.c.withdrawn.is_(None))
            .order_by(TIME.c.id)
        )
        return fetch_by_owner(self._connection, Time, statement)

    def cases(self, ids: Sequence[int]) -> defaultdict[int, list[Case]]:
        """Cases of each item, in the order in which they were opened."""
        statement = (
            select(ITEM_CASE.c.item_id.label("owner"), *columns(CASE, Case))
            .join(CASE, CASE.c.id == ITEM_CASE.c.case_id)
            .where(ITEM_CASE.c.item_id.in_(ids), ITEM_CASE.c.withdrawn.is_(None), CASE.c.withdrawn.is_(None))
            .order_by(CASE.c.id)
        )
        return fetch_by_owner(self._connection, Case, statement)

    def links(self, ids: Sequence[int]) -> defaultdict[int, list[Link]]:
        """Links of each item that stand, to claims that do."""
        found: defaultdict[int, list[Link]] = defaultdict(list)
        for link in links_where(self._connection, LINK.c.item_id.in_(ids)):
            found[link.item_id].append(link)
        return found

    def restricted_people(self) -> set[str]:
        """Collectors, machines and accounts of receipts; restricted sources, and who handed on for them."""
        statements: Iterable[Select[Any]] = (
            select(AGENT.c.name).join(RECEIPT, RECEIPT.c.collector_id == AGENT.c.id).distinct(),
            select(RECEIPT.c.machine).distinct(),
            select(RECEIPT.c.account).distinct(),
            select(SOURCE.c.name).where(SOURCE.c.restricted.is_(True)),
            select(SOURCE.c.native_names).where(SOURCE.c.restricted.is_(True)),
            select(RECEIPT.c.obtained_from).join(SOURCE).where(SOURCE.c.restricted.is_(True)).distinct(),
        )
        rows = (self._connection.execute(statement).scalars() for statement in statements)
        # native names are kept one a line: each must be found by itself
        return {name for found in rows for text in found if text for name in text.splitlines() if name}
