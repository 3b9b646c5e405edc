"""Lists of ids in the dialect of SQLite."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from db.queries.id_list import IdList


# one value, however many ids: SQLite takes at most 32,766 parameters, and each number of them would be a
# statement of its own to prepare
@compiles(IdList, "sqlite")
def _json_each(element: IdList, compiler: SQLCompiler, **words: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **words)})"
