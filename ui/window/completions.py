"""How a query may go on: keys, and the tags, places, claims, sources and cases of this catalogue."""

from collections.abc import Callable, Sequence

from app.catalogue import Catalogue
from app.places.candidate import Candidate
from app.search.completion import Typing, complete, keys_beginning
from app.search.keys import KEYS
from app.search.tokens import quoted
from app.task import Task
from resources.fold import fold_key
from resources.messages import trn
from ui.look import readable as wording
from ui.window.search_box import Offer

# as many as the list shows without scrolling
_MANY = 9
# one letter begins too many names to be of use, and would read them all
_SHORTEST_WORD = 2


def offers(catalogue: Catalogue, text: str, cursor: int, _task: Task) -> Sequence[Offer]:
    """What may stand at the cursor, the likeliest first."""
    typing = complete(text, cursor)
    if not typing.key:
        return _words(catalogue, typing)
    value = _VALUES.get(typing.key)
    if value is not None:
        return value(catalogue, typing)
    spec = next((spec for spec in KEYS if spec.key == typing.key), None)
    known = [(word, "") for word in spec.words] if spec else []
    return _fitting(typing, known)


def _words(catalogue: Catalogue, typing: Typing) -> list[Offer]:
    """A bare word may become a key, a tag or a place."""
    if len(typing.prefix) < _SHORTEST_WORD:
        return []
    expects = {f"{spec.key}:": spec for spec in KEYS}
    keys = [
        Offer(typing.start, typing.end, key, f"{key}   {expects[key].meaning}")
        for key in keys_beginning(typing.prefix)
    ]
    wanted = fold_key(typing.prefix)
    tags = [
        Offer(typing.start, typing.end, f"tag:{quoted(tag)} ", f"tag:{tag}   {_items(count)}")
        for tag, count in catalogue.tags.all()
        if fold_key(tag).startswith(wanted)
    ]
    places = [
        Offer(typing.start, typing.end, f"near:{quoted(one.name)}~25km ", f"near:{_place(one)}")
        for one in catalogue.places.complete(typing.prefix, 4)
    ]
    return [*keys, *tags[:4], *places][:_MANY]


def _tags(catalogue: Catalogue, typing: Typing) -> list[Offer]:
    return _fitting(typing, [(tag, _items(count)) for tag, count in catalogue.tags.all()])


def _claims(catalogue: Catalogue, typing: Typing) -> list[Offer]:
    claims = catalogue.claims.all()
    return _fitting(typing, [(claim.label, wording.one_line(claim.statement, 80)) for claim in claims])


def _cases(catalogue: Catalogue, typing: Typing) -> list[Offer]:
    return _fitting(typing, [(case.label, case.title) for case in catalogue.cases.all()])


def _sources(catalogue: Catalogue, typing: Typing) -> list[Offer]:
    return _fitting(typing, [(one.label or one.name, one.name) for one in catalogue.sources.all()])


def _origins(catalogue: Catalogue, typing: Typing) -> list[Offer]:
    return _fitting(typing, [(one.label or one.name, one.name) for one in catalogue.origins.all()])


def _places(catalogue: Catalogue, typing: Typing) -> list[Offer]:
    if not typing.prefix:
        own = [place for place in catalogue.places.all() if place.lat is not None]
        return [_near(typing, place.name, place.name) for place in own[:_MANY]]
    return [_near(typing, one.name, _place(one)) for one in catalogue.places.complete(typing.prefix, _MANY)]


def _near(typing: Typing, name: str, shown: str) -> Offer:
    return Offer(typing.start, typing.end, f"{quoted(name)}~25km ", shown)


def _place(one: Candidate) -> str:
    where = ", ".join(part for part in (one.region, one.country) if part)
    other = f" ({one.matched})" if one.matched != one.name else ""
    return f"{one.name}{other}   {where}"


def _fitting(typing: Typing, known: Sequence[tuple[str, str]]) -> list[Offer]:
    """Those that begin with what is typed, then those that hold it."""
    wanted = fold_key(typing.prefix)
    rated = [
        (key.find(wanted), word, tip) for word, tip in known if wanted in (key := fold_key(f"{word} {tip}"))
    ]
    # a stable order: those that begin so, each half in the order in which they were given
    rated.sort(key=lambda one: one[0] != 0)
    return [
        Offer(typing.start, typing.end, f"{quoted(word)} ", f"{word}   {tip}".strip())
        for _, word, tip in rated[:_MANY]
    ]


_VALUES: dict[str, Callable[[Catalogue, Typing], list[Offer]]] = {
    "tag": _tags,
    "claim": _claims,
    "case": _cases,
    "source": _sources,
    "origin": _origins,
    "near": _places,
}


def _items(count: int) -> str:
    return trn("{count} item", "{count} items", count)
