"""TIFF imagery that Pillow does not know: several bands of 8 to 64 bits, plain or deflated.

The first three bands are shown as red, green and blue, a single band or two as grey; deeper values than eight
bits are stretched. Only every n-th pixel is kept where the picture is much larger than is asked for.
"""

import math
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.reading.colours import NODATA, nodata_value, stretched
from app.reading.text import decoded
from app.reading.tiff import Directory, Tiff
from resources.remarks import remark

MAX_DECODED = 1_000_000_000
"""Bytes that are unpacked for one picture, one block after the other."""
# bytes of one block, which is held whole; a picture in one strip must fit
MAX_BLOCK = 64_000_000
# 8 is Adobe's Deflate, 32946 the older number of the same
_PLAIN, _DEFLATE = 1, (8, 32946)
_KINDS = {1: "u", 2: "i", 3: "f"}

Pixels = npt.NDArray[Any]


class RasterError(Exception):
    """A layout that is not read here."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the pixels lie in the file; sizes in pixels."""

    width: int
    height: int
    bands: int
    dtype: np.dtype[Any]
    block_width: int
    block_height: int
    compression: int
    predictor: int
    separate: bool
    """True where each band has blocks of its own."""

    @property
    def shown(self) -> int:
        return 3 if self.bands >= 3 else 1

    @property
    def across(self) -> int:
        return math.ceil(self.width / self.block_width)

    @property
    def per_plane(self) -> int:
        return self.across * math.ceil(self.height / self.block_height)

    @property
    def block_bytes(self) -> int:
        together = 1 if self.separate else self.bands
        return self.block_width * self.block_height * together * self.dtype.itemsize


def decode(file: BinaryIO, edge: int) -> Image.Image:
    """The picture as RGB or grey, not much longer than twice `edge` pixels. Raises `RasterError`.

    Where the file holds overviews of itself, the smallest that is large enough is read.
    """
    tiff = Tiff(file)
    first = _smallest(tiff, edge)
    layout = _layout(tiff, first)
    step = max(1, max(layout.width, layout.height) // (edge * 2))
    pixels = np.zeros(
        (-(-layout.height // step), -(-layout.width // step), layout.shown), layout.dtype.newbyteorder("=")
    )
    for plane, top, left, block in _blocks(tiff, first, layout, file):
        _place(pixels, block, (plane, top, left), layout, step)
    shown = (
        pixels
        if layout.dtype == np.uint8
        else stretched(pixels, nodata_value(decoded(tiff.raw(first.get(NODATA)))))
    )
    return Image.fromarray(shown[:, :, 0] if layout.shown == 1 else shown)


def _smallest(tiff: Tiff, edge: int) -> Directory:
    """The first directory, or the smallest overview (NewSubfileType 1) with a side of `edge` pixels."""
    first: Directory = {}
    best: tuple[int, Directory] | None = None
    for directory in tiff.directories():
        first = first or directory
        longest = max(tiff.integer(directory.get(tag)) or 0 for tag in (0x0100, 0x0101))
        if directory is not first and tiff.integer(directory.get(0x00FE)) != 1:
            continue
        if best is None or edge <= longest < best[0]:
            best = (longest, directory)
    return best[1] if best else first


def _layout(tiff: Tiff, first: Directory) -> _Layout:
    def number(tag: int, otherwise: int) -> int:
        value = tiff.integer(first.get(tag))
        return otherwise if value is None else value

    bits = {int(one) for one in tiff.numbers(first.get(0x0102))}
    kind = _KINDS.get(number(0x0153, 1))
    width, height = number(0x0100, 0), number(0x0101, 0)
    if len(bits) != 1 or kind is None or not (bits <= {8, 16, 32, 64}) or min(width, height) <= 0:
        raise RasterError(remark("bands unusual"))
    size = bits.pop() // 8
    if kind == "f" and size < 4:
        raise RasterError(remark("numbers unusual"))
    tiled = 0x0142 in first
    layout = _Layout(
        width,
        height,
        number(0x0115, 1),
        np.dtype(f"{tiff.order}{kind}{size}"),
        number(0x0142, 0) if tiled else width,
        number(0x0143, 0) if tiled else min(number(0x0116, height), height),
        number(0x0103, 1),
        number(0x013D, 1),
        number(0x011C, 1) == 2,
    )
    # predictor 2 is a difference to the left neighbour; 3, for floats, is not read
    packed = layout.compression not in (_PLAIN, *_DEFLATE) or layout.predictor not in (1, 2)
    # 1: black is zero, 2: RGB; palettes and separations are for Pillow
    if packed or layout.bands < 1 or number(0x0106, 1) not in (1, 2):
        raise RasterError(remark("packing unknown"))
    _bounded(layout)
    return layout


def _bounded(layout: _Layout) -> None:
    if min(layout.block_width, layout.block_height) <= 0 or layout.block_bytes > MAX_BLOCK:
        raise RasterError(remark("blocks too large"))
    planes = layout.shown if layout.separate else 1
    if layout.per_plane * planes * layout.block_bytes > MAX_DECODED:
        raise RasterError(remark("too large"))


def _blocks(
    tiff: Tiff, first: Directory, layout: _Layout, file: BinaryIO
) -> Iterator[tuple[int, int, int, Pixels]]:
    """Plane, top row, left column and the pixels (rows, columns, bands) of each block that is there."""
    offsets = tiff.numbers(first.get(0x0144) or first.get(0x0111))
    sizes = tiff.numbers(first.get(0x0145) or first.get(0x0117))
    planes = layout.shown if layout.separate else 1
    for index in range(min(len(offsets), len(sizes), layout.per_plane * planes)):
        plane, within = divmod(index, layout.per_plane)
        top = within // layout.across * layout.block_height
        data = _unpacked(file, int(offsets[index]), int(sizes[index]), layout)
        together = 1 if layout.separate else layout.bands
        rows = len(data) // (layout.block_width * together * layout.dtype.itemsize)
        # the last strip may be shorter, and a damaged block as well: whole rows count
        used = data[: rows * layout.block_width * together * layout.dtype.itemsize]
        block = np.frombuffer(used, layout.dtype).reshape(rows, layout.block_width, together)
        if layout.predictor == 2:
            # in the type of the pixels: sums wrap around as the writer's differences did
            block = np.cumsum(block, axis=1, dtype=layout.dtype.newbyteorder("="))
        yield plane, top, within % layout.across * layout.block_width, block


def _unpacked(file: BinaryIO, offset: int, size: int, layout: _Layout) -> bytes:
    """The block's bytes; nothing where the block is absent (a sparse file) or damaged."""
    if not 0 < size <= MAX_BLOCK or not 0 < offset < 2**62:
        return b""
    file.seek(offset)
    data = file.read(size)
    if layout.compression == _PLAIN:
        return data[: layout.block_bytes]
    try:
        return zlib.decompressobj().decompress(data, layout.block_bytes)
    except (zlib.error, struct.error):
        return b""


def _place(pixels: Pixels, block: Pixels, where: tuple[int, int, int], layout: _Layout, step: int) -> None:
    """Every n-th pixel of a block, counted from the picture's corner, into its place."""
    plane, top, left = where
    rows = slice(-top % step, min(block.shape[0], layout.height - top), step)
    columns = slice(-left % step, min(block.shape[1], layout.width - left), step)
    part = block[rows, columns]
    row, column = -(-top // step), -(-left // step)
    target = pixels[row : row + part.shape[0], column : column + part.shape[1]]
    if layout.separate:
        target[:, :, plane] = part[:, :, 0]
    else:
        target[:] = part[:, :, : layout.shown]
