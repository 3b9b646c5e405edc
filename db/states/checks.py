"""What is noted of each file's last fixity check, compared with what the acts that checked say in the log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, select, type_coerce
from sqlalchemy.types import NullType

from db.errors import NotAsLogged
from db.log.content import content
from db.schema import ACT, FILE
from db.states.difference import RowDifference

CHECKING = "verify"
"""The kind of an act that hashes held files again."""
ALL_UP_TO = "all_up_to"
"""In what such an act tells: it checked all files up to this id. Else it lists those that it checked."""
_ROWS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class _Check:
    """One act that checked: when, as stored, the files that were not intact, and which it checked.

    `told` is None where its content was erased, `all_up_to` and `files` where it does not say so.
    """

    at: str
    told: Mapping[str, str] | None
    all_up_to: int | None
    files: frozenset[str] | None

    @property
    def says_which(self) -> bool:
        """Whether it tells which files it checked; an act of a version before told only what was amiss."""
        return self.all_up_to is not None or self.files is not None

    def outcome(self, sha256: str) -> str:
        """What it found of a file."""
        return (self.told or {}).get(sha256, "intact")


def last_full_check(connection: Connection) -> Mapping[str, Any]:
    """What the newest act that checked all files tells of it; nothing where none did, or it was erased."""
    for sequence, _ in _acts(connection):
        told = _told(connection, sequence).get("verification", {})
        if ALL_UP_TO in told:
            return dict(told)
    return {}


def check_differences(connection: Connection) -> Iterator[RowDifference]:
    """Files whose last check, or its outcome, is not what the log says."""
    newest_first = [_check(at, _told(connection, sequence)) for sequence, at in _acts(connection)]
    full = next((each for each in newest_first if each.all_up_to is not None), None)
    later = newest_first[: newest_first.index(full)] if full else newest_first
    single = {sha256: each for each in reversed(later) for sha256 in each.files or ()}
    by_time = {each.at: each for each in reversed(newest_first) if not each.says_which}
    stored = _stored(FILE.c.checked_at), _stored(FILE.c.check_outcome)
    columns: list[Any] = [FILE.c.id, FILE.c.sha256, *stored]
    statement = select(*columns).order_by(FILE.c.id)
    rows = connection.execute(statement, execution_options={"yield_per": _ROWS_AT_ONCE})
    for number, sha256, at, outcome in rows:
        last = single.get(sha256) or (full if full and number <= (full.all_up_to or 0) else None)
        # what an act that does not say so may have checked is known by its time alone
        last = last or by_time.get(at)
        right: tuple[str | None, str | None] = (None, None)
        if last is not None:
            right = (last.at, outcome if last.told is None else last.outcome(sha256))
        wrong = [
            name
            for name, one, other in zip(("checked_at", "check_outcome"), (at, outcome), right, strict=True)
            if one != other
        ]
        if wrong:
            yield RowDifference("file", (number,), "derived", None, number, tuple(wrong))


def _acts(connection: Connection) -> list[tuple[int, str]]:
    """The newest first: number of the entry, and time as stored."""
    columns: list[Any] = [ACT.c.sequence, _stored(ACT.c.at)]
    statement = select(*columns).where(ACT.c.kind == CHECKING, ACT.c.sequence.is_not(None))
    return [(row[0], row[1]) for row in connection.execute(statement.order_by(ACT.c.sequence.desc()))]


def _stored(column: Column[Any]) -> Any:
    """As it is stored: somebody else may have written what is no time, or bytes."""
    return type_coerce(column, NullType())


def _told(connection: Connection, sequence: int) -> Mapping[str, Any]:
    try:
        return content(connection, sequence) or {}
    except NotAsLogged:  # which the chain tells
        return {}


def _check(at: str, told: Mapping[str, Any]) -> _Check:
    verification = told.get("verification")
    if verification is not None:
        wrong = {
            each["sha256"]: outcome for outcome in ("damaged", "missing") for each in verification[outcome]
        }
        files = verification.get("files")
        return _Check(at, wrong, verification.get(ALL_UP_TO), None if files is None else frozenset(files))
    if "files" in told:  # of one item, before it was handed over
        outcomes = {each["sha256"]: each["outcome"] for each in told["files"]}
        return _Check(at, outcomes, None, frozenset(outcomes))
    return _Check(at, None, None, None)
