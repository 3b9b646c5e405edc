"""Lists of ids in the dialect of SQLite."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from db.id_list import IdList


@compiles(IdList, "sqlite")
def _json_each(element: IdList, compiler: SQLCompiler, **words: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **words)})"
