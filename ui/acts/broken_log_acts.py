"""A catalogue that is not what its log says: told at its opening and at every act, accepted with a reason."""

from collections.abc import Callable

from app.errors import CatalogueError, NotAsLogged
from app.integrity.acceptance import Acceptance
from app.integrity.sentences import break_sentence
from app.messages.wording import sentences
from app.records import LogCheck
from app.task import Task
from resources.messages import tr
from ui.forms.form import FormDialog, lines, words_of
from ui.window.act_context import ActContext


class BrokenLogActs:
    """The log is checked in the background, and what is refused because of it can be accepted."""

    def __init__(self, context: ActContext, reopen: Callable[[], None]) -> None:
        self._context = context
        self._reopen = reopen

    def look(self) -> None:
        """Check the whole log once, without a word where it is whole."""
        context = self._context
        # on another thread: a long log takes a while, and the window is to be used meanwhile
        context.jobs.start(lambda _task: context.catalogue.integrity.check_log(), self._looked)

    def told(self, error: Exception) -> None:
        """Say what went wrong; of what is not as the log says, offer to accept it."""
        if isinstance(error, NotAsLogged) and self._context.catalogue.writable:
            self._context.messages.wrong(error, tr("Accept with a reason"), self.ask)
        else:
            self._context.messages.wrong(error)

    def ask(self) -> None:
        """Ask for the reason."""
        dialog = AcceptDialog(self._context)
        dialog.done_with.connect(self._accepted)
        dialog.open()

    def _accepted(self, accepted: Acceptance | None) -> None:
        if self._context.catalogue.agent.id == 0:  # whoever was new could not be written down before
            self._reopen()
        self._context.messages.say(
            sentences(tr("Accepted. The log says so."), *accepted.sentences()[1:])
            if accepted
            else tr("There was nothing to accept.")
        )

    def _looked(self, found: LogCheck) -> None:
        broken = found.open_break
        if broken is not None:
            words = tr(
                "The log is broken at entry {number}: {problem}. Nothing is written, printed or exported"
                " until somebody accepts that with a reason.",
                number=broken.at,
                problem=break_sentence(broken),
            )
            self.told(NotAsLogged(words))


class AcceptDialog(FormDialog):
    """To go on as it is found. The log keeps who did so, when and why; `verify` goes on to tell."""

    def __init__(self, context: ActContext) -> None:
        words = tr(
            "Everything that is not as the log says is compared and accepted as it is found, by one entry of"
            " the log. Verifying will go on to say where the log was broken and which rows were otherwise."
            " Keep a copy of the catalogue first: it may be evidence of what was done to it."
        )
        super().__init__(context, tr("Accept the catalogue as it is found"), tr("Accept"), words)
        self.reason = lines()
        self.row(tr("Reason"), self.reason, tr("Kept in the log."))

    def collect(self) -> None:
        self._words = words_of(self.reason)
        if self._words is None:
            raise CatalogueError(tr("Accepting a broken log needs a reason."))

    def work(self, _task: Task) -> Acceptance | None:
        return self.context.catalogue.integrity.accept(self._words or "")
