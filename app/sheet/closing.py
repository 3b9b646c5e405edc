"""Parts 15 and 16 of the sheet: the head of the log, and the lines to be signed by hand."""

from dataclasses import dataclass
from datetime import datetime

from app.privacy.withheld import Text
from resources.messages import later


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A head of the log kept outside the catalogue: RFC 6962 root (hex) over `size` entries, signed."""

    origin: str
    size: int
    root: str
    at: datetime | None = None
    key: str | None = None
    """Fingerprint of the Ed25519 key that signed it."""
    kept: Text = None
    """Where it was carried to."""
    agrees: bool | None = None
    """Whether the log still leads to this root; None: not compared."""


@dataclass(frozen=True, slots=True)
class Timestamp:
    """An RFC 3161 token that was imported: the named authority says "existed no later than"."""

    authority: str
    at: datetime
    over: str
    """What was stamped: SHA-256 in hex."""


@dataclass(frozen=True, slots=True)
class SheetLogHead:
    """Part 15. `entries` is the number of the last entry, `head` its hash in hex."""

    entries: int
    head: str
    at: datetime | None = None
    verified: bool | None = None
    """Whether the whole chain was recomputed for this print and held; None: not recomputed."""
    checkpoint: Checkpoint | None = None
    timestamp: Timestamp | None = None


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Part 16: one line to sign; `name` is printed under it where it is known."""

    role: str
    name: Text = None


DEFAULT_SIGNATURES = (
    SignatureLine(later("Prepared by")),
    SignatureLine(later("Checked by")),
    SignatureLine(later("Received by")),
)
