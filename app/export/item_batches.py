"""Many items, a batch at a time: as much of each as an export tells."""

from collections.abc import Iterator, Sequence

from app.evidence.dossier import Dossier
from db.reader import Reader

# items read at one go: a few megabytes, and a moment short enough to stop at
BATCH = 200


def dossiers(reader: Reader, ids: Sequence[int]) -> Iterator[list[Dossier]]:
    """Items in the order of `ids`, a batch at a time.

    Custody, derivations, captions, notes, sheets and history are left empty: no export tells them.
    """
    for start in range(0, len(ids), BATCH):
        yield _batch(reader, ids[start : start + BATCH])


def _batch(reader: Reader, ids: Sequence[int]) -> list[Dossier]:
    batch = reader.batches
    publishers = {source.id: source for source in reader.claims.sources()}
    files, receipts, times = batch.files(ids), batch.receipts(ids), batch.times(ids)
    cases, links = batch.cases(ids), batch.links(ids)
    tags, where = reader.evidence.tags_of(ids), reader.places.locations_of(ids)
    taken = reader.files.snapshots([file.id for held in files.values() for file in held])
    return [
        Dossier(
            item=item,
            publisher=publishers.get(item.publisher_id or 0),
            cases=tuple(cases[item.id]),
            tags=tags[item.id],
            files=tuple(files[item.id]),
            snapshots=tuple(of for of in taken if of.file_id in {file.id for file in files[item.id]}),
            captions=(),
            receipts=tuple(receipts[item.id]),
            custody=(),
            derivations=(),
            locations=tuple(where[item.id]),
            times=tuple(times[item.id]),
            links=tuple(links[item.id]),
            notes=(),
            sheets=(),
            history=(),
        )
        for item in batch.items(ids)
    ]
