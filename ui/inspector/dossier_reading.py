"""Reading what is known of the chosen item, and once more when a change touches it."""

from PySide6.QtCore import QObject, Signal

from app.catalogue import Catalogue
from app.changes.change import Touched
from app.claims.counting import OriginCount
from app.evidence.dossier import Dossier
from app.task import Task
from ui.work.jobs import Jobs

_LANE = "dossier"
Seen = tuple[Dossier, dict[int, OriginCount]]


class DossierReading(QObject):
    """Of several items only the one that was asked for last is told."""

    known = Signal(object, object)
    """A `Dossier`, and of the claims that it is linked to the `OriginCount` by id."""

    def __init__(self, jobs: Jobs, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._catalogue = jobs, catalogue
        self._item: int | None = None
        self._dossier: Dossier | None = None
        self._meanwhile = Touched()

    def read(self, item: int) -> None:
        """Read all that is known of this item."""
        self._item, self._dossier, self._meanwhile = item, None, Touched()

        def work(_task: Task) -> Seen:
            dossier = self._catalogue.evidence.dossier(item)
            return dossier, self._catalogue.claims.origins_of({link.claim_id for link in dossier.links})

        self._jobs.start(work, self._tell, lane=_LANE)

    def leave(self) -> None:
        """No item is chosen."""
        self._item = None
        self._jobs.cancel(_LANE)

    def follow(self, touched: Touched) -> None:
        """Read the item again if this touches what its dossier says."""
        if self._item is None:
            return
        if self._jobs.busy(_LANE):
            self._meanwhile |= touched
        elif self._dossier is None or self._dossier.shows(touched):
            self.read(self._item)

    def _tell(self, seen: Seen) -> None:
        self._dossier = seen[0]
        self.known.emit(*seen)
        # what was changed while it was read may be missing in it
        if seen[0].shows(self._meanwhile) and self._item is not None:
            self.read(self._item)
