"""The head of each catalogue's log as it was last seen here, kept outside the catalogue."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from app.records import LogBreak, LogHead
from app.support.state_folder import state_folder
from db.log.guard import ChainGuard
from db.session import Database

_BROKEN = ".broken.json"


class SeenHead:
    """What this user last saw of one catalogue in one folder: a copy elsewhere has a history of its own.

    The UUID comes out of a file that may be anybody's.
    """

    def __init__(self, catalogue: str, folder: Path) -> None:
        self._file = _file_of(catalogue, folder)

    def read(self) -> LogHead | None:
        """The head that was seen; None where none was, or where it cannot be read."""
        return None if self._file is None else _read(self._file)

    def known(self) -> tuple[LogHead, ...]:
        """The head that was seen, as what must still be there."""
        seen = self.read()
        return () if seen is None else (seen,)

    def elsewhere(self) -> LogHead | None:
        """The furthest head that was seen of this catalogue in other folders: of copies, or of the same one
        before it was moved.
        """
        if self._file is None:
            return None
        others = (file for file in _heads().glob(f"{self._file.name[:36]}-*.json") if file != self._file)
        heads = [head for head in map(_read, others) if head is not None]
        return max(heads, key=lambda head: head.sequence, default=None)

    def beside(self, ending: str) -> Path | None:
        """A file of this catalogue beside the head."""
        return None if self._file is None else self._file.with_suffix(ending)

    def write(self, head: LogHead) -> None:
        """Keep a head. A state folder that cannot be written is no reason to fail an act."""
        if self._file is None:
            return
        _keep(self._file, {"sequence": head.sequence, "hash": head.hash.hex()})

    def is_broken(self) -> bool:
        """Whether this user found the log broken in this folder, and nobody has accepted that since."""
        broken = self.beside(_BROKEN)
        return broken is not None and broken.is_file()

    def tell(self, broken: LogBreak | None) -> None:
        """Keep that the log was found broken, or that it was found whole."""
        file = self.beside(_BROKEN)
        if file is None:
            return
        if broken is not None:
            _keep(file, {"at": broken.at, "problem": broken.problem})
            return
        with suppress(OSError):
            file.unlink(missing_ok=True)


def guard_log(database: Database) -> None:
    """Let nobody build upon a log that does not lead to the head that was seen here last."""
    with database.read() as reader:
        seen = SeenHead(reader.identity.catalogue().uuid, database.path.parent)
    database.chain = ChainGuard(seen)


def forget_heads(folder: Path) -> None:
    """What was seen in this folder is nothing to what is restored into it: another history begins there."""
    for ending in (".json", _BROKEN):
        for known in _heads().glob(f"*-{_where(folder)}{ending}"):
            with suppress(OSError):
                known.unlink()


def _keep(file: Path, told: Mapping[str, object]) -> None:
    part = file.with_suffix(".part")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(told), "utf-8")
        # renamed, not overwritten: two processes write it, and neither may leave half of it
        part.replace(file)


def _read(file: Path) -> LogHead | None:
    try:
        seen = json.loads(file.read_text("utf-8"))
        return LogHead(int(seen["sequence"]), bytes.fromhex(seen["hash"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file_of(catalogue: str, folder: Path) -> Path | None:
    try:
        return _heads() / f"{UUID(catalogue)}-{_where(folder)}.json"
    except ValueError:  # no UUID: it might be a path
        return None


def _heads() -> Path:
    return state_folder() / "heads"


def _where(folder: Path) -> str:
    # 64 bits are enough to tell folders apart, and a path is not written into a name
    return sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
