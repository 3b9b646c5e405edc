"""What the left pane offers: everything one can look for at a click, with the query that finds it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.catalogue import Catalogue
from app.changes.change import EVERYTHING, Kind, Touched
from app.records import Place
from app.search.tokens import quoted
from resources.messages import later, tr
from ui.look import readable as wording


@dataclass(frozen=True, slots=True)
class OfferedQuery:
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
class OfferedGroup:
    """Lines under one heading; `empty` is what an empty group says."""

    heading: str
    icon: str
    queries: tuple[OfferedQuery, ...]
    empty: str


def gather_queries(
    catalogue: Catalogue, touched: Touched = EVERYTHING, before: tuple[OfferedGroup, ...] = ()
) -> tuple[OfferedGroup, ...]:
    """All groups: those that this touches, read at one go, the others as they were before."""
    known = dict(zip(_GROUPS, before, strict=True)) if before else {}
    return tuple(
        OfferedGroup(tr(one.heading), one.icon, one.gather(catalogue), tr(one.empty))
        if one not in known or touched.meets(one.kinds)
        else known[one]
        for one in _GROUPS
    )


def _standing(catalogue: Catalogue) -> tuple[OfferedQuery, ...]:
    return (
        OfferedQuery(
            tr("Everything"), catalogue.evidence.count(), "", tr("Every item that is not withdrawn")
        ),
        OfferedQuery(tr("Received last 30 days"), None, "received:30d", "received:30d"),
        OfferedQuery(tr("Not held"), None, "held:no", tr("Referenced, not held: held:no")),
        OfferedQuery(tr("Without a place"), None, "no:location", "no:location"),
        OfferedQuery(tr("Without a claim"), None, "no:claim", "no:claim"),
        OfferedQuery(tr("Without a tag"), None, "no:tag", "no:tag"),
    )


def _saved(catalogue: Catalogue) -> tuple[OfferedQuery, ...]:
    return tuple(
        OfferedQuery(
            saved.name,
            None,
            saved.query,
            tr("{query}\nsaved by {person}", query=saved.query, person=saved.agent),
            saved=saved.id,
        )
        for saved in catalogue.saved_searches.all()
    )


def _tags(catalogue: Catalogue) -> tuple[OfferedQuery, ...]:
    return tuple(OfferedQuery(tag, count, f"tag:{quoted(tag)}") for tag, count in catalogue.tags.all())


def _places(catalogue: Catalogue) -> tuple[OfferedQuery, ...]:
    return tuple(_place(place) for place in catalogue.places.all() if place.lat is not None)


def _place(place: Place) -> OfferedQuery:
    where = ", ".join(part for part in (place.region, place.country) if part)
    names = " · ".join(name.text for name in place.names[:8])
    return OfferedQuery(place.name, None, f"near:{quoted(place.name)}~25km", f"{names}\n{where}")


def _sources(catalogue: Catalogue) -> tuple[OfferedQuery, ...]:
    return tuple(
        OfferedQuery(source.name, None, f"source:{quoted(source.label or source.name)}", source.kind or "")
        for source in catalogue.sources.all()
    )


def _claims(catalogue: Catalogue) -> tuple[OfferedQuery, ...]:
    counted = catalogue.claims.with_origins()
    labels = [claim.label for claim, _ in counted]
    return tuple(
        OfferedQuery(
            f"{claim.label} {wording.one_line(claim.statement, 120)}",
            None,
            f"claim:{quoted(_key(claim.label, claim.case_label, labels))}",
            f"{claim.statement}\n{origins.sentence}",
            len(origins.proven),
            origins.judged,
        )
        for claim, origins in counted
    )


def _key(label: str, case: str, labels: list[str]) -> str:
    # labels are unique within a case
    return label if labels.count(label) == 1 else f"{case}/{label}"


def _cases(catalogue: Catalogue) -> tuple[OfferedQuery, ...]:
    return tuple(
        OfferedQuery(f"{case.label} {case.title}", None, f"case:{quoted(case.label)}", case.description or "")
        for case in catalogue.cases.all()
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """How the lines of a group are read, and from which kinds of things they are made."""

    heading: str
    icon: str
    gather: Callable[[Catalogue], tuple[OfferedQuery, ...]]
    empty: str
    kinds: frozenset[Kind]


_GROUPS = (
    _Group(later("Always at hand"), "bookmark", _standing, "", frozenset({Kind.MEMBERS})),
    _Group(
        later("Saved searches"),
        "bookmark-plus",
        _saved,
        later("Ctrl+Shift+S saves one"),
        frozenset({Kind.SEARCHES}),
    ),
    _Group(
        later("Claims"),
        "quote",
        _claims,
        later("No claims yet"),
        # the origins of a claim are counted over its links and the publishers of the linked items
        frozenset(
            {Kind.CLAIMS, Kind.CASES, Kind.LINKS, Kind.ORIGINS, Kind.SOURCES, Kind.FIELDS, Kind.MEMBERS}
        ),
    ),
    _Group(later("Tags"), "tag", _tags, later("No tags yet"), frozenset({Kind.TAGS})),
    _Group(later("Places"), "map-pin", _places, later("No places yet"), frozenset({Kind.PLACES})),
    _Group(later("Sources"), "user", _sources, later("No sources yet"), frozenset({Kind.SOURCES})),
    _Group(later("Cases"), "folder", _cases, later("No cases yet"), frozenset({Kind.CASES})),
)
KINDS = frozenset[Kind]().union(*(group.kinds for group in _GROUPS))
"""The kinds of things that any group is made from."""
