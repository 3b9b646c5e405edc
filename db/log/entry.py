"""One entry of the log: how its text is made and how it is linked to the entry before it.

    hash    = SHA-256("exhibit-log/v2" NUL || prev || body); the first prev is 32 zero bytes
    body    = RFC 8785 canonical JSON of
              act (UUID), agent (UUID), at (UTC), commit, count, kind, rows, schema, sequence, touched,
              and of `erases` (numbers of entries whose content it erases) or `accepts` (pairs of the number
              of a broken entry and the digest of what was found there) where it does so
    commit  = SHA-256(salt || canonical JSON of the content), salt: 32 random bytes
    touched = SHA-256(salt || "touched" NUL || the UUIDs of its `count` items, sorted, with a line feed each)
    rows    = what it commits to of the states of the rows that it wrote, see `db.states.packing`

A body holds no id of a row and no word that a person wrote. The first version had another domain and other
bodies; its entries stand before the entry of the upgrade, and nowhere else.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

import rfc8785

from db.schema import utc_text

FIRST, SECOND = b"exhibit-log/v1\x00", b"exhibit-log/v2\x00"
SALT_SIZE = 32
_TOUCHED = b"touched\x00"
_ROWS = re.compile(rb'"rows":"([0-9a-f]{64})"')


def body_of(
    *,
    sequence: int,
    act: str,
    kind: str,
    agent: str,
    at: datetime,
    schema: int,
    commit: str,
    count: int,
    touched: str,
    rows: bytes,
    erases: Collection[int] = (),
    accepts: Collection[tuple[int, str]] = (),
) -> bytes:
    """The text of an entry. `act` and `agent` are UUIDs, `kind` is a code."""
    told: dict[str, Any] = {
        "act": act,
        "agent": agent,
        "at": utc_text(at),
        "commit": commit,
        "count": count,
        "kind": kind,
        "rows": rows.hex(),
        "schema": schema,
        "sequence": sequence,
        "touched": touched,
    }
    if erases:
        # left out where it is empty: the chain, and the trigger `log_erasure_named`, look for the key itself
        told["erases"] = sorted(erases)
    if accepts:
        told["accepts"] = sorted([at, found] for at, found in accepts)
    return rfc8785.dumps(told)


def linked(prev: bytes, body: bytes) -> bytes:
    """The hash of an entry of this version."""
    return sha256(SECOND + prev + body).digest()


def linked_first(prev: bytes, body: bytes) -> bytes:
    """The hash of an entry of the first version."""
    return sha256(FIRST + prev + body).digest()


def commit_to(salt: bytes, content: bytes) -> str:
    """What an entry commits to of its content."""
    return sha256(salt + content).hexdigest()


def digest_touched(salt: bytes, uuids: Iterable[str]) -> str:
    """What an entry says of the items that it touched."""
    return sha256(salt + _TOUCHED + "".join(f"{uuid}\n" for uuid in sorted(uuids)).encode()).hexdigest()


def rows_committed(body: bytes) -> bytes | None:
    """What an entry commits to of the states of rows; None for one of the first version."""
    found = _ROWS.search(body)
    return None if found is None else bytes.fromhex(found[1].decode())
