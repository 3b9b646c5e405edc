"""Tables about where and when: locations, times, and the places of a catalogue with their names."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Named, TypedColumns

from db.field_columns import LocationFields, TimeFields
from db.schema.columns import (
    DERIVED,
    RemarkLines,
    RemarkText,
    UtcTime,
    columns_of,
    new_uuid,
    numbered,
    unique_while_standing,
)


class PlaceColumns(TypedColumns):
    """A named spot of the gazetteer or of a case. WGS 84 degrees."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    label: Named[str | None]
    name: Named[str]
    kind: Named[str | None]
    country: Named[str | None]
    region: Named[str | None]
    lat: Named[float | None]
    lon: Named[float | None]
    radius_m: Named[float | None]
    precision: Named[str | None] = Column(RemarkText)
    coordinate_source: Named[str | None]
    geonames_id: Named[int | None] = Column(index=True)
    note: Named[str | None]
    case_id: Named[int | None] = Column(ForeignKey("case.id"), index=True)
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


PLACE = numbered("place", PlaceColumns)


class PlaceNameColumns(TypedColumns):
    """One name of a place, in one script; `folded` is what look-ups compare."""

    id: Named[int] = Column(primary_key=True)
    place_id: Named[int] = Column(ForeignKey("place.id"), index=True)
    text: Named[str]
    folded: Named[str] = Column(index=True)
    language: Named[str | None]
    script: Named[str | None]
    status: Named[str | None]  # standard, variant, historical, ...
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


PLACE_NAME = numbered(
    "place_name", PlaceNameColumns, unique_while_standing("place_name_once", "place_id", "text")
)


class StatedLocationColumns(TypedColumns):
    """One statement about where. `best` marks the best basis of its role (assessed, recorded, claimed)."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    item_id: Named[int] = Column(ForeignKey("item.id"))
    role: Named[str]  # camera, subject, publisher
    basis: Named[str]  # claimed, recorded, assessed
    lat: Named[float | None]  # WGS 84; null while a place is named but not placed
    lon: Named[float | None]
    radius_m: Named[float | None]
    footprint: Named[str | None]  # JSON [[lat, lon], ...], outer ring
    raw: Named[str | None]
    suspect: Named[str | None] = Column(RemarkLines)  # reasons, one a line
    status: Named[str] = Column(default="open")  # open, assessed, tried and not locatable
    place_id: Named[int | None] = Column(ForeignKey("place.id"), index=True)
    agent_id: Named[int] = Column(ForeignKey("agent.id"))
    at: Named[datetime] = Column(UtcTime)
    best: Named[bool] = Column(default=False, info=DERIVED)
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


LOCATION = numbered(
    "location",
    StatedLocationColumns,
    *columns_of(LocationFields, "location"),
    Index("location_by_item", "item_id", "role"),
)


class TimeColumns(TypedColumns):
    """One statement about when: raw text, and the interval that it allows in UTC."""

    id: Named[int] = Column(primary_key=True)
    item_id: Named[int] = Column(ForeignKey("item.id"), index=True)
    kind: Named[str]  # captured, or what else the tag says: created, modified, published
    basis: Named[str]
    raw: Named[str]
    earliest: Named[datetime | None] = Column(UtcTime)
    latest: Named[datetime | None] = Column(UtcTime)
    zone_basis: Named[str]
    reason: Named[str | None] = Column(RemarkText)
    agent_id: Named[int] = Column(ForeignKey("agent.id"))
    at: Named[datetime] = Column(UtcTime)
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


TIME = numbered(
    "time", TimeColumns, *columns_of(TimeFields, "time"), Index("time_by_interval", "earliest", "latest")
)
