"""Tables about what analysts add to items: tags, notes, fields, regions, reviews, printed sheets."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.types import Base, Key, Uuid


class TagRow(Base):
    """A word that analysts put on items."""

    __tablename__ = "tag"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    folded: Mapped[str] = mapped_column(index=True)


class ItemTagRow(Base):
    """An item bears a tag. Removing a tag removes the row; the log keeps both acts."""

    __tablename__ = "item_tag"
    __table_args__ = (Index("item_tag_by_tag", "tag_id", "item_id"), {"sqlite_with_rowid": False})

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)


class NoteRow(Base):
    """What an analyst wrote about an item."""

    __tablename__ = "note"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    text: Mapped[str]
    at: Mapped[datetime]
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    withdrawn: Mapped[int | None]


class FieldValueRow(Base):
    """The value of a field of the catalogue's own."""

    __tablename__ = "field_value"
    __table_args__ = (UniqueConstraint("item_id", "field_id"), {"sqlite_autoincrement": True})

    id: Mapped[Key]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    field_id: Mapped[int] = mapped_column(ForeignKey("field.id"), index=True)
    value: Mapped[str | None]
    withdrawn: Mapped[int | None]


class RegionRow(Base):
    """A rectangle of a picture (Web Annotation `xywh=pixel:`), in pixels of the upright picture."""

    __tablename__ = "region"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), index=True)
    x: Mapped[int]
    y: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    text: Mapped[str | None]
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    withdrawn: Mapped[int | None]


class ReviewRow(Base):
    """A second person's look at an item; never the author's own."""

    __tablename__ = "review"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]  # agreed, returned
    comment: Mapped[str | None]
    difference: Mapped[str | None]
    withdrawn: Mapped[int | None]


class SheetRow(Base):
    """One printing of a provenance sheet."""

    __tablename__ = "sheet"

    id: Mapped[Key]
    serial: Mapped[str] = mapped_column(unique=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    printed_at: Mapped[datetime]
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    profile: Mapped[str]
    reason: Mapped[str | None]
    paper: Mapped[str]
    pages: Mapped[int | None]
    sha256: Mapped[str | None]
    log_sequence: Mapped[int]
