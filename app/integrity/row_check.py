"""The rows of a catalogue compared with what the log says of them: in pieces, with progress and cancel."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.integrity.accepted_rows import AcceptedRow, accepted_rows
from app.integrity.derived_check import beyond, derived_differences
from app.integrity.row_progress import RowProgress
from app.task import Task
from db.queries.state_queries import StatesSurvey
from db.reader import Reader
from db.states.difference import RowDifference
from db.states.naming import NamedDifference
from resources.messages import tr

MOST_NAMED = 1_000
"""Differences that are named one by one; of more, only the number is told."""


@dataclass(frozen=True, slots=True)
class RowCheck:
    """What comparing the rows found.

    `differing` counts all rows that are not as the log says, `differences` names them. `changed_states` are
    entries that committed to other states of rows than lie beside them, `changed_items` those whose list of
    items is another, `changed_owners` those whose list of other rows is. `strays` are tables of the log and
    numbers of entries that are not there, though the table has something of them; `salts` those of rows that
    never were. Rows were compared with entries from `compared_from` on: with those before it, the entry of
    an upgrade, nobody ever did. `accepted` are rows that were otherwise once, the first of them named and
    `accepted_more` counted.
    """

    compared: int
    differing: int
    differences: tuple[NamedDifference, ...]
    changed_states: tuple[int, ...]
    changed_items: tuple[int, ...]
    changed_owners: tuple[int, ...] = ()
    strays: tuple[tuple[str, int], ...] = ()
    salts: tuple[tuple[str, int], ...] = ()
    compared_from: int = 1
    accepted: tuple[AcceptedRow, ...] = ()
    accepted_more: int = 0

    @property
    def ok(self) -> bool:
        """Whether every row is what the log says, and was. What was accepted was otherwise all the same."""
        return self.as_logged and not self.accepted

    @property
    def as_logged(self) -> bool:
        """Whether every row is what the log says now."""
        changed = self.changed_states or self.changed_items or self.changed_owners
        return not (self.differing or changed or self.strays or self.salts)


def compare_rows(
    reader: Reader,
    items: Sequence[int] | None,
    task: Task,
    progress: RowProgress,
    more: Sequence[RowDifference] = (),
    acceptances: Sequence[int] = (),
) -> RowCheck:
    """Compare all rows, or those of some items, with what the log says. Raises Cancelled.

    Of all rows, `progress` keeps what is done: after a cancel or a crash the comparison goes on there. What
    is reckoned from them is compared, too; `more` was found elsewhere. The entries `acceptances` tell which
    rows were otherwise.
    """
    if items is None:
        progress.resume()
        survey = reader.states.survey()
    else:
        survey = StatesSurvey(0, tuple(reader.states.pieces_of(items)))
    _compare(reader, survey, task, progress)
    derived = derived_differences(reader, task) if items is None else ()
    differences = [*progress.differences, *beyond(progress.differences, derived), *more]
    progress.forget()
    named = tuple(reader.states.named(each) for each in differences[:MOST_NAMED])
    accepted = tuple(accepted_rows(reader, acceptances, items))
    return RowCheck(
        progress.compared,
        len(differences),
        named,
        survey.changed_states,
        survey.changed_items,
        survey.changed_owners,
        survey.strays,
        survey.salts,
        reader.states.compared_from(),
        accepted[:MOST_NAMED],
        len(accepted[MOST_NAMED:]),
    )


def _compare(reader: Reader, survey: StatesSurvey, task: Task, progress: RowProgress) -> None:
    for piece in survey.pieces:
        if piece in progress.pieces:
            continue
        rows = 0

        def step(more: int) -> None:
            nonlocal rows
            rows += more
            done = progress.compared + rows
            task.step(done, max(survey.states, done), tr("comparing rows"))

        differences = list(reader.states.differences(piece, step))
        progress.add(piece, rows, differences)
