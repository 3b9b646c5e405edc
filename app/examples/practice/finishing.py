"""From what was painted to a file: the burnt-in words, the camera that does not exist, the metadata."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from PIL import ExifTags, Image, ImageDraw, ImageFont, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

from app.examples.practice.land import GROUND
from resources import read_bytes

WORDS = "generated for practice"
MAKE, MODEL = "Exhibit Practice", "Tern P-1 (no such camera)"
_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
# the id of a packet is this one in every file (XMP, part 1, 7.3), and the mark of the byte order tells
# UTF-8
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    xmp:CreatorTool="Exhibit, practice pictures" Iptc4xmpExt:DigitalSourceType="{source}">
   <dc:description><rdf:Alt>{captions}</rdf:Alt></dc:description>
   <dc:rights>
    <rdf:Alt><rdf:li xml:lang="x-default">Drawn by a program; shows nothing real.</rdf:li></rdf:Alt>
   </dc:rights>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Fix:
    """Where the pretended camera was: WGS 84 degrees, metres above the sea, bearing from true north."""

    lat: float
    lon: float
    altitude_m: float
    bearing_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the metadata of a picture say. `captions` by language tag, the first also the default."""

    captions: tuple[tuple[str, str], ...]
    taken: datetime | None = None
    fix: Fix | None = None


class Finisher:
    """Burns the words in and writes files. The font is read once."""

    def __init__(self) -> None:
        self._font = ImageFont.truetype(BytesIO(read_bytes("fonts/NotoSans-Bold.ttf")), 25)

    def burnt(self, picture: Image.Image) -> Image.Image:
        """The picture with the words in its pixels, at the lower left on a dark band."""
        marked = picture.convert("RGB")
        draw = ImageDraw.Draw(marked, "RGBA")
        width = draw.textlength(WORDS, font=self._font)
        top = marked.height - 42
        draw.rectangle((0, top, width + 32, marked.height), fill=(12, 16, 22, 176))
        draw.text((16, top + 20), WORDS, font=self._font, fill=(255, 255, 255, 245), anchor="lm")
        return marked

    def write(self, picture: Image.Image, path: Path, facts: Facts, quality: int = 86) -> None:
        """Write a burnt picture as the kind of file that its suffix says: JPEG, PNG or WebP."""
        marked = self.burnt(picture)
        exif, xmp = _exif(facts), _xmp(facts).encode()
        if path.suffix == ".png":
            note = PngImagePlugin.PngInfo()
            # the keyword under which a PNG holds XMP (XMP, part 3)
            note.add_itxt("XML:com.adobe.xmp", xmp.decode())
            marked.save(path, exif=exif, pnginfo=note, compress_level=4)
        elif path.suffix == ".webp":
            marked.save(path, exif=exif, xmp=xmp, quality=quality, method=2)
        else:
            marked.save(path, exif=exif, xmp=xmp, quality=quality)


def finished(painted: Image.Image) -> Image.Image:
    """The painted picture at its final size."""
    return painted.resize(GROUND, Image.Resampling.LANCZOS)


def _exif(facts: Facts) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = WORDS
    exif[ExifTags.Base.Software] = "Exhibit"
    # a copy that was passed on has lost its camera with the rest
    if facts.taken is not None or facts.fix is not None:
        exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = MAKE, MODEL
    if facts.taken is not None:
        text = facts.taken.strftime("%Y:%m:%d %H:%M:%S")
        # EXIF times have no zone: the offset is a tag of its own (since 2.31), with a colon that strftime
        # leaves out
        offset = facts.taken.strftime("%z")
        exif[ExifTags.Base.DateTime] = text
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        inner[ExifTags.Base.DateTimeOriginal] = text
        inner[ExifTags.Base.OffsetTimeOriginal] = f"{offset[:3]}:{offset[3:]}"
    if facts.fix is not None:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_gps(facts.fix))
    return exif


def _gps(fix: Fix) -> dict[int, object]:
    gps: dict[int, object] = {
        # 2.3.0.0, as EXIF 2.3 has it
        ExifTags.GPS.GPSVersionID: b"\x02\x03\x00\x00",
        ExifTags.GPS.GPSLatitudeRef: "N" if fix.lat >= 0 else "S",
        ExifTags.GPS.GPSLatitude: _sexagesimal(fix.lat),
        ExifTags.GPS.GPSLongitudeRef: "E" if fix.lon >= 0 else "W",
        ExifTags.GPS.GPSLongitude: _sexagesimal(fix.lon),
        ExifTags.GPS.GPSAltitudeRef: b"\x00",
        ExifTags.GPS.GPSAltitude: IFDRational(round(fix.altitude_m * 10), 10),
        ExifTags.GPS.GPSMapDatum: "WGS-84",
    }
    if fix.bearing_deg is not None:
        gps[ExifTags.GPS.GPSImgDirectionRef] = "T"
        gps[ExifTags.GPS.GPSImgDirection] = IFDRational(round(fix.bearing_deg * 100), 100)
    return gps


def _sexagesimal(angle: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    """Degrees, minutes and seconds to a ten-thousandth, which is 3 mm."""
    units = round(abs(angle) * 36_000_000)
    minutes, seconds = divmod(units, 600_000)
    degrees, minutes = divmod(minutes, 60)
    return IFDRational(degrees, 1), IFDRational(minutes, 1), IFDRational(seconds, 10_000)


def _xmp(facts: Facts) -> str:
    default = facts.captions[0][1]
    pairs = (("x-default", default), *facts.captions)
    lines = "".join(f"<rdf:li xml:lang={quoteattr(tag)}>{escape(text)}</rdf:li>" for tag, text in pairs)
    return _XMP.format(source=_SOURCE_TYPE, captions=lines)
