"""ProvenanceSheet: the whole truth of one printed sheet, as data; what is not in it is not on the page."""

from dataclasses import dataclass, field

from app.sheet.arrival import Acquisition, Custody, People, SheetDerivation
from app.sheet.closing import DEFAULT_SIGNATURES, SheetLogHead, SignatureLine
from app.sheet.embedded import C2pa, Metadata
from app.sheet.identity import Picture, SheetFile, SheetHeading, SheetItem
from app.sheet.reasoning import Assessment, SheetClaim
from app.sheet.where_when import LocatorMap, SheetLocation, SheetTime


@dataclass(frozen=True, slots=True)
class ProvenanceSheet:
    """The sixteen parts of a sheet, in the order they are printed.

    None is unknown, WITHHELD is kept back by the profile; both are printed as words. An empty tuple
    means that the catalogue holds no such statement. Part 14 is made from the rest by `unknowns`.
    """

    heading: SheetHeading  # 1
    item: SheetItem  # 1
    picture: Picture  # 2
    files: tuple[SheetFile, ...] = ()  # 3
    people: People = field(default_factory=People)  # 4
    acquisitions: tuple[Acquisition, ...] = ()  # 5
    custody: Custody = field(default_factory=Custody)  # 6
    derivations: tuple[SheetDerivation, ...] = ()  # 7
    metadata: tuple[Metadata, ...] = ()  # 8
    c2pa: C2pa = field(default_factory=C2pa)  # 9
    locations: tuple[SheetLocation, ...] = ()  # 10
    locator_map: LocatorMap | None = None  # 10
    times: tuple[SheetTime, ...] = ()  # 11
    claims: tuple[SheetClaim, ...] = ()  # 12
    assessment: Assessment = field(default_factory=Assessment)  # 13
    noted_unknowns: tuple[str, ...] = ()  # 14: entered by people, printed after what follows from the data
    log: SheetLogHead | None = None  # 15
    signatures: tuple[SignatureLine, ...] = DEFAULT_SIGNATURES  # 16

    @property
    def original(self) -> SheetFile | None:
        """The file that is the item, None where none is held or known."""
        return next((file for file in self.files if file.role == "original"), None)
