"""Asking the catalogue: a query's text in, ids and what was understood out."""

import re

from app.catalogue import Catalogue
from app.search.results import PlaceTaken
from app.task import Task
from resources.messages import tr
from ui.look import readable as wording
from ui.views.answers import AnswerColumns
from ui.views.result import ShownItems

# looked for in the bare text: a phrase that holds such a key only costs the columns of positions
_PLACE_KEYS = re.compile(r"(?<![^\s(-])(near|in|box):", re.IGNORECASE)
# namesakes that the line under the box names: there may be twenty
_NAMED = 4


def find(catalogue: Catalogue, query: str, task: Task) -> ShownItems:
    """Everything that a query finds. Raises QueryError for one that cannot be understood, and Cancelled."""
    if _PLACE_KEYS.search(query) is None:
        return ShownItems(catalogue.search.ids(query, task), total=catalogue.evidence.count())
    points = catalogue.search.points(query, task)
    note = note_of(points.places)
    answers = AnswerColumns(points.match, points.location_ids)
    return ShownItems(points.ids, answers, catalogue.evidence.count(), note)


def note_of(places: tuple[PlaceTaken, ...]) -> str:
    """Which place each name was taken to mean, and its namesakes, which were not searched."""
    return " · ".join(_told(place) for place in places)


def _told(place: PlaceTaken) -> str:
    name = _named(place)
    told = (
        tr("Within {distance} of {place}", distance=wording.metres(place.radius_m), place=name)
        if place.radius_m is not None
        else tr("In {place}", place=name)
    )
    if place.disputed:
        told += f" ({place.disputed})"
    if place.others:
        others = "; ".join(_named(other) for other in place.others[:_NAMED])
        said = (
            tr("Not searched, of the same name: {places} and others", places=others)
            if len(place.others) > _NAMED
            else tr("Not searched, of the same name: {places}", places=others)
        )
        told = f"{told}. {said}"
    return told


def _named(place: PlaceTaken) -> str:
    return ", ".join(dict.fromkeys(part for part in (place.name, place.region, place.country) if part))
