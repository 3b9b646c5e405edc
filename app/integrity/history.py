"""What was done, and taking back the last act."""

from dataclasses import dataclass, replace
from typing import Any

from app.context import Context
from app.errors import CatalogueError
from app.messages.acts import act_label, in_words
from app.records import LogEntry, LogHead, Undone, exhibit_number
from db.acts.undo import take_back
from db.rows.row_values import remarks_read
from resources.messages import stored, tr


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What was taken back; `left` names what was touched since and left as it is, in stored sentences.

    `passed_over` are later acts of this analyst that cannot be undone: ingests, prints, custody.
    """

    act: LogEntry
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
            found = reader.history.entries(item_id=item_id, limit=limit, before=before)
        return [in_words(entry) for entry in found]

    def content(self, sequence: int) -> dict[str, Any] | None:
        """Before, after and reason of an act, remarks as sentences; None where they were erased."""
        with self._context.database.read() as reader:
            found = reader.history.content(sequence)
        return None if found is None else dict(remarks_read(found))

    def head(self) -> LogHead:
        """The last entry of the log."""
        with self._context.database.read() as reader:
            return reader.history.head()

    def undoable(self) -> LogEntry | None:
        """The act that `undo` would take back."""
        with self._context.database.read() as reader:
            act = reader.history.undoable(self._context.agent.id)
        return None if act is None else in_words(act)

    def undo(self) -> UndoReport:
        """Take back this analyst's last act that can be, as one step. Raises CatalogueError for none."""
        with self._context.act("undo", act_label("undo", act=""), undoable=False) as unit:
            # chosen under the lock: of two presses of a key the second takes back the act before
            act = unit.history.undoable(unit.agent_id)
            if act is None:
                raise CatalogueError(
                    tr("There is nothing of yours to undo. What was taken in is withdrawn, not undone.")
                )
            unit.label = act_label("undo", act=act.label)
            undone = take_back(unit, act.sequence, act.label)
        told = in_words(act)
        left = tuple(_called(*row) for row in undone.left)
        return UndoReport(told, replace(undone, label=told.label), left, self._passed_over(act.sequence))

    def _passed_over(self, sequence: int) -> tuple[LogEntry, ...]:
        mine = self._context.agent.name
        later = (
            entry for entry in self.entries(limit=50) if entry.sequence > sequence and entry.agent == mine
        )
        return tuple(entry for entry in later if not entry.undoable and entry.act != "undo")


def _called(table: str, row_id: int) -> str:
    if table == "item":
        return exhibit_number(row_id)
    said = _NAMES.get(table)
    return said.format(number=row_id) if said else f"{table.replace('_', ' ')} {row_id}"


_NAMES = {
    "case": stored("case {number}"),
    "claim": stored("claim {number}"),
    "claim_place": stored("claim place {number}"),
    "claim_source": stored("claim source {number}"),
    "item_case": stored("item case {number}"),
    "item_file": stored("item file {number}"),
    "link": stored("link {number}"),
    "location": stored("location {number}"),
    "note": stored("note {number}"),
    "origin": stored("origin {number}"),
    "place": stored("place {number}"),
    "place_name": stored("place name {number}"),
    "quantity": stored("quantity {number}"),
    "relation": stored("relation {number}"),
    "saved_search": stored("saved search {number}"),
    "source": stored("source {number}"),
    "time": stored("time {number}"),
}
