"""The small case of the practice catalogue: invented sources, a few claims, links, and what is missing."""

import math

from app.catalogue import Catalogue
from app.claims.drafts import ClaimDraft, LinkDraft, OriginDraft, RelationDraft, SourceDraft
from app.examples.practice.shots import shots
from app.examples.practice.spots import SPOTS, Spot
from app.places.candidate import Candidate
from app.records import Quantity

_HELD_BACK = {"Dark coast, Vestmannaeyjar.jpg", "Jetty under stars, Selfoss.jpg"}
"""Pictures without a position of which nobody says where they are: something to find out."""
_FERRY_DAY = "West harbour 2024-06-14.jpg"
_FIRST_DAY, _LAST_DAY = "West harbour 2023-01-17.jpg", "West harbour 2024-11-28.jpg"
_GRAPHIC = "Stands for a graphic picture.jpg"


def write_case(catalogue: Catalogue, items: dict[str, int]) -> None:
    """Give the practice items, by file name, a case with claims, locations and items that are not held."""
    case = catalogue.cases.add(
        "Was the ferry in the harbour? (practice)",
        label="PRACTICE",
        description="Everything in this case is invented for practice: sources, claims and pictures.",
    )
    catalogue.evidence.put_in_case([item for name, item in items.items() if name.startswith("West")], case)
    catalogue.evidence.edit(items[_GRAPHIC], sensitivity=["graphic"], description="Paint on snow, drawn.")
    _locate(catalogue, items)
    origins, sources = _speakers(catalogue, case)
    claims = _claims(catalogue, case, origins, sources)
    missing = _missing(catalogue, case, sources)
    _link(catalogue, items, claims, missing)


def _locate(catalogue: Catalogue, items: dict[str, int]) -> None:
    """Places that are claimed where the camera recorded none; one assessed, one looked for in vain."""
    where = catalogue.statements
    for shot in shots():
        if shot.facts.fix is None and shot.place is not None and shot.name not in _HELD_BACK:
            town = _town(catalogue, SPOTS[shot.place])
            where.locate(items[shot.name], candidate=town, radius_m=5000, role="subject", basis="claimed")
    where.locate(
        items[_FERRY_DAY],
        candidate=_town(catalogue, SPOTS["Mariehamn"]),
        radius_m=300,
        role="subject",
        basis="assessed",
        method="Mole, two piers and four tanks stand as in the other pictures of the series.",
    )
    where.locate(
        items["Jetty under stars, Selfoss.jpg"],
        role="subject",
        basis="assessed",
        status="tried and not locatable",
        method="Compared with every jetty of the practice pictures.",
    )
    catalogue.evidence.note(items[_FERRY_DAY], "The white ferry lies at the west side of the first pier.")


def _town(catalogue: Catalogue, spot: Spot) -> Candidate:
    """The town of the gazetteer that the spot is: of its namesakes, the nearest."""

    def apart(candidate: Candidate) -> float:
        if candidate.lat is None or candidate.lon is None:
            return math.inf
        return math.hypot(candidate.lat - spot.lat, candidate.lon - spot.lon)

    # on a plane of degrees, good enough to tell towns of one name apart
    return min(catalogue.places.find(spot.name), key=apart)


def _speakers(catalogue: Catalogue, case: int) -> tuple[list[int], list[int]]:
    origins = catalogue.origins.add_all(
        [
            OriginDraft("Harbour office (invented)", "yes", "O-OFFICE", case_id=case),
            OriginDraft("A walker on the mole (invented)", "yes", "O-WALKER", case_id=case),
            OriginDraft("Somebody in a forum (invented)", "unproven", "O-FORUM", case_id=case),
            OriginDraft("The Practice Courier (invented)", "no", "O-COURIER", "Passes on.", case),
        ]
    )
    said = "Invented for practice."
    grades = ("B", "C", "F", "D")
    names = ("Harbour office", "A walker on the mole", "Somebody in a forum", "The Practice Courier")
    drafts = [
        SourceDraft(
            f"{name} (invented)",
            f"S{number:02d}",
            origin_id=origin,
            reliability=grade,
            reliability_reason=said,
            case_id=case,
        )
        for number, (name, origin, grade) in enumerate(zip(names, origins, grades, strict=True), 1)
    ]
    return origins, catalogue.sources.add_all(drafts)


