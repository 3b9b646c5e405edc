"""How an item answers a search by place: inside or may be inside, and by which of its locations."""

from array import array
from dataclasses import dataclass

from app.records import Line, Location
from resources.messages import later, tr
from ui.views.columns import best_location

_WORDS = ("", later("may be inside"), later("inside"))


@dataclass(frozen=True, slots=True)
class AnswerColumns:
    """In the order of the result: 2 inside, 1 may be inside; ids of locations, 0 where there is none."""

    match: "array[int]"
    location_ids: "array[int]"

    def words(self, row: int) -> str:
        """“inside” or “may be inside”; empty where no place was asked."""
        return tr(_WORDS[self.match[row]])

    def location(self, row: int, line: Line) -> Location | None:
        """The location of the line that answered; where that cannot be told, the best one."""
        answering = self.location_ids[row]
        return next((one for one in line.locations if one.id == answering), None) or best_location(line)
