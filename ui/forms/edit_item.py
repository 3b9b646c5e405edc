"""Editing the fields of an item. What is left empty is unknown."""

from PySide6.QtWidgets import QComboBox

from app.evidence.dossier import Dossier
from app.fields.item import ITEM
from app.task import Task
from resources.messages import tr
from ui.forms.choices import Known
from ui.forms.field_rows import FieldRows
from ui.forms.form import FormDialog, line, picked, words_of
from ui.window.act_context import ActContext


class EditItemDialog(FormDialog):
    """Only what differs is written, as one act that can be undone."""

    def __init__(self, context: ActContext, dossier: Dossier, known: Known) -> None:
        item = dossier.item
        heading = tr("Edit {exhibit}", exhibit=item.exhibit)
        super().__init__(context, heading, tr("Save changes"), tr("What is left empty is unknown."))
        self._item = item
        self.fields = FieldRows(self, ITEM.given, ITEM.values(item), known.sources)
        self.reason = line(hint=tr("why this is changed, if it matters"))
        self.fields.put("title", "type")
        self.fields.put()
        self.row(tr("Reason"), self.reason)
        kind = self.fields["type"]
        if isinstance(kind, QComboBox):
            kind.currentIndexChanged.connect(lambda: self.fields.show_those_of(picked(kind)))
        self.fields.show_those_of(item.type)

    def collect(self) -> None:
        self._reason = words_of(self.reason)
        self._changes = self.fields.changes()
        ITEM.checked(self._changes)

    def work(self, _task: Task) -> bool:
        if not self._changes:
            return False
        return self.context.catalogue.evidence.edit(self._item.id, reason=self._reason, **self._changes)
