"""Records of an upgrade of the catalogue file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class UpgradeChange:
    """What an upgrade did to a row that could not stand as it was, beside the row `kept` if there is one.

    `done` is withdrawn, label removed, or lost (rows refer to an act of which nothing is left).
    """

    table: str
    id: int
    done: str
    kept: int | None


@dataclass(frozen=True, slots=True)
class UpgradeReport:
    """An upgrade: where the file is kept as it was, the schemas it went from and to, and what it changed."""

    backup: Path
    before: int
    after: int
    changes: tuple[UpgradeChange, ...]
