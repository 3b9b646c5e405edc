"""The names in a query looked up in the catalogue: tags, cases, claims, sources, origins, cameras."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.fields.item import ITEM
from app.fields.kinds import Code
from app.messages.wording import sentences
from app.search.errors import QueryError
from db.queries.clauses import Meant
from db.queries.filter import (
    ByCamera,
    ByField,
    FromOrigin,
    FromSource,
    InCase,
    Linked,
    Named,
    Node,
    Tagged,
    leaves,
)
from db.queries.search_queries import SearchQueries
from db.reader import Reader
from resources.fold import fold, fold_key
from resources.messages import later, tr

_OFFERED = 6


@dataclass(frozen=True, slots=True)
class _Known:
    """One thing that may be meant: its id, and the names under which it is known."""

    id: int
    names: tuple[str, ...]


def look_up(reader: Reader, node: Node) -> Meant:
    """What every name of a query stands for. Raises QueryError, with what is close, if one fits nothing."""
    search = reader.search
    named = [leaf for leaf in leaves(node) if isinstance(leaf, Named)]
    values = {leaf: _values(search, leaf) for leaf in named if isinstance(leaf, ByCamera | ByField)}
    return Meant({leaf: _ids(reader, leaf) for leaf in named if leaf not in values}, values)


def _ids(reader: Reader, leaf: Named) -> tuple[int, ...]:
    otherwise, list_known = _KNOWN[type(leaf)]
    if isinstance(leaf, ByCamera | ByField):
        raise TypeError(f"{leaf} stands for no ids")
    name = leaf.claim if isinstance(leaf, Linked) else leaf.name
    known = list_known(reader)
    # as it is written first: “C” is the tag C, and not C++, which folds to the same
    found = tuple(one.id for one in known if name in one.names) or _folded_alike(known, name)
    if not found and isinstance(leaf, Linked) and name.isdecimal():
        found = tuple(one.id for one in known if one.id == int(name))
    if not found:
        names = (names[0] for one in known if (names := one.names))
        raise _unknown(tr(otherwise, name=name), name, names, leaf.at)
    return tuple(reader.search.sources_of_origin(found)) if isinstance(leaf, FromOrigin) else found


def _folded_alike(known: Sequence[_Known], name: str) -> tuple[int, ...]:
    """Names in other letters. What folds to nothing, such as “★”, is like nothing but itself."""
    key = fold_key(name)
    return tuple(one.id for one in known if key and any(fold_key(other) == key for other in one.names))


def _values(search: SearchQueries, leaf: ByCamera | ByField) -> tuple[str, ...]:
    return _cameras(search, leaf) if isinstance(leaf, ByCamera) else _held(search, leaf)


def _held(search: SearchQueries, leaf: ByField) -> tuple[str, ...]:
    """What items hold in a field, as far as it answers. A word of a list that none holds finds nothing."""
    held, spec = search.values_of(leaf.column), ITEM.of_column(leaf.column)
    found = tuple(value for value in held if spec.kind.answers(value, leaf.text))
    if not found and not isinstance(spec.kind, Code):
        otherwise = tr("There is no {field} “{name}” in this catalogue.", field=tr(spec.noun), name=leaf.text)
        raise _unknown(otherwise, leaf.text, held, leaf.at)
    return found


def _cameras(search: SearchQueries, leaf: ByCamera) -> tuple[str, ...]:
    found = tuple(search.matching_cameras(fold(leaf.text).split()))
    if not found:
        otherwise = tr("There is no camera “{name}” in this catalogue.", name=leaf.text)
        raise _unknown(otherwise, leaf.text, search.matching_cameras([]), leaf.at)
    return found


def _unknown(said: str, name: str, known: Iterable[str], at: int) -> QueryError:
    from rapidfuzz import process  # with the first name that nothing bears

    choices = list(known)
    # half of it alike is enough: it is offered, and never searched
    close = tuple(choice for choice, _, _ in process.extract(name, choices, limit=_OFFERED, score_cutoff=50))
    hint = tr("Close to it: {names}.", names=", ".join(close)) if close else ""
    return QueryError(sentences(said, hint), at, at, close)


def _tags(reader: Reader) -> Sequence[_Known]:
    return [_Known(number, (name,)) for number, name, _ in reader.search.tag_names()]


def _cases(reader: Reader) -> Sequence[_Known]:
    return [_Known(number, (label, title)) for number, label, title in reader.search.case_names()]


def _claims(reader: Reader) -> Sequence[_Known]:
    """A claim is known by its label, or by case and label (`harbour/C06`), or by its number."""
    claims = reader.search.claim_names()
    return [_Known(number, (label, f"{case}/{label}")) for number, label, case in claims]


def _sources(reader: Reader) -> Sequence[_Known]:
    return [
        _Known(one.id, (one.name, *filter(None, (one.label,)), *(one.native_names or "").splitlines()))
        for one in reader.claims.sources()
    ]


def _origins(reader: Reader) -> Sequence[_Known]:
    return [_Known(one.id, (one.name, *filter(None, (one.label,)))) for one in reader.claims.origins()]


_KNOWN: dict[type[Named], tuple[str, Callable[[Reader], Sequence[_Known]]]] = {
    Tagged: (later("There is no tag “{name}” in this catalogue."), _tags),
    InCase: (later("There is no case “{name}” in this catalogue."), _cases),
    Linked: (later("There is no claim “{name}” in this catalogue."), _claims),
    FromSource: (later("There is no source “{name}” in this catalogue."), _sources),
    FromOrigin: (later("There is no origin “{name}” in this catalogue."), _origins),
}
