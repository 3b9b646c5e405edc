"""The log: a hash chain of entries that commit, with a salt, to content kept beside it.

`hash = SHA-256("exhibit-log/v1" NUL || prev || body)`; `body` is RFC 8785 canonical JSON with the
sequence inside and `commit = SHA-256(salt || content)`; the first `prev` is 32 zero bytes.
"""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import rfc8785
from sqlalchemy import Connection, func, insert, select

from db.schema import ACT, LOG, LOG_CONTENT, LOG_ERASURE, LOG_ITEM, utc_text

_DOMAIN = b"exhibit-log/v1\x00"
GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class LogHead:
    """The last entry: its number (0 for an empty log) and its hash."""

    sequence: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What checking the whole chain found. `erased` lists entries whose content was lawfully erased."""

    entries: int
    ok: bool
    broken_at: int | None
    problem: str | None
    erased: tuple[int, ...]


def head(connection: Connection) -> LogHead:
    """The last entry of the chain."""
    row = connection.execute(
        select(LOG.c.sequence, LOG.c.hash).order_by(LOG.c.sequence.desc()).limit(1)
    ).first()
    return LogHead(row.sequence, row.hash) if row else LogHead(0, GENESIS)


def append(
    connection: Connection,
    *,
    at: datetime,
    agent: int,
    act: str,
    subjects: Mapping[str, list[int]],
    content: Mapping[str, Any],
) -> LogHead:
    """Add an entry. The caller holds the write lock. Names and texts go into `content` only."""
    last = head(connection)
    salt, told = secrets.token_bytes(32), rfc8785.dumps(dict(content))
    sequence = last.sequence + 1
    body = rfc8785.dumps(
        {
            "act": act,
            "agent": agent,
            "at": utc_text(at),
            "commit": sha256(salt + told).hexdigest(),
            "sequence": sequence,
            "subjects": dict(subjects),
        }
    )
    digest = _link(last.hash, body)
    connection.execute(insert(LOG).values(sequence=sequence, prev=last.hash, body=body, hash=digest))
    connection.execute(insert(LOG_CONTENT).values(sequence=sequence, salt=salt, content=told))
    items = subjects.get("item", [])
    if items:
        connection.execute(insert(LOG_ITEM), [{"item_id": item, "sequence": sequence} for item in items])
    return LogHead(sequence, digest)


def content(connection: Connection, sequence: int) -> dict[str, Any] | None:
    """What an entry committed to, or None where the content was erased."""
    told = connection.execute(
        select(LOG_CONTENT.c.content).where(LOG_CONTENT.c.sequence == sequence)
    ).scalar_one_or_none()
    return None if told is None else dict(json.loads(told))


def check(connection: Connection) -> LogCheck:
    """Recompute the whole chain and every commitment; stop at the first broken entry."""
    erasures = dict(connection.execute(select(LOG_ERASURE.c.sequence, LOG_ERASURE.c.erased_by)).all())
    erased: list[int] = []
    prev, count = GENESIS, 0
    for row in _entries(connection):
        count += 1
        problem = _problem(row, count, prev)
        if problem is None and row[-1] is None:
            erased.append(count)
            problem = None if count in erasures else "its content is gone and no entry erased it"
        if problem:
            total = connection.execute(select(func.count()).select_from(LOG)).scalar_one()
            return LogCheck(total, False, count, problem, tuple(erased))
        prev = row[3]
    if _orphans(connection):
        return LogCheck(
            count,
            False,
            count + 1,
            "it is gone, and traces of it are left: entries were cut off",
            tuple(erased),
        )
    return LogCheck(count, True, None, None, tuple(erased))


def _link(prev: bytes, body: bytes) -> bytes:
    return sha256(_DOMAIN + prev + body).digest()


def _entries(connection: Connection) -> Iterator[Any]:
    statement = (
        select(LOG.c.sequence, LOG.c.prev, LOG.c.body, LOG.c.hash, LOG_CONTENT.c.salt, LOG_CONTENT.c.content)
        .outerjoin(LOG_CONTENT, LOG_CONTENT.c.sequence == LOG.c.sequence)
        .order_by(LOG.c.sequence)
    )
    return iter(connection.execution_options(yield_per=2000).execute(statement))


def _problem(row: Any, expected: int, prev: bytes) -> str | None:
    sequence, before, body, digest, salt, content = row
    if sequence != expected:
        return f"entry {expected} is missing"
    if (
        not isinstance(body, bytes)
        or not isinstance(salt, bytes | None)
        or (not isinstance(content, bytes | None))
    ):
        return "it is not kept as it was written"
    if before != prev or digest != sha256(_DOMAIN + prev + body).digest():
        return "its hash does not follow from its text and the entry before it"
    # in canonical JSON a key with its quotes stands only where it is a key, and parsing costs ten times this
    if b'"sequence":%d,' % expected not in body:
        return "it carries another number inside"
    if content is not None and (salt is None or _commitment(salt, content) not in body):
        return "its content is not the content that was committed to"
    return None


def _commitment(salt: bytes, content: bytes) -> bytes:
    return b'"commit":"%b"' % sha256(salt + content).hexdigest().encode("ascii")


def _orphans(connection: Connection) -> bool:
    """Whether anything is left of entries that were cut off the end."""
    last = head(connection).sequence
    return any(
        connection.execute(select(number).where(number > last).limit(1)).first() is not None
        for number in (LOG_CONTENT.c.sequence, ACT.c.sequence, LOG_ITEM.c.sequence)
    )
