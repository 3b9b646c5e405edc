"""What leaves the catalogue is what its log says, or it does not leave."""

from collections.abc import Collection
from contextlib import closing

from app.errors import NotAsLogged
from app.integrity.sentences import row_sentence, states_sentence
from app.messages.wording import sentences
from app.task import Task
from db.reader import Reader


def demand_rows(
    reader: Reader, items: Collection[int], task: Task, refusal: str, *, around: bool, people: bool
) -> None:
    """Compare every row that an output of these items reads. Raises NotAsLogged, naming the first.

    `around` is what a sheet reads besides, `people` what the safe profile does; see `reach_of`. `refusal` is
    a sentence that says what is not done. Raises Cancelled.
    """

    def step(_rows: int) -> None:
        task.step(0, len(items))

    found = reader.states.reached(items, step, around=around, people=people)
    for entry in found.changed_states[:1]:
        raise NotAsLogged(sentences(states_sentence(entry), refusal))
    # closed at once: where a question is left open, the catalogue cannot be closed
    with closing(found.differences) as differences:
        first = next(differences, None)
    if first is not None:
        raise NotAsLogged(sentences(row_sentence(reader.states.named(first)), refusal))
