"""Rows that stood beside an equal one, which the schema forbids from its second version on."""

from sqlalchemy import Connection

from db.migrations.upgrade_act import Change

_ONCE = (
    ("link", "item_id, claim_id, stance"),
    ("relation", "from_id, to_id, kind"),
    ("place_name", "place_id, text"),
    ("saved_search", "name"),
)
_LABELLED = ("origin", "source")


def settle_duplicates(connection: Connection, act: int) -> list[Change]:
    """Withdraw each row that says what an earlier one says, by this act.

    A source or an origin that bears the label of another stays, because claims name it, and loses the label.
    """
    changes: list[Change] = []
    for table, columns in _ONCE:
        for row, kept in _later(connection, table, columns):
            connection.exec_driver_sql(f'UPDATE "{table}" SET withdrawn = ? WHERE id = ?', (act, row))  # noqa: S608  (names above)
            changes.append((table, row, "withdrawn", kept))
    for table in _LABELLED:
        for row, kept in _later(connection, table, "case_id, label", "AND label IS NOT NULL"):
            connection.exec_driver_sql(f'UPDATE "{table}" SET label = NULL WHERE id = ?', (row,))  # noqa: S608  (names above)
            changes.append((table, row, "label removed", kept))
    return changes


def _later(connection: Connection, table: str, columns: str, more: str = "") -> list[tuple[int, int]]:
    """Rows that stand, and the first row that is equal to each; a column that is null equals another."""
    asked = (
        # a window and not GROUP BY: every row that comes later is wanted, not one of each group
        f'SELECT id, first FROM (SELECT id, min(id) OVER (PARTITION BY {columns}) AS first FROM "{table}"'  # noqa: S608  (names above)
        f" WHERE withdrawn IS NULL {more}) WHERE id <> first ORDER BY id"
    )
    return [(int(row), int(kept)) for row, kept in connection.exec_driver_sql(asked)]
