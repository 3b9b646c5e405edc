"""Records to set: an empty item, a photograph that is not held, a held picture with everything known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from app.fields.evidence import RECEIPT
from app.fields.item import ITEM
from app.sheet.arrival import Acquisition, Custody, People, Publication, SheetCustodyEvent, SheetDerivation
from app.sheet.closing import Checkpoint, SheetLogHead, SignatureLine, Timestamp
from app.sheet.embedded import C2pa, Metadata, SheetMetadataTag
from app.sheet.facts import IMAGERY, facts, of_item
from app.sheet.identity import Picture, SheetFile, SheetFixity, SheetHeading, SheetItem
from app.sheet.reasoning import Assessment, Judgement, Rating, Review, SheetClaim, SheetOrigin
from app.sheet.record import ProvenanceSheet
from app.sheet.typeset import Typesetter
from app.sheet.where_when import LocatorMap, SheetLocation, SheetPosition, SheetTime

PRINTED = datetime(2026, 11, 23, 9, 41, 7, tzinfo=UTC)
SHA256 = "3a8ca0521ce76c67071d0d8d3cc3158cbcc5ce7e9e6993753c454de63a0f5e5a"
SHA512 = SHA256[::-1] + SHA256
MAP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 190" width="360" height="190">'
    '<path d="M0 60C60 40 90 90 150 80S240 20 360 50V190H0Z" fill="none" stroke="#555" stroke-width="1"/>'
    '<path d="M20 150C120 130 200 170 330 120" fill="none" stroke="#999" stroke-width="0.6"/>'
    '<circle cx="190" cy="95" r="34" fill="none" stroke="#000" stroke-width="0.8" stroke-dasharray="3 2"/>'
    '<circle cx="190" cy="95" r="4" fill="#fff" stroke="#000" stroke-width="1.4"/></svg>'
)


@pytest.fixture(scope="session")
def typesetter() -> Iterator[Typesetter]:
    """One typesetter for all tests, as in the program."""
    with Typesetter() as made:
        yield made


@pytest.fixture
def jpeg() -> bytes:
    """A small RGB picture for print."""
    image = Image.new("RGB", (900, 600), (214, 222, 228))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 380, 900, 600), fill=(96, 120, 128))
    draw.polygon(((120, 400), (700, 400), (640, 470), (190, 470)), fill=(70, 70, 70))
    bytes_ = BytesIO()
    image.save(bytes_, format="JPEG", quality=85)
    return bytes_.getvalue()


@pytest.fixture
def empty_sheet() -> ProvenanceSheet:
    """An item of which only the number is known."""
    return ProvenanceSheet(
        heading=SheetHeading(
            exhibit="EX-000007",
            item_uuid="0f0e6a3e-7a55-4d5f-8a60-3f4d53f6a1c2",
            serial="S-000001",
            printed_at=PRINTED,
            program="Exhibit 0.1.0",
            profile="safe",
        ),
        item=SheetItem(kind=None, held=False),
        picture=Picture(state="not held"),
    )


@pytest.fixture
def chongjin() -> ProvenanceSheet:
    """The referenced photograph of the port of Chongjin: names in four scripts, nothing held."""
    return ProvenanceSheet(
        heading=SheetHeading(
            exhibit="EX-000003",
            item_uuid="5b1c6a7e-90d2-4c35-9d0e-5f4f6a1f1e03",
            serial="S-000042",
            printed_at=PRINTED,
            program="Exhibit 0.1.0",
            profile="safe",
            cases=("North Korean troops in Russia, October 2024 (one article)",),
            case_notes=("One analyst's judgement; nothing has been reviewed by a second person.",),
            printed_by="A. Analyst",
        ),
        item=SheetItem(
            kind="photograph",
            held=False,
            title="Photograph said to show Chongjin port and a Russian ship",
            facts=facts(
                of_item("photograph"),
                {
                    "description": (
                        "Called “a photo” by the article. Reportedly shows a Russian ship transporting North "
                        "Korean troops from the port of 청진 (Чхонджин, 清津). Only what the article says is "
                        "recorded here."
                    )
                },
            ),
            tags=("photograph", "port", "ship", "Chongjin", "NIS"),
        ),
        picture=Picture(state="not held", note="No copy has been obtained."),
        people=People(
            publications=(
                Publication(
                    publisher="National Intelligence Service (국가정보원), South Korea",
                    origin="NIS, South Korea",
                    note="Released by it, as the article says; release date and URL are not given.",
                ),
            ),
        ),
        custody=Custody(
            events=(
                SheetCustodyEvent(
                    at=datetime(2026, 11, 20, 8, 12, 44, tzinfo=UTC),
                    code="cap",
                    act="catalogued as referenced",
                    outcome="done",
                    agent="A. Analyst",
                    purpose="demonstration case",
                    log_entry=118,
                ),
                SheetCustodyEvent(
                    at=PRINTED,
                    code="prt",
                    act="sheet printed",
                    outcome="done",
                    agent="A. Analyst",
                    purpose="sheet S-000042, safe profile",
                    log_entry=1204,
                ),
            ),
        ),
        derivations=(
            SheetDerivation(
                label="EX-000003",
                held=False,
                children=(
                    SheetDerivation(label="Article text, EX-000005", relation="hadPrimarySource", held=False),
                ),
            ),
        ),
        locations=(
            SheetLocation(
                role="subject",
                basis="claimed",
                position=SheetPosition(
                    41.78222, 129.82444, "41°46′56.0″N 129°49′28.0″E", "52TEL 68548 25624"
                ),
                radius_m=5000.0,
                place=("Chongjin", "청진", "청진시", "Чхонджин", "清津", "清津市"),
                raw="a photo of a Russian ship … from the port of Chongjin",
                source_datum="WGS 84",
                method="named in the article; the port is not singled out",
                analyst="A. Analyst",
                status="open",
            ),
            SheetLocation(
                role="publisher",
                basis="claimed",
                position=SheetPosition(37.5665, 126.978, "37°33′59.4″N 126°58′40.8″E", "52SCG 21390 59595"),
                radius_m=15000.0,
                place=("Seoul", "서울", "Сеул", "首爾", "ソウル"),
                method="seat of the publisher",
                status="open",
            ),
        ),
        locator_map=LocatorMap(
            svg=MAP.encode(),
            alt="Map of the north-east coast of Korea; a hollow ring, subject claimed, at Chongjin.",
            caption="North-east coast of Korea; subject, claimed: Chongjin, radius 5 km",
            credit="Natural Earth, public domain; GeoNames, CC BY 4.0",
        ),
        times=(
            SheetTime(
                what="published",
                basis="claimed",
                raw="“Last week”, as the article puts it",
                earliest=datetime(2024, 10, 14, tzinfo=UTC),
                latest=datetime(2024, 10, 20, 23, 59, 59, tzinfo=UTC),
                zone_basis=None,
                method="week counted Monday to Sunday",
            ),
        ),
        claims=(
            SheetClaim(
                label="C31",
                statement="A released photo shows a Russian ship carrying North Korean troops from Chongjin.",
                stance="supports",
                reason="It is the photograph the claim describes; publisher and claimant are the same (NIS).",
                link_status="expected",
                proven_origins=(SheetOrigin("NIS, South Korea"),),
                items_examined=0,
                items_linked=2,
                asserted_by=("National Intelligence Service",),
                strength="direct if obtained",
                analyst="A. Analyst",
                status="unassessed",
            ),
            SheetClaim(
                label="C01",
                statement="North Korea has begun sending troops to support Russia in its war.",
                stance="supports",
                reason="Would show one movement, not its purpose or size.",
                link_status="expected",
                proven_origins=(
                    SheetOrigin("NIS, South Korea"),
                    SheetOrigin("Ukrainian military intelligence"),
                ),
                unproven_origins=(
                    SheetOrigin("unnamed military sources in Russia's Far East", "through one article"),
                ),
                items_examined=0,
                items_linked=4,
                asserted_by=("National Intelligence Service",),
                analyst="A. Analyst",
                status="unassessed",
            ),
            SheetClaim(
                label="C33",
                statement="About 1,500 North Korean soldiers have already arrived in Russia's Far East.",
                stance="context",
                reason="A ship of a known class bounds how many it can carry; the photograph counts nobody.",
                link_status="expected",
                proven_origins=(SheetOrigin("NIS, South Korea"),),
                items_examined=0,
                items_linked=3,
                analyst="A. Analyst",
            ),
        ),
        assessment=Assessment(
            ratings=(
                Rating(
                    "National Intelligence Service",
                    "F",
                    "reliability cannot be judged",
                    "known here through one article only",
                    "A. Analyst",
                ),
                Rating(
                    "Claim C31", "6", "truth cannot be judged", "the photograph was not seen", "A. Analyst"
                ),
            ),
            limitations=("Nothing in this case but the article's text is held.",),
        ),
        noted_unknowns=(
            "Photographer, sensor or platform.",
            "Ship's name, type and flag.",
            "Whether the persons on board are visible.",
            "Whether the photograph was annotated before release.",
        ),
        log=SheetLogHead(entries=1204, head=SHA512[:64], at=PRINTED, verified=True),
    )


@pytest.fixture
def full_sheet() -> ProvenanceSheet:
    """A held picture with every part filled, full profile."""
    return ProvenanceSheet(
        heading=SheetHeading(
            exhibit="EX-000214",
            item_uuid="d2719c0a-3d7b-4a44-8b67-6e2f1d0c9b11",
            serial="S-000043",
            printed_at=PRINTED,
            program="Exhibit 0.1.0",
            profile="full",
            reason="disclosure to counsel, letter of 20 November 2026",
            cases=("Rail traffic in Primorsky Krai", "Port calls, autumn 2024"),
            marking="CONFIDENTIAL – COUNSEL ONLY",
            printed_by="B. Curator",
        ),
        item=SheetItem(
            kind="aerial imagery",
            held=True,
            title="Военный городок у Уссурийска, вид с воздуха",
            facts=facts(
                of_item("aerial imagery"),
                {
                    "description": (
                        "Vertical view of barracks, vehicle park and rail spur; lower left corner is cloud."
                    ),
                    "digital_source_type": "digitalCapture",
                    "sensitivity": "identifiable person,security-sensitive place",
                },
            ),
            tags=("rail", "barracks", "Уссурийск"),
            fields=(("Sheet of the survey", "12 of 40"),),
            notes=("Compare with EX-000117 of 2020.",),
            imagery=facts(
                IMAGERY,
                {
                    "platform": "aircraft",
                    "sensor": "Vexcel UltraCam",
                    "operator": "Аэросъёмка",
                    "licence": "by agreement",
                    "ground_sample_m": 0.3,
                    "off_nadir_deg": 4.5,
                    "cloud_percent": 12.0,
                },
            ),
        ),
        picture=Picture(
            state="printed",
            alt="Vertical aerial view of long buildings beside a railway line.",
            note="Reduced to 900 pixels, sRGB; orientation applied.",
            derived_from=SHA256,
        ),
        files=(
            SheetFile(
                role="original",
                sha256=SHA256,
                sha512=SHA512,
                original_name="Ussuriysk_аэро_2024-10-16 (1).jpg",
                path="/home/curator/incoming/2024-10/Ussuriysk_аэро_2024-10-16 (1).jpg",
                modified=datetime(2024, 10, 16, 4, 2, 11, tzinfo=UTC),
                size=8_412_993,
                media_type="image/jpeg",
                width=12000,
                height=9000,
                tool="Exhibit 0.1.0",
                hashed_at=datetime(2024, 10, 19, 8, 12, 44, 120000, tzinfo=UTC),
                last_fixity=SheetFixity(PRINTED, "intact", "B. Curator"),
            ),
            SheetFile(
                role="derivative",
                sha256=SHA512[64:],
                sha512=None,
                original_name="EX-000214 redacted.jpg",
                size=612_004,
                media_type="image/jpeg",
                last_fixity=None,
            ),
        ),
        people=People(
            facts=facts(
                ITEM.part(4),
                {"creator": "crew of the survey aircraft", "uploader": "user “prim_spotter”"},
            ),
            collector="C. Collector",
            publications=(
                Publication(
                    "Telegram channel Приморье сегодня",
                    "https://t.example/primorye_today/18842?single&comment=99120",
                    "16 October 2024, 14:05 local time of the channel",
                    "prim_spotter",
                ),
                Publication("Regional newspaper", "page 3", "18 October 2024", "prim_spotter", "a re-post"),
            ),
        ),
        acquisitions=(
            Acquisition(
                facts(
                    RECEIPT.part(5),
                    {
                        "received_at": datetime(2024, 10, 19, 8, 12, 44, tzinfo=UTC),
                        "clock_basis": "local clock, not verified",
                        "obtained_at": "2024-10-19T18:10+10:00",
                        "obtained_from": "Telegram channel",
                        "method": "saved through the web client",
                        "url": "https://t.example/primorye_today/18842?single&comment=99120",
                        "page_html": "page.html, SHA-256 91b2…",
                        "full_page_capture": "page.png, SHA-256 5a77…",
                        "collector": "C. Collector",
                        "machine": "desk-04",
                        "account": "research account 3",
                        "tool": "browser 131",
                        "upstream": "upstream post",
                        "conditions": "none stated",
                        "conversions": "none",
                        "original_name": "Ussuriysk_аэро_2024-10-16 (1).jpg",
                    },
                ),
                SHA256,
            ),
            Acquisition(
                facts(
                    RECEIPT.part(5),
                    {
                        "received_at": datetime(2024, 10, 22, 11, 0, tzinfo=UTC),
                        "clock_basis": "local clock, not verified",
                        "obtained_from": "partner newsroom",
                        "method": "memory stick",
                        "collector": "B. Curator",
                    },
                ),
                SHA256,
            ),
        ),
        custody=Custody(
            events=(
                SheetCustodyEvent(
                    datetime(2024, 10, 19, 8, 12, 44, tzinfo=UTC),
                    "ing",
                    "taken in",
                    "done",
                    "C. Collector",
                    hash_verified=True,
                    purpose="case work",
                    place="Vladivostok desk",
                    log_entry=12,
                ),
                SheetCustodyEvent(
                    datetime(2024, 10, 21, 7, 0, tzinfo=UTC),
                    "tra",
                    "handed over",
                    "done",
                    "C. Collector",
                    "C. Collector",
                    "B. Curator",
                    "curation",
                    "by courier",
                    True,
                    40,
                ),
                SheetCustodyEvent(
                    datetime(2025, 1, 9, 12, 30, tzinfo=UTC),
                    "tra",
                    "handed over",
                    "done",
                    "D. Deputy",
                    "D. Deputy",
                    "B. Curator",
                    "return after study",
                    "The Hague",
                    None,
                    377,
                ),
                SheetCustodyEvent(
                    PRINTED,
                    "fix",
                    "fixity checked",
                    "intact",
                    "B. Curator",
                    hash_verified=True,
                    log_entry=2001,
                ),
                SheetCustodyEvent(
                    PRINTED, "prt", "sheet printed", "done", "B. Curator", purpose="S-000043", log_entry=2002
                ),
            ),
            gaps=("Who held the memory stick before 22 October 2024 is not recorded.",),
        ),
        derivations=(
            SheetDerivation(
                label="Ussuriysk_аэро_2024-10-16 (1).jpg",
                sha256=SHA256,
                held=True,
                children=(
                    SheetDerivation(
                        label="EX-000214 redacted.jpg",
                        relation="wasDerivedFrom",
                        activity="faces blurred",
                        agent="B. Curator",
                        at=datetime(2024, 11, 2, 9, 0, tzinfo=UTC),
                        sha256=SHA512[64:],
                        held=True,
                        children=(
                            SheetDerivation(
                                label="crop for the report", relation="wasDerivedFrom", held=False
                            ),
                        ),
                    ),
                ),
            ),
        ),
        metadata=(
            Metadata(
                "EXIF",
                "ExifRead 3.5.1",
                datetime(2024, 10, 19, 8, 12, 45, tzinfo=UTC),
                True,
                (
                    SheetMetadataTag("Make", "Vexcel", "Image"),
                    SheetMetadataTag("Model", "UltraCam Eagle", "Image"),
                    SheetMetadataTag("DateTimeOriginal", "2024:10:16 12:41:09", "EXIF"),
                    SheetMetadataTag("OffsetTimeOriginal", "+10:00", "EXIF"),
                    SheetMetadataTag("GPSLatitude", "[43, 48, 841/50]", "GPS"),
                    SheetMetadataTag("GPSLongitude", "[131, 57, 661/25]", "GPS"),
                    SheetMetadataTag("BodySerialNumber", "UC-E-1-50216089", "EXIF"),
                ),
                omitted=2,
            ),
            Metadata(
                "IPTC-IIM", "exhibit IPTC reader 0.1.0", datetime(2024, 10, 19, 8, 12, 45, tzinfo=UTC), False
            ),
            Metadata(
                "XMP",
                "exhibit XMP reader 0.1.0",
                datetime(2024, 10, 19, 8, 12, 45, tzinfo=UTC),
                True,
                (
                    SheetMetadataTag("CreateDate", "2024-10-16T12:41:09", "http://ns.adobe.com/xap/1.0/"),
                    SheetMetadataTag("creator[1]", "Аэросъёмка", "http://purl.org/dc/elements/1.1/"),
                    SheetMetadataTag(
                        "description[x-default]", "우수리스크 부근 병영", "http://purl.org/dc/elements/1.1/"
                    ),
                ),
            ),
        ),
        c2pa=C2pa(
            state="valid, signer not on the trust list",
            reader="c2pa-python 0.30.0",
            read_at=datetime(2024, 10, 19, 8, 12, 45, tzinfo=UTC),
            signer="Survey Camera CA",
            generator="UltraMap 6",
            codes=("signingCredential.untrusted",),
            trust_list="C2PA trust list",
            trust_list_date="2024-09-01",
            ingredient_failures=("ingredient 1: assertion.dataHash.mismatch",),
        ),
        locations=(
            SheetLocation(
                role="camera",
                basis="recorded",
                position=SheetPosition(
                    43.80467, 131.95734, "43°48′16.8″N 131°57′26.4″E", "53TKJ 54321 54322"
                ),
                radius_m=None,
                place=("Ussuriysk", "Уссурийск", "우수리스크", "乌苏里斯克", "ウスリースク"),
                raw="[43, 48, 841/50] N, [131, 57, 661/25] E",
                source_datum="WGS 84",
                altitude_m=1850.0,
                bearing_deg=271.5,
                bearing_reference="true",
                field_of_view_deg=54.0,
                method="EXIF GPS",
            ),
            SheetLocation(
                role="subject",
                basis="assessed",
                position=SheetPosition(
                    43.79712, 131.91245, "43°47′49.6″N 131°54′44.8″E", "53TKJ 50712 53612"
                ),
                radius_m=25.0,
                footprint="POLYGON ((131.910 43.796, 131.915 43.796, 131.915 43.799, 131.910 43.796))",
                place=("Ussuriysk", "Уссурийск"),
                source_datum="SK-42, shifted to WGS 84",
                method="matched roofs and rail spur with the survey of 2020",
                analyst="B. Curator",
                status="assessed",
            ),
            SheetLocation(
                role="subject",
                basis="claimed",
                position=None,
                place=("Khabarovsk", "Хабаровск", "하바롭스크"),
                raw="Хабаровск",
                method="caption of the channel",
                status="open",
                suspect=("620 km from the recorded camera position",),
            ),
        ),
        locator_map=LocatorMap(
            MAP.encode(),
            "Map around Ussuriysk with three signs.",
            "Around Ussuriysk",
            "Natural Earth, public domain",
        ),
        times=(
            SheetTime(
                "captured",
                "recorded",
                "DateTimeOriginal",
                "2024:10:16 12:41:09",
                datetime(2024, 10, 16, 2, 41, 9, tzinfo=UTC),
                datetime(2024, 10, 16, 2, 41, 9, tzinfo=UTC),
                "offset tag",
                "EXIF",
            ),
            SheetTime(
                "captured",
                "claimed",
                None,
                "вчера днём",
                datetime(2024, 10, 14, 14, 0, tzinfo=UTC),
                datetime(2024, 10, 15, 13, 59, 59, tzinfo=UTC),
                "place and date",
                "the day before the post",
                "B. Curator",
                "open",
                ("a day before the recorded time",),
            ),
        ),
        claims=(
            SheetClaim(
                "C12",
                "Barracks near Ussuriysk were reoccupied in October 2024.",
                "supports",
                "Vehicles and laundry lines that the survey of 2020 does not show.",
                "examined",
                (SheetOrigin("prim_spotter"), SheetOrigin("Regional command", "own acts only")),
                (SheetOrigin("a relative of a conscript"),),
                3,
                4,
                "Different cameras, different days, no contact known: reasons in note 4.",
                ("Приморье сегодня",),
                "moderate",
                "B. Curator",
                "xywh=pixel:120,300,900,420",
                "open",
            ),
            SheetClaim(
                "C13",
                "The garrison had left by 10 October.",
                "refutes",
                "Forty vehicles are parked in the yard.",
                "examined",
                items_examined=1,
                items_linked=1,
                analyst="B. Curator",
            ),
        ),
        assessment=Assessment(
            ratings=(
                Rating("prim_spotter", "C", "fairly reliable", "two earlier posts checked out", "B. Curator"),
                Rating("Claim C12", "3", "possibly so", "one more view would help", "B. Curator"),
            ),
            judgements=(
                Judgement(
                    "The vehicles arrived after 1 October.",
                    "likely (55–80 %)",
                    "moderate",
                    "B. Curator",
                    PRINTED,
                ),
            ),
            reviews=(Review("C. Collector", "B. Curator", "returned", "say which roofs", PRINTED),),
            counter_evidence=("EX-000198 (refutes C12): an empty yard on 12 October.",),
            limitations=("Lower left corner under cloud.",),
        ),
        noted_unknowns=("Flight number of the survey.",),
        log=SheetLogHead(
            2002,
            SHA512[:64],
            PRINTED,
            True,
            Checkpoint("desk-04/case-7", 1990, SHA256, PRINTED, "SHA256:8fK2…", "safe of the registry", True),
            Timestamp("Example TSA", PRINTED, SHA256),
        ),
        signatures=(
            SignatureLine("Prepared by", "B. Curator"),
            SignatureLine("Checked by"),
            SignatureLine("Received by"),
        ),
    )


@pytest.fixture
def long_sheet(full_sheet: ProvenanceSheet) -> ProvenanceSheet:
    """The full sheet with so much recorded that it fills over 20 pages."""
    events = full_sheet.custody.events * 24
    tags = tuple(
        SheetMetadataTag(f"Property[{n}]", f"value {n} " * 12, "http://example.org/ns/") for n in range(420)
    )
    return replace(
        full_sheet,
        item=described(full_sheet.item, "слово " * 1700),
        custody=replace(full_sheet.custody, events=events),
        metadata=(*full_sheet.metadata, Metadata("XMP sidecar", "reader 1", PRINTED, True, tags)),
        claims=full_sheet.claims * 15,
    )


def described(item: SheetItem, text: str) -> SheetItem:
    """The item with another description."""
    told = (replace(fact, value=text) if fact.field.name == "description" else fact for fact in item.facts)
    return replace(item, facts=tuple(told))
