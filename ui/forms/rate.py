"""Ratings, each with its reason and no default: how credible a claim is, how reliable a source."""

from app.claims.view import ClaimView
from app.errors import CatalogueError
from app.fields.terms import CREDIBILITIES, RELIABILITIES
from app.records import Source
from app.task import Task
from resources.messages import later, tr
from ui.forms.form import FormDialog, add_choice, choice, lines, picked, words_of
from ui.look.labels import PlainLabel
from ui.window.act_context import ActContext

_CHOOSE = later("choose")


class RateClaimDialog(FormDialog):
    """The credibility of a claim, Admiralty 1 to 6."""

    def __init__(self, context: ActContext, view: ClaimView) -> None:
        claim = view.claim
        super().__init__(
            context, tr("Rate claim {label}", label=claim.label), tr("Rate claim"), view.origins.sentence
        )
        self._claim = claim.id
        self.grade = choice((), none=tr(_CHOOSE))
        for grade, words in CREDIBILITIES.items():
            self.grade.addItem(f"{grade}, {tr(words)}", grade)
        self.grade.setCurrentIndex(max(self.grade.findData(claim.credibility), 0))
        self.reason = lines(claim.credibility_reason)
        self.independence = lines(claim.independence_reason, height=56)
        self.row(tr("Statement"), PlainLabel(claim.statement))
        self.row(tr("Credibility"), self.grade)
        self.row(tr("Reason"), self.reason, tr("Kept in the log. No reason, no rating."))
        self.row(
            tr("Independence"), self.independence, tr("Why its named origins are independent; “1” needs it.")
        )
        self.grade.setFocus()

    def collect(self) -> None:
        self._grade = picked(self.grade)
        if self._grade is None:
            raise CatalogueError(tr("Choose a credibility."))
        self._reason = words_of(self.reason) or ""
        self._independence = words_of(self.independence) or ""

    def work(self, _task: Task) -> None:
        self.context.catalogue.claims.rate(
            self._claim, str(self._grade), self._reason, independence_reason=self._independence
        )


class RateSourceDialog(FormDialog):
    """The reliability of a source, Admiralty A to F."""

    def __init__(self, context: ActContext, sources: tuple[Source, ...]) -> None:
        super().__init__(context, tr("Rate a source"), tr("Rate source"))
        self._sources = {source.id: source for source in sources}
        self.source = choice((), none=tr(_CHOOSE))
        for source in sources:
            add_choice(self.source, source.name, source.id)
        self.grade = choice((), none=tr(_CHOOSE))
        for grade, words in RELIABILITIES.items():
            self.grade.addItem(f"{grade}, {tr(words)}", grade)
        self.reason = lines()
        self.row(tr("Source"), self.source)
        self.row(tr("Reliability"), self.grade)
        self.row(tr("Reason"), self.reason, tr("Kept in the log. No reason, no rating."))
        self.source.currentIndexChanged.connect(self._show_rating)

    def collect(self) -> None:
        self._source, self._grade = picked(self.source), picked(self.grade)
        if self._source is None:
            raise CatalogueError(tr("Choose a source."))
        if self._grade is None:
            raise CatalogueError(tr("Choose a reliability."))
        self._reason = words_of(self.reason) or ""

    def work(self, _task: Task) -> bool:
        return self.context.catalogue.sources.edit(
            self._source, reason=self._reason, reliability=self._grade, reliability_reason=self._reason
        )

    def _show_rating(self) -> None:
        """The rating that the chosen source has, to be changed."""
        source = self._sources.get(picked(self.source) or 0)
        self.grade.setCurrentIndex(max(self.grade.findData(source.reliability if source else None), 0))
        self.reason.setPlainText((source.reliability_reason if source else None) or "")
