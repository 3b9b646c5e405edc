"""A case of our own: a harbour, two offices and what they say of a ship."""

from dataclasses import dataclass

import pytest

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, OriginDraft, SourceDraft


@dataclass(frozen=True, slots=True)
class Harbour:
    """Numbers of what the story needs. `statement` has the port's origin, the ministry another."""

    catalogue: Catalogue
    case: int
    port_origin: int
    port: int
    ministry: int
    sailors: int
    paper: int
    statement: int

    def item(self, publisher: int | None, title: str = "Picture of a pier") -> int:
        """An item that is not held, published by a source."""
        return self.catalogue.evidence.add("photograph", title, publisher_id=publisher, case_ids=[self.case])

    def support(self, publisher: int | None) -> int:
        """An item of this publisher, linked in support of the statement."""
        item = self.item(publisher)
        self.catalogue.links.add([item], self.statement, "supports", "It shows the ship at the pier.")
        return item


@pytest.fixture
def harbour(catalogue: Catalogue) -> Harbour:
    case = catalogue.cases.add("Ships at the pier", label="PIER")
    origins = catalogue.origins.add_all(
        [
            OriginDraft("Port office", "yes", "O-PORT", case_id=case),
            OriginDraft("Ministry", "own acts only", "O-MIN", "For ships it depends on O-PORT.", case),
            OriginDraft("Sailors", "unproven", "O-SAIL", case_id=case),
            OriginDraft("The newspaper", "no", "O-PAPER", case_id=case),
        ]
    )
    names = ("Port office", "Ministry of Works", "Sailors in a bar", "The newspaper")
    port, ministry, sailors, paper = catalogue.sources.add_all(
        [
            SourceDraft(name, f"S{number}", origin_id=origin, case_id=case)
            for number, (name, origin) in enumerate(zip(names, origins, strict=True), 1)
        ]
    )
    statement = catalogue.claims.add(
        ClaimDraft(
            case, "A ship lay at the pier.", origin_id=origins[0], asserted_by=(port,), reported_via=(paper,)
        )
    )
    return Harbour(catalogue, case, origins[0], port, ministry, sailors, paper, statement)
