"""Acts on evidence items: add, edit, note, tag, locate, date, attach, examine, withdraw."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.evidence.dossier import Dossier
from app.ingest.records import IngestReport
from app.records import exhibit_number
from resources.messages import later, tr
from ui.forms.add_item import AddItemDialog
from ui.forms.choices import Known
from ui.forms.date_item import DateDialog
from ui.forms.edit_item import EditItemDialog
from ui.forms.locate_item import LocateDialog
from ui.forms.reports import IngestReportDialog
from ui.forms.tag_items import TagDialog
from ui.forms.withdraw_statement import Statement, WithdrawStatementDialog, statements
from ui.forms.write import NoteDialog, WithdrawDialog
from ui.window.act_context import ActContext

_WITHDRAWN = {
    "location": later("The location is withdrawn. Ctrl+Z brings it back."),
    "time": later("The time is withdrawn. Ctrl+Z brings it back."),
    "link": later("The link is withdrawn. Ctrl+Z brings it back."),
}


class ItemActs:
    """The slots of the menu Item."""

    def __init__(self, context: ActContext, show: Callable[[int], None]) -> None:
        self._context = context
        self._show = show

    def add(self) -> None:
        """An item without a file."""
        context = self._context

        def ask(known: Known) -> None:
            dialog = AddItemDialog(context, known)
            dialog.done_with.connect(self._added)
            dialog.open()

        context.read(lambda: Known.of(context.catalogue), ask)

    def edit(self) -> None:
        """The fields of the chosen item."""
        item, context = self._chosen(), self._context
        if item is not None:
            catalogue = context.catalogue
            context.read(
                lambda: (catalogue.evidence.dossier(item), Known.of(catalogue)),
                lambda found: EditItemDialog(context, *found).open(),
            )

    def note(self) -> None:
        """A note on the chosen item."""
        item = self._chosen()
        if item is not None:
            NoteDialog(self._context, item).open()

    def tag(self) -> None:
        """A tag on all that is selected, or off."""
        context, items = self._context, self._context.selection.ids()
        if items:
            context.read(context.catalogue.tags.all, lambda tags: TagDialog(context, items, tags).open())

    def locate(self) -> None:
        """One more statement of where."""
        item = self._chosen()
        if item is not None:
            LocateDialog(self._context, item).open()

    def date(self) -> None:
        """One more statement of when."""
        item = self._chosen()
        if item is not None:
            DateDialog(self._context, item).open()

    def attach(self) -> None:
        """A file that was obtained later."""
        item = self._chosen()
        if item is None:
            return
        title = tr("Attach a file to {exhibit}", exhibit=exhibit_number(item))
        dialog = QFileDialog(self._context.window, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.attach_file(item, Path(path)))
        dialog.open()

    def attach_file(self, item: int, path: Path) -> None:
        """Make this file a file of the item."""
        context = self._context
        context.long(
            tr("Attaching"),
            lambda task: context.catalogue.intake.attach(item, path, task=task),
            self._attached,
        )

    def examine(self) -> None:
        """The analyst looked at the item itself."""
        item, context = self._chosen(), self._context
        if item is not None:
            context.do(
                lambda: context.catalogue.evidence.examine(item),
                lambda _: tr("{exhibit} is marked as examined.", exhibit=exhibit_number(item)),
            )

    def withdraw_any(self) -> None:
        """A location, a time or a link of the chosen item, whichever is chosen then."""
        self._with_dossier(lambda dossier: self._ask_statement(dossier, None))

    def withdraw_statement(self, kind: str, row_id: int) -> None:
        """This location, time or link of the chosen item."""
        self._with_dossier(lambda dossier: self._ask_statement(dossier, (kind, row_id)))

    def withdraw(self) -> None:
        """The chosen item answers no search from now on."""
        self._with_dossier(lambda dossier: WithdrawDialog(self._context, dossier.item).open())

    def _ask_statement(self, dossier: Dossier, chosen: tuple[str, int] | None) -> None:
        if not statements(dossier):
            self._context.messages.say(
                tr("{exhibit} has no location, no time and no link.", exhibit=dossier.item.exhibit)
            )
            return
        dialog = WithdrawStatementDialog(self._context, dossier, chosen)
        dialog.done_with.connect(self._withdrawn)
        dialog.open()

    def _withdrawn(self, statement: object) -> None:
        if isinstance(statement, Statement):
            self._context.messages.say(tr(_WITHDRAWN[statement.kind]))

    def _attached(self, report: IngestReport) -> None:
        if report.problems:
            IngestReportDialog(self._context, report).open()
        else:
            self._context.messages.say(tr("The file is attached."))

    def _added(self, item: object) -> None:
        if isinstance(item, int):
            self._context.messages.say(
                tr("{exhibit} is in the catalogue.", exhibit=exhibit_number(item)),
                tr("Show it"),
                lambda: self._show(item),
            )

    def _chosen(self) -> int | None:
        return self._context.selection.only_id()

    def _with_dossier(self, use: Callable[[Dossier], None]) -> None:
        item, context = self._chosen(), self._context
        if item is not None:
            context.read(lambda: context.catalogue.evidence.dossier(item), use)
