"""The only SQL that SQLite alone understands: pragmas, R*Tree, FTS5, triggers, backup."""

import json
import sqlite3
import struct
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, column, func, select, text, true
from sqlalchemy import table as virtual

APPLICATION_ID = 0x45584842  # "EXHB", at offset 68 of the file
BOXES_PER_LOCATION = 8  # box id = location id * 8 + n
_ROLES = ("camera", "subject", "publisher")

VIRTUAL_TABLES = (
    """
    CREATE VIRTUAL TABLE location_box USING rtree(
        id, min_lon, max_lon, min_lat, max_lat,
        +spot BLOB, +role TEXT, +basis TEXT, +state INTEGER)
    """,
    """
    CREATE VIRTUAL TABLE item_text USING fts5(
        title, description, notes, captions, names, tags, places,
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')
    """,
)
"""`state` of a box: 0 withdrawn, 1 counts, 2 counts and is the best basis of its role. `spot`: see SPOT."""
SPOT = struct.Struct("<qqdddd")
"""Location id, item id, latitude, longitude, radius in metres (-1 unknown, -2 a footprint), 1 for a subject.

One value of 48 bytes is fetched in a third of the time that six columns take, and numpy reads it as it is.
"""

BOX_INDEX = virtual("location_box", *map(column, ("id", "min_lon", "max_lon", "min_lat", "max_lat")))
BOX_DETAIL = virtual("location_box_rowid", *map(column, ("rowid", "a0", "a1", "a2", "a3")))
"""The R*Tree's own table of its `+` columns, a0 first: to join it is faster than to ask the R*Tree."""
TEXT = virtual("item_text", column("rowid"), column("item_text"))

FIXED_TABLES = ("log", "log_content", "log_erasure", "log_item", "custody", "snapshot", "sheet")


def triggers() -> Iterable[tuple[str, str]]:
    """Name and text of every trigger: what is append-only stays so through any connection of ours."""
    for table in FIXED_TABLES:
        yield f"{table}_no_update", _refuse(table, "UPDATE", "is never changed")
        if table != "log_content":
            yield f"{table}_no_delete", _refuse(table, "DELETE", "is never deleted")
    yield (
        "log_content_erased_by_authority",
        """
        CREATE TRIGGER log_content_erased_by_authority BEFORE DELETE ON log_content
        WHEN NOT EXISTS (SELECT 1 FROM log_erasure WHERE sequence = OLD.sequence)
        BEGIN SELECT RAISE(ABORT, 'log content is erased only by an entry of the log'); END
        """,
    )
    yield (
        "log_in_order",
        """
        CREATE TRIGGER log_in_order BEFORE INSERT ON log
        WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM log)
          OR NEW.prev <> coalesce((SELECT hash FROM log ORDER BY sequence DESC LIMIT 1), zeroblob(32))
        BEGIN SELECT RAISE(ABORT, 'a log entry follows the one before it'); END
        """,
    )


def _refuse(table: str, change: str, words: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the {table} {words}'); END"
    )


def is_virtual(name: str) -> bool:
    """Whether a table belongs to R*Tree or FTS5: Alembic must not compare those."""
    return name.startswith(("location_box", "item_text", "sqlite_"))


def prepare(connection: sqlite3.Connection, *, writable: bool) -> None:
    """Set what SQLite forgets between connections."""
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")  # or REPLACE slips past a delete trigger
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.execute("PRAGMA trusted_schema = OFF")
    cursor.execute("PRAGMA cache_size = -16384")
    cursor.execute("PRAGMA temp_store = MEMORY")
    if writable:
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
    else:
        cursor.execute("PRAGMA query_only = ON")
    cursor.close()


def connect(path: Path, *, writable: bool, immutable: bool = False) -> sqlite3.Connection:
    """Open an existing file; never creates one."""
    mode = "rw" if writable else "ro"
    uri = f"{path.absolute().as_uri()}?mode={mode}" + ("&immutable=1" if immutable else "")
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    prepare(connection, writable=writable)
    return connection


def create(path: Path) -> None:
    """Make an empty database that says whose it is. Raises FileExistsError."""
    path.touch(exist_ok=False)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def backup(source: Path, target: Path) -> None:
    """Copy a database with everything in its WAL, by SQLite's own backup."""
    original, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        original.backup(copy)
    finally:
        copy.close()
        original.close()


def set_user_version(connection: Connection, version: int) -> None:
    """Say in the header which schema the file has."""
    connection.execute(text(f"PRAGMA user_version = {version:d}"))


def data_version(connection: sqlite3.Connection) -> int:
    """A number that is another one after any other connection has committed; own commits leave it alone."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def defer_foreign_keys(connection: Connection) -> None:
    """Check foreign keys at commit, so that rows may be written in any order."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))


