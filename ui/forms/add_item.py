"""An item without a file: a physical object, a statement, a picture that is not held."""

from app.errors import CatalogueError
from app.task import Task
from app.terms import ITEM_TYPES
from ui.forms.choices import Known
from ui.forms.completed_line import tags_line, tags_of
from ui.forms.form import FormDialog, choice, line, lines, picked, words_of
from ui.window.act_context import ActContext


class AddItemDialog(FormDialog):
    """Gives the id of the new item."""

    def __init__(self, context: ActContext, known: Known) -> None:
        words = "For what exists but is not held here. A file can be attached when it is obtained."
        super().__init__(context, "Add item without a file", "Add item", words)
        self.type = choice(ITEM_TYPES, "photograph")
        self.title = line()
        self.description = lines()
        self.publisher = choice((), none="unknown")
        for source in known.sources:
            self.publisher.addItem(source.name, source.id)
        self.published = line(hint="for example 2024-10-18")
        self.url = line(hint="where it was published")
        self.place = line(hint="a name or coordinates; more can be said later")
        self.case = choice((), none="none")
        for case in known.cases:
            self.case.addItem(f"{case.label} {case.title}", case.id)
        self.tags = tags_line(known.tags)
        self.row("Type", self.type)
        self.row("Title", self.title)
        self.row("Description", self.description)
        self.row("Published by", self.publisher)
        self.row("Published", self.published)
        self.row("URL", self.url)
        self.row("Subject place", self.place)
        self.row("Case", self.case)
        self.row("Tags", self.tags)
        if len(known.cases) == 1:
            self.case.setCurrentIndex(1)
        self.title.setFocus()

    def collect(self) -> None:
        self._title = words_of(self.title)
        if self._title is None:
            raise CatalogueError("An item needs a title.")
        self._kind = str(picked(self.type))
        self._publisher: int | None = picked(self.publisher)
        case = picked(self.case)
        self._cases = (case,) if case is not None else ()
        self._tags = tags_of(self.tags)
        self._fields = {
            "description": words_of(self.description),
            "published_at": words_of(self.published),
            "published_url": words_of(self.url),
        }
        self._place = words_of(self.place)

    def work(self, _task: Task) -> int:
        catalogue = self.context.catalogue
        given = {name: value for name, value in self._fields.items() if value is not None}
        where = [] if self._place is None else [self._place]
        return catalogue.evidence.add(
            self._kind,
            self._title or "",
            publisher_id=self._publisher,
            case_ids=self._cases,
            tags=self._tags,
            also=[catalogue.statements.saying(at, role="subject", basis="claimed") for at in where],
            **given,
        )
