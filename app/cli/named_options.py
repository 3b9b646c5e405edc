"""Sources and cases named in an option: those that are known, or a new one where nothing is like it."""

from collections.abc import Callable, Iterable

from app.catalogue import Catalogue
from app.claims.drafts import SourceDraft
from app.cli.terminal import Terminal
from app.errors import CatalogueError


def source_id(catalogue: Catalogue, terminal: Terminal, name: str | None) -> int | None:
    """The source of this name, added where none is like it. Raises CatalogueError with those like it."""
    if name is None or not name.strip():
        return None
    return _known_or_new(
        lambda: catalogue.sources.named(name),
        lambda: catalogue.sources.add(SourceDraft(name.strip())),
        terminal,
        f"source “{name.strip()}”",
        "exhibit source add",
    )


def case_ids(catalogue: Catalogue, terminal: Terminal, names: Iterable[str] | None) -> tuple[int, ...]:
    """The cases of these labels or titles; one is opened where no case is like it."""
    return tuple(_case_id(catalogue, terminal, name) for name in names or ())


def _case_id(catalogue: Catalogue, terminal: Terminal, name: str) -> int:
    return _known_or_new(
        lambda: catalogue.cases.named(name),
        lambda: catalogue.cases.add(name),
        terminal,
        f"case “{name.strip()}”",
        "exhibit case add",
    )


def _known_or_new(
    known: Callable[[], int], new: Callable[[], int], terminal: Terminal, what: str, verb: str
) -> int:
    try:
        return known()
    except CatalogueError as error:
        if error.candidates:
            raise CatalogueError(f"{error} If it is a new one: {verb}.", error.candidates) from error
    made = new()
    terminal.say(f"New {what}.")
    return made
