"""What all files of a batch share: source, from whom, how, where, when, under which conditions."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from app.claims.drafts import SourceDraft
from app.ingest.records import SharedFields
from app.task import Task
from app.terms import ITEM_TYPES
from resources.messages import tr, trn
from ui.forms.choices import Known
from ui.forms.completed_line import CompletedLine, tags_line, tags_of
from ui.forms.form import FormDialog, choice, line, lines, picked, words_of
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
        self.source = choice((), none="unknown")
        for source in known.sources:
            self.source.addItem(source.name, source.id)
        # a line of our own: that of Qt completes inside the line, so that Enter would choose another source
        self.source.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.source.setLineEdit(CompletedLine([source.name for source in known.sources]))
        self.obtained_from = line(hint=tr("a person, an account, a page"))
        self.method = line(hint=tr("downloaded, received by post, copied from a card"))
        self.url = line()
        self.obtained_at = line(hint="2024-10-18T09:30+09:00")
        self.account = line(hint=tr("the account used, if any"))
        self.conditions = lines(height=44)
        self.type = choice(ITEM_TYPES, none=tr("by content"))
        self.case = choice((), none="none")
        for case in known.cases:
            self.case.addItem(f"{case.label} {case.title}", case.id)
        if len(known.cases) == 1:
            self.case.setCurrentIndex(1)
        self.tags = tags_line(known.tags)
        self.row(tr("Source"), self.source, tr("Choose one, or write the name of a new one."))
        self.row(tr("Obtained from"), self.obtained_from)
        self.row(tr("Method"), self.method)
        self.row("URL", self.url)
        self.row(tr("Obtained at"), self.obtained_at)
        self.row(tr("Account"), self.account)
        self.row(tr("Conditions"), self.conditions)
        self.row(tr("Type"), self.type)
        self.row(tr("Case"), self.case)
        self.row(tr("Tags"), self.tags)

    def collect(self) -> None:
        text = self.source.currentText().strip()
        at = self.source.currentIndex()
        if self.source.itemText(at) != text:
            at = self.source.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
        known = self.source.itemData(at) if at > 0 else None
        self._source: int | None = known
        self._new_source = text if at < 0 and text else None
        case = picked(self.case)
        self._shared = {
            "obtained_from": words_of(self.obtained_from),
            "method": words_of(self.method),
            "url": words_of(self.url),
            "obtained_at": words_of(self.obtained_at),
            "account": words_of(self.account),
            "conditions": words_of(self.conditions),
            "type": picked(self.type),
        }
        self._cases = (int(case),) if case is not None else ()
        self._tags = tags_of(self.tags)

    def work(self, _task: Task) -> SharedFields:
        source = self._source
        if self._new_source is not None:
            source = self.context.catalogue.sources.add(SourceDraft(self._new_source))
        return SharedFields(source_id=source, case_ids=self._cases, tags=self._tags, **self._shared)
