"""A new claim: one checkable statement, who asserts it, where it starts."""

from typing import Any

from app.claims.drafts import ClaimDraft
from app.errors import CatalogueError
from app.fields.claims import CLAIM
from app.task import Task
from resources.messages import tr
from ui.forms.choices import Known
from ui.forms.field_rows import FieldRows
from ui.forms.form import FormDialog, add_choice, choice, line, picked, words_of
from ui.window.act_context import ActContext


class AddClaimDialog(FormDialog):
    """Opens a first case where there is none, under the title that is written."""

    def __init__(self, context: ActContext, known: Known) -> None:
        words = tr("One statement that can be checked; split what says two things.")
        super().__init__(context, tr("New claim"), tr("Add claim"), words)
        self.fields = FieldRows(self, CLAIM.asked, {"kind": "event"})
        self.case = choice(())
        for case in known.cases:
            add_choice(self.case, f"{case.label} {case.title}", case.id)
        self.new_case = line(hint=tr("the title of a first case"))
        self.asserted_by = choice((), none=tr("unknown"))
        self.reported_via = choice((), none=tr("unknown"))
        for source in known.sources:
            add_choice(self.asserted_by, source.name, source.id)
            add_choice(self.reported_via, source.name, source.id)
        self.origin = choice((), none=tr("not established"))
        for origin in known.origins:
            add_choice(self.origin, origin.name, origin.id)
        self.fields.put("statement", "label")
        self.row(tr("Case"), self.case if known.cases else self.new_case)
        self.fields.put("kind")
        self.row(tr("Asserted by"), self.asserted_by)
        self.row(tr("Reported via"), self.reported_via)
        self.row(tr("Origin"), self.origin, tr("Where the information truly starts. Carriers never count."))
        self.fields.put()
        self._has_case = bool(known.cases)

    def collect(self) -> None:
        self._said: dict[str, Any] = {"statement": None, **self.fields.said()}
        CLAIM.checked(self._said)
        self._case: int | None = picked(self.case) if self._has_case else None
        self._case_title = words_of(self.new_case)
        if self._case is None and self._case_title is None:
            raise CatalogueError(tr("A claim belongs to a case: write the title of a first one."))
        asserted, reported = picked(self.asserted_by), picked(self.reported_via)
        self._asserted = () if asserted is None else (int(asserted),)
        self._reported = () if reported is None else (int(reported),)
        self._origin: int | None = picked(self.origin)

    def work(self, _task: Task) -> int:
        case, said = self._case, dict(self._said)
        if case is None:
            case = self.context.catalogue.cases.add(self._case_title or "")
        return self.context.catalogue.claims.add(
            ClaimDraft(
                case,
                str(said.pop("statement")),
                origin_id=self._origin,
                asserted_by=self._asserted,
                reported_via=self._reported,
                **said,
            )
        )
