"""Verifying: every held byte and every entry of the log."""

from app.integrity.findings import well_sentences, wrong_sentences
from app.integrity.verify import Verification
from app.messages.wording import sentences
from resources.messages import shown, tr, trn
from ui.forms.reports import ReportDialog
from ui.window.act_context import ActContext


class CheckActs:
    """The slots of verifying."""

    def __init__(self, context: ActContext) -> None:
        self._context = context

    def verify(self) -> None:
        """Hash everything that is held again, and check the log."""
        context = self._context
        context.long(tr("Verifying"), lambda task: context.catalogue.integrity.verify(task=task), self._told)

    def _told(self, found: Verification) -> None:
        sentence = verification_sentence(found)
        rows = [
            (tr("damaged"), f"{', '.join(one.exhibits)} {shown(one.detail or '')}", one.name)
            for one in found.damaged
        ]
        rows += [(tr("missing"), ", ".join(one.exhibits), one.name) for one in found.missing]
        rows += [
            (tr("unknown"), tr("no entry of the catalogue knows this file"), path) for path in found.unknown
        ]
        rows += [(tr("log"), sentence, "") for sentence in wrong_sentences(found)]
        if found.database_problem:
            rows.append((tr("database"), found.database_problem, ""))
        ReportDialog(
            self._context, tr("What was verified"), sentence, ("", tr("What"), tr("File")), rows
        ).open()


def verification_sentence(found: Verification) -> str:
    """A verification in some lines; what is wrong with rows and log is told one by one beneath it."""
    wrong = [
        trn("{count} damaged", "{count} damaged", len(found.damaged)) if found.damaged else "",
        trn("{count} missing", "{count} missing", len(found.missing)) if found.missing else "",
        trn("{count} unknown", "{count} unknown", len(found.unknown)) if found.unknown else "",
    ]
    files = trn(
        "{count} file hashed again: {outcome}.",
        "{count} files hashed again: {outcome}.",
        found.checked,
        outcome=", ".join(part for part in wrong if part) or tr("all as they were received"),
    )
    return sentences(files, *well_sentences(found))
