"""Questions about sources, origins, claims, their relations and links."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from db.fetch import columns, fetch
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
        found = self._claims(ClaimRow.id == claim_id)
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

    def links_of_item(self, item_id: int) -> list[Link]:
        return self._links(LinkRow.item_id == item_id)

    def links_of_claim(self, claim_id: int) -> list[Link]:
        return self._links(LinkRow.claim_id == claim_id)

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
