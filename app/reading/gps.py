"""The GPS directory of EXIF, decoded from the raw rationals (EXIF 3.0, section 4.6.6)."""

import math
import re
from dataclasses import dataclass
from datetime import datetime

from app.reading.positions import recorded_location
from app.reading.records import BearingReference, RecordedLocation
from app.reading.text import clean, decoded
from app.reading.tiff import Directory, Entry, Tiff
from app.reading.times import gps_moment
from resources.remarks import remark

_NAMES = {
    0x01: "GPSLatitudeRef",
    0x02: "GPSLatitude",
    0x03: "GPSLongitudeRef",
    0x04: "GPSLongitude",
    0x05: "GPSAltitudeRef",
    0x06: "GPSAltitude",
    0x09: "GPSStatus",
    0x10: "GPSImgDirectionRef",
    0x11: "GPSImgDirection",
    0x12: "GPSMapDatum",
    0x1F: "GPSHPositioningError",
}
_DESTINATION = {
    0x13: "GPSDestLatitudeRef",
    0x14: "GPSDestLatitude",
    0x15: "GPSDestLongitudeRef",
    0x16: "GPSDestLongitude",
}


@dataclass(frozen=True, slots=True)
class GpsReading:
    """What the GPS directory says."""

    locations: tuple[RecordedLocation, ...]
    moment: datetime | None
    """UTC of the fix; None where date or time is missing or impossible."""
    moment_raw: str | None
    """Date and time as text ("2024:05:06 07:08:09"); None where neither stands there."""


class Gps:
    """One GPS directory."""

    def __init__(self, tiff: Tiff, directory: Directory) -> None:
        self._tiff, self._directory = tiff, directory

    def read(self) -> GpsReading:
        """Position of the camera, of the subject where there is one, and the satellites' time."""
        found = [place for place in (self._camera(), self._destination()) if place]
        raw = self._moment()
        moment = gps_moment(*raw.split(" ", 1)) if raw and " " in raw else None
        return GpsReading(tuple(found), moment, raw)

    def _camera(self) -> RecordedLocation | None:
        if 0x02 not in self._directory and 0x04 not in self._directory:
            return None
        doubts: list[str] = []
        if self._text(0x09) == "V":
            doubts.append(remark("position void"))
        return recorded_location(
            self._degrees(0x02, 0x01, "NS", doubts),
            self._degrees(0x04, 0x03, "EW", doubts),
            raw=self._raw(_NAMES),
            method="EXIF GPS",
            altitude_m=self._altitude(),
            radius_m=self._number(0x1F),
            bearing=self._bearing(),
            datum=clean(self._text(0x12), 100) or None,
            doubts=doubts,
        )

    def _destination(self) -> RecordedLocation | None:
        if 0x14 not in self._directory or 0x16 not in self._directory:
            return None
        doubts: list[str] = []
        lat, lon = self._degrees(0x14, 0x13, "NS", doubts), self._degrees(0x16, 0x15, "EW", doubts)
        # 0,0 is a tag that was never filled in, and says nothing of a subject
        if not lat and not lon:
            return None
        return recorded_location(
            lat,
            lon,
            raw=self._raw(_DESTINATION),
            method="EXIF GPS destination",
            role="subject",
            datum=clean(self._text(0x12), 100) or None,
            doubts=doubts,
        )

    def _degrees(self, tag: int, reference: int, letters: str, doubts: list[str]) -> float | None:
        name = remark("latitude") if letters == "NS" else remark("longitude")
        value = self._angle(self._directory.get(tag), name, doubts)
        if value is None:
            doubts.append(remark("no latitude") if letters == "NS" else remark("no longitude"))
            return None
        letter = self._text(reference)[:1].upper()
        if letter not in tuple(letters):
            doubts.append(remark("north assumed") if letters == "NS" else remark("east assumed"))
            return value
        if value < 0:
            doubts.append(
                remark(
                    "coordinate negative",
                    coordinate=name,
                    letter=letter,
                )
            )
        # the letter decides also where the number has a sign of its own
        return -abs(value) if letter == letters[1] else value

    def _angle(self, entry: Entry | None, name: str, doubts: list[str]) -> float | None:
        """Degrees, minutes, seconds as rationals; also plain numbers and text, as some writers have it."""
        parts: list[float | None] = [_ratio(pair) for pair in self._tiff.rationals(entry)]
        parts = parts or list(self._tiff.numbers(entry))
        if entry and entry.kind == 2:
            doubts.append(remark("coordinate as text", coordinate=name))
            parts = [float(word) for word in re.findall(r"\d+(?:\.\d+)?", decoded(self._tiff.raw(entry)))]
        if not parts or parts[0] is None or not math.isfinite(parts[0]):
            return None
        # 0/0 for seconds means that the minutes have decimals
        values = [0.0 if part is None or not math.isfinite(part) else part for part in parts[:3]]
        if None in parts[:3]:
            doubts.append(remark("coordinate undefined", coordinate=name))
        if any(abs(part) > 60 for part in values[1:]):
            doubts.append(remark("coordinate over 60", coordinate=name))
        return math.fsum(part / 60.0**index for index, part in enumerate(values))

    def _altitude(self) -> float | None:
        height = self._number(0x06)
        if height is None:
            return None
        below = self._tiff.raw(self._directory.get(0x05))[:1]
        # 1 and, since EXIF 3.0, 3 are below the reference; some write the digit instead of the byte
        return -height if below in (b"\1", b"\3", b"1") else height

    def _bearing(self) -> tuple[float | None, BearingReference | None]:
        direction = self._number(0x11)
        if direction is None or not 0 <= direction <= 360:
            return None, None
        references: dict[str, BearingReference] = {"T": "true", "M": "magnetic"}
        return direction % 360, references.get(self._text(0x10)[:1].upper())

    def _moment(self) -> str | None:
        date = clean(self._text(0x1D), 40)
        clock = [_ratio(pair) for pair in self._tiff.rationals(self._directory.get(0x07))]
        if len(clock) != 3 or None in clock:
            return date or None
        hour, minute, second = (part or 0.0 for part in clock)
        # the text of it must keep two digits each; `gps_moment` refuses what is no time
        if max(hour, minute, second) >= 100:
            return date or None
        seconds = f"{second:06.3f}".rstrip("0").rstrip(".")
        return f"{date} {hour:02.0f}:{minute:02.0f}:{seconds}".strip()

    def _number(self, tag: int) -> float | None:
        entry = self._directory.get(tag)
        values: list[float | None] = [_ratio(pair) for pair in self._tiff.rationals(entry)]
        values = values or list(self._tiff.numbers(entry))
        first = values[0] if values else None
        return first if first is not None and math.isfinite(first) else None

    def _text(self, tag: int) -> str:
        return decoded(self._tiff.raw(self._directory.get(tag))).strip()

    def _raw(self, names: dict[int, str]) -> str:
        return "; ".join(
            f"{name} {self._words(self._directory[tag])}"
            for tag, name in names.items()
            if tag in self._directory
        )

    def _words(self, entry: Entry) -> str:
        pairs = self._tiff.rationals(entry)
        if pairs:
            return " ".join(f"{top}/{bottom}" for top, bottom in pairs[:4])
        if entry.kind == 2:
            return decoded(self._tiff.raw(entry)[:200])
        return " ".join(f"{number:g}" for number in self._tiff.numbers(entry)[:8])


def _ratio(pair: tuple[int, int]) -> float | None:
    """None where the denominator is 0, which means undefined; 0/0 seconds are common."""
    return pair[0] / pair[1] if pair[1] else None
