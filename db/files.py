"""Questions about held files: who holds them, what was read from them, what was made of them."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from db.fetch import columns, fetch
from db.records import Derivation, MetadataTag, Snapshot
from db.schema import AgentRow, DerivationRow, FileRow, ItemFileRow, ItemRow, SnapshotRow
from db.sqlite import listed


@dataclass(frozen=True, slots=True)
class Holder:
    """A known file, and the item that holds it, if any still does."""

    file_id: int
    item_id: int | None
    withdrawn: bool = False


def pack_tags(tags: Iterable[tuple[str, str, str, str]]) -> bytes:
    """Tags of a snapshot, each group, namespace, name and value, as they are kept."""
    return zlib.compress(json.dumps(list(tags), ensure_ascii=False).encode("utf-8", "backslashreplace"), 1)


class Files:
    """Questions about bytes, whatever items they belong to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def holders(self, hashes: Sequence[str]) -> dict[str, Holder]:
        """Who holds the files of these hashes that are known; a withdrawn item only where no other does."""
        statement = (
            select(FileRow.sha256, FileRow.id, ItemRow.id, ItemRow.withdrawn.is_not(None))
            .outerjoin(ItemFileRow, (ItemFileRow.file_id == FileRow.id) & ItemFileRow.withdrawn.is_(None))
            .outerjoin(ItemRow, ItemRow.id == ItemFileRow.item_id)
            .where(FileRow.sha256.in_(hashes))
            .order_by(ItemRow.withdrawn.is_not(None).desc(), ItemRow.id.desc())
        )
        rows = self._connection.execute(statement)  # the last row of a hash is the one that counts
        return {digest: Holder(file, item, bool(gone)) for digest, file, item, gone in rows}

    def file_ids(self, hashes: Sequence[str]) -> dict[str, int]:
        """Ids of the files among these hashes that are known."""
        statement = select(FileRow.sha256, FileRow.id).where(FileRow.sha256.in_(hashes))
        return dict(self._connection.execute(statement).all())

    def held_files(self) -> list[tuple[int, str]]:
        """Every file: id and SHA-256."""
        return list(self._connection.execute(select(FileRow.id, FileRow.sha256)))

    def names_of_files(self, file_ids: Sequence[int]) -> defaultdict[int, list[tuple[int, str]]]:
        """The items that hold each of these files, and the names under which they do."""
        statement = (
            select(ItemFileRow.file_id, ItemFileRow.item_id, ItemFileRow.name)
            .where(ItemFileRow.file_id.in_(listed(file_ids)), ItemFileRow.withdrawn.is_(None))
            .order_by(ItemFileRow.id)
        )
        found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for file, item, name in self._connection.execute(statement):
            found[file].append((item, name))
        return found

    def items_of_file(self, file_id: int) -> list[int]:
        """Items that hold a file in whatever role."""
        statement = select(ItemFileRow.item_id).where(
            ItemFileRow.file_id == file_id, ItemFileRow.withdrawn.is_(None)
        )
        return sorted(set(self._connection.execute(statement).scalars()))

    def thumbnails_to_make(self) -> int:
        """How many files have no thumbnail yet and can have one."""
        statement = select(func.count()).where(
            FileRow.thumbnail_state.is_(None), FileRow.no_picture_reason.is_(None)
        )
        return self._connection.execute(statement).scalar_one()

    def with_thumbnail(self) -> list[tuple[int, str]]:
        """Files whose thumbnail was made: id and SHA-256."""
        statement = select(FileRow.id, FileRow.sha256).where(FileRow.thumbnail_state == "made")
        return list(self._connection.execute(statement))

    def without_thumbnail(self, limit: int, *, after: int = 0) -> list[tuple[int, str]]:
        """Files with an id above `after` whose thumbnail is still to be made: id and SHA-256."""
        statement = (
            select(FileRow.id, FileRow.sha256)
            .where(FileRow.id > after, FileRow.thumbnail_state.is_(None), FileRow.no_picture_reason.is_(None))
            .order_by(FileRow.id)
            .limit(limit)
        )
        return list(self._connection.execute(statement))

    def snapshots(self, file_ids: Sequence[int]) -> list[Snapshot]:
        """Metadata as read from these files, reader by reader."""
        statement = (
            select(*columns(SnapshotRow, Snapshot))
            .where(SnapshotRow.file_id.in_(file_ids))
            .order_by(SnapshotRow.file_id, SnapshotRow.id)
        )
        rows = self._connection.execute(statement).mappings()
        return [Snapshot(**{**row, "tags": _unpack_tags(row["tags"])}) for row in rows]

    def derivations(self, file_ids: Sequence[int]) -> list[Derivation]:
        """What was made from these files, and from what they were made."""
        used, made = aliased(FileRow), aliased(FileRow)
        statement = (
            select(
                used.sha256.label("used_sha256"),
                made.sha256.label("made_sha256"),
                DerivationRow.activity,
                AgentRow.name.label("agent"),
                DerivationRow.at,
            )
            .join(used, used.id == DerivationRow.used_file_id)
            .join(made, made.id == DerivationRow.made_file_id)
            .join(AgentRow, AgentRow.id == DerivationRow.agent_id)
            .where(DerivationRow.used_file_id.in_(file_ids) | DerivationRow.made_file_id.in_(file_ids))
            .order_by(DerivationRow.id)
        )
        return fetch(self._connection, Derivation, statement)


def _unpack_tags(packed: bytes) -> tuple[MetadataTag, ...]:
    return tuple(MetadataTag(*tag) for tag in json.loads(zlib.decompress(packed)))
