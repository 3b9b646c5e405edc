"""Tagging what is selected, with a count before it is done."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QRadioButton, QVBoxLayout, QWidget

from app.errors import CatalogueError
from app.evidence.tags import TagCount, TagReport
from app.task import Task
from resources.messages import tr
from ui.forms.form import FormDialog, line
from ui.look import readable as wording
from ui.look.labels import muted
from ui.window.act_context import ActContext


class TagDialog(FormDialog):
    """Says what it would touch while the tag is typed."""

    def __init__(self, context: ActContext, items: "array[int]", tags: Sequence[tuple[str, int]]) -> None:
        what = wording.counted(len(items), "item")
        super().__init__(context, tr("Tag {what}", what=what), tr("Add tag"))
        self._items = items
        self.tag = line()
        completer = QCompleter([tag for tag, _ in tags], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.tag.setCompleter(completer)
        self.adding = QRadioButton(tr("Add this tag"))
        self.removing = QRadioButton(tr("Remove this tag"))
        self.adding.setChecked(True)
        self.count = muted(tr("Write a tag."))
        self.row(tr("Tag"), self.tag)
        self.row("", _stacked(self.adding, self.removing))
        self.row("", self.count)
        self.tag.textChanged.connect(self._ask)
        self.adding.toggled.connect(self._ask)
        self.tag.setFocus()

    def collect(self) -> None:
        self._name, self._add = self.tag.text(), self.adding.isChecked()
        if not self._name.strip():
            raise CatalogueError(tr("Write a tag."))

    def work(self, _task: Task) -> TagReport:
        tags = [self._name]
        if self._add:
            return self.context.catalogue.tags.change(self._items, add=tags)
        return self.context.catalogue.tags.change(self._items, remove=tags)

    def _ask(self) -> None:
        name = self.tag.text().strip()
        self.verb.setText(tr("Add tag") if self.adding.isChecked() else tr("Remove tag"))
        if not name:
            self.count.setText(tr("Write a tag."))
            return
        self.context.jobs.start(
            lambda _task: self.context.catalogue.tags.count(self._items, name),
            lambda count: self._tell(name, count),
            failed=lambda error: self.count.setText(str(error)),
            lane=tr("tag count"),
            owner=self,
        )

    def _tell(self, name: str, count: TagCount) -> None:
        items = wording.counted(count.items, "item")
        if self.adding.isChecked():
            self.count.setText(
                tr(
                    "Add tag {name} to {items}, {have_it} have it already.",
                    name=name,
                    items=items,
                    have_it=f"{count.have_it:,}",
                )
            )
        else:
            self.count.setText(
                tr(
                    "Remove tag {name} from {have_it} of {items}.",
                    name=name,
                    have_it=f"{count.have_it:,}",
                    items=items,
                )
            )


def _stacked(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    return made
