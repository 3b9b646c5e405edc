"""What was done, and taking back the last act."""

from dataclasses import dataclass
from typing import Any

from app.context import Context
from app.errors import CatalogueError
from app.records import LogEntry, LogHead, Undone, exhibit_number
from db.undo import take_back


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What was taken back; `left` names what was touched since and left as it is.

    `passed_over` are later acts of this analyst that cannot be undone: ingests, prints, custody.
    """

    undone: Undone
    left: tuple[str, ...]
    passed_over: tuple[LogEntry, ...]


class History:
    """The acts of a catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def entries(
        self, *, item_id: int | None = None, limit: int = 100, before: int | None = None
    ) -> list[LogEntry]:
        """The latest acts first; `before` (a sequence number) asks for the page after that entry."""
        with self._context.database.read() as reader:
            return reader.history.entries(item_id=item_id, limit=limit, before=before)

    def content(self, sequence: int) -> dict[str, Any] | None:
        """Before, after and reason of an act as the log holds them; None where they were erased."""
        with self._context.database.read() as reader:
            return reader.history.content(sequence)

    def head(self) -> LogHead:
        """The last entry of the log."""
        with self._context.database.read() as reader:
            return reader.history.head()

    def undoable(self) -> LogEntry | None:
        """The act that `undo` would take back."""
        with self._context.database.read() as reader:
            return reader.history.undoable(self._context.agent.id)

    def undo(self) -> UndoReport:
        """Take back this analyst's last act that can be, as one step. Raises CatalogueError for none."""
        with self._context.act("undo", "Undo", undoable=False) as unit:
            # chosen under the lock: of two presses of a key the second takes back the act before
            act = unit.history.undoable(unit.agent_id)
            if act is None:
                raise CatalogueError(
                    "There is nothing of yours to undo. What was taken in is withdrawn, not undone."
                )
            unit.label = f"Undo: {act.label}"
            undone = take_back(unit, act.sequence, act.label)
        return UndoReport(
            undone, tuple(_called(*row) for row in undone.left), self._passed_over(act.sequence)
        )

    def _passed_over(self, sequence: int) -> tuple[LogEntry, ...]:
        mine = self._context.agent.name
        later = (
            entry for entry in self.entries(limit=50) if entry.sequence > sequence and entry.agent == mine
        )
        return tuple(entry for entry in later if not entry.undoable and entry.act != "undo")


def _called(table: str, row_id: int) -> str:
    return exhibit_number(row_id) if table == "item" else f"{table.replace('_', ' ')} {row_id}"
