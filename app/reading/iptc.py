"""IPTC-IIM: datasets of records 1 and 2 (IIM 4.2), with the character set that 1:90 names.

Without one the text is read as UTF-8 where it is valid UTF-8, else as Windows-1252; a problem says so.
"""

from dataclasses import dataclass

from app import __version__
from app.reading.findings import Findings
from app.reading.records import RawTag, ReadSnapshot
from app.reading.text import clean, escaped
from app.reading.times import iptc_moment, recorded_time
from resources.remarks import remark

MAX_DATASETS = 5_000
# the escape sequence of ISO 2022 for UTF-8; others (ISO 8859-1) are read as if nothing was named
_UTF8 = b"\x1b%G"
_NAMES = {
    (1, 90): "CodedCharacterSet",
    (2, 0): "RecordVersion",
    (2, 5): "ObjectName",
    (2, 7): "EditStatus",
    (2, 10): "Urgency",
    (2, 12): "SubjectReference",
    (2, 15): "Category",
    (2, 20): "SupplementalCategory",
    (2, 22): "FixtureIdentifier",
    (2, 25): "Keywords",
    (2, 26): "ContentLocationCode",
    (2, 27): "ContentLocationName",
    (2, 30): "ReleaseDate",
    (2, 35): "ReleaseTime",
    (2, 40): "SpecialInstructions",
    (2, 55): "DateCreated",
    (2, 60): "TimeCreated",
    (2, 62): "DigitalCreationDate",
    (2, 63): "DigitalCreationTime",
    (2, 65): "OriginatingProgram",
    (2, 70): "ProgramVersion",
    (2, 80): "By-line",
    (2, 85): "By-lineTitle",
    (2, 90): "City",
    (2, 92): "Sub-location",
    (2, 95): "Province-State",
    (2, 100): "Country-PrimaryLocationCode",
    (2, 101): "Country-PrimaryLocationName",
    (2, 103): "OriginalTransmissionReference",
    (2, 105): "Headline",
    (2, 110): "Credit",
    (2, 115): "Source",
    (2, 116): "CopyrightNotice",
    (2, 118): "Contact",
    (2, 120): "Caption-Abstract",
    (2, 122): "Writer-Editor",
}
_CAPTIONS = ((2, 120), (2, 105), (2, 5))


@dataclass(frozen=True, slots=True)
class _Dataset:
    key: tuple[int, int]
    value: bytes


def read(block: bytes, findings: Findings) -> None:
    """Add the snapshot, captions and times of one run of IIM datasets."""
    found = _datasets(block)
    encoding = _encoding(found)
    texts = [(item.key, _text(item, encoding)) for item in found]
    tags = tuple(_tag(key, text) for key, text in texts)
    findings.snapshots.append(
        ReadSnapshot("Exhibit IPTC reader", __version__, findings.read_at, tags, none_found=not tags)
    )
    if encoding == "cp1252" and any(not item.value.isascii() for item in found if item.key[0] == 2):
        findings.problems.append(remark("IPTC in no character set"))
    first: dict[tuple[int, int], str] = {}
    for key, text in texts:
        first.setdefault(key, text)
    for key in _CAPTIONS:
        findings.caption(f"IPTC {_NAMES[key]}", first.get(key))
    _times(first, findings)


def _times(first: dict[tuple[int, int], str], findings: Findings) -> None:
    for name, date, time, capture in (("DateCreated", 55, 60, True), ("DigitalCreationDate", 62, 63, False)):
        if (2, date) in first:
            raw = iptc_moment(first[2, date], first.get((2, time)))
            findings.times.append(recorded_time(f"IPTC {name}", raw, capture=capture, now=findings.read_at))


def _datasets(block: bytes) -> list[_Dataset]:
    """0x1C, record, dataset, length of two bytes (or, with the top bit set, a length of that many bytes)."""
    found: list[_Dataset] = []
    # a few writers put bytes before the first marker
    at = block.find(b"\x1c")
    while 0 <= at <= len(block) - 5 and block[at] == 0x1C and len(found) < MAX_DATASETS:
        size, start = int.from_bytes(block[at + 3 : at + 5], "big"), at + 5
        # an extended dataset: so many bytes hold the length
        if size & 0x8000:
            wide = min(size & 0x7FFF, 8)
            size, start = int.from_bytes(block[start : start + wide], "big"), start + wide
        found.append(_Dataset((block[at + 1], block[at + 2]), block[start : start + size]))
        at = start + size
    return found


def _encoding(found: list[_Dataset]) -> str:
    named = next((item.value for item in found if item.key == (1, 90)), b"")
    if named.startswith(_UTF8):
        return "utf-8"
    try:
        b"\n".join(item.value for item in found if item.key[0] == 2).decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _text(item: _Dataset, encoding: str) -> str:
    # a number in two bytes, the only binary one that is read
    if item.key == (2, 0):
        return str(int.from_bytes(item.value[:2], "big"))
    if item.key[0] != 2:
        return item.value.decode("latin-1")
    return item.value.decode(encoding, "backslashreplace")


def _tag(key: tuple[int, int], text: str) -> RawTag:
    name = f"{key[0]}:{key[1]:02} {_NAMES.get(key, '')}".strip()
    return RawTag("IPTC", str(key[0]), clean(name), escaped(text))
