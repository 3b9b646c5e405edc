"""Reading the lines of the left pane: all of them once, then those that a change touches."""

from app.catalogue import Catalogue
from app.changes.change import EVERYTHING, Touched
from app.task import Task
from ui.window.left_pane import LeftPane
from ui.window.left_pane_queries import KINDS, OfferedGroup, gather_queries
from ui.work.jobs import Jobs

_LANE = "left pane"


class LeftPaneReading:
    """Reads on another thread; what is changed while it reads is read once more afterwards."""

    def __init__(self, jobs: Jobs, catalogue: Catalogue, pane: LeftPane) -> None:
        self._jobs, self._catalogue, self._pane = jobs, catalogue, pane
        self._groups: tuple[OfferedGroup, ...] = ()
        self._touched = Touched()

    def read(self) -> None:
        """Read everything."""
        self.follow(EVERYTHING)

    def follow(self, touched: Touched) -> None:
        """Read what this touches."""
        if touched.meets(KINDS):
            self._touched |= touched
            self._jobs.after(_LANE, self._read)

    def _read(self) -> None:
        touched, self._touched = self._touched, Touched()
        before = self._groups

        def work(_task: Task) -> tuple[OfferedGroup, ...]:
            return gather_queries(self._catalogue, touched, before)

        def failed(error: Exception) -> None:
            # not read: with the next change it is
            self._touched |= touched
            self._jobs.failed.emit(error)

        self._jobs.start(work, self._show, failed=failed, lane=_LANE)

    def _show(self, groups: tuple[OfferedGroup, ...]) -> None:
        self._groups = groups
        self._pane.show_groups(groups)
