"""Distances as options: a bare number is metres."""

from app.errors import CatalogueError


def metres(text: str) -> float:
    """500, 500m, 2km, 1.5 mi, 300ft, 1nmi in metres. Raises CatalogueError."""
    from app.search.key_values import metres as read

    given = text.strip()
    try:
        return read(f"{given}m" if given[-1:].isdigit() else given)
    except ValueError as error:
        raise CatalogueError(str(error)) from error
