"""What leaves the program: *safe*, the default, keeps back what could endanger a person; *full* does not.

Kept back by *safe*: the collector (by name, account and machine), paths, serial numbers and owners' names in
metadata, restricted sources, and the position that a device recorded of itself (EXIF or XMP GPS), which may
be somebody's home. Locations that were claimed or assessed, and footprints of imagery, are not kept back.
The same rule serves pages, what is attached to them, and exports.
"""

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from app.dossier import Dossier
from app.errors import CatalogueError
from app.records import Location, MetadataTag

Profile: TypeAlias = Literal["safe", "full"]
WITHHELD_WORDS = "[withheld]"
SHORTEST_RESTRICTED = 3
SHORTEST_SERIAL = 6

_PERSONAL_TAG = re.compile(
    r"serial|owner|unique_?id|imei|mac_?addr|host_?computer|maker_?note|device_?id|instance_?id|user_?name",
    re.IGNORECASE,
)
_POSITION_TAG = re.compile(r"gps|latitude|longitude|geo_?tag|location_?created", re.IGNORECASE)


def check_profile(profile: str, reason: str | None) -> Profile:
    """The profile asked for. Raises CatalogueError for *full* without a reason."""
    if profile == "safe":
        return "safe"
    if profile != "full":
        raise CatalogueError(f"A profile is safe or full, not “{profile}”.", ("safe", "full"))
    if not (reason or "").strip():
        raise CatalogueError("The full profile needs a reason; it is kept in the log.")
    return "full"


def keeps_back_tag(tag: MetadataTag) -> bool:
    """Whether *safe* keeps back the value of a metadata tag."""
    words = f"{tag.namespace} {tag.name}" if not tag.namespace.startswith("http") else tag.name
    return bool(_PERSONAL_TAG.search(words)) or bool(_POSITION_TAG.search(words) and tag.group != "GeoTIFF")


def keeps_back_position(location: Location) -> bool:
    """Whether *safe* keeps back where this is: what a camera recorded of itself."""
    return location.role == "camera" and location.basis == "recorded"


def restricted_strings(dossier: Dossier) -> tuple[str, ...]:
    """Every string of an item that must not leave in a *safe* output, the longest first."""
    found = {text for text in _of_receipts(dossier) if text}
    if dossier.publisher is not None and dossier.publisher.restricted:
        found.update([dossier.publisher.name, *(dossier.publisher.native_names or "").splitlines()])
    for snapshot in dossier.snapshots:
        found.update(tag.value.strip() for tag in snapshot.tags if _names_somebody(tag))
    long_enough = (text for text in found if len(text) >= SHORTEST_RESTRICTED and not text.isspace())
    return tuple(sorted(long_enough, key=lambda text: (-len(text), text)))


def redact(text: str, restricted: Iterable[str]) -> str:
    """The text without the restricted strings, each put as “[withheld]”."""
    for string in restricted:
        if string in text:
            text = re.sub(rf"(?<!\w){re.escape(string)}(?!\w)", WITHHELD_WORDS, text)
    return text


def _names_somebody(tag: MetadataTag) -> bool:
    """A value as short as “1.0” stands everywhere: only longer ones are searched for in other texts."""
    return bool(_PERSONAL_TAG.search(tag.name)) and len(tag.value.strip()) >= SHORTEST_SERIAL


def _of_receipts(dossier: Dossier) -> Iterable[str | None]:
    for receipt in dossier.receipts:
        yield from (receipt.collector, receipt.machine, receipt.account, receipt.path)
        if receipt.path:
            yield receipt.path.rsplit("/", 1)[0]
        if receipt.source_restricted:
            yield from (receipt.source_name, receipt.obtained_from)
