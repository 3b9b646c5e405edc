"""Tags: words that analysts put on items, one or ten thousand at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.context import Context
from app.errors import CatalogueError
from app.evidence.item_checks import demand_standing
from app.messages.acts import act_label
from app.messages.wording import one_line
from resources.messages import tr

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class TagCount:
    """How many items an act would touch, and how many bear the tag already."""

    items: int
    have_it: int


@dataclass(frozen=True, slots=True)
class TagReport:
    """How many items got each tag, and lost each."""

    added: dict[str, int]
    removed: dict[str, int]


class Tags:
    """The tags of a catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[tuple[str, int]]:
        """Every tag in use with its number of items, the most used first."""
        with self._context.database.read() as reader:
            return reader.evidence.tags()

    def meant(self, texts: Iterable[str]) -> list[str]:
        """The tags that texts name, each once: parted at commas, but for a tag in use that has one itself."""
        found: dict[str, None] = {}
        for text in texts:
            # a tag made before commas parted may hold one, and is still to be named
            whole = "," in text and any(tag == text.strip() for tag, _ in self.all())
            found |= dict.fromkeys([clean_tag(text)] if whole else split_tags(text))
        return list(found)

    def count(self, items: Sequence[int], tag: str) -> TagCount:
        """What adding (or removing) a tag would touch, to be said before it is done."""
        with self._context.database.read() as reader:
            return TagCount(len(items), reader.evidence.tagged(clean_tag(tag), items))

    def change(
        self, items: Sequence[int], *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> TagReport:
        """Add and remove tags of items in one act; a comma parts two. What bore one keeps it when undone."""
        adding, removing = self.meant(add), self.meant(remove)
        if not adding and not removing:
            raise CatalogueError(tr("Name a tag to add or to remove."))
        with self._context.act(
            "tag", act_label("tag", added=adding, removed=removing, count=len(items))
        ) as unit:
            demand_standing(unit, items)
            added = {tag: len(unit.tag(tag, items)) for tag in adding}
            removed = {tag: len(unit.untag(tag, items)) for tag in removing}
        return TagReport(added, removed)


def split_tags(text: str) -> list[str]:
    """The tags of a text, by the one rule for every dialog, option and act: a comma stands between two.

    Each once, in NFC with single spaces. Raises CatalogueError where there is none.
    """
    parts = [part for part in text.split(",") if part.strip()] or [text]
    return list(dict.fromkeys(clean_tag(part) for part in parts))


def clean_tag(tag: str) -> str:
    """A tag in NFC with single spaces. Raises CatalogueError for one that is empty, too long or two lines."""
    return one_line(tag, _LONGEST, tr("A tag"))
