"""Triggers: what is append-only stays so through any connection of ours."""

from collections.abc import Iterable

FIXED_TABLES = (
    *("log", "log_content", "log_erasure", "log_item", "log_owner", "log_state", "row_salt"),
    *("custody", "snapshot", "sheet"),
)


def triggers() -> Iterable[tuple[str, str]]:
    """Name and text of every trigger."""
    for table in FIXED_TABLES:
        yield f"{table}_no_update", _refuse(table, "UPDATE", "is never changed")
        # content and salts may lawfully go, by the two triggers further down
        if table not in {"log_content", "row_salt"}:
            yield f"{table}_no_delete", _refuse(table, "DELETE", "is never deleted")
    yield (
        "log_content_erased_by_authority",
        """
        CREATE TRIGGER log_content_erased_by_authority BEFORE DELETE ON log_content
        WHEN NOT EXISTS (SELECT 1 FROM log_erasure WHERE sequence = OLD.sequence)
        BEGIN SELECT RAISE(ABORT, 'log content is erased only by an entry of the log'); END
        """,
    )
    # in canonical JSON a quoted key stands only where it is a key; JSON functions are not trusted in triggers
    # `at + 10` steps over "erases":[ and the commas on both sides keep 1 from being found in 11
    yield (
        "log_erasure_named",
        """
        CREATE TRIGGER log_erasure_named BEFORE INSERT ON log_erasure
        WHEN NOT EXISTS (
          SELECT 1 FROM (
            SELECT CAST(body AS TEXT) AS told, instr(CAST(body AS TEXT), '"erases":[') AS at
            FROM log WHERE sequence = NEW.erased_by)
          WHERE at > 0 AND instr(told, '"kind":"dispose"') > 0
            AND instr(
              ',' || substr(told, at + 10, instr(substr(told, at + 10), ']') - 1) || ',',
              ',' || NEW.sequence || ',') > 0)
        BEGIN SELECT RAISE(ABORT, 'log content is erased only by a disposal that names it'); END
        """,
    )
    yield (
        "row_salt_of_what_was_disposed_of",
        """
        CREATE TRIGGER row_salt_of_what_was_disposed_of BEFORE DELETE ON row_salt
        WHEN OLD.owner <> 'item' OR NOT EXISTS (
          SELECT 1 FROM log_item JOIN log ON log.sequence = log_item.sequence
          WHERE log_item.item_id = OLD.owner_id AND instr(CAST(log.body AS TEXT), '"kind":"dispose"') > 0)
        BEGIN SELECT RAISE(ABORT, 'a salt goes only with an item that was disposed of'); END
        """,
    )
    yield (
        "log_state_before_its_entry",
        """
        CREATE TRIGGER log_state_before_its_entry BEFORE INSERT ON log_state
        WHEN EXISTS (SELECT 1 FROM log WHERE sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'states are written before the entry that commits to them'); END
        """,
    )
    # Above the last entry, and above any of which traces are left: a number is not given twice. States and
    # the act itself are written before their entry, so of those only what is older counts.
    # Before the first entry stand 32 zero bytes (`db.log.entry`).
    yield (
        "log_in_order",
        """
        CREATE TRIGGER log_in_order BEFORE INSERT ON log
        WHEN NEW.sequence <> 1 + max(
          coalesce((SELECT max(sequence) FROM log), 0),
          coalesce((SELECT max(sequence) FROM log_content), 0),
          coalesce((SELECT max(sequence) FROM log_item), 0),
          coalesce((SELECT max(sequence) FROM log_owner WHERE sequence < NEW.sequence), 0),
          coalesce((SELECT max(sequence) FROM log_state WHERE sequence < NEW.sequence), 0),
          coalesce((SELECT max(sequence) FROM act WHERE sequence < NEW.sequence), 0))
          OR NEW.prev <> coalesce((SELECT hash FROM log ORDER BY sequence DESC LIMIT 1), zeroblob(32))
        BEGIN SELECT RAISE(ABORT, 'a log entry follows the one before it'); END
        """,
    )
    yield (
        "log_of_the_second_version",
        """
        CREATE TRIGGER log_of_the_second_version BEFORE INSERT ON log
        WHEN instr(CAST(NEW.body AS TEXT), '"schema":') = 0
          OR instr(CAST(NEW.body AS TEXT), '"sequence":' || NEW.sequence || ',') = 0
        BEGIN SELECT RAISE(ABORT, 'a log entry is written as this version writes it'); END
        """,
    )


def _refuse(table: str, change: str, words: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the {table} {words}'); END"
    )
