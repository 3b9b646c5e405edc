"""Every column that verify can name has a word in the list of messages, or is a field and has its noun."""

from app.integrity.column_words import COLUMNS, field_nouns
from db.states.tables import state_tables


def test_every_column_has_a_word() -> None:
    columns = {column.name for table in state_tables().values() for column in table.table.c}
    words = {name.replace("_", " ") for name in columns - field_nouns().keys()}
    assert words <= COLUMNS
    assert {name.replace("_", " ") for name in columns} >= COLUMNS, "these are gone"
