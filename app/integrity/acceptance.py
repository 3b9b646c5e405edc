"""Accepting that a catalogue is not what its log says: with a reason, by an entry of the log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.changes.change import Touched
from app.integrity.accepted_rows import told_of
from app.integrity.derived_check import beyond, place_cover, text_index_difference
from app.integrity.row_check import MOST_NAMED
from app.integrity.seen_head import SeenHead
from app.integrity.sentences import break_sentence, row_sentence
from app.messages.acts import act_label
from app.messages.wording import needed
from app.records import LogBreak
from db.acts.act_request import ActRequest
from db.log.records import ACCEPTANCE
from db.reader import Reader
from db.rows import AgentRow
from db.session import Database
from db.states.difference import RowDifference
from db.states.naming import NamedDifference
from resources.messages import tr, trn

_MOST_TOLD = 10
"""Of what was accepted that is told in sentences; `verify` tells all."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What was accepted by an entry, and what the act touched."""

    touched: Touched
    breaks: tuple[LogBreak, ...]
    rows: tuple[NamedDifference, ...]
    more: int
    """Rows that are not named any more."""

    def sentences(self) -> list[str]:
        """What was accepted, one by one as far as it is not too much."""
        broken = [
            tr("Entry {entry} of the log: {problem}.", entry=each.at, problem=break_sentence(each))
            for each in self.breaks
        ]
        told = [*broken, *map(row_sentence, self.rows[:_MOST_TOLD])][:_MOST_TOLD]
        more = len(self.breaks) + len(self.rows) + self.more - len(told)
        rest = [trn("{count} more; “verify” tells all.", "{count} more; “verify” tells all.", more)]
        return [tr("Accepted as it was found:"), *told, *(rest if more else [])]


def accept_as_found(database: Database, analyst: str, reason: str) -> Acceptance | None:
    """Go on with a catalogue whose log is broken, or whose rows are not what its log says.

    One entry names each break, states the differing rows as they are found, and tells the reason; `verify`
    goes on to say where the log was broken and which rows were otherwise. None if there was nothing.
    """
    why = needed(reason, tr("Accepting a broken log needs a reason."))
    with database.read() as reader:
        seen = SeenHead(reader.identity.catalogue().uuid, database.path.parent)
        breaks = reader.history.check(seen.known()).open_breaks
        stated = list(_differences(reader))
        derived = [*reader.states.derived(place_cover), *text_index_difference(database)]
        agent = reader.identity.agent_named(analyst)
        rows = [*stated, *beyond(stated, derived)]
        named = tuple(reader.states.named(each) for each in rows[:MOST_NAMED])
    if not breaks and not rows:
        return None
    label = _label(breaks, rows)
    request = ActRequest(
        # 1 is the founder, for the moment: whoever is new gets a row in this very act
        ACCEPTANCE,
        label,
        agent.id if agent else 1,
        reason=why,
        undoable=False,
        accepts=breaks,
    )
    with database.act(request) as unit:
        if agent is None and unit.identity.agent_named(analyst) is None:
            unit.agent_id = unit.insert(AgentRow(kind="Person", name=analyst, created_at=unit.now))
        unit.accept([*stated, *derived], place_cover)
        unit.details["breaks"] = [{"at": each.at, "problem": each.problem} for each in breaks]
        unit.details["rows"] = told_of(rows, named)
        return Acceptance(unit.touched, breaks, named, len(rows) - len(named))


def _differences(reader: Reader) -> Iterator[RowDifference]:
    for piece in reader.states.survey().pieces:
        yield from reader.states.differences(piece, lambda _: None)


def _label(breaks: Sequence[LogBreak], rows: Sequence[RowDifference]) -> str:
    entries = ", ".join(str(each.at) for each in breaks[:5])
    if not rows:
        return act_label("accept broken log", entries=entries)
    if not breaks:
        return act_label("accept rows", count=len(rows))
    return act_label("accept broken log and rows", entries=entries, count=len(rows))
