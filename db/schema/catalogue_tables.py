"""Tables about the catalogue itself: identity, agents, cases, fields of its own, saved searches."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Named, Table, TypedColumns

from db.schema.columns import METADATA, UtcTime, new_uuid, numbered, unique_while_standing


class CatalogueColumns(TypedColumns):
    """The one row that says which catalogue this is."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str]
    title: Named[str]
    kind: Named[str] = Column(default="ordinary")  # ordinary, demonstration, practice
    created_at: Named[datetime] = Column(UtcTime)


CATALOGUE = Table("catalogue", METADATA, CatalogueColumns, CheckConstraint("id = 1", name="only_one"))


class AgentColumns(TypedColumns):
    """Who acts: a Person, an Organization or a SoftwareAgent (W3C PROV)."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    kind: Named[str]
    name: Named[str] = Column(unique=True)
    created_at: Named[datetime] = Column(UtcTime)


AGENT = numbered("agent", AgentColumns)


class CaseColumns(TypedColumns):
    """A line of inquiry."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    label: Named[str]
    title: Named[str]
    description: Named[str | None]
    created_at: Named[datetime] = Column(UtcTime)
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


CASE = numbered("case", CaseColumns, unique_while_standing("case_label", "label"))


class FieldColumns(TypedColumns):
    """A field that this catalogue adds to its items: kind is text, number, date or choice."""

    id: Named[int] = Column(primary_key=True)
    name: Named[str] = Column(unique=True)
    kind: Named[str]
    choices: Named[str | None]  # one a line
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


FIELD = numbered("field", FieldColumns)


class SavedSearchColumns(TypedColumns):
    """A query with a name."""

    id: Named[int] = Column(primary_key=True)
    uuid: Named[str] = Column(unique=True, default=new_uuid)
    name: Named[str]
    query: Named[str]
    agent_id: Named[int] = Column(ForeignKey("agent.id"))
    withdrawn: Named[int | None] = Column(ForeignKey("act.id"))


SAVED_SEARCH = numbered(
    "saved_search", SavedSearchColumns, unique_while_standing("saved_search_name", "name")
)
