"""XMP sidecars: `X.jpg.xmp` or `X.xmp` beside the picture `X.jpg`."""

from pathlib import Path

from app.reading import xmpfacts
from app.reading.findings import Findings
from resources.remarks import remark

# bytes: it is parsed whole, in memory
MAX_SIDECAR = 4_000_000


def sidecar_of(picture: Path) -> Path | None:
    """The sidecar beside a picture; the longer name wins. Upper case and lower case count alike."""
    for name in (f"{picture.name}.xmp", f"{picture.name}.XMP", f"{picture.stem}.xmp", f"{picture.stem}.XMP"):
        beside = picture.with_name(name)
        if beside != picture and beside.is_file():
            return beside
    return None


def read(path: Path, findings: Findings) -> None:
    """Add what the sidecar says. Raises OSError."""
    if path.stat().st_size > MAX_SIDECAR:
        findings.problems.append(remark("sidecar too large", size=MAX_SIDECAR))
        return
    xmpfacts.read([path.read_bytes()], findings, "sidecar")
