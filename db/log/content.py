"""Reading what an entry committed to: never without comparing it with the commitment."""

import json
from typing import Any

from sqlalchemy import Connection, select

from db.errors import NotAsLogged
from db.log.entry import commit_to
from db.schema import LOG, LOG_CONTENT
from resources.messages import tr


class ContentChangedError(NotAsLogged):
    """The content of an entry is not what the entry committed to."""

    def __init__(self, sequence: int) -> None:
        super().__init__(
            tr(
                "The content of entry {entry} of the log is not what it committed to. Run “verify”.",
                entry=sequence,
            )
        )
        self.sequence = sequence


def content(connection: Connection, sequence: int) -> dict[str, Any] | None:
    """What an entry committed to, or None where the content was erased. Raises ContentChangedError."""
    statement = (
        select(LOG.c.body, LOG_CONTENT.c.salt, LOG_CONTENT.c.content)
        .join(LOG_CONTENT, LOG_CONTENT.c.sequence == LOG.c.sequence)
        .where(LOG.c.sequence == sequence)
    )
    row = connection.execute(statement).first()
    if row is None:
        return None
    if not committed(row.body, row.salt, row.content):
        raise ContentChangedError(sequence)
    return dict(json.loads(row.content))


def committed(body: bytes, salt: bytes, told: bytes) -> bool:
    """Whether an entry of either version commits to this content."""
    if not isinstance(body, bytes) or not isinstance(salt, bytes) or not isinstance(told, bytes):
        return False  # somebody else's program wrote them
    # in both versions the commitment stands in the body under this key; to parse the body costs ten times
    # this
    return b'"commit":"%b"' % commit_to(salt, told).encode("ascii") in body
