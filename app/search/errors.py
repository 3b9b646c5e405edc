"""A query that cannot be understood: where it is wrong, and what was expected there."""

from app.errors import CatalogueError


class QueryError(CatalogueError):
    """`position` and `end` are offsets in the query's text, in code points."""

    def __init__(self, message: str, position: int, end: int, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, candidates)
        self.position = position
        self.end = end
