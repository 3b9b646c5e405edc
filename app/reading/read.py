"""One file -> `PictureReading`: every reader in turn, each fenced: a bad file costs a sentence only."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, ParamSpec, TypeVar

from app import __version__
from app.reading import containers, credentials, exif, filetexts, iptc, xmpfacts
from app.reading.decodable import no_picture_reason
from app.reading.extensions import contradicts
from app.reading.findings import Findings
from app.reading.parts import Parts
from app.reading.records import C2paState, Camera, PictureReading, RawTag, ReadSnapshot
from app.reading.sidecar import read as read_sidecar
from app.reading.sniff import EMPTY, UNKNOWN, ContentKind, sniff
from app.reading.text import clean, escaped, fault
from resources.remarks import remark

P = ParamSpec("P")
T = TypeVar("T")


def read_file(path: Path, name: str, sidecar: Path | None = None) -> PictureReading:
    """Read one file. `path` is where the bytes are, `name` what the file was called when found.

    Never raises for what a file holds: a reader that fails leaves a plain sentence in `problems`. Raises
    OSError where the file itself cannot be opened or read.
    """
    findings = Findings(datetime.now(UTC))
    # the readers take few bytes at many places: 64 KB hold most heads at once
    with path.open("rb", buffering=65_536) as file:
        kind = _fenced(findings, "kind unreadable", UNKNOWN, sniff, file)
        parts = Parts()
        state = credentials.NONE
        if kind.family:
            parts = _fenced(
                findings,
                "container unreadable",
                parts,
                containers.parts_of,
                file,
                kind.family,
            )
            _metadata(file, kind, parts, findings)
        if kind.format_name == "XMP":
            _fenced(findings, "XMP unreadable", None, read_sidecar, path, findings)
        if sidecar is not None:
            _fenced(findings, "sidecar unreadable", None, read_sidecar, sidecar, findings)
        if kind.family:
            embedded = parts.c2pa
            state = _fenced(
                findings,
                "credentials unreadable",
                state,
                credentials.read,
                path,
                kind.media_type,
                embedded,
                findings,
            )
    _misnamed(kind, name, findings)
    return _reading(kind, parts, findings, state)


def _metadata(file: BinaryIO, kind: ContentKind, parts: Parts, findings: Findings) -> None:
    """EXIF first, then XMP, then IPTC-IIM: the order of precedence."""
    if kind.family == "tiff":
        _fenced(findings, "EXIF unreadable", None, exif.read_tiff, file, findings)
    elif parts.exif:
        _fenced(findings, "EXIF unreadable", None, exif.read_block, parts.exif, findings)
        for name, block in parts.exif_parts.items():
            _fenced(
                findings,
                "EXIF unreadable",
                None,
                exif.read_part,
                name,
                block,
                findings,
            )
    else:
        findings.snapshots.append(
            ReadSnapshot("ExifRead", exif.VERSION, findings.read_at, (), none_found=True)
        )
    if any(packet.strip(b"\0 \r\n\t") for packet in parts.xmp):
        _fenced(findings, "XMP unreadable", None, xmpfacts.read, parts.xmp, findings)
    if parts.iptc:
        _fenced(findings, "IPTC unreadable", None, iptc.read, parts.iptc, findings)
    source = containers.geotiff_source(file, kind.family, parts)
    if source is not None and (parts.geotiff or "Geo" in kind.format_name):
        from app.reading import geotiff  # pyproj takes 100 ms to load, and few files need it.

        _fenced(
            findings,
            "GeoTIFF unreadable",
            None,
            geotiff.read,
            source,
            parts.width,
            parts.height,
            findings,
        )
    # after EXIF: the container counts where EXIF says nothing
    findings.turned(parts.orientation)
    _texts(parts, findings)


def _texts(parts: Parts, findings: Findings) -> None:
    """PNG text chunks, comments, and the records of raw files that have no EXIF."""
    if not parts.texts:
        return
    tags = tuple(RawTag("file", "text", key, escaped(text)) for key, text in parts.texts)
    findings.snapshots.append(
        ReadSnapshot("Exhibit file reader", __version__, findings.read_at, tags, none_found=False)
    )
    filetexts.read(parts.texts, findings)


def _misnamed(kind: ContentKind, name: str, findings: Findings) -> None:
    extension = contradicts(name, kind.media_type)
    if extension and kind not in (UNKNOWN, EMPTY):
        findings.problems.append(
            remark(
                "misnamed",
                extension=clean(extension, 20),
                format=kind.format_name,
            )
        )


def _reading(kind: ContentKind, parts: Parts, findings: Findings, state: C2paState) -> PictureReading:
    reason = no_picture_reason(kind, parts)
    equipment = findings.camera
    camera = Camera(*(equipment.get(name) for name in ("make", "model", "lens", "serial", "software")))
    return PictureReading(
        media_type=kind.media_type,
        format_name=kind.format_name,
        width=parts.width or None,
        height=parts.height or None,
        orientation=findings.orientation,
        frames=parts.frames,
        snapshots=tuple(findings.snapshots),
        locations=tuple(findings.locations),
        times=tuple(findings.times),
        camera=camera if equipment else None,
        captions=tuple(findings.captions),
        digital_source_type=findings.digital_source_type,
        c2pa=state,
        problems=(*parts.problems, *findings.problems),
        picture=reason is None,
        no_picture_reason=reason,
    )


def _fenced(
    findings: Findings, failure: str, otherwise: T, reader: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Run one reader; a hostile file may make it fail in any way, and must cost no more than its own part.

    `failure` is the code of the remark that it did, and why.
    """
    try:
        return reader(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 hostile bytes provoke any exception there is
        findings.problems.append(remark(failure, why=fault(error, 150)))
        return otherwise
