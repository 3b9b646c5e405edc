"""Words that are left in plain letters where everything said should be in the made-up language."""

import re
from collections.abc import Collection

_CODES = re.compile(
    r"https?://\S+"
    r"|(?:\b[0-9a-f]{4}\b ?){2,}"  # hash, in groups of four
    r"|\b\d{1,2}[C-X] [A-Z]{2} \d+ \d+"  # MGRS
    r"|\b[0-9a-f]{8}-[0-9a-f-]{27}\b"  # UUID
    r"|\b(?=[0-9a-f]*\d)[0-9a-f]{6,}\b"  # hash
    r"|\b\d{4}-\d\d-\d\d(?:T[\d:.+Z-]+)?"
    r"|\bEX-\d{6}\b|\bS-\d{8}-[0-9A-F]{8}\b|\bCASE-\d+\b|\b[A-Z]\d\d\b"
    r"|</?(?:qt|b|i|br|p)/?>"
    r"|--?[a-z][a-z-]*(?:/--[a-z-]+)?"  # options
    r"|(?:/[\w.{}%-]+){2,}/?"  # paths
)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]+")
ALWAYS = frozenset(
    # units, notations, names of standards, the program's name and its command
    {"UTC", "km", "WGS", "SHA", "EPSG", "MGRS", "UTM", "SK", "NW", "SE", "QR", "PDF", "RFC", "JSON", "URL"}
    | {"Exhibit", "exhibit", "C2PA", "EXIF", "IPTC", "IIM", "XMP", "GeoTIFF", "PREMIS", "uuid", "HTML"}
)


def plain_words(text: str, data: Collection[str] = ()) -> list[str]:
    """Words in ASCII letters that are neither codes nor data; the words of the texts in `data` are."""
    known = ALWAYS | {word for each in data for word in _PLAIN.findall(each)}
    return [word for word in _PLAIN.findall(_CODES.sub(" ", text)) if word not in known]
