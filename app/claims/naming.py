"""Which row a person means by a label, a name or a number; several are offered, none is guessed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.errors import CatalogueError
from app.messages.wording import sentences
from resources.fold import fold_key
from resources.messages import later, later_forms, tr, trn


class Numbered(Protocol):
    """A row that has a number."""

    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=Numbered)


@dataclass(frozen=True, slots=True)
class NamingMessages:
    """What is said where a {name} fits nothing, and where it fits several (two forms, for {count})."""

    none: str
    several: tuple[str, str]


CASE_NAMES = NamingMessages(
    later("There is no case “{name}”."),
    later_forms(
        "“{name}” may be {count} case. Name it by its number.",
        "“{name}” may be {count} different cases. Name one by its number or say of which case.",
    ),
)
SOURCE_NAMES = NamingMessages(
    later("There is no source “{name}”."),
    later_forms(
        "“{name}” may be {count} source. Name it by its number.",
        "“{name}” may be {count} different sources. Name one by its number or say of which case.",
    ),
)
ORIGIN_NAMES = NamingMessages(
    later("There is no origin “{name}”."),
    later_forms(
        "“{name}” may be {count} origin. Name it by its number.",
        "“{name}” may be {count} different origins. Name one by its number or say of which case.",
    ),
)
CLAIM_NAMES = NamingMessages(
    later("There is no claim “{name}”."),
    later_forms(
        "“{name}” may be {count} claim. Name it by its number.",
        "“{name}” may be {count} different claims. Name one by its number or say of which case.",
    ),
)
SEARCH_NAMES = NamingMessages(
    later("There is no saved search “{name}”."),
    later_forms(
        "“{name}” may be {count} saved search. Name it by its number.",
        "“{name}” may be {count} different saved searches. Name one by its number or say of which case.",
    ),
)


def pick(
    text: str,
    rows: Sequence[Row],
    said: NamingMessages,
    names: Callable[[Row], Iterable[str | None]],
    described: Callable[[Row], str],
) -> Row:
    """The one row with this label or name (however it is cased or accented), else with this number.

    Raises CatalogueError with `described` candidates where there are several, or only similar ones.
    """
    key = fold_key(text)
    found = [row for row in rows if key and key in {fold_key(name) for name in names(row) if name}]
    # after the names: a label may be a number, and is then what is meant
    if not found and text.strip().isdecimal():
        found = [row for row in rows if row.id == int(text)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CatalogueError(
            trn(*said.several, len(found), name=text),
            tuple(described(row) for row in found),
        )
    near = tuple(described(row) for row in _similar(key, rows, names))
    raise CatalogueError(
        sentences(tr(said.none, name=text), tr("Perhaps one of these?") if near else ""),
        near,
    )


def _similar(key: str, rows: Sequence[Row], names: Callable[[Row], Iterable[str | None]]) -> list[Row]:
    from rapidfuzz import fuzz, process  # with the first name that nothing bears

    known = {(row.id, name): fold_key(name) for row in rows for name in names(row) if name}
    # offered, never taken: WRatio also finds a part of a longer name
    hits = process.extract(key, known, scorer=fuzz.WRatio, score_cutoff=70, limit=10)
    wanted = dict.fromkeys(hit[2][0] for hit in hits)
    by_id = {row.id: row for row in rows}
    return [by_id[row_id] for row_id in list(wanted)[:5]]
