"""Sources and cases named in an option: those that are known, or a new one where nothing is like it."""

from collections.abc import Callable, Iterable

from app.catalogue import Catalogue
from app.claims.drafts import SourceDraft
from app.cli.terminal import Terminal
from app.errors import CatalogueError
from app.messages.wording import sentences
from resources.messages import tr


def source_id(catalogue: Catalogue, terminal: Terminal, name: str | None) -> int | None:
    """The source of this name, added where none is like it. Raises CatalogueError with those like it."""
    if name is None or not name.strip():
        return None
    return _known_or_new(
        lambda: catalogue.sources.named(name),
        lambda: catalogue.sources.add(SourceDraft(name.strip())),
        terminal,
        tr("If it is a new one: {command}.", command="exhibit source add"),
        tr("New source “{name}”.", name=name.strip()),
    )


def case_ids(catalogue: Catalogue, terminal: Terminal, names: Iterable[str] | None) -> tuple[int, ...]:
    """The cases of these labels or titles; one is opened where no case is like it."""
    return tuple(_case_id(catalogue, terminal, name) for name in names or ())


def _case_id(catalogue: Catalogue, terminal: Terminal, name: str) -> int:
    return _known_or_new(
        lambda: catalogue.cases.named(name),
        lambda: catalogue.cases.add(name),
        terminal,
        tr("If it is a new one: {command}.", command="exhibit case add"),
        tr("New case “{name}”.", name=name.strip()),
    )


def _known_or_new(
    known: Callable[[], int], new: Callable[[], int], terminal: Terminal, hint: str, said: str
) -> int:
    try:
        return known()
    except CatalogueError as error:
        # with one like it the name is perhaps mistyped: nothing is added under it
        if error.candidates:
            raise CatalogueError(sentences(str(error), hint), error.candidates) from error
    made = new()
    terminal.say(said)
    return made
