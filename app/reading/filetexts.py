"""Texts of the container itself: PNG keywords, comments, and the records of Canon CRW."""

from app.reading.findings import Findings
from app.reading.times import recorded_time

_CAPTIONS = {
    "Title": "PNG Title",
    "Description": "PNG Description",
    "Comment": "PNG Comment",
    "JPEG comment": "JPEG comment",
    "GIF comment": "GIF comment",
}
_EQUIPMENT = {"CIFF Make": "make", "CIFF Model": "model", "Software": "software"}


def read(texts: list[tuple[str, str]], findings: Findings) -> None:
    """Add captions, camera and times from (keyword, text) pairs."""
    for keyword, text in texts:
        if keyword in _CAPTIONS:
            findings.caption(_CAPTIONS[keyword], text)
        elif keyword in _EQUIPMENT:
            findings.equipment(_EQUIPMENT[keyword], text)
        elif keyword == "Creation Time":
            findings.times.append(recorded_time("PNG Creation Time", text, now=findings.read_at))
        elif keyword == "CIFF DateTimeOriginal":
            findings.times.append(recorded_time(keyword, text, capture=True, now=findings.read_at))
