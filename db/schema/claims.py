"""Tables about sources, origins, claims, their relations and the links from items to claims."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.types import Base, Key, Uuid, unique_while_standing


class OriginRow(Base):
    """Where information truly starts. `counts`: yes, own acts only, unproven, no."""

    __tablename__ = "origin"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    label: Mapped[str | None]
    name: Mapped[str]
    counts: Mapped[str]
    note: Mapped[str | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    withdrawn: Mapped[int | None]


class SourceRow(Base):
    """A person, office or outlet that says or publishes something. Reliability is Admiralty A to F."""

    __tablename__ = "source"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    label: Mapped[str | None]
    name: Mapped[str]
    native_names: Mapped[str | None]  # one a line
    kind: Mapped[str | None]
    identified: Mapped[bool | None]
    speaks_for: Mapped[str | None]
    interest: Mapped[str | None]
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("origin.id"), index=True)
    reliability: Mapped[str | None]
    reliability_reason: Mapped[str | None]
    restricted: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    withdrawn: Mapped[int | None]


class ClaimRow(Base):
    """One checkable statement. Credibility is Admiralty 1 to 6; offsets are code points, half-open."""

    __tablename__ = "claim"
    __table_args__ = (
        unique_while_standing("claim_label", "case_id", "label"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    label: Mapped[str]
    statement: Mapped[str]
    kind: Mapped[str | None]  # event, estimate, intention, opinion
    modality: Mapped[str | None]
    checkable: Mapped[bool | None]
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("origin.id"), index=True)
    text_sha256: Mapped[str | None]
    text_start: Mapped[int | None]
    text_end: Mapped[int | None]
    quote_exact: Mapped[str | None]
    quote_prefix: Mapped[str | None]
    quote_suffix: Mapped[str | None]
    reported_date: Mapped[str | None]
    event_time: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="unassessed")
    credibility: Mapped[str | None]
    credibility_reason: Mapped[str | None]
    likelihood: Mapped[str | None]
    confidence: Mapped[str | None]
    independence_reason: Mapped[str | None]  # a reasoned judgement that the origins are independent
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    note: Mapped[str | None]
    created_at: Mapped[datetime]
    withdrawn: Mapped[int | None]


class ClaimSourceRow(Base):
    """A source asserts a claim, or is the way it was reported."""

    __tablename__ = "claim_source"
    __table_args__ = (
        unique_while_standing("claim_source_once", "claim_id", "source_id", "role"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    role: Mapped[str]  # asserted by, reported via
    withdrawn: Mapped[int | None]


class ClaimPlaceRow(Base):
    """A claim speaks of a place."""

    __tablename__ = "claim_place"
    __table_args__ = (
        unique_while_standing("claim_place_once", "claim_id", "place_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    withdrawn: Mapped[int | None]


class QuantityRow(Base):
    """A number that a claim states, with what it measures."""

    __tablename__ = "quantity"

    id: Mapped[Key]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    value: Mapped[float | None]
    unit: Mapped[str | None]
    measure: Mapped[str | None]
    bound: Mapped[str | None]
    approximate: Mapped[bool | None]
    as_of: Mapped[str | None]
    raw: Mapped[str | None]
    withdrawn: Mapped[int | None]


class RelationRow(Base):
    """How two claims stand to each other, with the reason."""

    __tablename__ = "relation"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    from_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    kind: Mapped[str]  # conflicts with, same quantity, subset of, restates, depends on
    reason: Mapped[str]
    label: Mapped[str | None]
    note: Mapped[str | None]
    withdrawn: Mapped[int | None]


class LinkRow(Base):
    """An item supports, refutes or is context of a claim. No reason, no link."""

    __tablename__ = "link"
    __table_args__ = (
        Index("link_by_claim", "claim_id", "item_id"),
        CheckConstraint("trim(reason) <> ''", name="reasoned"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    stance: Mapped[str]  # supports, refutes, context
    reason: Mapped[str]
    strength: Mapped[str | None]
    condition: Mapped[str | None]
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    at: Mapped[datetime]
    label: Mapped[str | None]
    note: Mapped[str | None]
    withdrawn: Mapped[int | None]
