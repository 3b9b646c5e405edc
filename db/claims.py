"""Questions about sources, origins, claims, their relations and links."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, func, select, true
from sqlalchemy.orm import InstrumentedAttribute

from db.fetch import columns, fetch, fetch_by_owner, only
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
from db.sqlite import listed


@dataclass(frozen=True, slots=True)
class Members:
    """Row ids: sources by (role, source id), places by (place id,), quantities by (row id,)."""

    sources: dict[tuple[Any, ...], int]
    places: dict[tuple[Any, ...], int]
    quantities: dict[tuple[Any, ...], int]


@dataclass(frozen=True, slots=True)
class ClaimName:
    """As much of a claim as it takes to name it."""

    id: int
    case_label: str
    label: str
    statement: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A source or an origin by which somebody may already mean something."""

    id: int
    label: str
    name: str


class Claims:
    """Questions about what is said, by whom, and what stands behind it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sources(self, ids: Collection[int] | None = None) -> list[Source]:
        """Sources that stand: those with these ids, or every one."""
        return self._sources(_among(SourceRow.id, ids))

    def sources_of_origin(self, origin_id: int) -> list[Source]:
        """Sources whose origin this is."""
        return self._sources(SourceRow.origin_id == origin_id)

    def origins(self, ids: Collection[int] | None = None) -> list[Origin]:
        """Origins that stand: those with these ids, or every one."""
        statement = select(*columns(OriginRow, Origin)).where(
            OriginRow.withdrawn.is_(None), _among(OriginRow.id, ids)
        )
        return fetch(self._connection, Origin, statement.order_by(OriginRow.id))

    def claims(self, ids: Collection[int] | None = None) -> list[Claim]:
        """Claims that stand, those with these ids or every one: by case, in the order of their making."""
        return self._claims(_among(ClaimRow.id, ids))

    def claim(self, claim_id: int) -> Claim | None:
        """A claim that is not withdrawn."""
        return only(self.claims([claim_id]))

    def claims_of_case(self, case_id: int) -> list[Claim]:
        """Claims of a case, in the order in which they were made."""
        return self._claims(ClaimRow.case_id == case_id)

    def claims_of_origin(self, origin_id: int) -> list[Claim]:
        """Claims whose own origin this is."""
        return self._claims(ClaimRow.origin_id == origin_id)

    def claims_of_source(self, source_id: int) -> list[Claim]:
        """Claims that a source asserts, or by way of which they were reported."""
        said = select(ClaimSourceRow.claim_id).where(
            ClaimSourceRow.source_id == source_id, ClaimSourceRow.withdrawn.is_(None)
        )
        return self._claims(ClaimRow.id.in_(said))

    def claims_under(self, claim_id: int) -> list[Claim]:
        """Claims whose parent this is."""
        return self._claims(ClaimRow.parent_id == claim_id)

    def names(self, case_id: int | None = None) -> list[ClaimName]:
        """What the claims of one case or of all are called, in the order of `claims`."""
        return self._names(true() if case_id is None else ClaimRow.case_id == case_id)

    def name_labelled(self, case_id: int, label: str) -> ClaimName | None:
        """The claim of a case that bears a label, whatever the case of the letters."""
        same = func.lower(ClaimRow.label) == label.lower()
        return only(self._names((ClaimRow.case_id == case_id) & same))

    def relations(self) -> list[Relation]:
        """Every relation between claims."""
        return self._relations(true())

    def relations_of(self, claim_ids: Collection[int]) -> list[Relation]:
        """Relations from and to these claims."""
        ids = listed(claim_ids)
        return self._relations(RelationRow.from_id.in_(ids) | RelationRow.to_id.in_(ids))

    def labelled_in(self, noun: Literal["source", "origin"], case_id: int | None) -> list[Labelled]:
        """Sources or origins of one case, or of none, that bear a label."""
        table = SourceRow if noun == "source" else OriginRow
        statement = select(table.id, table.label, table.name).where(
            table.withdrawn.is_(None), table.label.is_not(None), table.case_id.is_not_distinct_from(case_id)
        )
        return fetch(self._connection, Labelled, statement)

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
        statement = select(ItemRow.id).where(ItemRow.id.in_(listed(item_ids)), ItemRow.withdrawn.is_(None))
        return set(self._connection.execute(statement).scalars())

    def publishers_of_linked(self, claim_ids: Sequence[int]) -> dict[int, int]:
        """The publisher, a source id, of each item that is linked to one of these claims and has one."""
        statement = (
            select(ItemRow.id, ItemRow.publisher_id)
            .join(LinkRow, LinkRow.item_id == ItemRow.id)
            .where(LinkRow.claim_id.in_(listed(claim_ids)), LinkRow.withdrawn.is_(None))
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
        return only(links_where(self._connection, LinkRow.id == link_id))

    def links_of_item(self, item_id: int) -> list[Link]:
        """Links of an item, in the order in which they were made."""
        return links_where(self._connection, LinkRow.item_id == item_id)

    def links_of_claims(self, claim_ids: Collection[int]) -> list[Link]:
        """Links to these claims, in the order in which they were made."""
        return links_where(self._connection, LinkRow.claim_id.in_(listed(claim_ids)))

    def links(self) -> list[Link]:
        """Every link of the catalogue."""
        return links_where(self._connection, true())

    def _sources(self, condition: ColumnElement[bool]) -> list[Source]:
        statement = select(*columns(SourceRow, Source)).where(SourceRow.withdrawn.is_(None), condition)
        return fetch(self._connection, Source, statement.order_by(SourceRow.id))

    def _names(self, condition: ColumnElement[bool]) -> list[ClaimName]:
        statement = (
            select(ClaimRow.id, CaseRow.label.label("case_label"), ClaimRow.label, ClaimRow.statement)
            .join(CaseRow, CaseRow.id == ClaimRow.case_id)
            .where(ClaimRow.withdrawn.is_(None), condition)
            .order_by(ClaimRow.case_id, ClaimRow.id)
        )
        return fetch(self._connection, ClaimName, statement)

    def _relations(self, condition: ColumnElement[bool]) -> list[Relation]:
        statement = select(*columns(RelationRow, Relation)).where(RelationRow.withdrawn.is_(None), condition)
        return fetch(self._connection, Relation, statement.order_by(RelationRow.id))

    def _claims(self, condition: ColumnElement[bool]) -> list[Claim]:
        statement = (
            select(*columns(ClaimRow, Claim))
            .add_columns(CaseRow.label.label("case_label"))
            .join(CaseRow)
            .where(ClaimRow.withdrawn.is_(None), condition)
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
            ClaimSourceRow.claim_id.in_(listed(ids)), ClaimSourceRow.withdrawn.is_(None)
        )
        found: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for claim, role, source in self._connection.execute(statement.order_by(ClaimSourceRow.id)):
            found[claim, role].append(source)
        return found

    def _places_of(self, ids: list[int]) -> defaultdict[int, list[int]]:
        statement = select(ClaimPlaceRow.claim_id, ClaimPlaceRow.place_id).where(
            ClaimPlaceRow.claim_id.in_(listed(ids)), ClaimPlaceRow.withdrawn.is_(None)
        )
        found: defaultdict[int, list[int]] = defaultdict(list)
        for claim, place in self._connection.execute(statement.order_by(ClaimPlaceRow.id)):
            found[claim].append(place)
        return found

    def _quantities_of(self, ids: list[int]) -> defaultdict[int, list[Quantity]]:
        statement = (
            select(QuantityRow.claim_id.label("owner"), *columns(QuantityRow, Quantity))
            .where(QuantityRow.claim_id.in_(listed(ids)), QuantityRow.withdrawn.is_(None))
            .order_by(QuantityRow.id)
        )
        return fetch_by_owner(self._connection, Quantity, statement)


def links_where(connection: Connection, condition: ColumnElement[bool]) -> list[Link]:
    """Links that stand between an item and a claim that do, in the order in which they were made."""
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
            condition, LinkRow.withdrawn.is_(None), ItemRow.withdrawn.is_(None), ClaimRow.withdrawn.is_(None)
        )
        .order_by(LinkRow.id)
    )
    return fetch(connection, Link, statement)


def _among(column: InstrumentedAttribute[int], ids: Collection[int] | None) -> ColumnElement[bool]:
    return true() if ids is None else column.in_(listed(ids))
