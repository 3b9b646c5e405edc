"""What an ingest is told, and what it reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from db.field_columns import ReceiptFields


@dataclass(frozen=True, slots=True)
class SharedFields(ReceiptFields):
    """What is the same for every file of a batch; None means unknown.

    `obtained_at` is kept as stated, `url` is where it was obtained, `upstream` the post or mirror that it
    came from, `conversions` what was done to the bytes on the way. `item` are fields of the items that are
    made, such as a type that overrules the one by content.
    """

    source_id: int | None = None
    case_ids: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    item: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file that arrived. `path` is absolute, as it was found; bytes that are no text are escaped."""

    item_id: int
    exhibit: str
    sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence about one path. `skipped`: it was left out on purpose, and nothing is wrong with it."""

    path: str
    message: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Every path once: in `added` (first arrivals), in `receipts` (bytes already held) or in `problems`.

    A file that was taken in with a defect stands in `problems` too.
    """

    added: tuple[Arrival, ...]
    receipts: tuple[Arrival, ...]
    problems: tuple[Problem, ...]

    @property
    def skipped(self) -> tuple[Problem, ...]:
        """The problems that are none: links, pipes, files of the system, the catalogue's own folder."""
        return tuple(problem for problem in self.problems if problem.skipped)
