"""How far a comparison of all rows came, kept outside the catalogue so that it can go on after a cancel."""

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.records import LogHead
from db.queries.state_queries import Piece
from db.states.difference import RowDifference

# to write it down must cost little beside the comparison
_SECONDS_BETWEEN = 1.0


class RowProgress:
    """Pieces that are done, and what was found in them. `file` None keeps nothing.

    What is done counts only while the log has the same `head` and the database the same `mark`, taken before
    anything was read: else a row in it may have been changed, by an act or behind the log.
    """

    def __init__(self, head: LogHead, file: Path | None = None, mark: Sequence[int] | None = None) -> None:
        self.pieces: set[Piece] = set()
        self.compared = 0
        self.differences: list[RowDifference] = []
        self._head = [head.sequence, head.hash.hex()]
        self._mark = None if mark is None else list(mark)
        self._file = None if mark is None else file
        self._kept = time.monotonic()

    def resume(self) -> None:
        """Take over what was done before."""
        if self._file is None:
            return
        # a file of another version, or half a one, is no progress; the comparison begins anew
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(self._file.read_text("utf-8"))
            if told["head"] == self._head and told["mark"] == self._mark:
                self._take(told)

    def add(self, piece: Piece, rows: int, differences: Sequence[RowDifference]) -> None:
        """A piece is done."""
        self.pieces.add(piece)
        self.compared += rows
        self.differences += differences
        if self._file is not None and time.monotonic() - self._kept > _SECONDS_BETWEEN:
            self._keep(self._file)

    def forget(self) -> None:
        """Everything is done."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def _take(self, told: dict[str, Any]) -> None:
        pieces = {Piece(table, first, last) for table, first, last in told["pieces"]}
        differences = [
            RowDifference(**{**each, "key": tuple(each["key"]), "columns": ()})
            for each in told["differences"]
        ]
        self.pieces, self.compared, self.differences = pieces, int(told["compared"]), differences

    def _keep(self, file: Path) -> None:
        told = {
            "head": self._head,
            "mark": self._mark,
            "pieces": [[piece.table, piece.first, piece.last] for piece in self.pieces],
            "compared": self.compared,
            "differences": [asdict(each) for each in self.differences],
        }
        part = file.with_suffix(".part")
        with suppress(OSError):  # a state folder that cannot be written is no reason to fail
            file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(told), "utf-8")
            part.replace(file)
        self._kept = time.monotonic()
