"""Questions about held files: who holds them, what was read from them, what was made of them."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from db.queries.fetch import columns, fetch
from db.queries.id_list import listed
from db.records import Derivation, MetadataTag, Snapshot
from db.schema import AGENT, DERIVATION, FILE, ITEM, ITEM_FILE, SNAPSHOT


@dataclass(frozen=True, slots=True)
class Holder:
    """A known file, and the item that holds it, if any still does."""

    file_id: int
    item_id: int | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class PictureNote:
    """What is noted of the small picture of a file."""

    file_id: int
    sha256: str
    has_no_picture: bool
    state: str | None
    perceptual_hash: str | None
    thumbnail_sha256: str | None

    @property
    def given(self) -> tuple[str, ...]:
        """The columns that hold something."""
        columns = {
            "perceptual_hash": self.perceptual_hash,
            "thumbnail_sha256": self.thumbnail_sha256,
            "thumbnail_state": self.state,
        }
        return tuple(name for name, value in columns.items() if value is not None)


def pack_tags(tags: Iterable[tuple[str, str, str, str]]) -> bytes:
    """Tags of a snapshot, each group, namespace, name and value, as they are kept."""
    # level 1: of the few hundred bytes of a photograph the higher levels save one in fifty
    return zlib.compress(json.dumps(list(tags), ensure_ascii=False).encode("utf-8", "backslashreplace"), 1)


class FileQueries:
    """Questions about bytes, whatever items they belong to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def holders(self, hashes: Sequence[str]) -> dict[str, Holder]:
        """Who holds the files of these hashes that are known; a withdrawn item only where no other does."""
        statement = (
            select(FILE.c.sha256, FILE.c.id, ITEM.c.id, ITEM.c.withdrawn.is_not(None))
            .outerjoin(ITEM_FILE, (ITEM_FILE.c.file_id == FILE.c.id) & ITEM_FILE.c.withdrawn.is_(None))
            .outerjoin(ITEM, ITEM.c.id == ITEM_FILE.c.item_id)
            .where(FILE.c.sha256.in_(hashes))
            .order_by(ITEM.c.withdrawn.is_not(None).desc(), ITEM.c.id.desc())
        )
        rows = self._connection.execute(statement)  # the last row of a hash is the one that counts
        return {digest: Holder(file, item, bool(gone)) for digest, file, item, gone in rows}

    def file_ids(self, hashes: Sequence[str]) -> dict[str, int]:
        """Ids of the files among these hashes that are known."""
        statement = select(FILE.c.sha256, FILE.c.id).where(FILE.c.sha256.in_(hashes))
        return dict(self._connection.execute(statement).all())

    def held_files(self) -> list[tuple[int, str]]:
        """Every file: id and SHA-256."""
        return list(self._connection.execute(select(FILE.c.id, FILE.c.sha256)))

    def names_of_files(self, file_ids: Sequence[int]) -> defaultdict[int, list[tuple[int, str]]]:
        """The items that hold each of these files, and the names under which they do."""
        statement = (
            select(ITEM_FILE.c.file_id, ITEM_FILE.c.item_id, ITEM_FILE.c.name)
            .where(ITEM_FILE.c.file_id.in_(listed(file_ids)), ITEM_FILE.c.withdrawn.is_(None))
            .order_by(ITEM_FILE.c.id)
        )
        found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for file, item, name in self._connection.execute(statement):
            found[file].append((item, name))
        return found

    def items_of_file(self, file_id: int) -> list[int]:
        """Items that hold a file in whatever role."""
        statement = select(ITEM_FILE.c.item_id).where(
            ITEM_FILE.c.file_id == file_id, ITEM_FILE.c.withdrawn.is_(None)
        )
        return sorted(set(self._connection.execute(statement).scalars()))

    def thumbnails_to_make(self) -> int:
        """How many files have no thumbnail yet and can have one."""
        statement = select(func.count()).where(
            FILE.c.thumbnail_state.is_(None), FILE.c.no_picture_reason.is_(None)
        )
        return self._connection.execute(statement).scalar_one()

    def with_thumbnail(self) -> list[tuple[int, str, bool]]:
        """Files whose thumbnail was made: id, SHA-256, and whether the digest of the thumbnail is known."""
        known = FILE.c.thumbnail_sha256.is_not(None)
        statement = select(FILE.c.id, FILE.c.sha256, known).where(FILE.c.thumbnail_state == "made")
        return [(number, sha256, bool(one)) for number, sha256, one in self._connection.execute(statement)]

    def thumbnail_digests(self) -> list[tuple[str, str]]:
        """Files whose thumbnail was made: their SHA-256, and that of the thumbnail."""
        statement = select(FILE.c.sha256, FILE.c.thumbnail_sha256).where(FILE.c.thumbnail_sha256.is_not(None))
        return [(sha256, digest or "") for sha256, digest in self._connection.execute(statement)]

    def picture_notes(self, after: int, until: int | None) -> list[PictureNote]:
        """What is noted of small pictures of files with an id above `after`, up to `until`.

        Without `until` the first such file, if there is one.
        """
        statement = (
            select(
                FILE.c.id,
                FILE.c.sha256,
                FILE.c.no_picture_reason.is_not(None),
                FILE.c.thumbnail_state,
                FILE.c.perceptual_hash,
                FILE.c.thumbnail_sha256,
            )
            .where(FILE.c.id > after)
            .order_by(FILE.c.id)
        )
        limited = statement.limit(1) if until is None else statement.where(FILE.c.id <= until)
        return [PictureNote(*row) for row in self._connection.execute(limited)]

    def without_thumbnail(self, limit: int, *, after: int = 0) -> list[tuple[int, str]]:
        """Files with an id above `after` whose thumbnail is still to be made: id and SHA-256."""
        statement = (
            select(FILE.c.id, FILE.c.sha256)
            .where(FILE.c.id > after, FILE.c.thumbnail_state.is_(None), FILE.c.no_picture_reason.is_(None))
            .order_by(FILE.c.id)
            .limit(limit)
        )
        return list(self._connection.execute(statement))

    def snapshots(self, file_ids: Sequence[int]) -> list[Snapshot]:
        """Metadata as read from these files, reader by reader."""
        statement = (
            select(*columns(SNAPSHOT, Snapshot))
            .where(SNAPSHOT.c.file_id.in_(file_ids))
            .order_by(SNAPSHOT.c.file_id, SNAPSHOT.c.id)
        )
        rows = self._connection.execute(statement).mappings()
        return [Snapshot(**{**row, "tags": _unpack_tags(row["tags"])}) for row in rows]

    def derivations(self, file_ids: Sequence[int]) -> list[Derivation]:
        """What was made from these files, and from what they were made."""
        used, made = FILE.alias(), FILE.alias()
        statement = (
            select(
                used.c.sha256.label("used_sha256"),
                made.c.sha256.label("made_sha256"),
                DERIVATION.c.activity,
                AGENT.c.name.label("agent"),
                DERIVATION.c.at,
            )
            .join(used, used.c.id == DERIVATION.c.used_file_id)
            .join(made, made.c.id == DERIVATION.c.made_file_id)
            .join(AGENT, AGENT.c.id == DERIVATION.c.agent_id)
            .where(DERIVATION.c.used_file_id.in_(file_ids) | DERIVATION.c.made_file_id.in_(file_ids))
            .order_by(DERIVATION.c.id)
        )
        return fetch(self._connection, Derivation, statement)


def _unpack_tags(packed: bytes) -> tuple[MetadataTag, ...]:
    return tuple(MetadataTag(*tag) for tag in json.loads(zlib.decompress(packed)))
