"""Acts have numbers and UUIDs of their own, and rows refer to them; what stands is unique in the schema.

Titles of items and names of tags get the keys by which they are sorted.

The schema as a whole is 0002_acts.sql, as this revision makes it: foreign keys cannot be altered in SQLite,
so that every table is made anew and its rows are carried over. The number of an act of before is that of its
log entry, so that all that refers to it keeps its meaning.
"""

from alembic import context, op

from db.migrations.carrying import Carrying, add_function
from db.migrations.duplicates import settle_duplicates
from db.migrations.upgrade_act import begin_upgrade_act, name_lost_acts
from resources.sort_key import sort_key

revision = "0002"
down_revision = "0001"

_UUID = (
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'"
    " || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
)
_ACT = {"id": '"sequence"', "uuid": _UUID, "kind": '"act"'}
_CHANGED = {
    "custody": {"act_id": '"sequence"'},
    "item": {"sort_key": 'sort_key("title")'},
    "tag": {"sort_key": 'sort_key("name")'},
}


def _sort_key(text: object) -> bytes | None:
    return sort_key(text) or None if isinstance(text, str) else None


def upgrade() -> None:
    """Carry all rows over, withdraw what the schema now forbids, and tell it in `changes`."""
    connection = op.get_bind()
    add_function(connection, "sort_key", _sort_key)
    carrying = Carrying(connection, "0002_acts.sql")
    carrying.make_room()
    carrying.carry("act", _ACT, source="operation")
    for table in sorted(carrying.old_tables() - {"operation"}):
        carrying.carry(table, _CHANGED.get(table))
    changes = context.config.attributes["changes"]
    changes += name_lost_acts(connection)
    act = begin_upgrade_act(connection, 2)
    if act is not None:
        changes += settle_duplicates(connection, act)
    carrying.finish()
