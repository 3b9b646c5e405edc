"""Parts 8 and 9 of the sheet: metadata as recorded in the file, and the state of its C2PA manifest."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from app.privacy.withheld import Text

C2paState: TypeAlias = Literal[
    "none",
    "remote manifest not fetched",
    "invalid",
    "valid, signer not on the trust list",
    "trusted",
]


@dataclass(frozen=True, slots=True)
class SheetMetadataTag:
    """One tag as read, nothing corrected. `namespace` is the XMP namespace or EXIF directory."""

    name: str
    value: Text
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """Part 8, one snapshot: what one reader found in one block. No tags and `found` False: none found."""

    block: str
    """"EXIF", "IPTC-IIM", "XMP", "XMP sidecar", "GeoTIFF", ..."""
    reader: str | None
    """Name and version of the reader."""
    read_at: datetime | None
    found: bool
    tags: tuple[SheetMetadataTag, ...] = ()
    problem: str | None = None
    """What the reader said when it could not read the block."""
    omitted: int = 0
    """Tags that the record leaves out, e.g. binary values; they are in the catalogue."""


@dataclass(frozen=True, slots=True)
class C2pa:
    """Part 9. `state` None: not examined."""

    state: C2paState | None = None
    reader: str | None = None
    read_at: datetime | None = None
    signer: Text = None
    generator: Text = None
    manifest_url: Text = None
    codes: tuple[str, ...] = ()
    """Validation status codes, as the reader gives them."""
    trust_list: str | None = None
    trust_list_date: str | None = None
    ingredient_failures: tuple[str, ...] = ()
