"""Questions about sources, origins, claims, their relations and links."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from db.fetch import columns, fetch, only
from db.records import Claim, Link, Origin, Quantity, Relation, Source
from db.schema import (
    AgentRow,
    CaseRow,
    ClaimPlaceRow,
    ClaimRow,
    ClaimSourceRow,
    ItemRow,
    LinkRow,
    OriginRow,
    QuantityRow,
    RelationRow,
    SourceRow,
)


@dataclass(frozen=True, slots=True)
class Members:
    """Row ids: sources by (role, source id), places by (place id,), quantities by (row id,)."""

    sources: dict[tuple[Any, ...], int]
    places: dict[tuple[Any, ...], int]
    quantities: dict[tuple[Any, ...], int]


class Claims:
    """Questions about what is said, by whom, and what stands behind it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sources(self) -> list[Source]:
        statement = (
            select(*columns(SourceRow, Source)).where(SourceRow.withdrawn.is_(None)).order_by(SourceRow.id)
        )
        return fetch(self._connection, Source, statement)

    def origins(self) -> list[Origin]:
        statement = (
            select(*columns(OriginRow, Origin)).where(OriginRow.withdrawn.is_(None)).order_by(OriginRow.id)
        )
        return fetch(self._connection, Origin, statement)

    def claims(self) -> list[Claim]:
        """Every claim, case by case, in the order in which they were made."""
        return self._claims(ClaimRow.withdrawn.is_(None))

    def claim(self, claim_id: int) -> Claim | None:
        """A claim that is not withdrawn."""
        found = self._claims((ClaimRow.id == claim_id) & ClaimRow.withdrawn.is_(None))
        return found[0] if found else None

    def claims_labelled(self, label: str) -> list[Claim]:
        """Claims with this label, whatever the case of the letters: one a case."""
        return self._claims(ClaimRow.withdrawn.is_(None) & (func.lower(ClaimRow.label) == label.lower()))

    def relations(self) -> list[Relation]:
        statement = (
            select(*columns(RelationRow, Relation))
            .where(RelationRow.withdrawn.is_(None))
            .order_by(RelationRow.id)
        )
        return fetch(self._connection, Relation, statement)

    def relations_of(self, claim_id: int) -> list[Relation]:
        """Relations from and to a claim."""
        return [relation for relation in self.relations() if claim_id in (relation.from_id, relation.to_id)]

    def labels_given(self, case_id: int) -> set[str]:
        """Every label that a claim of the case has or had."""
        return set(
            self._connection.execute(select(ClaimRow.label).where(ClaimRow.case_id == case_id)).scalars()
        )

    def published_by(self, source_id: int) -> list[int]:
        """Items that a source published."""
        statement = select(ItemRow.id).where(ItemRow.publisher_id == source_id, ItemRow.withdrawn.is_(None))
        return list(self._connection.execute(statement.order_by(ItemRow.id)).scalars())

    def items_standing(self, item_ids: Sequence[int]) -> set[int]:
        """Those of the items that exist and are not withdrawn."""
        found: set[int] = set()
        for start in range(0, len(item_ids), 500):
            ids = item_ids[start : start + 500]
            statement = select(ItemRow.id).where(ItemRow.id.in_(ids), ItemRow.withdrawn.is_(None))
            found.update(self._connection.execute(statement).scalars())
        return found

    def publishers_of_linked(self, claim_ids: Sequence[int]) -> dict[int, int]:
        """The publisher, a source id, of each item that is linked to one of these claims and has one."""
        statement = (
            select(ItemRow.id, ItemRow.publisher_id)
            .join(LinkRow, LinkRow.item_id == ItemRow.id)
            .where(LinkRow.claim_id.in_(claim_ids), LinkRow.withdrawn.is_(None))
            .distinct()
        )
        rows = self._connection.execute(statement)
        return {item: publisher for item, publisher in rows if publisher is not None}

    def members(self, claim_id: int) -> Members:
        """The rows that hang on a claim and stand, by what they are of."""
        return Members(
            self._rows(ClaimSourceRow.id, claim_id, ClaimSourceRow.role, ClaimSourceRow.source_id),
            self._rows(ClaimPlaceRow.id, claim_id, ClaimPlaceRow.place_id),
            self._rows(QuantityRow.id, claim_id),
        )

    def link(self, link_id: int) -> Link | None:
        """A link that is not withdrawn."""
        return only(self._links(LinkRow.id == link_id))

    def links_of_item(self, item_id: int) -> list[Link]:
        return self._links(LinkRow.item_id == item_id)

    def links_of_claim(self, claim_id: int) -> list[Link]:
        return self._links(LinkRow.claim_id == claim_id)

    def links_of_claims(self, claim_ids: Sequence[int]) -> list[Link]:
        return self._links(LinkRow.claim_id.in_(claim_ids))

    def links(self) -> list[Link]:
        """Every link of the catalogue."""
        return self._links(LinkRow.id.is_not(None))

    def _links(self, condition: ColumnElement[bool]) -> list[Link]:
        statement = (
            select(*columns(LinkRow, Link))
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
            .where(
                condition,
                LinkRow.withdrawn.is_(None),
                ItemRow.withdrawn.is_(None),
                ClaimRow.withdrawn.is_(None),
            )
            .order_by(LinkRow.id)
        )
        return fetch(self._connection, Link, statement)

    def _claims(self, condition: ColumnElement[bool]) -> list[Claim]:
        statement = (
            select(*columns(ClaimRow, Claim))
            .add_columns(CaseRow.label.label("case_label"))
            .join(CaseRow)
            .where(condition)
            .order_by(ClaimRow.case_id, ClaimRow.id)
        )
        rows = self._connection.execute(statement).mappings().all()
        ids = [row["id"] for row in rows]
        sources, places, quantities = self._sources_of(ids), self._places_of(ids), self._quantities_of(ids)
        return [
            Claim(
                **row,
                asserted_by=tuple(sources[row["id"], "asserted by"]),
                reported_via=tuple(sources[row["id"], "reported via"]),
                places=tuple(places[row["id"]]),
                quantities=tuple(quantities[row["id"]]),
            )
            for row in rows
        ]

    def _rows(self, key: Any, claim_id: int, *named: Any) -> dict[tuple[Any, ...], int]:
        table = key.class_
        statement = select(key, *named).where(table.claim_id == claim_id, table.withdrawn.is_(None))
        rows = self._connection.execute(statement.order_by(key)).all()
        return {tuple(row[1:]) or (row[0],): row[0] for row in rows}

    def _sources_of(self, ids: list[int]) -> defaultdict[tuple[int, str], list[int]]:
        statement = select(ClaimSourceRow.claim_id, ClaimSourceRow.role, ClaimSourceRow.source_id).where(
            ClaimSourceRow.claim_id.in_(ids), ClaimSourceRow.withdrawn.is_(None)
        )
        found: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for claim, role, source in self._connection.execute(statement.order_by(ClaimSourceRow.id)):
            found[claim, role].append(source)
        return found

    def _places_of(self, ids: list[int]) -> defaultdict[int, list[int]]:
        statement = select(ClaimPlaceRow.claim_id, ClaimPlaceRow.place_id).where(
            ClaimPlaceRow.claim_id.in_(ids), ClaimPlaceRow.withdrawn.is_(None)
        )
        found: defaultdict[int, list[int]] = defaultdict(list)
        for claim, place in self._connection.execute(statement.order_by(ClaimPlaceRow.id)):
            found[claim].append(place)
        return found

    def _quantities_of(self, ids: list[int]) -> defaultdict[int, list[Quantity]]:
        statement = (
            select(QuantityRow.claim_id, *columns(QuantityRow, Quantity))
            .where(QuantityRow.claim_id.in_(ids), QuantityRow.withdrawn.is_(None))
            .order_by(QuantityRow.id)
        )
        found: defaultdict[int, list[Quantity]] = defaultdict(list)
        for row in self._connection.execute(statement).mappings():
            fields: dict[str, Any] = dict(row)
            found[fields.pop("claim_id")].append(Quantity(**fields))
        return found
