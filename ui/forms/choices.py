"""What dialogs let one choose from."""

from dataclasses import dataclass

from app.catalogue import Catalogue
from app.records import Case, Origin, Source


@dataclass(frozen=True, slots=True)
class Known:
    """The cases, sources and origins of the catalogue, read at one go."""

    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    origins: tuple[Origin, ...]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Known":
        """Read them; not on the window's thread."""
        return cls(
            tuple(catalogue.cases.all()), tuple(catalogue.sources.all()), tuple(catalogue.origins.all())
        )
