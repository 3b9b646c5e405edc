"""Carrying the rows of a catalogue into a whole new schema: what a revision does that SQLite cannot alter.

Foreign keys are off (`db.migrate`): with them on, dropping a table would empty those that refer to it.
"""

from collections.abc import Callable, Iterable, Mapping
from importlib import resources

from sqlalchemy import Connection

from db.sqlite.connecting import driver_of

_OLD = "before_"
_VIRTUAL = ("location_box", "item_text")
"""R*Tree and FTS5 tables and their shadow tables stay as they are."""


def statements_of(text: str) -> list[str]:
    """The statements of a schema as `db.sqlite.schema_sql` writes it."""
    # not by semicolons alone: bodies of triggers hold those
    return [statement.strip() for statement in text.split("\n;\n") if statement.strip()]


def add_function(connection: Connection, name: str, work: Callable[[object], bytes | None]) -> None:
    """Let the SQL of a revision call a function of one value, which gives the same for the same value."""
    driver_of(connection).create_function(name, 1, work, deterministic=True)


class Carrying:
    """One rebuilding: `make_room`, then the rows of each table, then `finish`."""

    def __init__(self, connection: Connection, script: str) -> None:
        self._connection = connection
        frozen = resources.files("db.migrations").joinpath("versions", script)
        self._statements = statements_of(frozen.read_text("utf-8"))

    def make_room(self) -> None:
        """Put the old tables aside, drop their triggers and indexes, and make the new tables, still bare."""
        # first: their names would bar the new ones, and triggers would refuse the carrying of what is
        # append-only
        for kind in ("trigger", "index"):
            for name in self._names(kind):
                self._run(f'DROP {kind} "{name}"')
        for name in self._names("table"):
            # SQLite turns references of other tables to the new name; harmless, as all of them are made anew
            self._run(f'ALTER TABLE "{name}" RENAME TO "{_OLD}{name}"')
        for statement in self._statements:
            if statement.startswith("CREATE TABLE"):
                self._run(statement)

    def carry(self, table: str, columns: Mapping[str, str] | None = None, source: str | None = None) -> None:
        """Copy all rows of a table. `columns` are those with another name or value now: new -> old as SQL."""
        old = f"{_OLD}{source or table}"
        told = dict(columns or {})
        kept = {*self._columns(old), *told}
        values = {name: told.get(name, f'"{name}"') for name in self._columns(table) if name in kept}
        into, of = ", ".join(f'"{name}"' for name in values), ", ".join(values.values())
        self._run(f'INSERT INTO "{table}" ({into}) SELECT {of} FROM "{old}"')  # noqa: S608  (names of ours)
        self._demand_as_many(table, old)
        self._carry_number(table, old)

    def finish(self) -> None:
        """Drop the old tables, then make indexes and triggers, when there is nothing left to copy."""
        for name in self._names("table"):
            if name.startswith(_OLD):
                self._run(f'DROP TABLE "{name}"')
        for statement in self._statements:
            # indexes when all rows are there: made at once they cost a fraction of growing with each row
            if not statement.startswith(("CREATE TABLE", "CREATE VIRTUAL")):
                self._run(statement)

    def old_tables(self) -> set[str]:
        """The tables that were put aside, by their names before that."""
        return {name.removeprefix(_OLD) for name in self._names("table") if name.startswith(_OLD)}

    def _names(self, kind: str) -> list[str]:
        found = self._connection.exec_driver_sql(
            # indexes without a text are those of UNIQUE and primary keys: they go with their table
            "SELECT name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL ORDER BY name",
            (kind,),
        )
        ours = (str(name) for (name,) in found)
        return [name for name in ours if not name.startswith(("sqlite_", "alembic_", *_VIRTUAL))]

    def _columns(self, table: str) -> list[str]:
        return [str(row[1]) for row in self._connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]

    def _demand_as_many(self, table: str, old: str) -> None:
        counts = self._counts((table, old))
        if counts[0] != counts[1]:
            raise RuntimeError(f"{old} has {counts[1]} rows and {table} got {counts[0]}")

    def _counts(self, tables: Iterable[str]) -> list[int]:
        asked = (f'SELECT count(*) FROM "{table}"' for table in tables)  # noqa: S608  (names of ours)
        return [int(self._connection.exec_driver_sql(ask).scalar_one()) for ask in asked]

    def _carry_number(self, table: str, old: str) -> None:
        """The highest id ever given, which may be above that of any row that is left."""
        known = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        last = self._connection.exec_driver_sql(known, (old,)).scalar()
        if last is None:
            return
        # the table has no key that INSERT OR REPLACE could find: the row is taken out first
        self._connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        add = "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)"
        self._connection.exec_driver_sql(add, (table, last))

    def _run(self, sql: str) -> None:
        self._connection.exec_driver_sql(sql)
