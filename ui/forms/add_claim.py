"""A new claim: one checkable statement, who asserts it, where it starts."""

from app.claims.drafts import ClaimDraft
from app.errors import CatalogueError
from app.task import Task
from app.terms import CLAIM_KINDS
from resources.messages import tr
from ui.forms.choices import Known
from ui.forms.form import FormDialog, add_choice, choice, line, lines, picked, words_of
from ui.window.act_context import ActContext


class AddClaimDialog(FormDialog):
    """Opens a first case where there is none, under the title that is written."""

    def __init__(self, context: ActContext, known: Known) -> None:
        words = tr("One statement that can be checked; split what says two things.")
        super().__init__(context, tr("New claim"), tr("Add claim"), words)
        self.statement = lines(height=88)
        self.label = line(hint=tr("empty: the next free one, such as C01"))
        self.case = choice(())
        for case in known.cases:
            add_choice(self.case, f"{case.label} {case.title}", case.id)
        self.new_case = line(hint=tr("the title of a first case"))
        self.kind = choice(CLAIM_KINDS, "event")
        self.asserted_by = choice((), none=tr("unknown"))
        self.reported_via = choice((), none=tr("unknown"))
        for source in known.sources:
            add_choice(self.asserted_by, source.name, source.id)
            add_choice(self.reported_via, source.name, source.id)
        self.origin = choice((), none=tr("not established"))
        for origin in known.origins:
            add_choice(self.origin, origin.name, origin.id)
        self.when = line(hint=tr("as it is said: “last week”, 2024-10-18"))
        self.row(tr("Statement"), self.statement)
        self.row(tr("Label"), self.label)
        self.row(tr("Case"), self.case if known.cases else self.new_case)
        self.row(tr("Kind"), self.kind)
        self.row(tr("Asserted by"), self.asserted_by)
        self.row(tr("Reported via"), self.reported_via)
        self.row(tr("Origin"), self.origin, tr("Where the information truly starts. Carriers never count."))
        self.row(tr("When"), self.when)
        self._has_case = bool(known.cases)

    def collect(self) -> None:
        self._statement = words_of(self.statement)
        if self._statement is None:
            raise CatalogueError(tr("A claim needs a statement."))
        self._case: int | None = picked(self.case) if self._has_case else None
        self._case_title = words_of(self.new_case)
        if self._case is None and self._case_title is None:
            raise CatalogueError(tr("A claim belongs to a case: write the title of a first one."))
        self._label, self._kind = words_of(self.label), str(picked(self.kind))
        asserted, reported = picked(self.asserted_by), picked(self.reported_via)
        self._asserted = () if asserted is None else (int(asserted),)
        self._reported = () if reported is None else (int(reported),)
        self._origin: int | None = picked(self.origin)
        self._when = words_of(self.when)

    def work(self, _task: Task) -> int:
        case = self._case
        if case is None:
            case = self.context.catalogue.cases.add(self._case_title or "")
        return self.context.catalogue.claims.add(
            ClaimDraft(
                case,
                self._statement or "",
                label=self._label,
                kind=self._kind,
                origin_id=self._origin,
                asserted_by=self._asserted,
                reported_via=self._reported,
                event_time=self._when,
            )
        )
