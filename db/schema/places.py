"""Tables about where and when: locations, times, and the places of a catalogue with their names."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.types import Base, Key, Uuid


class PlaceRow(Base):
    """A named spot of the gazetteer or of a case. WGS 84 degrees."""

    __tablename__ = "place"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    label: Mapped[str | None]
    name: Mapped[str]
    kind: Mapped[str | None]
    country: Mapped[str | None]
    region: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    radius_m: Mapped[float | None]
    precision: Mapped[str | None]
    coordinate_source: Mapped[str | None]
    geonames_id: Mapped[int | None] = mapped_column(index=True)
    note: Mapped[str | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    withdrawn: Mapped[int | None]


class PlaceNameRow(Base):
    """One name of a place, in one script; `folded` is what look-ups compare."""

    __tablename__ = "place_name"

    id: Mapped[Key]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    text: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    language: Mapped[str | None]
    script: Mapped[str | None]
    status: Mapped[str | None]  # standard, variant, historical, ...
    withdrawn: Mapped[int | None]


class LocationRow(Base):
    """One statement about where. `best` marks the best basis of its role (assessed, recorded, claimed)."""

    __tablename__ = "location"
    __table_args__ = (Index("location_by_item", "item_id", "role"), {"sqlite_autoincrement": True})

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    role: Mapped[str]  # camera, subject, publisher
    basis: Mapped[str]  # claimed, recorded, assessed
    lat: Mapped[float | None]  # WGS 84; null while a place is named but not placed
    lon: Mapped[float | None]
    radius_m: Mapped[float | None]
    footprint: Mapped[str | None]  # JSON [[lat, lon], ...], outer ring
    altitude_m: Mapped[float | None]
    bearing_deg: Mapped[float | None]
    bearing_reference: Mapped[str | None]  # true, magnetic
    field_of_view_deg: Mapped[float | None]
    raw: Mapped[str | None]
    source_datum: Mapped[str | None]
    method: Mapped[str | None]
    suspect: Mapped[str | None]  # reasons, one a line
    status: Mapped[str] = mapped_column(default="open")  # open, assessed, tried and not locatable
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    at: Mapped[datetime]
    best: Mapped[bool] = mapped_column(default=False)
    withdrawn: Mapped[int | None]


class TimeRow(Base):
    """One statement about when: raw text, and the interval that it allows in UTC."""

    __tablename__ = "time"
    __table_args__ = (
        Index("time_by_interval", "earliest", "latest"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    kind: Mapped[str]  # captured, or what else the tag says: created, modified, published
    basis: Mapped[str]
    tag: Mapped[str | None]
    raw: Mapped[str]
    earliest: Mapped[datetime | None]
    latest: Mapped[datetime | None]
    zone_basis: Mapped[str]
    method: Mapped[str | None]
    reason: Mapped[str | None]
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    at: Mapped[datetime]
    withdrawn: Mapped[int | None]
