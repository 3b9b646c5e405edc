"""What all files of a batch share: source, from whom, how, where, when, under which conditions."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from app.claims.drafts import SourceDraft
from app.fields.evidence import RECEIPT
from app.fields.item import ITEM
from app.ingest.records import SharedFields
from app.messages.visible import visible_line
from app.task import Task
from resources.messages import tr, trn
from ui.forms.choices import Known
from ui.forms.completed_line import CompletedLine, tags_line, tags_of
from ui.forms.field_rows import FieldRows
from ui.forms.form import FormDialog, add_choice, choice, picked
from ui.look import readable as wording
from ui.window.act_context import ActContext


class IngestDialog(FormDialog):
    """Gives SharedFields. Everything may stay unknown."""

    def __init__(self, context: ActContext, paths: Sequence[Path], known: Known) -> None:
        what = paths[0].name if len(paths) == 1 else trn("{count} path", "{count} paths", len(paths))
        words = tr(
            "{what}. These fields go on every receipt; empty is unknown.", what=wording.one_line(what, 80)
        )
        super().__init__(context, tr("Take in"), tr("Take in"), words)
        self.source = choice((), none=tr("unknown"))
        for source in known.sources:
            add_choice(self.source, source.name, source.id)
        # a line of our own: that of Qt completes inside the line, so that Enter would choose another source
        self.source.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.source.setLineEdit(CompletedLine([visible_line(source.name) for source in known.sources]))
        self.of_receipt = FieldRows(self, RECEIPT.given)
        self.of_item = FieldRows(self, (field for field in ITEM if field.at_intake))
        self.case = choice((), none=tr("none"))
        for case in known.cases:
            add_choice(self.case, f"{case.label} {case.title}", case.id)
        if len(known.cases) == 1:
            self.case.setCurrentIndex(1)
        self.tags = tags_line(known.tags)
        self.row(tr("Source"), self.source, tr("Choose one, or write the name of a new one."))
        self.of_receipt.put()
        self.of_item.put(at_intake=True)
        self.row(tr("Case"), self.case)
        self.row(tr("Tags"), self.tags)

    def collect(self) -> None:
        text = self.source.currentText().strip()
        at = self.source.currentIndex()
        # the index stays at the source chosen last while another name is typed
        if self.source.itemText(at) != text:
            at = self.source.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
        known = self.source.itemData(at) if at > 0 else None
        self._source: int | None = known
        self._new_source = text if at < 0 and text else None
        case = picked(self.case)
        self._of_receipt, self._of_item = self.of_receipt.said(), self.of_item.said()
        self._cases = (int(case),) if case is not None else ()
        self._tags = tags_of(self.tags)

    def work(self, _task: Task) -> SharedFields:
        source = self._source
        if self._new_source is not None:
            source = self.context.catalogue.sources.add(SourceDraft(self._new_source))
        receipt = RECEIPT.checked(self._of_receipt)
        return SharedFields(
            source_id=source, case_ids=self._cases, tags=self._tags, item=self._of_item, **receipt
        )
