"""Tables about sources, origins, claims, their relations and the links from items to claims."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Named, TypedColumns

from db.field_columns import ClaimFields, LinkFields, SourceFields
from db.schema.columns import UtcTime, columns_of, label_of_one, new_uuid, numbered, unique_while_standing


class OriginColumns(TypedColumns):
    """Where information truly starts. `counts`: yes, own acts only, unproven, no."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    label: Named[str | None]
    name: Named[str]
    counts: Named[str]
    note: Named[str | None]
    case_id: Named[int | None] = Column(ForeignKey("case.id"), index=True)
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


ORIGIN = numbered("origin", OriginColumns, *label_of_one("origin"))


class SourceColumns(TypedColumns):
    """A person, office or outlet that says or publishes something, with the columns of `SourceFields`."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    label: Named[str | None]
    name: Named[str]
    native_names: Named[str | None]  # one a line
    origin_id: Named[int | None] = Column(ForeignKey("origin.id"), index=True)
    restricted: Named[bool] = Column(default=False)
    case_id: Named[int | None] = Column(ForeignKey("case.id"), index=True)
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


SOURCE = numbered("source", SourceColumns, *columns_of(SourceFields, "source"), *label_of_one("source"))


class ClaimColumns(TypedColumns):
    """One checkable statement, with the columns of `ClaimFields`. Offsets are code points, half-open."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    case_id: Named[int] = Column(ForeignKey("case.id"))
    label: Named[str]
    statement: Named[str]
    origin_id: Named[int | None] = Column(ForeignKey("origin.id"), index=True)
    text_sha256: Named[str | None]
    text_start: Named[int | None]
    text_end: Named[int | None]
    quote_exact: Named[str | None]
    quote_prefix: Named[str | None]
    quote_suffix: Named[str | None]
    status: Named[str] = Column(default="unassessed")
    parent_id: Named[int | None] = Column(ForeignKey("claim.id"), index=True)
    created_at: Named[datetime] = Column(UtcTime)
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


CLAIM = numbered(
    "claim",
    ClaimColumns,
    *columns_of(ClaimFields, "claim"),
    unique_while_standing("claim_label", "case_id", "label"),
)


class ClaimSourceColumns(TypedColumns):
    """A source asserts a claim, or is the way it was reported."""

    id: Named[int] = Column(primary_key=True)
    claim_id: Named[int] = Column(ForeignKey("claim.id"))
    source_id: Named[int] = Column(ForeignKey("source.id"), index=True)
    role: Named[str]  # asserted by, reported via
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


CLAIM_SOURCE = numbered(
    "claim_source",
    ClaimSourceColumns,
    unique_while_standing("claim_source_once", "claim_id", "source_id", "role"),
)


class ClaimPlaceColumns(TypedColumns):
    """A claim speaks of a place."""

    id: Named[int] = Column(primary_key=True)
    claim_id: Named[int] = Column(ForeignKey("claim.id"))
    place_id: Named[int] = Column(ForeignKey("place.id"), index=True)
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


CLAIM_PLACE = numbered(
    "claim_place", ClaimPlaceColumns, unique_while_standing("claim_place_once", "claim_id", "place_id")
)


class QuantityColumns(TypedColumns):
    """A number that a claim states, with what it measures."""

    id: Named[int] = Column(primary_key=True)
    claim_id: Named[int] = Column(ForeignKey("claim.id"), index=True)
    value: Named[float | None]
    unit: Named[str | None]
    measure: Named[str | None]
    bound: Named[str | None]
    approximate: Named[bool | None]
    as_of: Named[str | None]
    raw: Named[str | None]
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


QUANTITY = numbered("quantity", QuantityColumns)


class RelationColumns(TypedColumns):
    """How two claims stand to each other, with the reason."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    from_id: Named[int] = Column(ForeignKey("claim.id"), index=True)
    to_id: Named[int] = Column(ForeignKey("claim.id"), index=True)
    kind: Named[str]  # conflicts with, same quantity, subset of, restates, depends on
    reason: Named[str]
    label: Named[str | None]
    note: Named[str | None]
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


RELATION = numbered(
    "relation", RelationColumns, unique_while_standing("relation_once", "from_id", "to_id", "kind")
)


class LinkColumns(TypedColumns):
    """An item supports, refutes or is context of a claim. No reason, no link."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    item_id: Named[int] = Column(ForeignKey("item.id"), index=True)
    claim_id: Named[int] = Column(ForeignKey("claim.id"))
    stance: Named[str]  # supports, refutes, context
    reason: Named[str]
    region_id: Named[int | None] = Column(ForeignKey("region.id"))
    agent_id: Named[int] = Column(ForeignKey("agent.id"))
    at: Named[datetime] = Column(UtcTime)
    label: Named[str | None]
    note: Named[str | None]
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


LINK = numbered(
    "link",
    LinkColumns,
    *columns_of(LinkFields, "link"),
    Index("link_by_claim", "claim_id", "item_id"),
    unique_while_standing("link_once", "item_id", "claim_id", "stance"),
    CheckConstraint("trim(reason) <> ''", name="reasoned"),
)
