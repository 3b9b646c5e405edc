"""Every column that verify can name has a word in the list of messages, or is a field and has its noun."""

from app.fields import claims, evidence, item
from app.fields.field import FieldTable
from app.integrity.column_words import COLUMNS, field_nouns
from db.states.tables import state_tables


def test_every_column_has_a_word() -> None:
    columns = {column.name for table in state_tables().values() for column in table.table.c}
    words = {name.replace("_", " ") for name in columns - field_nouns().keys()}
    assert words <= COLUMNS
    assert {name.replace("_", " ") for name in columns} >= COLUMNS, "these are gone"


def test_a_field_that_people_say_is_called_by_its_noun_in_every_table() -> None:
    """So that a new one needs no line in the list of columns."""
    members = (member for module in (item, claims, evidence) for member in vars(module).values())
    tables = [member for member in members if isinstance(member, FieldTable)]
    given = {field.stored_as for table in tables for field in table.given}
    assert len(tables) > 6
    assert given <= field_nouns().keys()