def last_id(connection: Connection, table: str) -> int:
    """The highest id ever given in a table."""
    found = connection.execute(
        text("SELECT seq FROM sqlite_sequence WHERE name = :table"), {"table": table}
    ).scalar()
    return int(found or 0)


def add_boxes(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Put boxes of locations into the place index.

    Keys: id, min_lon, max_lon, min_lat, max_lat, location_id, item_id, lat, lon, radius_m (None: unknown),
    role, basis, state, and shaped, which says whether there is a footprint.
    """
    if rows:
        connection.execute(
            text(
                "INSERT INTO location_box"
                " VALUES (:id, :min_lon, :max_lon, :min_lat, :max_lat, :spot, :role, :basis, :state)"
            ),
            [{**row, "spot": _spot(row)} for row in rows],
        )


def _spot(row: dict[str, Any]) -> bytes:
    radius = -2.0 if row["shaped"] else -1.0 if row["radius_m"] is None else row["radius_m"]
    return SPOT.pack(
        row["location_id"], row["item_id"], row["lat"], row["lon"], radius, row["role"] == "subject"
    )


def set_box_states(connection: Connection, states: Iterable[tuple[int, int]]) -> None:
    """Set the state of all boxes of locations; pairs of location id and state."""
    rows = [
        {"id": location * BOXES_PER_LOCATION + n, "state": state}
        for location, state in states
        for n in range(BOXES_PER_LOCATION)
    ]
    if rows:
        connection.execute(text("UPDATE location_box SET state = :state WHERE id = :id"), rows)


TEXT_COLUMNS = ("title", "description", "notes", "captions", "names", "tags", "places")


def replace_text(connection: Connection, old_ids: Sequence[int], rows: Sequence[dict[str, Any]]) -> None:
    """Index items anew: forget `old_ids`, then add rows of `id` and the folded TEXT_COLUMNS."""
    if old_ids:
        connection.execute(
            text("DELETE FROM item_text WHERE rowid = :id"), [{"id": item} for item in old_ids]
        )
    if rows:
        columns = ", ".join(TEXT_COLUMNS)
        values = ", ".join(f":{column}" for column in TEXT_COLUMNS)
        connection.execute(text(f"INSERT INTO item_text(rowid, {columns}) VALUES (:id, {values})"), rows)  # noqa: S608  (fixed names)


def damaged(connection: Connection) -> str | None:
    """What SQLite's own check finds wrong, or None."""
    found = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
    return None if found == "ok" else found


def matching(expression: str) -> Select[int]:
    """Ids of the items whose text answers an expression of the text index."""
    return select(TEXT.c.rowid).where(TEXT.c.item_text.op("MATCH")(expression))


def listed(ids: Collection[int]) -> Select[int]:
    """Ids handed in as one bound value, however many."""
    given = func.json_each(json.dumps(list(ids))).table_valued("value")
    return select(given.c.value)


def overlapping(
    box: tuple[float, float, float, float], roles: Sequence[str], bases: Sequence[str]
) -> Select[bytes]:
    """Spots whose boxes overlap a box (min_lon, max_lon, min_lat, max_lat). `bases` as in `spots`."""
    west, east, south, north = box
    index = BOX_INDEX.c
    inside = select(index.id).where(
        index.max_lon >= west, index.min_lon <= east, index.max_lat >= south, index.min_lat <= north
    )
    return spots(roles, bases).where(BOX_DETAIL.c.rowid.in_(inside))


def spots(roles: Sequence[str], bases: Sequence[str]) -> Select[bytes]:
    """The spots of all locations that have a box. `bases` empty: the best of each role; `any`: all."""
    spot, role, basis, state = (getattr(BOX_DETAIL.c, name) for name in ("a0", "a1", "a2", "a3"))
    found: Select[bytes] = select(spot)
    if set(roles) < set(_ROLES):
        others = [other for other in _ROLES if other not in roles]
        found = found.where(role != others[0]) if len(others) == 1 else found.where(role.in_(roles))
    if not bases:
        return found.where(state == 2)
    return found.where(state >= 1, true() if "any" in bases else basis.in_(bases))


def cameras() -> Select[str]:
    """Every folded name of a camera, by one step of the index for each: no row of an item is read."""
    item = virtual("item", column("camera_folded"))
    first = select(func.min(item.c.camera_folded).label("name")).cte("camera", recursive=True)
    after = (
        select(func.min(item.c.camera_folded)).where(item.c.camera_folded > first.c.name).scalar_subquery()
    )
    every = first.union_all(select(after).where(first.c.name.is_not(None)))
    return select(every.c.name).where(every.c.name.is_not(None))
