"""Questions about sources, origins, claims, their relations and links."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, ColumnElement, Connection, Table, func, select, true

from db.queries.fetch import columns, fetch, fetch_by_owner, only
from db.queries.id_list import listed
from db.records import Claim, Link, Origin, Quantity, Relation, Source
from db.rows import ClaimPlaceRow, ClaimSourceRow
from db.rows.row_values import AnyRow, row_of
from db.schema import (
    AGENT,
    CASE,
    CLAIM,
    CLAIM_PLACE,
    CLAIM_SOURCE,
    ITEM,
    LINK,
    ORIGIN,
    QUANTITY,
    RELATION,
    SOURCE,
)


@dataclass(frozen=True, slots=True)
class ClaimMembers:
    """The rows that hang on a claim and stand, with their ids."""

    sources: dict[ClaimSourceRow, int]
    places: dict[ClaimPlaceRow, int]
    quantities: list[int]


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


class ClaimQueries:
    """Questions about what is said, by whom, and what stands behind it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sources(self, ids: Collection[int] | None = None) -> list[Source]:
        """Sources that stand: those with these ids, or every one."""
        return self._sources(_among(SOURCE.c.id, ids))

    def sources_of_origin(self, origin_id: int) -> list[Source]:
        """Sources whose origin this is."""
        return self._sources(SOURCE.c.origin_id == origin_id)

    def origins(self, ids: Collection[int] | None = None) -> list[Origin]:
        """Origins that stand: those with these ids, or every one."""
        statement = select(*columns(ORIGIN, Origin)).where(
            ORIGIN.c.withdrawn.is_(None), _among(ORIGIN.c.id, ids)
        )
        return fetch(self._connection, Origin, statement.order_by(ORIGIN.c.id))

    def claims(self, ids: Collection[int] | None = None) -> list[Claim]:
        """Claims that stand, those with these ids or every one: by case, in the order of their making."""
        return self._claims(_among(CLAIM.c.id, ids))

    def claim(self, claim_id: int) -> Claim | None:
        """A claim that is not withdrawn."""
        return only(self.claims([claim_id]))

    def claims_of_case(self, case_id: int) -> list[Claim]:
        """Claims of a case, in the order in which they were made."""
        return self._claims(CLAIM.c.case_id == case_id)

    def claims_of_origin(self, origin_id: int) -> list[Claim]:
        """Claims whose own origin this is."""
        return self._claims(CLAIM.c.origin_id == origin_id)

    def claims_of_source(self, source_id: int) -> list[Claim]:
        """Claims that a source asserts, or by way of which they were reported."""
        said = select(CLAIM_SOURCE.c.claim_id).where(
            CLAIM_SOURCE.c.source_id == source_id, CLAIM_SOURCE.c.withdrawn.is_(None)
        )
        return self._claims(CLAIM.c.id.in_(said))

    def claims_under(self, claim_id: int) -> list[Claim]:
        """Claims whose parent this is."""
        return self._claims(CLAIM.c.parent_id == claim_id)

    def names(self, case_id: int | None = None) -> list[ClaimName]:
        """What the claims of one case or of all are called, in the order of `claims`."""
        return self._names(true() if case_id is None else CLAIM.c.case_id == case_id)

    def name_labelled(self, case_id: int, label: str) -> ClaimName | None:
        """The claim of a case that bears a label, whatever the case of the letters."""
        same = func.lower(CLAIM.c.label) == label.lower()
        return only(self._names((CLAIM.c.case_id == case_id) & same))

    def relations(self) -> list[Relation]:
        """Every relation between claims."""
        return self._relations(true())

    def relations_of(self, claim_ids: Collection[int]) -> list[Relation]:
        """Relations from and to these claims."""
        ids = listed(claim_ids)
        return self._relations(RELATION.c.from_id.in_(ids) | RELATION.c.to_id.in_(ids))

    def labelled_in(self, noun: Literal["source", "origin"], case_id: int | None) -> list[Labelled]:
        """Sources or origins of one case, or of none, that bear a label."""
        named = SOURCE.c if noun == "source" else ORIGIN.c
        statement = select(named.id, named.label, named.name).where(
            # IS NOT DISTINCT FROM, as the case may be null, which equals nothing
            named.withdrawn.is_(None),
            named.label.is_not(None),
            named.case_id.is_not_distinct_from(case_id),
        )
        return fetch(self._connection, Labelled, statement)

    def labels_given(self, case_id: int) -> set[str]:
        """Every label that a claim of the case has or had."""
        return set(
            self._connection.execute(select(CLAIM.c.label).where(CLAIM.c.case_id == case_id)).scalars()
        )

    def published_by(self, source_id: int) -> list[int]:
        """Items that a source published."""
        statement = select(ITEM.c.id).where(ITEM.c.publisher_id == source_id, ITEM.c.withdrawn.is_(None))
        return list(self._connection.execute(statement.order_by(ITEM.c.id)).scalars())

    def items_standing(self, item_ids: Sequence[int]) -> set[int]:
        """Those of the items that exist and are not withdrawn."""
        statement = select(ITEM.c.id).where(ITEM.c.id.in_(listed(item_ids)), ITEM.c.withdrawn.is_(None))
        return set(self._connection.execute(statement).scalars())

    def publishers_of_linked(self, claim_ids: Sequence[int]) -> dict[int, int]:
        """The publisher, a source id, of each item that is linked to one of these claims and has one."""
        statement = (
            select(ITEM.c.id, ITEM.c.publisher_id)
            .join(LINK, LINK.c.item_id == ITEM.c.id)
            .where(LINK.c.claim_id.in_(listed(claim_ids)), LINK.c.withdrawn.is_(None))
            .distinct()
        )
        rows = self._connection.execute(statement)
        return {item: publisher for item, publisher in rows if publisher is not None}

    def members(self, claim_id: int) -> ClaimMembers:
        """The rows that hang on a claim and stand."""
        quantities = select(QUANTITY.c.id).where(
            QUANTITY.c.claim_id == claim_id, QUANTITY.c.withdrawn.is_(None)
        )
        return ClaimMembers(
            self._hanging(ClaimSourceRow, CLAIM_SOURCE, claim_id),
            self._hanging(ClaimPlaceRow, CLAIM_PLACE, claim_id),
            list(self._connection.execute(quantities.order_by(QUANTITY.c.id)).scalars()),
        )

    def link(self, link_id: int) -> Link | None:
        """A link that is not withdrawn."""
        return only(links_where(self._connection, LINK.c.id == link_id))

    def links_of_item(self, item_id: int) -> list[Link]:
        """Links of an item, in the order in which they were made."""
        return links_where(self._connection, LINK.c.item_id == item_id)

    def links_of_claims(self, claim_ids: Collection[int]) -> list[Link]:
        """Links to these claims, in the order in which they were made."""
        return links_where(self._connection, LINK.c.claim_id.in_(listed(claim_ids)))

    def linked_so(self, item_ids: Collection[int], claim_id: int, stance: str) -> set[int]:
        """Those of the items that have a link of this stance to the claim."""
        statement = select(LINK.c.item_id).where(
            LINK.c.claim_id == claim_id,
            LINK.c.item_id.in_(listed(item_ids)),
            LINK.c.stance == stance,
            LINK.c.withdrawn.is_(None),
        )
        return set(self._connection.execute(statement).scalars())

    def links(self) -> list[Link]:
        """Every link of the catalogue."""
        return links_where(self._connection, true())

    def _sources(self, condition: ColumnElement[bool]) -> list[Source]:
        statement = select(*columns(SOURCE, Source)).where(SOURCE.c.withdrawn.is_(None), condition)
        return fetch(self._connection, Source, statement.order_by(SOURCE.c.id))

    def _names(self, condition: ColumnElement[bool]) -> list[ClaimName]:
        statement = (
            select(CLAIM.c.id, CASE.c.label.label("case_label"), CLAIM.c.label, CLAIM.c.statement)
            .join(CASE, CASE.c.id == CLAIM.c.case_id)
            .where(CLAIM.c.withdrawn.is_(None), condition)
            .order_by(CLAIM.c.case_id, CLAIM.c.id)
        )
        return fetch(self._connection, ClaimName, statement)

    def _relations(self, condition: ColumnElement[bool]) -> list[Relation]:
        statement = select(*columns(RELATION, Relation)).where(RELATION.c.withdrawn.is_(None), condition)
        return fetch(self._connection, Relation, statement.order_by(RELATION.c.id))

    def _claims(self, condition: ColumnElement[bool]) -> list[Claim]:
        statement = (
            select(*columns(CLAIM, Claim))
            .add_columns(CASE.c.label.label("case_label"))
            .join(CASE)
            .where(CLAIM.c.withdrawn.is_(None), condition)
            .order_by(CLAIM.c.case_id, CLAIM.c.id)
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

    def _hanging(self, kind: type[AnyRow], table: Table, claim_id: int) -> dict[AnyRow, int]:
        statement = select(table).where(table.c.claim_id == claim_id, table.c.withdrawn.is_(None))
        rows = self._connection.execute(statement.order_by(table.c.id)).mappings()
        return {row_of(kind, dict(row)): row["id"] for row in rows}

    def _sources_of(self, ids: list[int]) -> defaultdict[tuple[int, str], list[int]]:
        statement = select(CLAIM_SOURCE.c.claim_id, CLAIM_SOURCE.c.role, CLAIM_SOURCE.c.source_id).where(
            CLAIM_SOURCE.c.claim_id.in_(listed(ids)), CLAIM_SOURCE.c.withdrawn.is_(None)
        )
        found: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for claim, role, source in self._connection.execute(statement.order_by(CLAIM_SOURCE.c.id)):
            found[claim, role].append(source)
        return found

    def _places_of(self, ids: list[int]) -> defaultdict[int, list[int]]:
        statement = select(CLAIM_PLACE.c.claim_id, CLAIM_PLACE.c.place_id).where(
            CLAIM_PLACE.c.claim_id.in_(listed(ids)), CLAIM_PLACE.c.withdrawn.is_(None)
        )
        found: defaultdict[int, list[int]] = defaultdict(list)
        for claim, place in self._connection.execute(statement.order_by(CLAIM_PLACE.c.id)):
            found[claim].append(place)
        return found

    def _quantities_of(self, ids: list[int]) -> defaultdict[int, list[Quantity]]:
        statement = (
            select(QUANTITY.c.claim_id.label("owner"), *columns(QUANTITY, Quantity))
            .where(QUANTITY.c.claim_id.in_(listed(ids)), QUANTITY.c.withdrawn.is_(None))
            .order_by(QUANTITY.c.id)
        )
        return fetch_by_owner(self._connection, Quantity, statement)


def links_where(connection: Connection, condition: ColumnElement[bool]) -> list[Link]:
    """Links that stand between an item and a claim that do, in the order in which they were made."""
    statement = (
        select(*columns(LINK, Link))
        .add_columns(
            ITEM.c.title.label("item_title"),
            ITEM.c.held,
            ITEM.c.examined_at.is_not(None).label("examined"),
            CLAIM.c.label.label("claim_label"),
            CLAIM.c.statement.label("claim_statement"),
            CASE.c.label.label("case_label"),
            AGENT.c.name.label("agent"),
        )
        .join(ITEM, ITEM.c.id == LINK.c.item_id)
        .join(CLAIM, CLAIM.c.id == LINK.c.claim_id)
        .join(CASE, CASE.c.id == CLAIM.c.case_id)
        .join(AGENT, AGENT.c.id == LINK.c.agent_id)
        .where(condition, LINK.c.withdrawn.is_(None), ITEM.c.withdrawn.is_(None), CLAIM.c.withdrawn.is_(None))
        .order_by(LINK.c.id)
    )
    return fetch(connection, Link, statement)


def _among(column: Column[int], ids: Collection[int] | None) -> ColumnElement[bool]:
    return true() if ids is None else column.in_(listed(ids))
