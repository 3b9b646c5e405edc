"""Parts 8 and 9 of the sheet from the catalogue: metadata as recorded, and the C2PA state."""

from collections.abc import Sequence
from itertools import groupby
from typing import get_args

from app.evidence.dossier import Dossier
from app.fields.tags import tag_class
from app.messages.wording import cut_short
from app.privacy.redaction import Redaction
from app.privacy.withheld import WITHHELD
from app.records import MetadataTag, Snapshot
from app.sheet import embedded
from app.sheet.from_receipts import to_second
from resources.messages import later

# Characters and tags of a block: more are pages of maker notes, which nobody reads on paper. What is left out
# is counted on the sheet, and stands in the catalogue.
_LONGEST_VALUE = 600
_MOST_TAGS = 400


def metadata(snapshots: Sequence[Snapshot], redaction: Redaction) -> tuple[embedded.Metadata, ...]:
    """One block for each group of tags that each reader found."""
    return tuple(block for snapshot in snapshots for block in _blocks(snapshot, redaction))


def c2pa(dossier: Dossier) -> embedded.C2pa:
    """The state as it was read at intake."""
    original = dossier.original
    if original is None or original.c2pa_state is None:
        return embedded.C2pa()
    states: dict[str, embedded.C2paState] = {state: state for state in get_args(embedded.C2paState)}
    reading = next((s for s in dossier.snapshots if s.reader.startswith("c2pa")), None)
    return embedded.C2pa(
        state=states.get(original.c2pa_state),
        reader=f"{reading.reader} {reading.version}" if reading else None,
        read_at=to_second(reading.read_at) if reading else None,
        manifest_url=original.c2pa_url,
        codes=tuple((original.c2pa_codes or "").splitlines()),
    )


def _blocks(snapshot: Snapshot, redaction: Redaction) -> list[embedded.Metadata]:
    reader = f"{snapshot.reader} {snapshot.version}"
    if snapshot.none_found or not snapshot.tags:
        return [embedded.Metadata(_looked_for(snapshot), reader, to_second(snapshot.read_at), found=False)]
    blocks = []
    for group, tags in groupby(snapshot.tags, lambda tag: tag.group):
        known = list(tags)
        shown = [_tag(tag, redaction) for tag in known[:_MOST_TAGS]]
        blocks.append(
            embedded.Metadata(
                group,
                reader,
                to_second(snapshot.read_at),
                found=True,
                tags=tuple(shown),
                omitted=len(known) - len(shown),
            )
        )
    return blocks


def _tag(tag: MetadataTag, redaction: Redaction) -> embedded.SheetMetadataTag:
    if not redaction.lets_out(tag_class(tag.group, tag.namespace, tag.name)):
        return embedded.SheetMetadataTag(tag.name, WITHHELD, tag.namespace or None)
    value = tag.value
    if len(value) > _LONGEST_VALUE:
        value = cut_short(value, _LONGEST_VALUE, str(len(value)))
    return embedded.SheetMetadataTag(tag.name, value, tag.namespace or None)


def _looked_for(snapshot: Snapshot) -> str:
    """The block that a reader looks for, in the words of the sheet."""
    for word, block in (
        ("exif", "EXIF"),
        ("iptc", "IPTC-IIM"),
        ("xmp", "XMP"),
        ("geotiff", "GeoTIFF"),
        ("c2pa", "C2PA"),
    ):
        if word in snapshot.reader.lower():
            return block
    return later("Metadata")
