"""How many named origins stand behind a claim, counted from the data alone.

Origins of a claim are its own origin and the origins of the publishers of evidence linked *supports*.
An origin that counts "yes" or "own acts only" is listed as proven, "unproven" apart and not counted, a
carrier ("no") never. Context and refuting links add nothing. No id, label or name has any influence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.records import Claim, Origin
from db.reader import Reader
from resources.messages import tr, trn


@dataclass(frozen=True, slots=True)
class NamedOrigin:
    """An origin of a claim. `own`: the claim's own; `items`: supporting items whose publisher has it.

    `caveat` is its note where it counts for its own acts only.
    """

    id: int
    label: str | None
    name: str
    caveat: str | None
    own: bool
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """One link to the claim, as far as counting goes. `origin` is that of the item's publisher."""

    item_id: int
    stance: str
    examined: bool
    publisher_known: bool
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class OriginCount:
    """What can be said of a claim's origins.

    `publisher_unknown` and `origin_unknown` are supporting items that add no origin, because their publisher
    is not known, or the publisher's origin is not stated. `items` are linked with any stance.
    `independence` is the reasoned judgement that the proven origins are independent, if there is one.
    """

    proven: tuple[NamedOrigin, ...]
    unproven: tuple[NamedOrigin, ...]
    carriers: tuple[NamedOrigin, ...]
    publisher_unknown: tuple[int, ...]
    origin_unknown: tuple[int, ...]
    items: int
    examined: int
    independence: str | None

    @property
    def judged(self) -> bool:
        """Whether there are several named origins, and a reasoned judgement that they are independent."""
        return self.independence is not None and len(self.proven) > 1

    @property
    def sentence(self) -> str:
        """Such as “2 named origins; independence not shown; 0 of 4 items examined”."""
        return "; ".join(
            (
                trn("{count} named origin", "{count} named origins", len(self.proven)),
                tr("independence judged, with reason") if self.judged else tr("independence not shown"),
                tr("{examined} of {linked} items examined", examined=self.examined, linked=self.items),
            )
        )


def count_origins(
    own: Origin | None, linked: Sequence[LinkedItem], independence: str | None = None
) -> OriginCount:
    """Count the origins of one claim."""
    supports = [link for link in linked if link.stance == "supports"]
    named = _named(own, supports)
    return OriginCount(
        proven=tuple(_as_counted(*found) for found in named if found[0].counts in {"yes", "own acts only"}),
        unproven=tuple(_as_counted(*found) for found in named if found[0].counts == "unproven"),
        carriers=tuple(_as_counted(*found) for found in named if found[0].counts == "no"),
        publisher_unknown=_distinct(link.item_id for link in supports if not link.publisher_known),
        origin_unknown=_distinct(
            link.item_id for link in supports if link.publisher_known and link.origin is None
        ),
        items=len({link.item_id for link in linked}),
        examined=len({link.item_id for link in linked if link.examined}),
        independence=independence,
    )


def counts_of(reader: Reader, claims: Sequence[Claim]) -> dict[int, OriginCount]:
    """The origin count of each of these claims, by id."""
    ids = [claim.id for claim in claims]
    publishers = reader.claims.publishers_of_linked(ids)
    source_origins = {
        source.id: source.origin_id for source in reader.claims.sources(set(publishers.values()))
    }
    named = {*source_origins.values(), *(claim.origin_id for claim in claims)}
    wanted = [origin for origin in named if origin is not None]
    origins = {origin.id: origin for origin in reader.claims.origins(wanted)}
    linked: dict[int, list[LinkedItem]] = {claim: [] for claim in ids}
    for link in reader.claims.links_of_claims(ids):
        publisher = publishers.get(link.item_id)
        known = publisher in source_origins
        origin = source_origins[publisher] if publisher is not None and known else None
        linked[link.claim_id].append(
            LinkedItem(link.item_id, link.stance, link.examined, known, origins.get(origin or 0))
        )
    return {
        claim.id: count_origins(
            origins.get(claim.origin_id or 0), linked[claim.id], claim.independence_reason
        )
        for claim in claims
    }


def _named(own: Origin | None, supports: Sequence[LinkedItem]) -> list[tuple[Origin, bool, tuple[int, ...]]]:
    """Each origin once: whether it is the claim's own, and the supporting items that have it."""
    # by number: an origin that several publishers share, or the claim itself has, counts once
    origins = {origin.id: origin for origin in (own, *(link.origin for link in supports)) if origin}
    return [
        (
            origin,
            own is not None and origin.id == own.id,
            _distinct(link.item_id for link in supports if link.origin and link.origin.id == origin.id),
        )
        for origin in origins.values()
    ]


def _as_counted(origin: Origin, own: bool, items: tuple[int, ...]) -> NamedOrigin:
    caveat = origin.note if origin.counts == "own acts only" else None
    return NamedOrigin(origin.id, origin.label, origin.name, caveat, own, items)


def _distinct(items: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(items))
