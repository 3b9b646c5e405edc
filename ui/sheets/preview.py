"""A sheet before it is printed: paper, profile, and what to do with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from app.changes.change import Kind, Touched
from app.messages.faults import fault_words
from app.records import exhibit_number
from app.sheet.page_images import page_images
from app.task import Task
from resources.messages import later, tr, trn
from ui.forms.form import choice
from ui.look.labels import PlainLabel
from ui.look.screen import size_within
from ui.sheets.page_view import PageView
from ui.views.sensitive import is_graphic
from ui.views.veils import Veils
from ui.window.act_context import ActContext

if TYPE_CHECKING:
    from app.sheet.typeset import Paper

# so many pixels an inch are life-size on a screen at 100 %
_DPI = 96
_LANE = "sheet"
_SPOKEN_OF = (Kind.CLAIMS, Kind.LINKS, Kind.SOURCES, Kind.ORIGINS, Kind.CASES, Kind.PLACES)
PAPERS: "dict[str, Paper]" = {"A4": "a4", later("Letter"): "letter"}


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How a sheet is to be made: `reason` is needed by the full profile."""

    paper: "Paper"
    profile: str
    reason: str | None


class SheetPreview(QDialog):
    """Shows the sheet of one item; prints or saves those of all that were selected.

    The sheet of an item that is flagged graphic, and was not revealed before, waits until somebody asks.
    """

    def __init__(
        self,
        context: ActContext,
        items: list[int],
        print_sheets: Callable[[list[int], SheetOptions], None],
        save_sheets: Callable[[list[int], SheetOptions], None],
        veils: Veils,
    ) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = exhibit_number(items[0])
        more = len(items) - 1
        self.setWindowTitle(
            trn(
                "Sheet of {exhibit} and {count} more item",
                "Sheet of {exhibit} and {count} more items",
                more,
                exhibit=first,
            )
            if more
            else tr("Sheet of {exhibit}", exhibit=first)
        )
        size_within(self, 920, 720)
        self._context, self._items, self._veils = context, items, veils
        self._veiled: bool | None = None
        """Whether the sheet on show is withheld; None while it is being set."""
        self.pages = PageView(context.theme)
        self.paper = choice(list(PAPERS))
        self.paper.setAccessibleName(tr("Paper"))
        self.profile = choice(())
        self.profile.addItem(tr("Safe profile"), "safe")
        self.profile.addItem(tr("Full profile"), "full")
        self.profile.setAccessibleName(tr("What may leave"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Reason for the full profile, kept in the log"))
        self.reason.hide()
        self.problem = PlainLabel("")
        self.problem.setProperty("damage", "true")
        self.problem.hide()
        self.count = QLabel()
        self.count.setProperty("muted", "true")
        self.show_button = QPushButton(tr("Show graphic picture"))
        self.show_button.hide()
        self.show_button.clicked.connect(self.reveal)
        QShortcut(QKeySequence("V"), self, self.reveal)
        self.print_button = QPushButton(tr("Print sheet") if len(items) == 1 else tr("Print sheets"))
        self.save_button = QPushButton(tr("Save as PDF"))
        self.print_button.clicked.connect(lambda: self._go(print_sheets))
        self.save_button.clicked.connect(lambda: self._go(save_sheets))
        self.print_button.setDefault(True)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_button.click)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_button.click)
        self._lay_out()
        self.paper.currentIndexChanged.connect(self.render_sheet)
        self.profile.currentIndexChanged.connect(self._profile_changed)
        veils.watch(items[0])
        veils.changed.connect(self._follow)
        self.finished.connect(lambda _: veils.leave(items[0]))
        self.render_sheet()
        context.changes.touched.connect(self._reset)

    def options(self) -> SheetOptions:
        """What is chosen."""
        reason = self.reason.text().strip() or None
        return SheetOptions(PAPERS[str(self.paper.currentData())], str(self.profile.currentData()), reason)

    def render_sheet(self) -> None:
        """Set the sheet anew and show its pages."""
        item, options, ratio = self._items[0], self.options(), self.devicePixelRatioF()
        catalogue, lifted = self._context.catalogue, self._veils.is_revealed(item)
        # none until the sheet is there: a veil that changes meanwhile must not begin it anew
        self._veiled = None
        self.show_button.hide()
        self.pages.say(tr("Setting the sheet"))

        def work(task: Task) -> list[QImage] | None:
            if not lifted and is_graphic(catalogue.evidence.lines([item])[0].sensitivity):
                return None
            pdf = catalogue.sheets.preview(item, paper=options.paper, profile=options.profile)
            images: list[QImage] = []
            for page in page_images(pdf, round(_DPI * ratio)):
                task.step(len(images))
                image = QImage.fromData(QByteArray(page))
                image.setDevicePixelRatio(ratio)
                images.append(image)
            return images

        self._context.jobs.start(work, self._show, failed=self._fail, lane=_LANE, owner=self)

    def reveal(self) -> None:
        """Show the sheet though its picture is flagged graphic."""
        if not self.show_button.isHidden():
            self._veils.reveal(self._items[0])

    def _reset(self, touched: Touched) -> None:
        """What is printed later must be what was seen."""
        if self._items[0] in touched.of(Kind.ITEMS) or touched.meets(_SPOKEN_OF):
            self._context.jobs.after(_LANE, self.render_sheet, owner=self)

    def _show(self, images: list[QImage] | None) -> None:
        self._veiled = images is None
        if images is None:
            self.pages.say(tr("The picture on this sheet is flagged graphic. Press V to show it."))
            self.show_button.show()
        else:
            self.pages.show_pages(images)
            self.count.setText(trn("{count} page", "{count} pages", len(images)))
        self._follow()

    def _follow(self) -> None:
        """The flag was set or taken away, or the veil lifted elsewhere: the sheet is set anew."""
        if self._veiled is not None and self._veils.veiled(self._items[0]) not in (None, self._veiled):
            self.render_sheet()

    def _fail(self, error: Exception) -> None:
        self.pages.say(fault_words(error))

    def _profile_changed(self) -> None:
        self.reason.setVisible(self.profile.currentData() == "full")
        self.render_sheet()

    def _go(self, act: Callable[[list[int], SheetOptions], None]) -> None:
        options = self.options()
        if options.profile == "full" and options.reason is None:
            self.problem.setText(tr("The full profile needs a reason; it is kept in the log."))
            self.problem.show()
            self.reason.setFocus()
            return
        self.accept()
        act(self._items, options)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for part in (self.paper, self.profile):
            top.addWidget(part)
        top.addWidget(self.reason, 1)
        top.addStretch(0)
        top.addWidget(self.count)
        top.addWidget(self.show_button)
        top.addWidget(self.save_button)
        top.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.problem)
        column.addWidget(self.pages, 1)
