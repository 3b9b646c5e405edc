"""Adding an entry to the log, as the last thing that an act does."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rfc8785
from sqlalchemy import Connection, insert, select

from db.errors import DatabaseError
from db.log.entry import SALT_SIZE, body_of, commit_to, digest_touched, linked
from db.log.records import GENESIS, LogHead
from db.log.tail import head
from db.queries.id_list import listed
from db.schema import ITEM, LOG, LOG_CONTENT, LOG_ITEM
from db.schema.version import SCHEMA_VERSION
from resources.messages import tr


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What an entry says of its act: UUIDs of act and agent, the kind as a code, when it was.

    `erases` are numbers of entries whose content this one erases; `accepts` are the numbers of broken entries
    and the digests of what was found there.
    """

    act: str
    kind: str
    agent: str
    at: datetime
    erases: Collection[int] = ()
    accepts: Collection[tuple[int, str]] = ()


def append(
    connection: Connection,
    sequence: int,
    facts: EntryFacts,
    content: Mapping[str, Any],
    items: Collection[int],
    rows: bytes,
) -> LogHead:
    """Add the entry of an act that touched `items`. The caller holds the write lock.

    `sequence` is `next_number`, asked for under the same lock, and `rows` what writing its states gave. Names
    and texts go into `content` only.
    """
    # read again, not handed in: what is linked to must be the end as it is under the lock
    last = head(connection)
    if last.sequence and last.hash == GENESIS:
        raise DatabaseError(
            tr("The last entry of the log has no hash: no entry can follow it. Restore a backup.")
        )
    salt, told = secrets.token_bytes(SALT_SIZE), rfc8785.dumps(dict(content))
    body = body_of(
        sequence=sequence,
        act=facts.act,
        kind=facts.kind,
        agent=facts.agent,
        at=facts.at,
        schema=SCHEMA_VERSION,
        commit=commit_to(salt, told),
        count=len(items),
        touched=digest_touched(salt, _uuids(connection, items)),
        rows=rows,
        erases=facts.erases,
        accepts=facts.accepts,
    )
    digest = linked(last.hash, body)
    # the entry before its content and list: the trigger `log_in_order` takes either for a trace of an entry
    # that was cut off. States and the act lie there already, and are excepted there
    connection.execute(insert(LOG).values(sequence=sequence, prev=last.hash, body=body, hash=digest))
    connection.execute(insert(LOG_CONTENT).values(sequence=sequence, salt=salt, content=told))
    if items:
        connection.execute(insert(LOG_ITEM), [{"item_id": item, "sequence": sequence} for item in items])
    return LogHead(sequence, digest)


def _uuids(connection: Connection, items: Collection[int]) -> list[str]:
    if not items:
        return []
    return list(connection.execute(select(ITEM.c.uuid).where(ITEM.c.id.in_(listed(items)))).scalars())
