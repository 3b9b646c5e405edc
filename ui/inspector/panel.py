"""The right pane: picture, heading, and folding sections with all that is known of the chosen item."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.claims.counting import OriginCount
from app.evidence.dossier import Dossier
from resources.messages import later, shown, tr, trn
from ui.inspector import about, arrival, reasoning, record, where
from ui.inspector.metadata import metadata
from ui.inspector.picture_loading import made_from
from ui.inspector.picture_view import PictureView
from ui.inspector.retract import Retract
from ui.inspector.section import Chevrons, FoldingSection
from ui.look.labels import hairline, muted, title
from ui.look.theme import Theme
from ui.look.type_icons import type_icon
from ui.views.sensitive import band_words, is_graphic
from ui.views.veils import Veils
from ui.work.turns import Steps, Turns

_FOLDED = (
    later("Receipts"),
    later("Custody"),
    later("Metadata as read"),
    later("History"),
    later("Files"),
)


class InspectorPanel(QWidget):
    """Shows one dossier at a time; which sections are folded and how far it is scrolled stays."""

    enlarged = Signal(int)
    withdraw_asked = Signal(str, int)
    """A statement on the item is to be withdrawn: its kind (location, time, link) and id."""

    def __init__(
        self, theme: Theme, acts: Mapping[str, QAction], veils: Veils, *, practice: bool, writable: bool
    ) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._chevrons = Chevrons.of(theme)
        self._retract = Retract.of(theme, self.withdraw_asked.emit) if writable else None
        self._acts = acts
        self._practice = practice
        self._folded = set(map(tr, _FOLDED))
        self._dossier: Dossier | None = None
        self._origins: Mapping[int, OriginCount] = {}
        self._sections: list[FoldingSection] = []
        self._veils = veils
        veils.changed.connect(self._veil)
        self._image = QImage()
        self.picture = PictureView(theme)
        self.picture.unveiled.connect(self.reveal)
        self.picture.enlarged.connect(self._enlarge)
        self._turns = Turns(self)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.picture)
        split.addWidget(self._scroll)
        split.setSizes([250, 450])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.show_nothing(tr("Choose an item to see what is known of it."))

    @property
    def dossier(self) -> Dossier | None:
        """What is on show."""
        return self._dossier

    @property
    def busy(self) -> bool:
        """Whether what is known of the item is still being laid out."""
        return self._turns.busy

    def section(self, heading: str) -> FoldingSection | None:
        """The section with this heading."""
        return next((one for one in self._sections if one.heading == heading), None)

    def show_nothing(self, words: str) -> None:
        """Say in one sentence why nothing is shown."""
        self._dossier = None
        self._leave_sections()
        self.picture.hide()
        self._fill([_sentence(words)])

    def show_many(self, count: int) -> None:
        """Several items are selected: say how many, and what can be done with all of them."""
        self._dossier = None
        self._leave_sections()
        self.picture.hide()
        words = title(trn("{count} item selected", "{count} items selected", count))
        words.setContentsMargins(12, 16, 12, 0)
        self._fill([words, _sentence(tr("Press T to tag them, L to link them to a claim."))])

    def show_dossier(self, dossier: Dossier, origins: Mapping[int, OriginCount]) -> None:
        """Show an item, with what can be said of the origins of its claims (by claim id).

        The same item again stays where it was scrolled to.
        """
        if dossier == self._dossier and origins == self._origins:
            return
        self._origins = origins
        same = self._dossier is not None and self._dossier.item.id == dossier.item.id
        stays = self._dossier is not None and same and made_from(self._dossier) == made_from(dossier)
        before = self._scroll.verticalScrollBar().value() if same else 0
        self._dossier = dossier
        self._leave_sections()
        self.picture.show()
        if stays:
            self._veil()
        else:
            self._await_picture(dossier)
        self._turns.begin(self._laid_out(dossier, before))

    def show_image(self, item_id: int, image: QImage, *, keep: bool = False) -> None:
        """The picture of the item has come; `keep` leaves zoom and place as they are."""
        if self._dossier is None or self._dossier.item.id != item_id:
            return
        dossier = self._dossier
        self.picture.show_picture(image, veiled=self._hidden(dossier), band=self._band(dossier), keep=keep)
        self._image = image

    def show_no_image(self, item_id: int, why: str) -> None:
        """There is no picture of the item to show."""
        if self._dossier is not None and self._dossier.item.id == item_id:
            self.picture.show_words(why, type_icon(self._dossier.item.type))

    def reveal(self) -> None:
        """Show the graphic picture on show."""
        if self._dossier is not None:
            self._veils.reveal(self._dossier.item.id)

    def _veil(self) -> None:
        """The picture on show again, if a veil fell over it or was lifted from it, or its band is another."""
        dossier = self._dossier
        if dossier is None or self._image.isNull():
            return
        if (self._hidden(dossier), self._band(dossier)) != (self.picture.veiled, self.picture.band):
            self.show_image(dossier.item.id, self._image, keep=True)

    def _band(self, dossier: Dossier) -> str | None:
        return band_words(dossier.item.digital_source_type, self._practice)

    def _hidden(self, dossier: Dossier) -> bool:
        return is_graphic(dossier.item.sensitivity) and not self._veils.is_revealed(dossier.item.id)

    def _await_picture(self, dossier: Dossier) -> None:
        self._image = QImage()
        if not dossier.item.held:
            self.picture.show_words(tr("not held"), type_icon(dossier.item.type), framed=True)
        elif dossier.original is not None and dossier.original.no_picture_reason:
            self.picture.show_words(shown(dossier.original.no_picture_reason), type_icon(dossier.item.type))
        else:
            self.picture.show_words("")

    def _made(self, dossier: Dossier) -> list[FoldingSection]:
        theme, retract = self._theme, self._retract
        links, files = len(dossier.links), len(dossier.files)
        made: list[tuple[str, int | None, Callable[[], QWidget], tuple[str, ...]]] = [
            (
                tr("Claims"),
                links,
                partial(reasoning.claims, dossier, self._origins, theme, retract),
                ("claims.link",),
            ),
            (
                tr("Where"),
                len(dossier.locations),
                partial(where.where, dossier, theme, retract),
                ("items.locate",),
            ),
            (tr("When"), len(dossier.times), partial(where.when, dossier, retract), ("items.date",)),
            (tr("About"), None, partial(about.about, dossier), ("items.edit",)),
            (tr("Notes"), len(dossier.notes), partial(record.notes, dossier), ("items.note",)),
            (
                tr("Files"),
                files,
                partial(arrival.files, dossier, theme, datetime.now(UTC)),
                ("items.attach",),
            ),
            (tr("Receipts"), len(dossier.receipts), partial(arrival.receipts, dossier), ()),
            (tr("Custody"), len(dossier.custody), partial(arrival.custody, dossier), ()),
            (tr("Metadata as read"), None, partial(metadata, dossier), ()),
            (tr("History"), len(dossier.history), partial(record.history, dossier), ()),
        ]
        return [
            FoldingSection(
                heading if count is None else f"{heading} ({count})",
                self._chevrons,
                make,
                [self._acts[slot] for slot in slots if slot in self._acts],
            )
            for heading, count, make, slots in made
        ]

    def _leave_sections(self) -> None:
        """Remember which sections are folded; they are about to be deleted."""
        for section in self._sections:
            # without the count, which changes with the item
            heading = section.heading.split(" (")[0]
            if section.unfolded:
                self._folded.discard(heading)
            else:
                self._folded.add(heading)
        self._sections = []

    def _laid_out(self, dossier: Dossier, scrolled: int) -> Steps:
        """One section a step, out of sight; then all at once in place of those of the item before."""
        inside, column = self._column()
        try:
            column.addWidget(about.Heading(dossier))
            sections = self._made(dossier)
            for section in sections:
                yield
                column.addWidget(hairline())
                column.addWidget(section)
                section.set_unfolded(section.heading.split(" (")[0] not in self._folded)
                _dress(section)
        except GeneratorExit:
            if isValid(inside):  # a window that is closed takes it along
                inside.deleteLater()
            raise
        column.addStretch(1)
        self._sections = sections
        self._scroll.setWidget(inside)
        self._scroll.verticalScrollBar().setValue(scrolled)

    def _fill(self, parts: list[QWidget]) -> None:
        # what is being laid out would else come in place of this
        self._turns.leave()
        inside, column = self._column()
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        inside = QWidget(self._scroll.viewport())
        inside.setObjectName("pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        return inside, column

    def _enlarge(self) -> None:
        if self._dossier is not None:
            self.enlarged.emit(self._dossier.item.id)


def _dress(part: QWidget) -> None:
    """Give the style sheet's fonts and colours now: shown undressed, all would be dressed in one turn."""
    for widget in (part, *part.findChildren(QWidget)):
        widget.ensurePolished()


def _sentence(words: str) -> QWidget:
    label = muted(words)
    label.setContentsMargins(12, 12, 12, 12)
    return label
