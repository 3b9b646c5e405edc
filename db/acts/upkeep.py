"""Work on a catalogue that is no act of a person: states of thumbnails, and looking while nobody writes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, update

from db.queries.id_list import listed
from db.reader import Reader
from db.schema import FILE


@dataclass(frozen=True, slots=True)
class ThumbnailState:
    """What became of the thumbnail of a file: `made`, or why there is none; its own SHA-256 where it was."""

    file_id: int
    state: str
    perceptual_hash: str | None
    sha256: str | None


class Upkeep(Reader):
    """Questions under the write lock, and the few writes of which no log entry tells."""

    def set_thumbnails(self, states: Sequence[ThumbnailState]) -> None:
        """Note which thumbnails there are."""
        rows = [
            {"file": one.file_id, "state": one.state, "phash": one.perceptual_hash, "own": one.sha256}
            for one in states
        ]
        if rows:
            change = update(FILE).where(FILE.c.id == bindparam("file"))
            values = change.values(
                thumbnail_state=bindparam("state"),
                perceptual_hash=bindparam("phash"),
                thumbnail_sha256=bindparam("own"),
            )
            self._connection.execute(values, rows)

    def forget_thumbnails(self, file_ids: Collection[int]) -> None:
        """These are to be made again."""
        if file_ids:
            lost = update(FILE).where(FILE.c.id.in_(listed(file_ids)))
            self._connection.execute(lost.values(thumbnail_state=None))
