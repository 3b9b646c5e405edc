"""Acts have numbers and UUIDs of their own, and rows refer to them; what stands is unique in the schema.

The schema as a whole is frozen in 0002_acts.sql: foreign keys cannot be altered in SQLite, so that every
table is made anew and its rows are carried over. The number of an act of before is that of its log entry, so
that all that refers to it keeps its meaning.
"""

from alembic import context, op

from db.migrations.carrying import Carrying
from db.migrations.duplicates import settle_duplicates
from db.migrations.upgrade_act import begin_upgrade_act, name_lost_acts

revision = "0002"
down_revision = "0001"

_UUID = (
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'"
    " || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
)
_ACT = {"id": '"sequence"', "uuid": _UUID, "kind": '"act"'}
_CHANGED = {"custody": {"act_id": '"sequence"'}}


def upgrade() -> None:
    """Carry all rows over, withdraw what the schema now forbids, and tell it in `changes`."""
    connection = op.get_bind()
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
