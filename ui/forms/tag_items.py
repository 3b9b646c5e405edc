"""Tagging what is selected, with a count before it is done."""

from array import array
from collections.abc import Sequence

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from app.errors import CatalogueError
from app.evidence.tags import TagCount, TagReport
from app.messages.faults import fault_words
from app.task import Task
from resources.messages import number, tr, trn
from ui.forms.completed_line import tags_line, tags_of
from ui.forms.form import FormDialog
from ui.look.labels import muted
from ui.window.act_context import ActContext


class TagDialog(FormDialog):
    """Says what it would touch while the tag is typed."""

    def __init__(self, context: ActContext, items: "array[int]", tags: Sequence[tuple[str, int]]) -> None:
        super().__init__(context, trn("Tag {count} item", "Tag {count} items", len(items)), tr("Add tag"))
        self._items = items
        self.tag = tags_line([tag for tag, _ in tags])
        self.adding = QRadioButton(tr("Add this tag"))
        self.removing = QRadioButton(tr("Remove this tag"))
        self.adding.setChecked(True)
        self.count = muted(tr("Write a tag."))
        self.count.setMinimumHeight(2 * self.count.fontMetrics().lineSpacing())  # for two tags
        self.row(tr("Tag"), self.tag)
        self.row("", _stacked(self.adding, self.removing))
        self.row("", self.count)
        self.tag.textChanged.connect(self._ask)
        self.adding.toggled.connect(self._ask)
        self.tag.setFocus()

    def collect(self) -> None:
        self._tags, self._add = tags_of(self.tag), self.adding.isChecked()
        if not self._tags:
            raise CatalogueError(tr("Write a tag."))

    def work(self, _task: Task) -> TagReport:
        if self._add:
            return self.context.catalogue.tags.change(self._items, add=self._tags)
        return self.context.catalogue.tags.change(self._items, remove=self._tags)

    def _ask(self) -> None:
        written = tags_of(self.tag)
        self.verb.setText(tr("Add tag") if self.adding.isChecked() else tr("Remove tag"))
        if not written:
            self.count.setText(tr("Write a tag."))
            return
        tags = self.context.catalogue.tags
        self.context.jobs.start(
            lambda _task: [(name, tags.count(self._items, name)) for name in tags.meant(written)],
            self._tell,
            # a tag that cannot be is said in place of the count: nothing was asked for yet that could fail
            failed=lambda error: self.count.setText(fault_words(error)),
            lane="tag count",
            owner=self,
        )

    def _tell(self, counts: Sequence[tuple[str, TagCount]]) -> None:
        told = _adding if self.adding.isChecked() else _removing
        self.count.setText(" ".join(told(name, count) for name, count in counts))


def _adding(name: str, count: TagCount) -> str:
    return trn(
        "Add tag {name} to {count} item, {have_it} have it already.",
        "Add tag {name} to {count} items, {have_it} have it already.",
        count.items,
        name=name,
        have_it=number(count.have_it),
    )


def _removing(name: str, count: TagCount) -> str:
    return trn(
        "Remove tag {name} from {have_it} of {count} item.",
        "Remove tag {name} from {have_it} of {count} items.",
        count.items,
        name=name,
        have_it=number(count.have_it),
    )


def _stacked(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part)
    return made
