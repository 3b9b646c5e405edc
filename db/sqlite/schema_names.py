"""Names in a schema of SQLite that are no tables of ours."""


def is_virtual(name: str) -> bool:
    """Whether a table belongs to R*Tree or FTS5: Alembic must not compare those."""
    return name.startswith(("location_box", "item_text", "sqlite_"))
