"""The columns of the table: what each says of a line, and the word that sorts by it in a query."""

from collections.abc import Callable
from dataclasses import dataclass

from app.records import Line, Location
from resources.messages import later, tr
from ui.look import readable as wording

_NAME = 120
NOT_LOCATABLE = "tried and not locatable"


@dataclass(frozen=True, slots=True)
class Column:
    """`sort` is the word behind `sort:` where the list can be sorted by this; `right` aligns to the right."""

    title: str
    width: int
    text: Callable[[Line], str]
    sort: str | None = None
    right: bool = False


def best_location(line: Line) -> Location | None:
    """The location a list shows: the best-based of the subject, else of the camera."""
    for role in ("subject", "camera"):
        for basis in ("assessed", "recorded", "claimed"):
            for location in line.locations:
                if location.role == role and location.basis == basis:
                    return location
    return None


def where(line: Line) -> str:
    """The place of a line in words, with its basis."""
    return located(best_location(line), "")


def located(location: Location | None, match: str) -> str:
    """A location in words, with its basis; `match` is how it answers a search by place, if one was asked."""
    if location is None:
        return wording.unknown_word()
    return f"{match}, {answering(location)}" if match else f"{place_words(location)}, {tr(location.basis)}"


def answering(location: Location) -> str:
    """A location that answers a search by place, to stand behind how it answers: its basis comes first."""
    return f"{tr(location.basis)}: {place_words(location)}"


def place_words(location: Location) -> str:
    """A location in as few words as name it."""
    if location.place_name:
        return wording.one_line(location.place_name, _NAME)
    if location.lat is not None and location.lon is not None:
        # four decimals are 11 m: enough to tell places apart in a list; the inspector has them all
        return f"{location.lat:.4f}, {location.lon:.4f}"
    if location.raw:
        return wording.one_line(location.raw, 60)
    return tr(NOT_LOCATABLE) if location.status == NOT_LOCATABLE else wording.unknown_word()


def _pixels(line: Line) -> str:
    return f"{line.width:,} × {line.height:,}" if line.width and line.height else wording.unknown_word()


def _tags(line: Line) -> str:
    return wording.one_line(", ".join(line.tags)) or tr("none")


def _camera(line: Line) -> str:
    return wording.one_line(line.camera or "", _NAME) or wording.unknown_word()


COLUMNS = (
    Column(later("Exhibit"), 96, lambda line: line.exhibit, "exhibit"),
    Column(later("Title"), 230, lambda line: wording.one_line(line.title), "title"),
    Column(later("Type"), 104, lambda line: tr(line.type), "type"),
    Column(later("Held"), 66, lambda line: tr("held") if line.held else tr("not held")),
    Column(
        later("Taken"),
        168,
        lambda line: wording.interval(line.captured_earliest, line.captured_latest),
        "taken",
    ),
    Column(later("Where"), 250, where),
    Column(later("Received"), 150, lambda line: wording.moment(line.received_at), "received"),
    Column(later("Claims"), 60, lambda line: str(line.claims), right=True),
    Column(later("Tags"), 180, _tags),
    Column(later("Camera"), 150, _camera),
    Column(later("Pixels"), 110, _pixels, right=True),
    Column(later("Size"), 80, lambda line: wording.size(line.size), right=True),
)
