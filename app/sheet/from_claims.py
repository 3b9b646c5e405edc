"""Parts 12 and 13 of the sheet from the catalogue: claims, ratings, judgements, counter-evidence."""

from collections.abc import Iterable, Sequence
from typing import get_args

from app.claims.counting import NamedOrigin, counts_of
from app.evidence.dossier import Dossier
from app.fields.claims import CLAIM, SOURCE
from app.fields.evidence import LINK
from app.fields.field import FieldTable
from app.fields.terms import CREDIBILITIES, RELIABILITIES
from app.privacy.redaction import Redaction
from app.privacy.withheld import Text
from app.records import Claim, Link, Relation, Source
from app.sheet import reasoning
from app.sheet.facts import Facts, facts
from app.sheet.reasoning import LinkStatus, SheetClaim, Stance
from db.reader import Reader
from resources.messages import stored

_STANCES: dict[str, Stance] = {stance: stance for stance in get_args(Stance)}
_STATUSES: dict[str, LinkStatus] = {status: status for status in get_args(LinkStatus)}


class Reasoning:
    """What a catalogue says of the claims that one item is linked to, read at one moment."""

    def __init__(self, reader: Reader, dossier: Dossier, *, safe: bool) -> None:
        self._dossier = dossier
        self._redaction = Redaction("safe" if safe else "full")
        linked = {link.claim_id for link in dossier.links}
        self._claims = {claim.id: claim for claim in reader.claims.claims(linked)}
        named = {source for claim in self._claims.values() for source in claim.asserted_by}
        self._sources = {source.id: source for source in reader.claims.sources(named)}
        self._origin = _origin_of_publisher(reader, dossier)
        self._counts = counts_of(reader, list(self._claims.values()))
        self._others = [
            link for link in reader.claims.links_of_claims(sorted(linked)) if link.item_id != dossier.item.id
        ]
        self._relations = reader.claims.relations_of(linked)

    def claims(self) -> tuple[SheetClaim, ...]:
        """Each link of the item to a claim."""
        return tuple(self._claim(link, self._claims[link.claim_id]) for link in self._dossier.links)

    def assessment(self) -> reasoning.Assessment:
        """Ratings of the publisher and the claims, judgements, and what speaks against."""
        return reasoning.Assessment(
            ratings=tuple(self._ratings()),
            judgements=tuple(
                reasoning.Judgement(f"{claim.label}: {claim.statement}", claim.likelihood, claim.confidence)
                for claim in self._claims.values()
                if claim.likelihood or claim.confidence
            ),
            counter_evidence=tuple(self._against()),
            limitations=tuple(
                f"{link.claim_label}: {link.condition}" for link in self._dossier.links if link.condition
            ),
        )

    def origin_of_publisher(self) -> str | None:
        """The name of the origin that the publisher speaks from."""
        return self._origin

    def _claim(self, link: Link, claim: Claim) -> SheetClaim:
        count = self._counts[claim.id]
        return SheetClaim(
            label=claim.label,
            statement=claim.statement,
            stance=_STANCES[link.stance],
            reason=link.reason,
            link_status=_STATUSES[link.status],
            proven_origins=_origins(count.proven),
            unproven_origins=_origins(count.unproven),
            items_examined=count.examined,
            items_linked=count.items,
            independence=count.independence,
            asserted_by=tuple(self._name(source) for source in claim.asserted_by),
            strength=link.strength,
            analyst=link.agent,
            status=claim.status,
            facts=(*self._facts(CLAIM, claim), *self._facts(LINK, link)),
        )

    def _facts(self, table: FieldTable, record: Claim | Link) -> Facts:
        return facts(table.part(12), self._redaction.values(table.part(12), table.values(record), record))

    def _name(self, source_id: int) -> Text:
        source = self._sources.get(source_id)
        return None if source is None else self._kept(source)

    def _kept(self, source: Source) -> Text:
        return self._redaction.value(SOURCE["name"], source.name, source)

    def _ratings(self) -> Iterable[reasoning.Rating]:
        publisher = self._dossier.publisher
        if publisher is not None and publisher.reliability:
            yield reasoning.Rating(
                self._kept(publisher),
                publisher.reliability,
                RELIABILITIES[publisher.reliability],
                publisher.reliability_reason,
            )
        for claim in self._claims.values():
            if claim.credibility:
                words = CREDIBILITIES[claim.credibility]
                yield reasoning.Rating(claim.label, claim.credibility, words, claim.credibility_reason)

    def _against(self) -> Iterable[str]:
        for link in self._others:
            if link.stance == "refutes":
                yield stored(
                    "{exhibit} “{title}” refutes {claim}: {reason}",
                    exhibit=link.exhibit,
                    title=link.item_title,
                    claim=link.claim_label,
                    reason=link.reason,
                )
        for relation in self._relations:
            if relation.kind == "conflicts with":
                yield self._conflict(relation)

    def _conflict(self, relation: Relation) -> str:
        own = relation.from_id if relation.from_id in self._claims else relation.to_id
        return stored(
            "{claim} stands in conflict with another claim: {reason}",
            claim=self._claims[own].label,
            reason=relation.reason,
        )


def _origin_of_publisher(reader: Reader, dossier: Dossier) -> str | None:
    if dossier.publisher is None or dossier.publisher.origin_id is None:
        return None
    return next((origin.name for origin in reader.claims.origins([dossier.publisher.origin_id])), None)


def _origins(named: Sequence[NamedOrigin]) -> tuple[reasoning.SheetOrigin, ...]:
    return tuple(reasoning.SheetOrigin(origin.name, origin.caveat) for origin in named)
