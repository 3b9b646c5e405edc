"""Verifying: every held byte and every entry of the log."""

from app.integrity.verify import Verification
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
        context.long("Verifying", lambda task: context.catalogue.integrity.verify(task=task), self._told)

    def _told(self, found: Verification) -> None:
        sentence = verification_sentence(found)
        rows = [
            ("damaged", f"{', '.join(one.exhibits)} {one.detail or ''}", one.name) for one in found.damaged
        ]
        rows += [("missing", ", ".join(one.exhibits), one.name) for one in found.missing]
        rows += [("unknown", "no entry of the catalogue knows this file", path) for path in found.unknown]
        if found.database_problem:
            rows.append(("database", found.database_problem, ""))
        ReportDialog(self._context, "What was verified", sentence, ("", "What", "File"), rows).open()


def verification_sentence(found: Verification) -> str:
    """A verification in one line or two."""
    files = f"{wording.counted(found.checked, 'file')} hashed again: "
    wrong = [
        f"{len(found.damaged):,} damaged" if found.damaged else "",
        f"{len(found.missing):,} missing" if found.missing else "",
        f"{len(found.unknown):,} unknown" if found.unknown else "",
    ]
    files += ", ".join(part for part in wrong if part) or "all as they were received"
    log = found.log
    chain = (
        f"The log of {wording.counted(log.entries, 'entry', 'entries')} holds together."
        if log.ok
        else f"The log is broken at entry {log.broken_at}."
    )
    return f"{files}. {chain}"
