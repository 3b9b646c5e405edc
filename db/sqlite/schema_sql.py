"""The whole schema as SQL text, for reviewers, for new files and for revisions."""

from pathlib import Path

from sqlalchemy import Index, Table, text
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from db.schema import METADATA
from db.schema.columns import EMPTY, GIVEN, KEYED, NUMBERED
from db.sqlite.place_index import PLACE_TABLE
from db.sqlite.text_index import TEXT_TABLE
from db.sqlite.triggers import triggers


def schema_sql() -> str:
    """Every table, index, virtual table and trigger; statements end in a line with a semicolon."""
    statements: list[str] = []
    for table in METADATA.sorted_tables:
        statements.append(_table(table))
        statements += map(_index, sorted(table.indexes, key=lambda index: str(index.name)))
    # triggers last: the tables that they stand on must be there
    statements += (PLACE_TABLE, TEXT_TABLE)
    statements += [sql for _, sql in triggers()]
    return "".join(_tidy(statement) + "\n;\n" for statement in statements)


def main() -> None:
    """Write the schema of new catalogues: `make schema`. Revisions are written by hand."""
    Path(__file__).with_name("schema.sql").write_text(schema_sql(), encoding="utf-8")


def _table(table: Table) -> str:
    options = table.dialect_options["sqlite"]
    # without AUTOINCREMENT SQLite gives the highest number again once its row is gone
    options["autoincrement"] = NUMBERED in table.info
    options["with_rowid"] = KEYED not in table.info
    return str(CreateTable(table).compile(dialect=dialect.dialect()))


def _index(index: Index) -> str:
    conditions = [f"{column} IS NULL" for column in index.info.get(EMPTY, ())]
    conditions += [f"{column} IS NOT NULL" for column in index.info.get(GIVEN, ())]
    if conditions:
        index.dialect_options["sqlite"]["where"] = text(" AND ".join(conditions))
    return str(CreateIndex(index).compile(dialect=dialect.dialect()))


def _tidy(statement: str) -> str:
    # reviewers compare this text, and `schema_check` that of all but plain tables
    lines = (line.rstrip().replace("\t", "  ") for line in statement.strip().splitlines())
    return "\n".join(line for line in lines if line)


if __name__ == "__main__":
    main()
