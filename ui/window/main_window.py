"""The main window: puts the panes together and connects them; decides nothing."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer, QUrl, Signal, SignalInstance
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from app.catalogue import Catalogue
from app.changes.change import Kind, Touched
from app.claims.counting import OriginCount
from app.evidence.dossier import Dossier
from app.messages.visible import visible_line
from app.search.dependence import may_change
from resources.messages import tr
from ui.acts.backup_acts import BackupActs
from ui.acts.broken_log_acts import BrokenLogActs
from ui.acts.check_acts import CheckActs
from ui.acts.claim_acts import ClaimActs
from ui.acts.help_acts import HelpActs
from ui.acts.history_acts import HistoryActs
from ui.acts.intake_acts import IntakeActs
from ui.acts.item_acts import ItemActs
from ui.acts.search_acts import SearchActs
from ui.inspector.dossier_reading import DossierReading
from ui.inspector.panel import InspectorPanel
from ui.inspector.picture_loading import PictureLoading, made_from
from ui.look.screen import room
from ui.look.theme import Theme
from ui.sheets.sheet_acts import SheetActs
from ui.views.evidence_model import EvidenceModel
from ui.views.query import find
from ui.views.result import Result
from ui.views.selection import Selection
from ui.views.thumbnail_cache import ThumbnailCache
from ui.views.veils import Veils
from ui.window import actions
from ui.window.act_context import ActContext
from ui.window.completions import offers
from ui.window.left_pane import LeftPane
from ui.window.left_pane_reading import LeftPaneReading
from ui.window.message_bar import MessageBar
from ui.window.picture_window import PictureWindow
from ui.window.result_pane import ResultPane
from ui.window.search_box import SearchBox
from ui.window.status_line import StatusLine
from ui.work.changes import Changes
from ui.work.jobs import Jobs

LEFT, RIGHT = 220, 340
SMALLEST, USUAL = (1024, 640), (1366, 768)
# a dossier is read once the hand rests: an arrow key that is held down comes every 30 to 40 ms
_LOOK_MS = 60


class MainWindow(QMainWindow):
    """One open catalogue."""

    reopen = Signal(Path)
    """Another catalogue is to be opened."""
    found_new = Signal(Path)
    """A new catalogue is to be made."""
    recolour = Signal()

    def __init__(self, catalogue: Catalogue, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.catalogue, self.theme, self._settings = catalogue, theme, settings
        self.jobs = Jobs(self)
        identity = catalogue.identity()
        practice = identity.kind == "practice"
        name = visible_line(identity.title)
        self.setWindowTitle(
            f"{name} — Exhibit" if catalogue.writable else tr("{title} — Exhibit (read only)", title=name)
        )
        # a screen of 768 pixels that is drawn at 200 % has half of them
        self.setMinimumSize(SMALLEST[0], min(SMALLEST[1], room(self).height()))
        self.setAcceptDrops(True)
        # the item to choose once the answer has come that holds it
        self._wanted: int | None = None
        self._settled_in = False
        self._build(practice)
        self._connect()
        self._restore()
        self.pane.ask("")

    # Slots of the menu

    def open_catalogue(self) -> None:
        """Another catalogue in place of this one."""
        self._ask_folder(tr("Open catalogue"), self.reopen)

    def new_catalogue(self) -> None:
        """A new catalogue in an empty folder."""
        self._ask_folder(tr("New catalogue: choose an empty folder"), self.found_new)

    def colours(self) -> None:
        """The other colours."""
        self.recolour.emit()

    def enlarge(self) -> None:
        """The picture on show in a window of its own."""
        dossier = self.inspector.dossier
        if dossier is not None and dossier.item.held:
            window = PictureWindow(self.theme, dossier, self.veils, self.context.practice, self)
            window.open()
            self._viewing.bring(dossier, window.show_image, window.show_words, window, edge=None)

    # Own

    def show_item(self, item_id: int) -> None:
        """Choose an item, in the whole catalogue if the result does not hold it."""
        row = self.model.row_of(item_id)
        if row is None:
            self._wanted = item_id
            self.pane.ask("")
        else:
            self.selection.choose(row)
            self.pane.focus_result()

    def resume(self, before: "MainWindow") -> None:
        """Show what another window showed: query, view, the item with the focus, and what was said last."""
        self.messages.resume(before.messages, self.intake.resume(before.intake))
        self._wanted = before.selection.only_id() or before.selection.current_id()
        if before.pane.shows_table:
            self.pane.table()
        self.result.answered_query = before.result.answered_query  # stays on show if the query is wrong
        self.pane.ask(before.result.query)

    @property
    def quiet(self) -> bool:
        """True when nothing is under way and nothing is about to be looked at."""
        idle = self.jobs.idle and not self.result.waiting and self._settled_in and not self.inspector.busy
        return idle and not self._look.isActive() and not self.changes.pending

    def retire(self) -> None:
        """Close without the backup when closing: the catalogue stays open, or must go at once."""
        self.backups.retire()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.backups.hold(self.close):
            # the backup closes the window when it is done
            event.ignore()
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/panes", self._split.saveState())
        # before the jobs are waited for: what they still change has nobody here to be told to
        self.changes.end()
        self._look.stop()
        self.jobs.stop()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Who comes back to the window need not wait for the next look at what was changed elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.changes.look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop(event.mimeData().urls())
        event.acceptProposedAction()

    def drop(self, urls: list[QUrl]) -> None:
        """Files and folders were dropped on the window."""
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            self.intake.ask(paths)

    def _build(self, practice: bool) -> None:
        catalogue, theme, jobs = self.catalogue, self.theme, self.jobs
        self.changes = Changes(catalogue, jobs, self)  # before anything is read, so that nothing is missed
        self.result = Result(jobs, partial(find, catalogue), self)
        self.model = EvidenceModel(jobs, catalogue.evidence.lines, theme, self)
        self.selection = Selection(self.model)
        self.thumbnails = ThumbnailCache(jobs, catalogue.thumbnails.get, self)
        self.messages = MessageBar(theme)
        self.veils = Veils(jobs, catalogue.evidence.lines, self)
        box = SearchBox(jobs, partial(offers, catalogue), theme)
        self.pane = ResultPane(
            box,
            self.result,
            self.model,
            self.selection,
            self.thumbnails,
            self.veils,
            theme,
            practice=practice,
        )
        self.status = StatusLine(theme, self.pane.clear, self.pane.zoom)
        self.setStatusBar(self.status)
        self.context = ActContext(
            catalogue,
            jobs,
            self.changes,
            theme,
            self.messages,
            self.status.progress,
            self.result,
            self.selection,
            self,
            practice,
        )
        self._make_acts()
        self._viewing = PictureLoading(catalogue, jobs)
        self.inspector = InspectorPanel(
            theme, self.actions_by_slot, self.veils, practice=practice, writable=catalogue.writable
        )
        self._dossiers = DossierReading(jobs, catalogue, self)
        self.left_pane = LeftPane(theme)
        self._left = LeftPaneReading(jobs, catalogue, self.left_pane)
        self._lay_out()

    def _make_acts(self) -> None:
        self.intake = IntakeActs(self.context, self.thumbnails)
        self.items = ItemActs(self.context, self.show_item)
        self.history = HistoryActs(self.context)
        self.searches = SearchActs(self.context, lambda: self.left_pane.saved)
        self.backups = BackupActs(self.context, self._settings)
        self.broken_log = BrokenLogActs(self.context, lambda: self.reopen.emit(self.catalogue.folder))
        self.slots: dict[str, object] = {
            "window": self,
            "view": self.pane,
            "searches": self.searches,
            "intake": self.intake,
            "items": self.items,
            "claims": ClaimActs(self.context),
            "sheets": SheetActs(self.context, self.veils),
            "checks": CheckActs(self.context),
            "backups": self.backups,
            "history": self.history,
            "help": HelpActs(self.context),
        }
        self.actions_by_slot: dict[str, QAction] = actions.build(
            self, self.menuBar(), self.slots, self.theme, writable=self.catalogue.writable
        )
        if self.catalogue.writable:
            self.pane.empty_act = (tr("Take in files"), self.intake.take_in)

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pane, 1)
        column.addWidget(self.messages)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for part in (self.left_pane, centre, self.inspector):
            self._split.addWidget(part)
        self.left_pane.setMinimumWidth(160)
        centre.setMinimumWidth(420)
        self.inspector.setMinimumWidth(280)
        # a wider window widens the result alone
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setStretchFactor(2, 0)
        self._split.setSizes([LEFT, 806, RIGHT])
        self.setCentralWidget(self._split)

    def _connect(self) -> None:
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._inspect)
        self.changes.touched.connect(self._follow)
        self._dossiers.known.connect(self._show_dossier)
        self.jobs.failed.connect(self.broken_log.told)
        self.left_pane.chosen.connect(self.pane.ask)
        self.left_pane.menu_asked.connect(self._saved_menu)
        self.left_pane.rename_asked.connect(self.actions_by_slot["searches.rename"].trigger)
        self.left_pane.remove_asked.connect(self.actions_by_slot["searches.remove"].trigger)
        self.pane.counted.connect(self._count)
        self.pane.opened.connect(lambda _item: self.enlarge())
        self.pane.menu_asked.connect(self._menu)
        self.inspector.enlarged.connect(lambda _item: self.enlarge())
        self.inspector.withdraw_asked.connect(self.items.withdraw_statement)
        self.selection.currentChanged.connect(lambda *_: self._look.start(_LOOK_MS))
        self.selection.selectionChanged.connect(lambda *_: self._look.start(_LOOK_MS))
        self.model.modelReset.connect(lambda: self._look.start(_LOOK_MS))
        self.model.dataChanged.connect(self._settle_in)
        self.result.refused.connect(self._settle_in)
        self.jobs.failed.connect(self._settle_in)
        self.result.answered.connect(self._answered)

    def _restore(self) -> None:
        self.resize(QSize(*USUAL).boundedTo(room(self)).expandedTo(self.minimumSize()))
        geometry, panes = self._settings.value("window/geometry"), self._settings.value("window/panes")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(panes, QByteArray):
            self._split.restoreState(panes)

    def _settle_in(self) -> None:
        """The first items are on show: now the left pane is read, and missing thumbnails are made."""
        if not self._settled_in:
            self._settled_in = True
            self._left.read()
            self.intake.make_thumbnails()
            self._name_undo()
            self.broken_log.look()

    def _follow(self, touched: Touched) -> None:
        """Read again what this touches of all that is on show, and nothing else; nothing moves."""
        if Kind.THUMBNAILS in touched:
            self.thumbnails.forget_missing()
        self.model.touch(touched)
        self.veils.follow(touched)
        if any(may_change(query, touched) for query in (self.result.query, self.result.answered_query)):
            self.result.ask_again()
        self._left.follow(touched)
        self._dossiers.follow(touched)
        if Kind.ACTS in touched:
            self._name_undo()

    def _name_undo(self) -> None:
        self.history.name_undo(self.actions_by_slot["history.undo"])

    def _answered(self) -> None:
        self.left_pane.mark(self.result.query.strip())
        if not self.model.rowCount():
            self._settle_in()
            self._look.start(_LOOK_MS)
        if self._wanted is not None and (row := self.model.row_of(self._wanted)) is not None:
            self._wanted = None
            self.selection.choose(row)
            self.pane.focus_result()

    def _count(self) -> None:
        total, query = self.result.found.total, self.result.answered_query.strip()
        self.status.tell(self.model.rowCount(), total, self.selection.count(), query)
        actions.enable(self.actions_by_slot, self.selection.count(), writable=self.catalogue.writable)

    def _inspect(self) -> None:
        count, item = self.selection.count(), self.selection.only_id()
        if item is not None:
            self._dossiers.read(item)
            return
        self._dossiers.leave()
        if count > 1:
            self.inspector.show_many(count)
        else:
            words = tr("Choose an item to see what is known of it.") if self.model.rowCount() else ""
            self.inspector.show_nothing(words)

    def _show_dossier(self, dossier: Dossier, origins: dict[int, OriginCount]) -> None:
        before = self.inspector.dossier
        self.inspector.show_dossier(dossier, origins)
        for window in self.findChildren(PictureWindow):
            window.follow(dossier)
        if before is None or before.item.id != dossier.item.id or made_from(before) != made_from(dossier):
            self._viewing.bring(dossier, self._show_image, self.inspector.show_no_image, self)

    def _show_image(self, item: int, image: QImage, keep: bool) -> None:
        self.inspector.show_image(item, image, keep=keep)

    def _saved_menu(self) -> None:
        menu = QMenu(self)
        # else each one that was opened would live as long as the window
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.actions_by_slot[f"searches.{name}"] for name in ("rename", "remove")])
        menu.popup(self.cursor().pos())

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for spec in actions.ACTIONS:
            if spec.needs:
                if spec.line_before:
                    menu.addSeparator()
                menu.addAction(self.actions_by_slot[spec.slot])
        menu.popup(self.cursor().pos())

    def _ask_folder(self, words: str, chosen: SignalInstance) -> None:
        dialog = QFileDialog(self, words)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: chosen.emit(Path(name)))
        dialog.open()
