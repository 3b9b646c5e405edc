"""The act by which a catalogue is upgraded, and acts to which rows refer though nothing is left of them."""

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection

Change = tuple[str, int, str, int | None]
"""What an upgrade did to a row: its table and id, what was done, and the row that kept it from standing."""

_UNTOLD = """
INSERT INTO act (id, uuid, sequence, agent_id, at, kind, label, undoable, undone_by)
VALUES (?, ?, NULL, (SELECT min(id) FROM agent), ?, 'lost', '', 0, NULL)
"""
_BEGUN = """
INSERT INTO act (uuid, sequence, agent_id, at, kind, label, undoable, undone_by)
VALUES (?, NULL, (SELECT id FROM agent WHERE name = ?), ?, 'upgrade', ?, 0, NULL)
"""
_PROGRAM = "Exhibit"


def begin_upgrade_act(connection: Connection, version: int) -> int | None:
    """The number of a new act of the program itself; None for a catalogue in which there is nothing yet.

    Its entry in the log is written when all revisions have run.
    """
    if not connection.exec_driver_sql("SELECT count(*) FROM catalogue").scalar_one():
        return None
    now = _now()
    connection.exec_driver_sql(
        "INSERT INTO agent (uuid, kind, name, created_at) SELECT ?, 'SoftwareAgent', ?, ?"
        # the program has one agent, however many upgrades there are
        " WHERE NOT EXISTS (SELECT 1 FROM agent WHERE name = ?)",
        (str(uuid4()), _PROGRAM, now, _PROGRAM),
    )
    label = f'["upgrade",{{"schema":{version}}}]'  # code and arguments, as all labels are
    return connection.exec_driver_sql(_BEGUN, (str(uuid4()), _PROGRAM, now, label)).lastrowid


def name_lost_acts(connection: Connection) -> list[Change]:
    """Give every act to which a row refers and of which nothing is left a row, so that this can be said.

    Nothing that this program did leads there; somebody cut acts off.
    """
    found = (_dangling(connection, *reference) for reference in _referring(connection))
    lost = sorted({act for acts in found for act in acts})
    for act in lost:
        connection.exec_driver_sql(_UNTOLD, (act, str(uuid4()), _now()))
    return [("act", act, "lost", None) for act in lost]


def _referring(connection: Connection) -> list[tuple[str, str]]:
    # by what the file has, not by METADATA: that is of the newest schema, and this revision is never edited
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    found = []
    for (table,) in tables.all():
        keys = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').all()
        found += [(str(table), str(key[3])) for key in keys if key[2] == "act"]
    return found


def _dangling(connection: Connection, table: str, column: str) -> list[int]:
    asked = (
        # somebody else may have written a text there, which no act can have for a number
        f'SELECT DISTINCT "{column}" FROM "{table}" WHERE typeof("{column}") = \'integer\''  # noqa: S608  (names of the schema)
        f' AND "{column}" NOT IN (SELECT id FROM act)'
    )
    return [int(act) for (act,) in connection.exec_driver_sql(asked)]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
