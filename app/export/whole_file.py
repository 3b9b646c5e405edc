"""A file that is written whole or not at all."""

import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path


class WholeFile:
    """Bytes beside their destination, under a name of their own until `keep`."""

    def __init__(self, destination: Path) -> None:
        self._destination = destination
        # in the same folder, for a name is only exchanged at once within one file system
        self._part = destination.with_name(f".{destination.name}.{os.getpid()}.part")
        self.sha256 = ""
        self.size = 0

    def write(self, chunks: Iterable[str | bytes]) -> None:
        """Write bytes, text as UTF-8 (a lone surrogate as its escape), and sync. Raises OSError."""
        digest = sha256()
        # never over a file that is there, as one that another run with this number has left
        with self._part.open("xb") as file:
            for chunk in chunks:
                data = chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "backslashreplace")
                digest.update(data)
                self.size += file.write(data)
            file.flush()
            os.fsync(file.fileno())
        self.sha256 = digest.hexdigest()

    def keep(self) -> None:
        """Give it its name."""
        self._part.replace(self._destination)

    def drop(self) -> None:
        """Leave nothing behind."""
        with suppress(OSError):  # where the folder cannot be written there is nothing to remove
            self._part.unlink()
