"""What any store of originals must do, and a whole catalogue over one that has no folder at all."""

import hashlib
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pypdfium2  # type: ignore[import-untyped]  # the package ships no types
import pytest
from PIL import Image

import app.catalogue
from app.catalogue import Catalogue
from app.errors import CatalogueError
from app.originals.folder_store import FolderStore
from app.originals.store import Originals, StoredName

NO_DIGESTS = ["", "ab", "A" * 64, "../" * 20 + "etcp", "g" * 64, "/" * 64]


class FarStore:
    """A second store, as one on another machine: bytes come and go, and what is lent are copies of them."""

    def __init__(self, _folder: Path) -> None:
        self.held: dict[str, bytes] = {}
        self.sent: dict[str, bytes] = {}
        self.lent: list[Path] = []

    def has(self, digest: str) -> bool:
        return _checked(digest) in self.held

    def size(self, digest: str) -> int | None:
        return len(self.held[digest]) if self.has(digest) else None

    def open(self, digest: str) -> BinaryIO:
        if not self.has(digest):
            raise CatalogueError(f"The held file {digest[:16]}… is not on the server.")
        return io.BytesIO(self.held[digest])

    @contextmanager
    def local_copy(self, digest: str) -> Iterator[Path]:
        with self.open(digest) as source, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "copy"
            path.write_bytes(source.read())
            self.lent.append(path)
            yield path

    def digest(self, digest: str) -> str:
        if not self.has(digest):
            raise FileNotFoundError(digest)
        return hashlib.sha256(self.held[digest]).hexdigest()

    def names(self) -> Iterator[StoredName]:
        for digest in self.held:
            yield StoredName(f"bucket/{digest}", digest)

    def prepare(self, complete: Path, digest: str) -> None:
        self.sent[_checked(digest)] = complete.read_bytes()

    def put(self, complete: Path, digest: str) -> None:
        self.held[_checked(digest)] = self.sent.pop(digest, b"") or complete.read_bytes()

    def take_back(self, digest: str, complete: Path) -> None:
        if self.has(digest):
            complete.write_bytes(self.held.pop(digest))

    def remove(self, digest: str) -> None:
        self.held.pop(_checked(digest), None)


def _checked(digest: str) -> str:
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise CatalogueError(f"{digest!r} is no SHA-256.")
    return digest


@pytest.fixture(params=[FolderStore, FarStore])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Originals:
    made: Originals = request.param(tmp_path / "store")
    return made


@pytest.fixture
def complete(tmp_path: Path) -> Callable[[bytes], tuple[Path, str]]:
    """A finished copy, as an ingest has one before it is put in place, and its digest."""

    def made(data: bytes) -> tuple[Path, str]:
        handle, name = tempfile.mkstemp(dir=tmp_path)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return Path(name), hashlib.sha256(data).hexdigest()

    return made


Complete = Callable[[bytes], tuple[Path, str]]


@pytest.mark.parametrize("ahead", [True, False])
@pytest.mark.parametrize("data", [b"", b"words", bytes(range(256)) * 9000])
def test_what_was_put_in_is_held_to_the_byte(
    store: Originals, complete: Complete, data: bytes, ahead: bool
) -> None:
    copy, digest = complete(data)
    assert not store.has(digest)
    assert list(store.names()) == []
    if ahead:
        store.prepare(copy, digest)
        assert not store.has(digest)

    store.put(copy, digest)

    assert store.has(digest)
    assert store.size(digest) == len(data)
    assert store.digest(digest) == digest
    with store.open(digest) as file:
        assert file.read() == data
    with store.local_copy(digest) as path:
        assert path.read_bytes() == data
        assert path.is_absolute()
    assert [name.digest for name in store.names()] == [digest]


def test_bytes_that_are_missing_are_said_to_be(store: Originals) -> None:
    digest = "ab" * 32
    assert not store.has(digest)
    assert store.size(digest) is None
    with pytest.raises(CatalogueError):
        store.open(digest)
    with pytest.raises(CatalogueError), store.local_copy(digest):
        pass
    with pytest.raises(OSError):
        store.digest(digest)
    store.remove(digest)


def test_putting_in_again_mends_what_is_there(store: Originals, complete: Complete) -> None:
    first, digest = complete(b"once")
    store.put(first, digest)
    other, _ = complete(b"else")
    store.put(other, digest)  # as if the held bytes had rotted
    assert store.digest(digest) != digest

    again, _ = complete(b"once")
    store.put(again, digest)

    assert store.digest(digest) == digest


