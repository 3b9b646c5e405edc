"""Judge a catalogue file by its first bytes, before SQLite may touch it."""

import stat
from dataclasses import dataclass
from pathlib import Path

from db.causes import cause_words
from db.errors import DatabaseError, NotOurFile
from db.sqlite import wal
from db.sqlite.connecting import APPLICATION_ID
from resources.messages import tr


@dataclass(frozen=True, slots=True)
class Header:
    """What the 100-byte header of a SQLite file says (sqlite.org, file format, section 1.3)."""

    application_id: int
    user_version: int


def read_header(path: Path) -> Header:
    """Read plain bytes only, of the file or of what waits in its WAL.

    Raises NotOurFile for anything that is no SQLite file.
    """
    try:
        if stat.S_ISFIFO(path.stat().st_mode):  # to open one is to wait for whoever writes to it
            raise NotOurFile(tr("{path} is a pipe, not a catalogue.", path=path))
        with path.open("rb") as file:
            head = file.read(100)
        # an upgrade of a killed process may stand in the WAL only
        newest = wal.first_page(path) or head
    except FileNotFoundError as error:
        raise NotOurFile(
            tr(
                "There is no catalogue in {folder}: {file} is missing. Name the folder that holds it.",
                folder=path.parent,
                file=path.name,
            )
        ) from error
    except OSError as error:
        raise DatabaseError(tr("{path} cannot be read: {why}.", path=path, why=cause_words(error))) from error
    if len(head) < 100 or not head.startswith(wal.FILE_MAGIC):
        raise NotOurFile(
            tr("{path} is damaged or no catalogue: it does not begin as a database does.", path=path)
        )
    # application_id at offset 68, user_version at 60, both big-endian
    return Header(int.from_bytes(newest[68:72], "big"), int.from_bytes(newest[60:64], "big"))


def judge(path: Path, newest: int) -> Header:
    """The header of a catalogue that this program can open. Raises NotOurFile with one sentence."""
    header = read_header(path)
    if header.application_id != APPLICATION_ID:
        raise NotOurFile(tr("{path} is a database of another program, not a catalogue.", path=path))
    if header.user_version > newest:
        raise NotOurFile(
            tr(
                "{path} was made by a newer version of Exhibit (schema {schema}; this one knows {known}). "
                "Open it with that version.",
                path=path,
                schema=header.user_version,
                known=newest,
            )
        )
    return header
