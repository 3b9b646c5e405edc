"""One more statement of where: coordinates in any notation, or a place chosen among candidates."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QListWidgetItem

from app.errors import CatalogueError
from app.fields.evidence import LOCATION
from app.fields.terms import BASES, ROLES
from app.places.candidate import Candidate
from app.places.coordinates import Position, decimal, mgrs, read_coordinates
from app.records import exhibit_number
from app.task import Task
from resources.messages import later, tr
from ui.forms.field_rows import FieldRows
from ui.forms.form import FormDialog, choice, line, lines, options, picked, words_of
from ui.look import readable as wording
from ui.look.labels import muted
from ui.window.act_context import ActContext

if TYPE_CHECKING:
    from app.evidence.statements import StatedLocation

# a half-written name is looked for among misspelt ones, which costs some 30 ms: not at every letter
_TYPING_MS = 150
_MANY = 12


class LocateDialog(FormDialog):
    """A name is never settled by itself: it offers candidates, and one of them is chosen."""

    def __init__(self, context: ActContext, item: int) -> None:
        words = tr("One more statement of where; those that are there stay.")
        super().__init__(
            context, tr("Set location of {exhibit}", exhibit=exhibit_number(item)), tr("Set location"), words
        )
        self._item = item
        self._offered: Sequence[Candidate] = ()
        self._offered_for = ""
        self.where = line(hint=tr("43.80, 131.96 or 52S FG 12345 67890 or a name in any script"))
        self.candidates = options()
        self.candidates.setAccessibleName(tr("Places of that name"))
        self.candidates.setFixedHeight(132)
        self.read = muted("")
        self.radius = line(hint=tr("metres; empty is unknown"))
        self.role = choice(ROLES, "subject")
        self.basis = choice(BASES, "assessed")
        self.method = lines(height=56)
        self.bearing = line(hint=tr("degrees, if known"))
        self.row(tr("Where"), self.where)
        self.row(tr("Read as"), self.read)
        self.row(tr("Candidates"), self.candidates)
        self.row(tr("Radius"), self.radius, tr("How far from the point the truth may be."))
        self.row(tr("Whose position"), self.role)
        self.row(tr("Basis"), self.basis)
        self.row(tr("Method"), self.method, tr("How it was found out; “assessed” needs it."))
        self.row(tr("Looking"), self.bearing)
        self.fields = FieldRows(self, LOCATION.asked)
        self.fields.put()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self.where.textChanged.connect(lambda: self._timer.start(_TYPING_MS))
        self.where.setFocus()

    def collect(self) -> None:
        text = words_of(self.where)
        if text is None:
            raise CatalogueError(tr("Say where: a position such as 50.1, 36.2, or the name of a place."))
        self._at: str | None = text
        self._candidate: Candidate | None = None
        if _position(text) is None:
            row = self.candidates.currentRow()
            # the list may still be that of a name typed before
            if self._offered_for != text or not 0 <= row < len(self._offered):
                raise CatalogueError(tr("Choose one of the candidates, or write coordinates."))
            self._candidate, self._at = self._offered[row], None
        self._radius = _number(words_of(self.radius), later("The radius is a number, not “{text}”."))
        self._bearing = _number(words_of(self.bearing), later("The bearing is a number, not “{text}”."))
        self._role, self._basis = str(picked(self.role)), str(picked(self.basis))
        self._said: dict[str, Any] = {"method": words_of(self.method), **self.fields.said()}
        LOCATION.checked(self._said)

    def work(self, _task: Task) -> "StatedLocation":
        return self.context.catalogue.statements.locate(
            self._item,
            role=self._role,
            basis=self._basis,
            at=self._at,
            candidate=self._candidate,
            radius_m=self._radius,
            **self._said,
            bearing=self._bearing,
            # measured on a map: a compass is read from files only
            bearing_reference="true" if self._bearing is not None else None,
        )

    def _look(self) -> None:
        text = words_of(self.where) or ""
        position = _position(text)
        if position is not None or not text:
            self._offer(text, ())
            self.read.setText(_told(position) if position else "")
            return
        self.read.setText(tr("the name of a place: choose which one"))
        self.context.jobs.start(
            lambda _task: self.context.catalogue.places.find(text, _MANY),
            lambda found: self._offer(text, found),
            lane="candidates",
            owner=self,
        )

    def _offer(self, text: str, found: Sequence[Candidate]) -> None:
        self._offered, self._offered_for = found, text
        self.candidates.clear()
        for one in found:
            self.candidates.addItem(QListWidgetItem(wording.one_line(described(one))))
        if not found and words_of(self.where) and _position(words_of(self.where) or "") is None:
            self.read.setText(tr("no place of that name is known"))


def described(one: Candidate) -> str:
    """A candidate in one line: name, region, country, how the name fits, how far from the case."""
    where = ", ".join(part for part in (one.name, one.region, one.country) if part)
    facts = [tr(one.match.value)]
    if one.matched != one.name:
        facts.append(tr("as {name}", name=one.matched))
    if one.case_key is not None:
        facts.append(tr("a place of this catalogue"))
    elif one.distance_m:
        facts.append(tr("{distance} from places of this catalogue", distance=wording.metres(one.distance_m)))
    if one.disputed:
        facts.append(one.disputed)
    return f"{where} ({', '.join(facts)})"


def _told(position: Position) -> str:
    square = f" · {mgrs(position.lat, position.lon)}" if -80 <= position.lat <= 84 else ""
    notation = tr(position.notation)
    if position.source_datum != "WGS 84":
        notation = tr("{notation}, from {datum}", notation=notation, datum=position.source_datum)
    return f"{decimal(position.lat, position.lon)}{square} ({notation})"


def _position(text: str) -> Position | None:
    try:
        return read_coordinates(text)
    except CatalogueError:
        return None


def _number(text: str | None, otherwise: str) -> float | None:
    if text is None:
        return None
    try:
        # a decimal comma, and the unit that the field itself names
        return float(text.replace(",", ".").removesuffix("m").strip())
    except ValueError:
        raise CatalogueError(tr(otherwise, text=text)) from None
