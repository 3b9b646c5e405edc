"""The text index: an FTS5 table, one row an item, one column a kind of text."""

from collections.abc import Sequence
from dataclasses import asdict, fields

from sqlalchemy import Connection, column, text
from sqlalchemy import table as virtual
from sqlalchemy.exc import DBAPIError

from db.engine import IndexedText, TextRows
from db.queries.text_query import AllOf, AnyOf, Phrase, TextQuery
from db.sqlite.errors import is_corrupt

# unicode61 only parts the words: case and marks are gone by then (`resources.fold`). Beginnings of two and
# three letters have an index, because a search box asks for such first. The table keeps its texts, as a
# contentless one could forget a row only from SQLite 3.43 on (Debian 12 has 3.40)
TEXT_TABLE = """
    CREATE VIRTUAL TABLE item_text USING fts5(
        title, description, notes, captions, names, tags, places,
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')
    """
DEEPEST = 8
"""The parser of FTS5 has a small stack: about so many brackets inside one another are always safe."""
_TEXTS = tuple(field.name for field in fields(IndexedText) if field.name != "item_id")
_TEXT = virtual("item_text", column("rowid"), column("item_text"))
_ADD = text(
    f"INSERT INTO item_text(rowid, {', '.join(_TEXTS)})"  # noqa: S608  (fixed names)
    f" VALUES (:item_id, {', '.join(f':{name}' for name in _TEXTS)})"
)

_HIGHEST = 2**63 - 1
_KEPT = text(
    f"SELECT rowid, {', '.join(_TEXTS)} FROM item_text"  # noqa: S608  (fixed names)
    " WHERE rowid > :after AND rowid <= :until ORDER BY rowid"
)


def index_text(connection: Connection, old: Sequence[int], rows: Sequence[IndexedText]) -> None:
    """Forget the texts of the items `old`, then add those of `rows`."""
    if old:
        connection.execute(text("DELETE FROM item_text WHERE rowid = :id"), [{"id": item} for item in old])
    if rows:
        connection.execute(_ADD, [asdict(row) for row in rows])


def indexed_texts(connection: Connection, after: int, until: int | None) -> list[IndexedText]:
    """The texts that are kept of items in a range of ids."""
    values = {"after": after, "until": _HIGHEST if until is None else until}
    return [IndexedText(*row) for row in connection.execute(_KEPT, values)]


def is_whole(connection: Connection) -> bool:
    """Whether the index is that of the texts that are kept; needs a connection that writes."""
    try:
        connection.execute(text("INSERT INTO item_text(item_text) VALUES ('integrity-check')"))
    except DBAPIError as error:
        return not is_corrupt(error)
    return True


def rebuild(connection: Connection) -> None:
    """Make the index anew from the texts that are kept."""
    connection.execute(text("INSERT INTO item_text(item_text) VALUES ('rebuild')"))


def text_rows(query: TextQuery) -> TextRows:
    """The rows that match. They come in the order of their ids."""
    return TextRows(
        _TEXT,
        _TEXT.c.item_text.op("MATCH")(expression(query)),
        _TEXT.c.rowid,
        _TEXT.c.rowid + 0,  # no index: SQLite cannot match where it looks rows up for an OR
    )


def expression(query: TextQuery) -> str:
    """A query in the language of FTS5. Words are always quoted: none is an operator."""
    if isinstance(query, Phrase):
        words = query.words.replace('"', '""')
        return f'"{words}"*' if query.prefix else f'"{words}"'
    if isinstance(query, AllOf | AnyOf):
        between = " AND " if isinstance(query, AllOf) else " OR "
        return f"({between.join(map(expression, query.parts))})"
    return f"({expression(query.wanted)} NOT {expression(query.unwanted)})"
