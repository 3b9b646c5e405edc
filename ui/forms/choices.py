"""What dialogs let one choose from."""

from dataclasses import dataclass

from app.catalogue import Catalogue
from app.records import Case, Origin, Source


@dataclass(frozen=True, slots=True)
class Known:
    """The cases, sources, origins and tags of the catalogue, read at one go."""

    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    origins: tuple[Origin, ...]
    tags: tuple[str, ...]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Known":
        """Read them; not on the window's thread."""
        return cls(
            tuple(catalogue.cases.all()),
            tuple(catalogue.sources.all()),
            tuple(catalogue.origins.all()),
            tuple(tag for tag, _ in catalogue.tags.all()),
        )
