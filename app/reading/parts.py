"""What a container format holds besides pixels: size, frames and the blocks of metadata, still undecoded."""

from dataclasses import dataclass, field

MAX_BLOCK = 16_000_000
"""Bytes of one metadata block that are read into memory."""


@dataclass(slots=True)
class Parts:
    """Filled by a container reader as it walks the file; a broken file leaves what came before the break."""

    width: int | None = None
    height: int | None = None
    frames: int | None = None
    orientation: int | None = None
    """Where the container itself turns the picture (HEIF `irot`, `imir`), as an EXIF orientation."""
    exif: bytes | None = None
    """A TIFF header and what follows it."""
    exif_parts: dict[str, bytes] = field(default_factory=dict)
    """The EXIF and GPS directories where a container keeps each as a TIFF of its own (CR3): "exif", "gps"."""
    xmp: list[bytes] = field(default_factory=list)
    iptc: bytes | None = None
    """IIM datasets."""
    texts: list[tuple[str, str]] = field(default_factory=list)
    """(keyword, text): PNG text chunks, JPEG and GIF comments."""
    geotiff: bytes | None = None
    """A degenerate GeoTIFF (GeoJP2)."""
    c2pa: bool = False
    """True where a box or segment of content credentials was seen."""
    preview: tuple[int, int] | None = None
    """(offset, length) of a JPEG inside a raw file."""
    problems: list[str] = field(default_factory=list)
