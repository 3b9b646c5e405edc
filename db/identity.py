"""Which catalogue this is, its agents, its cases and its saved searches."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from db.fetch import columns, fetch, only
from db.records import Agent, Case, SavedSearch
from db.schema import AgentRow, CaseRow, CatalogueRow, ItemCaseRow, ItemRow, SavedSearchRow


@dataclass(frozen=True, slots=True)
class CatalogueIdentity:
    """`kind` is ordinary, demonstration or practice."""

    uuid: str
    title: str
    kind: str
    created_at: datetime


class Identity:
    """Questions about the catalogue itself."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def catalogue(self) -> CatalogueIdentity:
        """Raises IndexError for a file that was never given an identity."""
        statement = select(*columns(CatalogueRow, CatalogueIdentity))
        return fetch(self._connection, CatalogueIdentity, statement)[0]

    def agent_named(self, name: str) -> Agent | None:
        """Who acts under this name."""
        return only(
            fetch(self._connection, Agent, select(*columns(AgentRow, Agent)).where(AgentRow.name == name))
        )

    def cases(self) -> list[Case]:
        """Cases that are not withdrawn, in the order in which they were opened."""
        statement = select(*columns(CaseRow, Case)).where(CaseRow.withdrawn.is_(None)).order_by(CaseRow.id)
        return fetch(self._connection, Case, statement)

    def items_of_case(self, case_id: int) -> list[int]:
        """Items of a case that are not withdrawn."""
        statement = (
            select(ItemRow.id)
            .join(ItemCaseRow, ItemCaseRow.item_id == ItemRow.id)
            .where(
                ItemCaseRow.case_id == case_id, ItemCaseRow.withdrawn.is_(None), ItemRow.withdrawn.is_(None)
            )
            .order_by(ItemRow.id)
        )
        return list(self._connection.execute(statement).scalars())

    def saved_searches(self) -> list[SavedSearch]:
        """Saved searches that are not withdrawn, in the order in which they were saved."""
        statement = (
            select(*columns(SavedSearchRow, SavedSearch), AgentRow.name.label("agent"))
            .join(AgentRow, AgentRow.id == SavedSearchRow.agent_id)
            .where(SavedSearchRow.withdrawn.is_(None))
            .order_by(SavedSearchRow.id)
        )
        return fetch(self._connection, SavedSearch, statement)
