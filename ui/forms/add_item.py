"""An item without a file: a physical object, a statement, a picture that is not held."""

from app.fields.item import ITEM
from app.task import Task
from resources.messages import tr
from ui.forms.choices import Known
from ui.forms.completed_line import tags_line, tags_of
from ui.forms.field_rows import FieldRows
from ui.forms.form import FormDialog, add_choice, choice, line, picked, words_of
from ui.window.act_context import ActContext


class AddItemDialog(FormDialog):
    """Gives the id of the new item."""

    def __init__(self, context: ActContext, known: Known) -> None:
        words = tr("For what exists but is not held here. A file can be attached when it is obtained.")
        super().__init__(context, tr("Add item without a file"), tr("Add item"), words)
        self.fields = FieldRows(self, ITEM.asked, {"type": "photograph"}, known.sources)
        self.place = line(hint=tr("a name or coordinates; more can be said later"))
        self.case = choice((), none=tr("none"))
        for case in known.cases:
            add_choice(self.case, f"{case.label} {case.title}", case.id)
        self.tags = tags_line(known.tags)
        self.fields.put()
        self.row(tr("Subject place"), self.place)
        self.row(tr("Case"), self.case)
        self.row(tr("Tags"), self.tags)
        if len(known.cases) == 1:
            self.case.setCurrentIndex(1)
        self.fields["title"].setFocus()

    def collect(self) -> None:
        self._said = {"title": None, **self.fields.said()}
        ITEM.checked(self._said)
        case = picked(self.case)
        self._cases = (case,) if case is not None else ()
        self._tags = tags_of(self.tags)
        self._place = words_of(self.place)

    def work(self, _task: Task) -> int:
        catalogue = self.context.catalogue
        where = [] if self._place is None else [self._place]
        said = dict(self._said)
        return catalogue.evidence.add(
            str(said.pop("type")),
            str(said.pop("title")),
            case_ids=self._cases,
            tags=self._tags,
            also=[catalogue.statements.saying(at, role="subject", basis="claimed") for at in where],
            **said,
        )
