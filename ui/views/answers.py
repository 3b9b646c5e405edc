"""How an item answers a search by place: inside or may be inside, and by which of its locations."""

from array import array
from dataclasses import dataclass

from app.records import Line, Location
from resources.messages import later, tr
from ui.views.columns import best_location

_WORDS = ("", later("may be inside"), later("inside"))
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class AnswerColumns:
    """Columns in the order of the result: 2 inside, 1 may be inside; degrees, NaN where there is no point."""

    match: "array[int]"
    lats: "array[float]"
    lons: "array[float]"

    def words(self, row: int) -> str:
        """“inside” or “may be inside”; empty where no place was asked."""
        return tr(_WORDS[self.match[row]])

    def location(self, row: int, line: Line) -> Location | None:
        """The location of the line that answered; where that cannot be told, the best one."""
        lat, lon = self.lats[row], self.lons[row]
        for location in line.locations:
            if location.lat is None or location.lon is None:
                continue
            if abs(location.lat - lat) < _SAME and abs(location.lon - lon) < _SAME:
                return location
        return best_location(line)