def test_what_was_never_recorded_is_taken_back_or_removed(store: Originals, complete: Complete) -> None:
    copies = [complete(data) for data in (b"for another try", b"for nobody")]
    for copy, digest in copies:
        store.put(copy, digest)

    store.take_back(copies[0][1], copies[0][0])
    store.remove(copies[1][1])

    assert [store.has(digest) for _, digest in copies] == [False, False]
    assert copies[0][0].read_bytes() == b"for another try"
    assert list(store.names()) == []
    store.put(*copies[0])
    assert store.has(copies[0][1])


@pytest.mark.parametrize("digest", NO_DIGESTS)
def test_a_digest_that_is_none_reaches_nothing(store: Originals, complete: Complete, digest: str) -> None:
    copy, _ = complete(b"kept")
    acts: list[Callable[[], object]] = [
        lambda: store.has(digest),
        lambda: store.open(digest),
        lambda: store.local_copy(digest).__enter__(),
        lambda: store.digest(digest),
        lambda: store.prepare(copy, digest),
        lambda: store.put(copy, digest),
        lambda: store.take_back(digest, copy),
        lambda: store.remove(digest),
    ]
    for act in acts:
        with pytest.raises(CatalogueError):
            act()
    assert copy.read_bytes() == b"kept"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("length", [0, 1, 2, 3])
def test_a_link_in_a_folder_store_leads_nowhere(complete: Complete, tmp_path: Path, length: int) -> None:
    """A folder that was received may hold links; what lies behind them belongs to somebody else."""
    copy, digest = complete(b"mine")
    elsewhere = FolderStore(tmp_path / "elsewhere")
    elsewhere.put(copy, digest)
    parts = [digest[:2], digest[2:4], digest][:length]
    link = tmp_path.joinpath("store", *parts)
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path.joinpath("elsewhere", *parts))
    store = FolderStore(tmp_path / "store")

    assert not store.has(digest)
    with pytest.raises(CatalogueError, match="a link lies in"):
        store.open(digest)
    with pytest.raises(CatalogueError), store.local_copy(digest):
        pass
    if length < 3:
        with pytest.raises(OSError, match="a link lies in"):
            store.remove(digest)
        again, _ = complete(b"mine")
        with pytest.raises(OSError, match="a link lies in"):
            store.put(again, digest)
    store.take_back(digest, tmp_path / "back")
    assert elsewhere.digest(digest) == digest


def test_a_catalogue_works_whole_over_another_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken in, made small, shown, printed and verified, with no path of a store anywhere."""
    stores: dict[str, FarStore] = {}
    monkeypatch.setattr(
        app.catalogue, "FolderStore", lambda folder: stores.setdefault(folder.name, FarStore(folder))
    )
    (tmp_path / "inbox").mkdir()
    Image.linear_gradient("L").resize((640, 320)).convert("RGB").save(tmp_path / "inbox" / "a.jpg")
    Image.radial_gradient("L").convert("RGB").save(tmp_path / "inbox" / "b.png")
    with Catalogue.create(tmp_path / "case", analyst="Analyst") as catalogue:
        report = catalogue.intake.ingest([tmp_path / "inbox"])
        assert len(report.added) == 2
        assert not report.problems
        assert catalogue.thumbnails.make_missing().made == 2
        shown = catalogue.pictures.get(report.added[0].sha256, 100)
        assert (shown.width, shown.height) == (100, 50)
        printed = catalogue.sheets.save([1, 2], tmp_path / "sheets")
        assert _pictures_in(tmp_path / "sheets" / "EX-000001.pdf") > 0
        assert len(printed) == 2
        found = catalogue.integrity.verify()
        assert found.ok
        assert found.checked == 2
        assert not any(path.is_file() for path in (catalogue.folder / "originals").rglob("*"))

    far = stores["originals"]
    assert sorted(far.held) == sorted(arrival.sha256 for arrival in report.added)
    # two thumbnails, a picture, two sheets, and two pictures that verify draws again
    assert len(far.lent) == 7
    assert not any(path.exists() for path in far.lent)

    far.held[report.added[0].sha256] = b"rotten"
    far.held["ab" * 32] = b"stray"
    del far.held[report.added[1].sha256]
    with Catalogue.open(tmp_path / "case", analyst="Analyst") as catalogue:
        found = catalogue.integrity.verify()
        assert [check.exhibits for check in found.damaged] == [("EX-000001",)]
        assert [check.exhibits for check in found.missing] == [("EX-000002",)]
        assert found.unknown == (f"originals/bucket/{'ab' * 32}",)
        with pytest.raises(CatalogueError):
            catalogue.pictures.get(report.added[1].sha256)


def _pictures_in(pdf: Path) -> int:
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    kinds = [found.type for page in document for found in page.get_objects(max_depth=5)]
    document.close()
    return kinds.count(3)
