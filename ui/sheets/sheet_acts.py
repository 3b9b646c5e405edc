"""Acts on sheets: preview, print, save as PDF."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from app.errors import CatalogueError
from app.records import exhibit_number
from app.task import Task
from resources.messages import tr, trn
from ui.sheets.preview import SheetOptions, SheetPreview
from ui.sheets.printing import print_pages
from ui.views.veils import Veils
from ui.window.act_context import ActContext

if TYPE_CHECKING:
    from app.sheet.printing import Printed


class SheetActs:
    """The slots about sheets. Fixity is checked before each printing, and the printing is recorded."""

    def __init__(self, context: ActContext, veils: Veils) -> None:
        self._context = context
        self._veils = veils

    def preview(self) -> None:
        """Show the sheet of what is selected."""
        items = list(self._context.selection.ids())
        if items:
            SheetPreview(self._context, items, self.print_items, self.save_items, self._veils).open()

    def print_sheet(self) -> None:
        """Print what is selected, on A4 and safe."""
        items = list(self._context.selection.ids())
        if items:
            self.print_items(items, SheetOptions("a4", "safe", None))

    def save_pdf(self) -> None:
        """Save what is selected, on A4 and safe."""
        items = list(self._context.selection.ids())
        if items:
            self.save_items(items, SheetOptions("a4", "safe", None))

    def save_items(self, items: list[int], options: SheetOptions) -> None:
        """Ask where, then save: one PDF for one item, else a folder of one each."""
        one = len(items) == 1
        dialog = QFileDialog(
            self._context.window, tr("Save as PDF") if one else tr("Save sheets in a folder")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if one:
            dialog.setNameFilter("PDF (*.pdf)")
            dialog.setDefaultSuffix("pdf")
            dialog.selectFile(f"{exhibit_number(items[0])}.pdf")
        else:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.save_to(items, Path(path), options))
        dialog.open()

    def save_to(self, items: list[int], out: Path, options: SheetOptions) -> None:
        """Print to this file or into this folder."""

        def told(printed: "list[Printed]") -> None:
            self._context.messages.say(
                trn("{count} PDF saved: {path}", "{count} PDFs saved: {path}", len(printed), path=out)
            )

        self._context.long(tr("Printing to PDF"), lambda task: self._save(items, out, options, task), told)

    def print_items(self, items: list[int], options: SheetOptions) -> None:
        """Ask for a printer, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        size = QPageSize.PageSizeId.A4 if options.paper == "a4" else QPageSize.PageSizeId.Letter
        printer.setPageSize(QPageSize(size))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        # the margins are in the PDF: within those of the printer it would be made smaller
        printer.setFullPage(True)
        printer.setDocName(", ".join(exhibit_number(item) for item in items[:3]))
        dialog = QPrintDialog(printer, self._context.window)
        dialog.setModal(True)
        dialog.accepted.connect(lambda: self.print_on(items, options, printer))
        dialog.show()

    def print_on(self, items: list[int], options: SheetOptions, printer: QPrinter) -> None:
        """Print on this printer; the pages are made and painted on another thread."""

        def work(task: Task) -> int:
            # saved first, as every printing is: fixity is checked and the act recorded by the same way
            with TemporaryDirectory(prefix="exhibit-print-") as folder:
                printed = self._save(items, Path(folder), options, task)
                # Qt lets a painter work on a printer from any thread, as on an image
                painter = QPainter()
                if not painter.begin(printer):
                    raise CatalogueError(tr("The printer does not answer. Choose another, or save as PDF."))
                try:
                    for number, one in enumerate(printed):
                        task.step(number, len(printed), tr("sheets to the printer"))
                        print_pages(one.path.read_bytes(), printer, painter, first=number == 0)
                finally:
                    painter.end()
            return len(printed)

        def told(count: int) -> None:
            self._context.messages.say(
                trn("{count} sheet sent to the printer.", "{count} sheets sent to the printer.", count)
            )

        self._context.long(tr("Printing"), work, told)

    def _save(self, items: list[int], out: Path, options: SheetOptions, task: Task) -> "list[Printed]":
        return self._context.catalogue.sheets.save(
            items, out, paper=options.paper, profile=options.profile, reason=options.reason, task=task
        )
