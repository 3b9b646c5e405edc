"""Accepting that a catalogue is not what its log says: with a reason, by an entry of the log."""

from collections.abc import Iterator, Sequence

from app.changes import Touched
from app.integrity.derived_check import beyond, place_cover, text_index_difference
from app.integrity.seen_head import SeenHead
from app.messages.acts import act_label
from app.messages.wording import needed
from app.records import LogBreak
from db.acts import ActRequest
from db.reader import Reader
from db.rows import AgentRow
from db.session import Database
from db.states.difference import RowDifference
from resources.messages import tr

ACCEPTANCE = "accept"
"""The kind of the entry."""


def accept_as_found(database: Database, analyst: str, reason: str) -> Touched | None:
    """Go on with a catalogue whose log is broken, or whose rows are not what its log says.

    One entry names each break, states the differing rows as they are found, and tells the reason; `verify`
    goes on to say where the log was broken. Gives what the act touched; None if there was nothing to accept.
    """
    why = needed(reason, tr("Accepting a broken log needs a reason."))
    with database.read() as reader:
        seen = SeenHead(reader.identity.catalogue().uuid, database.path.parent)
        breaks = reader.history.check(seen.known()).open_breaks
        stated = list(_differences(reader))
        derived = [*reader.states.derived(place_cover), *text_index_difference(database)]
        agent = reader.identity.agent_named(analyst)
    rows = [*stated, *beyond(stated, derived)]
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
        unit.details["rows"] = [
            {"table": each.table, "key": list(each.key), "difference": each.difference} for each in rows
        ]
        return unit.touched


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
