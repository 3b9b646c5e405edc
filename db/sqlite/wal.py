"""What a left-over WAL says of a first page, read as plain bytes: SQLite would change it by looking.

The layout is that of sqlite.org/fileformat2.html, section 4.
"""

from pathlib import Path
from typing import BinaryIO

FILE_MAGIC = b"SQLite format 3\x00"
_MAGIC = {b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"}
_HEADER = 32
_FRAME = 24


def first_page(database: Path) -> bytes | None:
    """The first 100 bytes of the newest first page that was committed to the WAL; None if there is none.

    Raises OSError.
    """
    try:
        with database.with_name(database.name + "-wal").open("rb") as file:
            return _newest(file)
    except FileNotFoundError:
        return None


def _newest(file: BinaryIO) -> bytes | None:
    header = file.read(_HEADER)
    if len(header) < _HEADER or header[:4] not in _MAGIC:
        return None
    # frames of an earlier round of the WAL lie behind the current ones, and have other salts
    page_size, salts = int.from_bytes(header[8:12], "big"), header[16:24]
    committed: bytes | None = None
    waiting: bytes | None = None
    while len(frame := file.read(_FRAME)) == _FRAME and frame[8:16] == salts:
        # bytes 0-3: the page's number, 4-7: pages of the database after a commit or 0, 8-15: salts, 16-23:
        # checksum
        if frame[:4] == b"\0\0\0\1":
            page = file.read(100)
            file.seek(page_size - len(page), 1)
            # a power cut may leave a frame without its page. Checksums, by which SQLite sees it, run over
            # all frames before, some megabytes; here only a page that begins as a first page does counts
            if len(page) == 100 and page.startswith(FILE_MAGIC):
                waiting = page
        else:
            file.seek(page_size, 1)
        if frame[4:8] != b"\0\0\0\0":  # the size of the database after it: the frame ends a transaction
            committed = waiting or committed
    return committed
