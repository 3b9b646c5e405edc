"""Checkpoints: the head of the log carried outside the catalogue, and comparing the log with one."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from app.errors import CatalogueError
from app.export.whole_file import WholeFile
from app.times.moments import rfc3339
from db.causes import cause_words
from resources.messages import tr

CHECKPOINT_FORMAT = "exhibit-checkpoint/1"
# 18 digits, so that the number fits into 64 bits; blanks, as sheets print hashes in groups
_TYPED = re.compile(r"\s*(\d{1,18})\s*[:,]([0-9a-fA-F\s]+)")
_SHORTEST = 8
"""Digits of a hash that somebody has to type: by chance one in four billion other hashes has them."""

CheckpointOutcome = Literal["stands", "shorter", "other", "foreign"]
"""stands: the entry has that hash; shorter: the log ends before it; other: it has another hash."""


@dataclass(frozen=True, slots=True)
class LogCheckpoint:
    """An entry of the log as it was seen: its number, and its hash in hex or the first digits of it.

    `catalogue` is the UUID of the catalogue; None where somebody typed what stands on a sheet.
    """

    entry: int
    head: str
    catalogue: str | None = None

    def against(self, catalogue: str, last: int, found: str | None) -> CheckpointOutcome:
        """How a catalogue compares: its UUID, its last entry, the hash (hex) that the entry has there."""
        if self.catalogue is not None and self.catalogue != catalogue:
            return "foreign"
        if self.entry > last:
            return "shorter"
        return "stands" if found is not None and found.startswith(self.head) else "other"


def given_checkpoint(text: str) -> LogCheckpoint:
    """What a person gave: the name of a checkpoint's file, or number and hash as in `57:3a8c 01ff`.

    Raises CatalogueError where it is neither.
    """
    path = Path(text)
    typed = _TYPED.fullmatch(text)
    # a file may be called so; what exists is meant
    if typed is not None and not path.exists():
        head = "".join(typed[2].split()).lower()
        if not _SHORTEST <= len(head) <= 64:
            raise CatalogueError(
                tr("Type at least {count} digits of the hash, such as 57:3a8c01ff.", count=_SHORTEST)
            )
        return LogCheckpoint(int(typed[1]), head)
    try:
        return _read(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise CatalogueError(
            tr("{path} cannot be read: {why}.", path=path, why=cause_words(error))
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise CatalogueError(tr("{path} is no checkpoint.", path=path)) from error


def write_checkpoint(checkpoint: LogCheckpoint, destination: Path, catalogue_folder: Path) -> None:
    """Write a checkpoint's file. Raises CatalogueError where one is there, or within a catalogue."""
    # by its real path, or a link would lead into the catalogue
    inside = destination.absolute().resolve()
    if any((folder / "catalogue.sqlite").exists() for folder in inside.parents) or inside.is_relative_to(
        catalogue_folder.resolve()
    ):
        raise CatalogueError(
            tr("A checkpoint is kept outside the catalogue: within, it would be changed with what it guards.")
        )
    if destination.exists():
        raise CatalogueError(tr("{file} exists already. Name another file.", file=destination))
    file = WholeFile(destination)
    try:
        file.write([json.dumps(_told(checkpoint), indent=2), "\n"])
        file.keep()
    except OSError as error:
        raise CatalogueError(
            tr("{file} cannot be written: {why}.", file=destination, why=cause_words(error))
        ) from error
    finally:
        file.drop()


def _told(checkpoint: LogCheckpoint) -> dict[str, Any]:
    return {
        "format": CHECKPOINT_FORMAT,
        "catalogue": checkpoint.catalogue,
        "entry": checkpoint.entry,
        "head": checkpoint.head,
        "made_at": rfc3339(datetime.now(UTC)),
    }


def _read(document: dict[str, Any]) -> LogCheckpoint:
    head = str(document["head"])
    if document["format"] != CHECKPOINT_FORMAT or re.fullmatch(r"[0-9a-f]{64}", head) is None:
        raise ValueError("no checkpoint")
    return LogCheckpoint(int(document["entry"]), head, str(document["catalogue"]))
