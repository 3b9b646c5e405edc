"""Triggers: what is append-only stays so through any connection of ours."""

from collections.abc import Iterable

FIXED_TABLES = ("log", "log_content", "log_erasure", "log_item", "custody", "snapshot", "sheet")


def triggers() -> Iterable[tuple[str, str]]:
    """Name and text of every trigger."""
    for table in FIXED_TABLES:
        yield f"{table}_no_update", _refuse(table, "UPDATE", "is never changed")
        if table != "log_content":
            yield f"{table}_no_delete", _refuse(table, "DELETE", "is never deleted")
    yield (
        "log_content_erased_by_authority",
        """
        CREATE TRIGGER log_content_erased_by_authority BEFORE DELETE ON log_content
        WHEN NOT EXISTS (SELECT 1 FROM log_erasure WHERE sequence = OLD.sequence)
        BEGIN SELECT RAISE(ABORT, 'log content is erased only by an entry of the log'); END
        """,
    )
    yield (
        "log_in_order",
        """
        CREATE TRIGGER log_in_order BEFORE INSERT ON log
        WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM log)
          OR NEW.prev <> coalesce((SELECT hash FROM log ORDER BY sequence DESC LIMIT 1), zeroblob(32))
        BEGIN SELECT RAISE(ABORT, 'a log entry follows the one before it'); END
        """,
    )


def _refuse(table: str, change: str, words: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the {table} {words}'); END"
    )
