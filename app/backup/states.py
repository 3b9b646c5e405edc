"""The states of a backup: dated copies of the database, each one moment of the catalogue."""

import re
import shutil
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from app.backup.layout import BackupFolder, read_json
from app.errors import CatalogueError
from resources.messages import tr
from resources.remarks import as_kept, kept

RECORD = "state.json"
# no colons, which Windows and FAT allow in no name
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-\d{1,3})?")
_ASKED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d(?:-\d\d(?:-\d\dZ(?:-\d{1,3})?)?)?)?)?)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOMENT = "%Y-%m-%dT%H-%M-%SZ"
_MOMENT_LENGTH = len("2026-03-01T10-15-00Z")
_NEWEST = 3


@dataclass(frozen=True, slots=True)
class BackupState:
    """What `state.json` says: how many files this moment has and their bytes, and the head of its log.

    `missing` are SHA-256 of files that were missing or damaged when it was made, and are not in the backup.
    `broken` is a remark on what was wrong with the catalogue itself: it was backed up as it was found.
    """

    name: str
    title: str
    program: str
    files: int
    size: int
    sequence: int
    hash: str
    database_sha256: str
    disputed_sha256: str | None = None
    missing: tuple[str, ...] = ()
    broken: str | None = None

    @property
    def taken_at(self) -> datetime:
        """When it was made, by the clock of that machine; UTC."""
        return _moment(self.name)

    def record(self) -> dict[str, object]:
        """What `state.json` is to hold."""
        return {**asdict(self), "broken": None if self.broken is None else kept(self.broken)}


def new_name(layout: BackupFolder, now: datetime) -> str:
    """A name that no state has yet."""
    moment = now.astimezone(UTC).strftime(_MOMENT)
    names = (moment, *(f"{moment}-{number}" for number in range(2, 1000)))
    return next(name for name in names if not layout.inside("states", name).exists())


def states_of(layout: BackupFolder) -> tuple[list[BackupState], list[str]]:
    """States, the oldest first by their logs, whatever a clock said; and the names of those unreadable."""
    folder = layout.inside("states")
    names = sorted(path.name for path in folder.iterdir() if _is_name(path.name)) if folder.is_dir() else []
    read = {name: _read(layout, name) for name in names}
    whole = sorted(
        (state for state in read.values() if state), key=lambda state: (state.sequence, state.name)
    )
    return whole, [name for name, state in read.items() if state is None]


def as_of(names: Sequence[str], asked: str) -> str:
    """The state of this name, or the last one not later than a year, month, day or time; UTC.

    Raises CatalogueError with the names of those that there are.
    """
    text = asked.strip().replace(":", "-")
    if text in names:
        return text
    # as text: names sort as their moments do, and the beginning of one stands for all that begin so
    earlier = [name for name in names if name[: len(text)] <= text]
    if _ASKED.fullmatch(text) and earlier:
        return max(earlier)
    raise CatalogueError(
        tr("The backup has no state “{asked}”, and none before it. It has these:", asked=asked), tuple(names)
    )


def superseded(states: Sequence[BackupState]) -> list[BackupState]:
    """States that need not be kept.

    Kept are the three newest, and the last one of each of the last seven days, five weeks and twelve months
    that have one.
    """
    newest_first = list(reversed(states))
    kept = {state.name for state in newest_first[:_NEWEST]}
    for count, period in _PERIODS:
        last_of: dict[Hashable, str] = {}
        for state in newest_first:
            last_of.setdefault(period(state.name), state.name)
        kept |= set(list(last_of.values())[:count])
    return [state for state in states if state.name not in kept]


def remove_state(layout: BackupFolder, state: BackupState) -> None:
    """Take a state away; the files that it names stay. Raises OSError."""
    half = layout.inside(
        "states", f".{state.name}.part"
    )  # if this is killed, it is swept and never half a state
    layout.inside("states", state.name).rename(half)
    shutil.rmtree(half)


def _is_name(name: str) -> bool:
    try:
        return _NAME.fullmatch(name) is not None and _moment(name) is not None
    except ValueError:  # a month 13
        return False


def _moment(name: str) -> datetime:
    return datetime.strptime(name[:_MOMENT_LENGTH], _MOMENT).replace(tzinfo=UTC)


def _day(name: str) -> str:
    return name[:10]


def _week(name: str) -> tuple[int, int]:
    return date.fromisoformat(name[:10]).isocalendar()[:2]


def _month(name: str) -> str:
    return name[:7]


_PERIODS: tuple[tuple[int, Callable[[str], Hashable]], ...] = ((7, _day), (5, _week), (12, _month))


def _read(layout: BackupFolder, name: str) -> BackupState | None:
    """None for what is damaged or was not written by us."""
    told = read_json(layout.inside("states", name, RECORD))
    try:
        state = BackupState(
            name=name,
            title=_text(told["title"]),
            program=_text(told["program"]),
            files=_number(told["files"]),
            size=_number(told["size"]),
            sequence=_number(told["sequence"]),
            hash=_hash(told["hash"]),
            database_sha256=_hash(told["database_sha256"]),
            disputed_sha256=None if told["disputed_sha256"] is None else _hash(told["disputed_sha256"]),
            missing=tuple(_hash(digest) for digest in _list(told["missing"])),
            # versions before this one did not look
            broken=None if told.get("broken") is None else as_kept(_text(told["broken"])),
        )
    except (KeyError, TypeError):
        return None
    return state if told.get("name") == name else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _hash(value: object) -> str:
    if not isinstance(value, str) or _SHA256.fullmatch(value) is None:
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value
