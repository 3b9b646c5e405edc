"""Taking in 1600x1200 JPEGs until they can be found, against a bare loop that hashes, copies and syncs."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from app.catalogue import Catalogue
from tests.benchmarks.figures import Figure

_FILES = 400
_WARMING = 16
_RUNS = 3


def run(items: int, folder: Path) -> Iterable[Figure]:
    """Files a second through `Catalogue`, workers included, in turn with the bare loop over the same."""
    inbox = folder / "inbox"
    _draw(inbox)
    rates = [(_taken_in(folder, inbox), _bare(folder, inbox)) for _ in range(_RUNS)]
    ours, ratios = sorted(rate for rate, _ in rates), sorted(rate / bare for rate, bare in rates)
    note = (
        f"{_FILES} files, median of {_RUNS}; bare loop {sorted(bare for _, bare in rates)[_RUNS // 2]:,.0f}/s"
    )
    yield Figure("ingest until searchable", ours[_RUNS // 2], "files/s", at_least=300, note=note)
    yield Figure("ingest against the bare loop", ratios[_RUNS // 2], "x", at_least=0.5, note=note)


def _taken_in(folder: Path, inbox: Path) -> float:
    own = folder / "case"
    with Catalogue.create(own, analyst="Benchmark") as catalogue:
        catalogue.intake.ingest(sorted(inbox.iterdir())[:_WARMING])  # all workers are up from here on
        begun = time.perf_counter()
        report = catalogue.intake.ingest([inbox])
        seconds = time.perf_counter() - begun
    if len(report.added) != _FILES - _WARMING:
        raise RuntimeError("not every file was taken in")
    shutil.rmtree(own)
    return _FILES / seconds


def _bare(folder: Path, inbox: Path) -> float:
    target = folder / "bare"
    target.mkdir()
    begun = time.perf_counter()
    for path in sorted(inbox.iterdir()):
        digest = hashlib.sha256()
        with path.open("rb") as source, (target / path.name).open("wb") as copy:
            while chunk := source.read(1 << 20):
                digest.update(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        digest.hexdigest()
    seconds = time.perf_counter() - begun
    shutil.rmtree(target)
    return _FILES / seconds


def _draw(inbox: Path) -> None:
    """JPEGs of 0.3 to 0.5 MB with camera, time and position; each differs in its last bytes."""
    inbox.mkdir()
    noise = np.random.default_rng(20241018)
    pictures = [_picture(noise, grain) for grain in range(9, 17)]
    for number in range(_FILES):
        (inbox / f"IMG_{number:05d}.jpg").write_bytes(
            pictures[number % len(pictures)] + number.to_bytes(8, "big")
        )


def _picture(noise: np.random.Generator, grain: int) -> bytes:
    coarse = Image.fromarray(noise.integers(0, 255, (60, 80, 3), dtype=np.uint8))
    smooth = np.asarray(coarse.resize((1600, 1200), Image.Resampling.BICUBIC)).astype(np.int16)
    pixels = np.clip(smooth + noise.integers(-grain, grain, (1200, 1600, 3)), 0, 255).astype(np.uint8)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Nordkamera", "N1"
    exif.get_ifd(0x8769).update({0x9003: "2024:10:17 12:34:56", 0x9011: "+10:00"})
    whole = (IFDRational(43), IFDRational(48), IFDRational(1))
    exif.get_ifd(0x8825).update({1: "N", 2: whole, 3: "E", 4: (IFDRational(131), *whole[1:])})
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=80, exif=exif)
    return buffer.getvalue()
