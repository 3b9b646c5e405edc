"""Which catalogue this is, its agents, its cases and its saved searches."""

from sqlalchemy import Connection, select

from db.queries.fetch import columns, fetch, only
from db.records import Agent, Case, CatalogueIdentity, SavedSearch
from db.schema import AGENT, CASE, CATALOGUE, ITEM, ITEM_CASE, SAVED_SEARCH


class IdentityQueries:
    """Questions about the catalogue itself."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def catalogue(self) -> CatalogueIdentity:
        """Raises IndexError for a file that was never given an identity."""
        statement = select(*columns(CATALOGUE, CatalogueIdentity))
        return fetch(self._connection, CatalogueIdentity, statement)[0]

    def agent_named(self, name: str) -> Agent | None:
        """Who acts under this name."""
        return only(
            fetch(self._connection, Agent, select(*columns(AGENT, Agent)).where(AGENT.c.name == name))
        )

    def cases(self) -> list[Case]:
        """Cases that are not withdrawn, in the order in which they were opened."""
        statement = select(*columns(CASE, Case)).where(CASE.c.withdrawn.is_(None)).order_by(CASE.c.id)
        return fetch(self._connection, Case, statement)

    def items_of_case(self, case_id: int) -> list[int]:
        """Items of a case that are not withdrawn."""
        statement = (
            select(ITEM.c.id)
            .join(ITEM_CASE, ITEM_CASE.c.item_id == ITEM.c.id)
            .where(
                ITEM_CASE.c.case_id == case_id, ITEM_CASE.c.withdrawn.is_(None), ITEM.c.withdrawn.is_(None)
            )
            .order_by(ITEM.c.id)
        )
        return list(self._connection.execute(statement).scalars())

    def saved_searches(self) -> list[SavedSearch]:
        """Saved searches that are not withdrawn, in the order in which they were saved."""
        statement = (
            select(*columns(SAVED_SEARCH, SavedSearch), AGENT.c.name.label("agent"))
            .join(AGENT, AGENT.c.id == SAVED_SEARCH.c.agent_id)
            .where(SAVED_SEARCH.c.withdrawn.is_(None))
            .order_by(SAVED_SEARCH.c.id)
        )
        return fetch(self._connection, SavedSearch, statement)
