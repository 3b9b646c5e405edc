"""Checking the chain: each entry against the one before it, and each content against its commitment."""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, null, select

from db.log.content import committed
from db.log.entry import linked, linked_first
from db.log.records import ACCEPTANCE, DISPOSAL, GENESIS, UPGRADE, LogBreak, LogCheck, LogHead, Problem
from db.log.tail import hash_of, highest_trace
from db.schema import LOG, LOG_CONTENT, LOG_ERASURE

# rows in memory at a time, however long the log
_ROWS_AT_ONCE = 2000
_DISPOSAL = f'"kind":"{DISPOSAL}"'.encode()
_ACCEPTANCE = f'"kind":"{ACCEPTANCE}"'.encode()
_UPGRADE = f'"kind":"{UPGRADE}"'.encode()


def check(
    connection: Connection,
    *,
    contents: bool = True,
    since: LogHead | None = None,
    seen: Iterable[LogHead] = (),
) -> LogCheck:
    """Recompute the chain, after the entry `since` or all of it, and the commitments to `contents`.

    `seen` are heads that were seen before, here or on paper, and must still stand where they stood.
    """
    begin = since or LogHead(0, GENESIS)
    chain = _Chain(begin, contents=contents, second=_is_second(connection, begin))
    for row in _entries(connection, contents=contents, after=chain.last.sequence):
        chain.take(row)
    chain.demand_nothing_after(highest_trace(connection))
    chain.judge_erasures(
        dict(connection.execute(select(LOG_ERASURE.c.sequence, LOG_ERASURE.c.erased_by)).all())
    )
    for each in seen:
        chain.demand_seen(each, hash_of(connection, each.sequence))
    return chain.result()


class _Chain:
    """The chain as far as it was followed."""

    def __init__(self, last: LogHead, *, contents: bool, second: bool) -> None:
        self.last = last
        self._contents = contents
        self._breaks: list[LogBreak] = []
        self._gone: list[int] = []
        self._erases: dict[int, int] = {}
        self._accepts: dict[tuple[int, str], int] = {}
        self._acceptances: list[int] = []
        self._second = second

    def take(self, row: Sequence[Any]) -> None:
        """Follow one entry: sequence, prev, body, hash, salt and content."""
        sequence, prev, body, digest, salt, content = row
        if sequence != self.last.sequence + 1:
            self._missing()
            # told once, and gone on with as if what is missing had led here: what follows may be whole
            self.last = LogHead(sequence - 1, prev)
        problem = self._problem(sequence, prev, body, digest) or self._of_content(
            sequence, body, salt, content
        )
        if problem is None:
            self._read(sequence, body)
        else:
            # what a check without contents finds is the same break
            found = row if problem == "content" else row[:4]
            self._breaks.append(LogBreak(sequence, problem, _found(*found)))
        # the hash as stored, also of a broken entry: else each one behind it would be broken, too
        self.last = LogHead(sequence, digest if isinstance(digest, bytes) else GENESIS)

    def demand_nothing_after(self, highest: int) -> None:
        """Nothing may be left of entries that were cut off the end."""
        if highest > self.last.sequence:
            self._missing()

    def judge_erasures(self, erased_by: dict[int, int]) -> None:
        """Content may be gone only where an entry names it, and be marked as erased only by that one."""
        for sequence, by in erased_by.items():
            if self._erases.get(sequence) != by:
                self._breaks.append(LogBreak(sequence, "erasure", _found(sequence, by)))
        for sequence in self._gone:
            if sequence not in self._erases:
                self._breaks.append(LogBreak(sequence, "gone", _found(sequence)))

    def demand_seen(self, seen: LogHead, found: bytes | None) -> None:
        """An entry that was seen must be there, and be the same."""
        if seen.sequence and found != seen.hash:
            problem: Problem = "shorter" if seen.sequence > self.last.sequence else "other"
            self._breaks.append(LogBreak(seen.sequence, problem, seen.hash.hex()))

    def result(self) -> LogCheck:
        """What was found."""
        breaks = sorted(self._breaks, key=lambda each: each.at)
        accepted = {
            each.at: self._accepts[each.at, each.found]
            for each in breaks
            if (each.at, each.found) in self._accepts
        }
        erased = tuple(sequence for sequence in self._gone if sequence in self._erases)
        found = tuple(breaks), tuple(accepted.items()), erased, tuple(self._acceptances)
        return LogCheck(self.last.sequence, *found)

    def _missing(self) -> None:
        at = self.last.sequence + 1
        self._breaks.append(LogBreak(at, "missing", _found(at, self.last.hash)))

    def _problem(self, sequence: int, prev: Any, body: Any, digest: Any) -> Problem | None:
        if not isinstance(body, bytes) or not isinstance(prev, bytes):
            return "types"
        if prev != self.last.hash:
            return "hash"
        if digest != linked(prev, body):
            # the hash domains differ, so no body of one version passes for one of the other
            if digest != linked_first(prev, body):
                return "hash"
            if self._second:
                return "version"
        elif not self._second:
            self._second = True
            # a new catalogue begins with the second version; an old one changes over by its upgrade alone
            if sequence > 1 and _UPGRADE not in body:
                return "version"
        # in canonical JSON a quoted key stands only where it is a key; to parse it costs ten times this
        return None if b'"sequence":%d,' % sequence in body else "number"

    def _of_content(self, sequence: int, body: bytes, salt: Any, content: Any) -> Problem | None:
        if not self._contents:
            return None
        # gone is judged at the end: the entry that erased it comes later in the log
        if content is None and salt is None:
            self._gone.append(sequence)
            return None
        return None if committed(body, salt, content) else "content"

    def _read(self, sequence: int, body: bytes) -> None:
        """Take note of what an entry erases and accepts."""
        if b'"erases":' in body and _DISPOSAL in body:
            self._erases.update(dict.fromkeys(json.loads(body)["erases"], sequence))
        if _ACCEPTANCE in body:
            self._acceptances.append(sequence)
        if b'"accepts":' in body:
            for at, found in json.loads(body)["accepts"]:
                self._accepts[at, found] = sequence


def _is_second(connection: Connection, begin: LogHead) -> bool:
    """Whether the second version has begun at an entry: in its midst a long log may still be of the first."""
    entry = select(LOG.c.prev, LOG.c.body).where(LOG.c.sequence == begin.sequence)
    prev, body = connection.execute(entry).first() or (None, None)
    if not isinstance(prev, bytes) or not isinstance(body, bytes):
        return begin.sequence > 0
    return begin.hash != linked_first(prev, body)


def _entries(connection: Connection, *, contents: bool, after: int) -> Iterator[Sequence[Any]]:
    entry = (LOG.c.sequence, LOG.c.prev, LOG.c.body, LOG.c.hash)
    if contents:
        statement = select(*entry, LOG_CONTENT.c.salt, LOG_CONTENT.c.content).outerjoin_from(
            LOG, LOG_CONTENT, LOG_CONTENT.c.sequence == LOG.c.sequence
        )
    else:
        statement = select(*entry, null(), null())
    ordered = statement.where(LOG.c.sequence > after).order_by(LOG.c.sequence)
    return iter(connection.execute(ordered, execution_options={"yield_per": _ROWS_AT_ONCE}))


def _found(*parts: object) -> str:
    """A digest of what stands where an entry should be."""
    # repr, since somebody else's program may have left any type there; never parsed, only compared
    return sha256("\n".join(map(repr, parts)).encode("utf-8", "backslashreplace")).hexdigest()
