"""Tables about what analysts add to items: tags, notes, fields, regions, reviews, printed sheets."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Named, TypedColumns

from db.schema.columns import DERIVED, UtcTime, keyed, new_uuid, numbered, unique_while_standing


class TagColumns(TypedColumns):
    """A word that analysts put on items."""

    id: Named[int] = Column(primary_key=True)
    name: Named[str] = Column(unique=True)
    sort_key: Named[bytes | None] = Column(LargeBinary, info=DERIVED)  # of the name
    folded: Named[str] = Column(index=True)


TAG = numbered("tag", TagColumns)


class ItemTagColumns(TypedColumns):
    """An item bears a tag. Removing a tag removes the row; the log keeps both acts."""

    item_id: Named[int] = Column(ForeignKey("item.id"), primary_key=True)
    tag_id: Named[int] = Column(ForeignKey("tag.id"), primary_key=True)


ITEM_TAG = keyed("item_tag", ItemTagColumns, Index("item_tag_by_tag", "tag_id", "item_id"))


class NoteColumns(TypedColumns):
    """What an analyst wrote about an item."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    item_id: Named[int] = Column(ForeignKey("item.id"), index=True)
    text: Named[str]
    at: Named[datetime] = Column(UtcTime)
    agent_id: Named[int] = Column(ForeignKey("agent.id"))
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


NOTE = numbered("note", NoteColumns)


class FieldValueColumns(TypedColumns):
    """The value of a field of the catalogue's own."""

    id: Named[int] = Column(primary_key=True)
    item_id: Named[int] = Column(ForeignKey("item.id"))
    field_id: Named[int] = Column(ForeignKey("field.id"), index=True)
    value: Named[str | None]
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


FIELD_VALUE = numbered(
    "field_value", FieldValueColumns, unique_while_standing("field_value_once", "item_id", "field_id")
)


class RegionColumns(TypedColumns):
    """A rectangle of a picture (Web Annotation `xywh=pixel:`), in pixels of the upright picture."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    item_id: Named[int] = Column(ForeignKey("item.id"), index=True)
    file_id: Named[int] = Column(ForeignKey("file.id"), index=True)
    x: Named[int]
    y: Named[int]
    width: Named[int]
    height: Named[int]
    text: Named[str | None]
    agent_id: Named[int] = Column(ForeignKey("agent.id"))
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


REGION = numbered("region", RegionColumns)


class ReviewColumns(TypedColumns):
    """A second person's look at an item; never the author's own."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    item_id: Named[int] = Column(ForeignKey("item.id"), index=True)
    author_id: Named[int] = Column(ForeignKey("agent.id"))
    reviewer_id: Named[int] = Column(ForeignKey("agent.id"))
    opened_at: Named[datetime] = Column(UtcTime)
    closed_at: Named[datetime | None] = Column(UtcTime)
    outcome: Named[str | None]  # agreed, returned
    comment: Named[str | None]
    difference: Named[str | None]
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


REVIEW = numbered("review", ReviewColumns)


class SheetColumns(TypedColumns):
    """One printing of a provenance sheet."""

    id: Named[int] = Column(primary_key=True)
    serial: Named[str] = Column(unique=True)
    item_id: Named[int] = Column(ForeignKey("item.id"), index=True)
    printed_at: Named[datetime] = Column(UtcTime)
    agent_id: Named[int] = Column(ForeignKey("agent.id"))
    profile: Named[str]
    reason: Named[str | None]
    paper: Named[str]
    pages: Named[int | None]
    sha256: Named[str | None]
    log_sequence: Named[int]


SHEET = numbered("sheet", SheetColumns)