def _claims(catalogue: Catalogue, case: int, origins: list[int], sources: list[int]) -> list[int]:
    office, _, forum, courier = sources
    growth = Quantity(
        6.0, "times", "containers in the yard, January 2023 to November 2024", "at least", True, None, None
    )
    claims = catalogue.claims.add_all(
        [
            ClaimDraft(
                case,
                "A white ferry lay at the first pier of the west harbour on 14 June 2024.",
                kind="event",
                modality="asserted",
                origin_id=origins[0],
                asserted_by=(office,),
                reported_via=(courier,),
            ),
            ClaimDraft(
                case,
                "No ship at all lay in the west harbour on 14 June 2024.",
                kind="event",
                modality="asserted",
                origin_id=origins[2],
                asserted_by=(forum,),
            ),
            ClaimDraft(
                case,
                "The yard of the west harbour holds six times as many containers as in January 2023.",
                kind="estimate",
                modality="asserted",
                origin_id=origins[0],
                asserted_by=(office,),
                quantities=(growth,),
            ),
            ClaimDraft(
                case,
                "The ferry is to run through the winter.",
                kind="intention",
                modality="planned",
                origin_id=origins[0],
                asserted_by=(office,),
            ),
        ]
    )
    catalogue.claims.relate(RelationDraft(claims[1], claims[0], "conflicts with", "A ferry is a ship."))
    catalogue.claims.rate(claims[0], "2", "Two people say so, and a drawn picture shows it.")
    catalogue.claims.rate(claims[1], "5", "Nothing supports it.")
    return claims


def _missing(catalogue: Catalogue, case: int, sources: list[int]) -> list[int]:
    """Items that are referenced and not held."""
    office, walker, _, _ = sources
    add = catalogue.evidence.add
    return [
        add(
            "statement",
            "What the harbour office said of the ferry (invented)",
            publisher_id=office,
            case_ids=[case],
            tags=["practice"],
            unknowns="date\nexact words",
        ),
        add(
            "photograph",
            "A walker's photograph of the pier (invented)",
            publisher_id=walker,
            case_ids=[case],
            tags=["practice"],
            unknowns="the file\nwhen it was taken",
        ),
        add(
            "physical object",
            "A mooring rope (invented)",
            case_ids=[case],
            tags=["practice"],
            unknowns="who found it\nwho keeps it",
        ),
    ]


def _link(catalogue: Catalogue, items: dict[str, int], claims: list[int], missing: list[int]) -> None:
    copies = [item for name, item in items.items() if name.startswith(("Re-posted 07", "Re-posted 08"))]
    ferry, none, yard, _ = claims
    drafts = [
        LinkDraft(items[_FERRY_DAY], ferry, "supports", "A white ferry lies at the first pier.", "direct"),
        LinkDraft(items[_FERRY_DAY], none, "refutes", "The ferry and two ships are to be seen.", "direct"),
        LinkDraft(missing[0], ferry, "supports", "The words of the office itself.", "origin statement"),
        LinkDraft(missing[1], ferry, "supports", "Said to show the ferry from the mole.", "weak"),
        LinkDraft(missing[2], ferry, "context", "A rope says nothing of the day."),
        LinkDraft(items[_FIRST_DAY], yard, "supports", "Few containers in the yard."),
        LinkDraft(items[_LAST_DAY], yard, "supports", "The yard is full."),
    ]
    drafts += [
        LinkDraft(item, ferry, "context", "A copy of the picture adds nothing to it.") for item in copies
    ]
    catalogue.links.add_all(drafts)
