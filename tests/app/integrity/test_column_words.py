"""What verify says of a column are words of people, and never those of the schema."""

import pytest

from app.fields import claims, evidence, item
from app.fields.field import FieldTable
from app.integrity.column_words import COLUMNS, column_words, field_nouns
from db.states.tables import state_tables

_COLUMNS = [(table, column.name) for table, of in state_tables().items() for column in of.table.c]


@pytest.mark.parametrize("table", state_tables())
def test_every_column_is_a_field_or_has_words(table: str) -> None:
    columns = {name for of, name in _COLUMNS if of == table}
    assert columns - field_nouns(table).keys() <= COLUMNS.keys()


def test_words_are_for_columns_that_there_are() -> None:
    assert COLUMNS.keys() <= {name for _, name in _COLUMNS}


def test_no_word_is_a_name_of_the_schema() -> None:
    """Case id, radius m, published at: a name with blanks in place of its lines."""
    raw = {
        name
        for table, name in _COLUMNS
        if "_" in name and name.split("_")[-1] in {"id", "m", "deg", "at", "url", "folded", "by"}
        if column_words(table, name) == name.replace("_", " ")
    }
    assert raw == {"obtained_at"}, "of which “obtained at” is the noun of the field"


def test_a_field_that_people_say_is_called_by_its_noun_in_every_table() -> None:
    """So that a new one needs no line in the list of columns."""
    members = (member for module in (item, claims, evidence) for member in vars(module).values())
    tables = [member for member in members if isinstance(member, FieldTable)]
    given = {field.stored_as for table in tables for field in table.given}
    assert len(tables) > 6
    assert given <= {name for table in state_tables() for name in field_nouns(table)}
