"""Whether a file has the schema that we make: no trigger dropped or altered, nothing added by others."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from db.engine import SchemaDifference
from db.sqlite.schema_sql import schema_sql

Question = Callable[[str], Sequence[Sequence[Any]]]
_OF_THE_ENGINE = re.compile(r"sqlite_.*|alembic_version")


def schema_differences(connection: Connection) -> list[SchemaDifference]:
    """What is not in the schema as we make it, each by its name."""
    own = _parts(lambda asked: connection.exec_driver_sql(asked).all())
    fresh = sqlite3.connect(":memory:")
    try:
        fresh.executescript(schema_sql())
        ours = _parts(lambda asked: fresh.execute(asked).fetchall())
    finally:
        fresh.close()
    found = [SchemaDifference(*part, "missing") for part in sorted(ours.keys() - own.keys())]
    found += [SchemaDifference(*part, "added") for part in sorted(own.keys() - ours.keys())]
    both = sorted(own.keys() & ours.keys())
    return found + [SchemaDifference(*part, "altered") for part in both if own[part] != ours[part]]


def _parts(ask: Question) -> dict[tuple[str, str], object]:
    """Everything in a schema: its kind and name, and what it is."""
    master = ask("SELECT type, name, sql FROM sqlite_master")
    return {
        (kind, name): _table(ask, name, sql) if kind == "table" else _written(sql)
        for kind, name, sql in master
        if _OF_THE_ENGINE.fullmatch(name) is None
    }


def _table(ask: Question, name: str, sql: str) -> object:
    """What a table is, however its text is written: a migration writes it otherwise than a new file."""
    if sql.upper().startswith("CREATE VIRTUAL"):
        return _written(sql)
    quoted = '"' + name.replace('"', '""') + '"'
    # without its position: a column that was added by ALTER TABLE stands last
    columns = {row[1:] for row in map(tuple, ask(f"PRAGMA table_xinfo({quoted})"))}
    references = {row[2:] for row in map(tuple, ask(f"PRAGMA foreign_key_list({quoted})"))}
    unique = {
        tuple(column[2] for column in ask(f"PRAGMA index_info('{index[1]}')"))
        for index in ask(f"PRAGMA index_list({quoted})")
        # origin c is CREATE INDEX, compared by its own text; u and pk have no text but the table's
        if index[2] and index[3] != "c"
    }
    words = _written(sql).upper()
    # what none of these pragmas tells
    kept = (words.count("CHECK ("), "AUTOINCREMENT" in words, "WITHOUT ROWID" in words)
    return frozenset(columns), frozenset(references), frozenset(unique), kept


def _written(sql: str | None) -> str:
    return " ".join((sql or "").split())
