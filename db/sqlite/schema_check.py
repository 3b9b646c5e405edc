"""Whether a file has the schema that we make: no trigger dropped or altered, nothing added by others."""

import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from db.engine import SchemaDifference
from db.schema import METADATA
from db.schema.columns import NUMBERED
from db.schema.version import SCHEMA_VERSION
from db.sqlite.schema_sql import schema_sql

Question = Callable[[str], Sequence[Sequence[Any]]]
Part = tuple[str, str, str]
"""Kind, name, and the table that it belongs to."""
ALEMBIC_TABLE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))
"""
"""As Alembic makes it: which revisions a file has."""
_CHECK = re.compile(r"\bCHECK\s*\(", re.IGNORECASE)
_BRACKET_OR_TEXT = re.compile(r"[()]|'[^']*'|\"[^\"]*\"")
_REVISION = f"{SCHEMA_VERSION:04d}"
_OF_ANALYZE = {
    ("table", "sqlite_stat1", "sqlite_stat1"): "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    ("table", "sqlite_stat4", "sqlite_stat4"): "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}
"""What somebody's ANALYZE makes: it tells the planner of sizes, and changes no answer."""


def schema_differences(connection: Connection) -> list[SchemaDifference]:
    """What is not in the schema as we make it, each by its name; and numbers that stand beside it."""

    def ask(asked: str) -> Sequence[Sequence[Any]]:
        return connection.exec_driver_sql(asked).all()

    own = _parts(ask)
    fresh = sqlite3.connect(":memory:")
    try:
        fresh.executescript(f"{schema_sql()}{ALEMBIC_TABLE};")
        ours = _parts(lambda asked: fresh.execute(asked).fetchall())
    finally:
        fresh.close()
    found = [SchemaDifference(kind, name, "missing") for kind, name, _ in sorted(ours.keys() - own.keys())]
    found += [SchemaDifference(kind, name, "added") for kind, name, _ in sorted(own.keys() - ours.keys())]
    both = sorted(own.keys() & ours.keys())
    found += [SchemaDifference(*part[:2], "altered") for part in both if own[part] != ours[part]]
    missing = {name for kind, name, _ in ours.keys() - own.keys() if kind == "table"}
    return [*found, *_revision(ask, missing), *_numbers(ask, missing)]


def _revision(ask: Question, missing: Collection[str]) -> Iterator[SchemaDifference]:
    """The one revision whose schema the file has: another would make an upgrade run twice, or not at all."""
    if "alembic_version" not in missing:
        found = [tuple(row) for row in ask("SELECT version_num FROM alembic_version")]
        if found != [(_REVISION,)]:
            yield SchemaDifference("revision", "alembic_version", "altered")


def _numbers(ask: Question, missing: Collection[str]) -> Iterator[SchemaDifference]:
    """Tables of which the highest number given is below one that a row has: it would be given once more."""
    given: dict[str, list[Any]] = {}
    for table, number in ask("SELECT name, seq FROM sqlite_sequence"):
        given.setdefault(table, []).append(number)
    numbered = sorted(table.name for table in METADATA.sorted_tables if NUMBERED in table.info)
    for table in numbered:
        if table in missing:
            continue
        [[highest]] = ask(f"SELECT max(id) FROM \"{table}\" WHERE typeof(id) = 'integer'")  # noqa: S608  (names of the schema)
        known = given.pop(table, [])
        # no row of its own before the first number was given
        one = len(known) < 2 and all(isinstance(number, int) for number in known)
        if not one or (known[0] if known else 0) < (highest or 0):
            yield SchemaDifference("sequence", table, "altered")
    for table in sorted(map(str, given)):
        yield SchemaDifference("sequence", table, "added")


def _parts(ask: Question) -> dict[Part, object]:
    """Everything in a schema, and what it is.

    What the engine makes for itself is in a new file too, so that only its very objects pass.
    """
    master = ask("SELECT type, name, tbl_name, sql FROM sqlite_master")
    return {
        (kind, name, of): _table(ask, name, sql) if kind == "table" else _written(sql)
        for kind, name, of, sql in master
        if _OF_ANALYZE.get((kind, name, of)) is None or _OF_ANALYZE[kind, name, of] != sql
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
    kept = (*_checks(_written(sql)), "AUTOINCREMENT" in words, "WITHOUT ROWID" in words, "COLLATE" in words)
    return frozenset(columns), frozenset(references), frozenset(unique), kept


def _checks(sql: str) -> list[str]:
    """The conditions of a table, each as it is written between its brackets."""
    found: list[str] = []
    for begin in _CHECK.finditer(sql):
        open_brackets, end = 1, begin.end()
        for part in _BRACKET_OR_TEXT.finditer(sql, begin.end()):
            open_brackets += {"(": 1, ")": -1}.get(part[0], 0)
            if not open_brackets:
                end = part.start()
                break
        found.append(sql[begin.end() : end])
    return sorted(found)


def _written(sql: str | None) -> str:
    return " ".join((sql or "").split())
