"""Tables about the catalogue itself: identity, agents, cases, fields of its own, saved searches."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.types import Base, Key, Uuid, unique_while_standing


class CatalogueRow(Base):
    """The one row that says which catalogue this is."""

    __tablename__ = "catalogue"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[Key]
    uuid: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(default="ordinary")  # ordinary, demonstration, practice
    created_at: Mapped[datetime]


class AgentRow(Base):
    """Who acts: a Person, an Organization or a SoftwareAgent (W3C PROV)."""

    __tablename__ = "agent"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class CaseRow(Base):
    """A line of inquiry."""

    __tablename__ = "case"
    __table_args__ = (unique_while_standing("case_label", "label"), {"sqlite_autoincrement": True})

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    label: Mapped[str]
    title: Mapped[str]
    description: Mapped[str | None]
    created_at: Mapped[datetime]
    withdrawn: Mapped[int | None]  # sequence of the log entry that withdrew the row; so in every table


class FieldRow(Base):
    """A field that this catalogue adds to its items: kind is text, number, date or choice."""

    __tablename__ = "field"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    choices: Mapped[str | None]  # one a line
    withdrawn: Mapped[int | None]


class SavedSearchRow(Base):
    """A query with a name."""

    __tablename__ = "saved_search"

    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[str]
    query: Mapped[str]
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    withdrawn: Mapped[int | None]
