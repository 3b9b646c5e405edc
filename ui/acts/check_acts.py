"""Verifying: every held byte and every entry of the log."""

from app.integrity.verify import Verification
from resources.messages import tr
from ui.forms.reports import ReportDialog
from ui.look import readable as wording
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
            ("damaged", f"{', '.join(one.exhibits)} {one.detail or ''}", one.name) for one in found.damaged
        ]
        rows += [("missing", ", ".join(one.exhibits), one.name) for one in found.missing]
        rows += [("unknown", tr("no entry of the catalogue knows this file"), path) for path in found.unknown]
        if found.database_problem:
            rows.append(("database", found.database_problem, ""))
        ReportDialog(
            self._context, tr("What was verified"), sentence, ("", tr("What"), tr("File")), rows
        ).open()


def verification_sentence(found: Verification) -> str:
    """A verification in one line or two."""
    files = f"{wording.counted(found.checked, 'file')} hashed again: "
    wrong = [
        f"{len(found.damaged):,} damaged" if found.damaged else "",
        f"{len(found.missing):,} missing" if found.missing else "",
        f"{len(found.unknown):,} unknown" if found.unknown else "",
    ]
    files += ", ".join(part for part in wrong if part) or tr("all as they were received")
    log = found.log
    chain = (
        tr("The log of {entries} holds together.", entries=wording.counted(log.entries, "entry", "entries"))
        if log.ok
        else tr("The log is broken at entry {broken_at}.", broken_at=log.broken_at)
    )
    return f"{files}. {chain}"
