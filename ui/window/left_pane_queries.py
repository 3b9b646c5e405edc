"""What the left pane offers: everything one can look for at a click, with the query that finds it."""

from dataclasses import dataclass

from app.catalogue import Catalogue
from app.search.completion import written
from app.task import Task
from ui.look import readable as wording


@dataclass(frozen=True, slots=True)
class Find:
    """One line: what it says, how many it finds where that is known, the query, and what a hover tells.

    `origins` is the number of named origins of a claim; `independent` says that it was judged so.
    `saved` is the id of a saved search.
    """

    text: str
    count: int | None
    query: str
    tip: str = ""
    origins: int | None = None
    independent: bool = False
    saved: int | None = None


@dataclass(frozen=True, slots=True)
class FindGroup:
    """Lines under one heading; `empty` is what an empty group says."""

    heading: str
    icon: str
    finds: tuple[Find, ...]
    empty: str


def gather_finds(catalogue: Catalogue, _task: Task) -> tuple[FindGroup, ...]:
    """All groups, read at one go."""
    return (
        FindGroup("Always at hand", "bookmark", _standing(catalogue), ""),
        FindGroup("Saved searches", "bookmark-plus", _saved(catalogue), "Ctrl+Shift+S saves one"),
        FindGroup("Claims", "quote", _claims(catalogue), "No claims yet"),
        FindGroup("Tags", "tag", _tags(catalogue), "No tags yet"),
        FindGroup("Places", "map-pin", _places(catalogue), "No places yet"),
        FindGroup("Sources", "user", _sources(catalogue), "No sources yet"),
        FindGroup("Cases", "folder", _cases(catalogue), "No cases yet"),
    )


def _standing(catalogue: Catalogue) -> tuple[Find, ...]:
    return (
        Find("Everything", catalogue.evidence.count(), "", "Every item that is not withdrawn"),
        Find("Received last 30 days", None, "received:30d", "received:30d"),
        Find("Not held", None, "held:no", "Referenced, not held: held:no"),
        Find("Without a place", None, "no:location", "no:location"),
        Find("Without a claim", None, "no:claim", "no:claim"),
        Find("Without a tag", None, "no:tag", "no:tag"),
    )


def _saved(catalogue: Catalogue) -> tuple[Find, ...]:
    found = (
        Find(saved.name, None, saved.query, f"{saved.query}\nsaved by {saved.agent}", saved=saved.id)
        for saved in catalogue.saved_searches.all()
    )
    return tuple(sorted(found, key=lambda find: find.text.casefold()))


def _tags(catalogue: Catalogue) -> tuple[Find, ...]:
    return tuple(Find(tag, count, f"tag:{written(tag)}") for tag, count in catalogue.tags.all())


def _places(catalogue: Catalogue) -> tuple[Find, ...]:
    found = []
    for place in catalogue.places.all():
        where = ", ".join(part for part in (place.region, place.country) if part)
        names = " · ".join(name.text for name in place.names[:8])
        if place.lat is not None:
            found.append(Find(place.name, None, f"near:{written(place.name)}~25km", f"{names}\n{where}"))
    return tuple(sorted(found, key=lambda find: find.text.casefold()))


def _sources(catalogue: Catalogue) -> tuple[Find, ...]:
    return tuple(
        Find(source.name, None, f"source:{written(source.label or source.name)}", source.kind or "")
        for source in catalogue.sources.all()
    )


def _claims(catalogue: Catalogue) -> tuple[Find, ...]:
    counts = catalogue.claims.origin_counts()
    claims = catalogue.claims.all()
    labels = [claim.label for claim in claims]
    return tuple(
        Find(
            f"{claim.label} {wording.one_line(claim.statement, 120)}",
            None,
            f"claim:{written(_key(claim.label, claim.case_label, labels))}",
            f"{claim.statement}\n{counts[claim.id].sentence}",
            len(counts[claim.id].proven),
            counts[claim.id].judged,
        )
        for claim in claims
    )


def _key(label: str, case: str, labels: list[str]) -> str:
    return label if labels.count(label) == 1 else f"{case}/{label}"


def _cases(catalogue: Catalogue) -> tuple[Find, ...]:
    return tuple(
        Find(f"{case.label} {case.title}", None, f"case:{written(case.label)}", case.description or "")
        for case in catalogue.cases.all()
    )
