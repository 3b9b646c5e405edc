"""Nouns: the nouns of a catalogue that are made, and their modules imported, when they are first asked for.

A verb that only searches does not pay for printing: importing everything takes longer than most searches.
"""

from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.context import Context

if TYPE_CHECKING:
    from app.backup.backups import Backups
    from app.changes.elsewhere import ActsElsewhere
    from app.claims.cases import Cases
    from app.claims.claims import Claims
    from app.claims.links import Links
    from app.claims.origins import Origins
    from app.claims.sources import Sources
    from app.evidence.statements import Statements
    from app.export.exports import Exports
    from app.ingest.intake import Intake
    from app.integrity.verify import Integrity
    from app.originals.pictures import Pictures
    from app.originals.thumbnails import Thumbnails
    from app.places.disputed import DisputedPlaces
    from app.places.gazetteer import Gazetteer
    from app.places.named import NamedPlaces
    from app.places.regions import Regions
    from app.search.saved import SavedSearches
    from app.search.search import Search
    from app.sheet.sheets import Sheets

Noun = TypeVar("Noun")


class _Lazy(Generic[Noun]):
    """A lazy attribute, made once for each catalogue, whichever thread asks first."""

    def __init__(self, make: Callable[[Any], Noun]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self._name = name

    def __get__(self, nouns: "Nouns", owner: type[Any]) -> Noun:
        made: dict[str, Any] = nouns.made
        # looked at without the lock, which every access would take, and once more under it
        if self._name not in made:
            with nouns.making:
                if self._name not in made:
                    made[self._name] = self._make(nouns)
        noun: Noun = made[self._name]
        return noun


class Nouns:
    """Everything a catalogue has beside its items, tags and history."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.made: dict[str, Any] = {}
        # reentrant: a noun may be made of others
        self.making = RLock()

    @_Lazy
    def elsewhere(self) -> "ActsElsewhere":
        """What other processes do, from the first time that this is asked for."""
        from app.changes.elsewhere import ActsElsewhere

        return ActsElsewhere(self._context.database, self._context.bus)

    @_Lazy
    def cases(self) -> "Cases":
        """Lines of inquiry."""
        from app.claims.cases import Cases

        return Cases(self._context)

    @_Lazy
    def sources(self) -> "Sources":
        """Who says or publishes something."""
        from app.claims.sources import Sources

        return Sources(self._context)

    @_Lazy
    def origins(self) -> "Origins":
        """Where information truly starts."""
        from app.claims.origins import Origins

        return Origins(self._context)

    @_Lazy
    def claims(self) -> "Claims":
        """Checkable statements."""
        from app.claims.claims import Claims

        return Claims(self._context)

    @_Lazy
    def links(self) -> "Links":
        """From evidence to claims."""
        from app.claims.links import Links

        return Links(self._context)

    @_Lazy
    def disputed(self) -> "DisputedPlaces":
        """How disputed places are filed: by `disputed.json` of the catalogue folder, else by our table."""
        from app.places.disputed import DisputedPlaces

        own = self._context.folder / "disputed.json"
        return DisputedPlaces.read(own) if own.exists() else DisputedPlaces.shipped()

    @_Lazy
    def gazetteer(self) -> "Gazetteer":
        """Towns of the world by name."""
        from app.places.gazetteer import Gazetteer

        return Gazetteer(self.disputed)

    @_Lazy
    def regions(self) -> "Regions":
        """Countries and regions with their outlines."""
        from app.places.regions import Regions

        return Regions(self.disputed)

    @_Lazy
    def places(self) -> "NamedPlaces":
        """Places by name."""
        from app.places.named import NamedPlaces

        return NamedPlaces(self._context, lambda: self.gazetteer)

    @_Lazy
    def statements(self) -> "Statements":
        """Locations and times as analysts state them."""
        from app.evidence.statements import Statements

        return Statements(self._context, self.places)

    @_Lazy
    def search(self) -> "Search":
        """Finding items."""
        from app.search.search import Search

        return Search(self._context, lambda: self.gazetteer, lambda: self.regions)

    @_Lazy
    def saved_searches(self) -> "SavedSearches":
        """Queries with a name."""
        from app.search.saved import SavedSearches

        return SavedSearches(self._context)

    @_Lazy
    def exports(self) -> "Exports":
        """Lists for other programs."""
        from app.export.exports import Exports

        return Exports(self._context)

    @_Lazy
    def intake(self) -> "Intake":
        """Taking in files."""
        from app.ingest.intake import Intake

        return Intake(self._context)

    @_Lazy
    def thumbnails(self) -> "Thumbnails":
        """The small pictures."""
        from app.originals.thumbnails import Thumbnails

        return Thumbnails(self._context)

    @_Lazy
    def pictures(self) -> "Pictures":
        """Pixels for the viewer."""
        from app.originals.pictures import Pictures

        return Pictures(self._context)

    @_Lazy
    def integrity(self) -> "Integrity":
        """Checking the held bytes and the log."""
        from app.integrity.verify import Integrity

        return Integrity(self._context, self.thumbnails)

    @_Lazy
    def backups(self) -> "Backups":
        """Backups of this catalogue."""
        from app.backup.backups import Backups

        return Backups(self._context)

    @_Lazy
    def sheets(self) -> "Sheets":
        """Provenance sheets."""
        from app.sheet.sheets import Sheets

        return Sheets(self._context, self.integrity)

    def clear_away(self) -> None:
        """Whatever a killed ingest left in `incoming` is swept by making the intake."""
        incoming = self._context.folder / "incoming"
        if incoming.is_dir() and any(incoming.iterdir()):
            _ = self.intake

    def close_nouns(self) -> None:
        """Let go of the files that nouns hold open."""
        for name in ("thumbnails", "gazetteer", "regions"):
            if name in self.made:
                self.made[name].close()
