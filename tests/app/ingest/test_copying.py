"""Copying a file that may change, vanish or be none, onto a disk that may fail."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import Cancelled
from app.ingest.copying import CopyFailed, take_copy


def never() -> bool:
    return False


class At:
    """Does something once, at a given call: for what happens to a file while it is read."""

    def __init__(self, calls: list[int], act: Callable[[], object]) -> None:
        self._calls, self._act, self._count = calls, act, 0

    def __call__(self) -> bool:
        self._count += 1
        if self._count in self._calls:
            self._act()
        return False


@pytest.fixture
def source(inbox: Path) -> Path:
    path = inbox / "a.bin"
    path.write_bytes(os.urandom(3_000_000))
    return path


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.part"


def test_a_copy_has_the_bytes_and_both_hashes_of_its_source(source: Path, copy: Path) -> None:
    copied = take_copy(source, copy, never)

    data = source.read_bytes()
    assert copy.read_bytes() == data
    assert copied.sha256 == hashlib.sha256(data).hexdigest()
    assert copied.sha512 == hashlib.sha512(data).hexdigest()
    assert copied.size == len(data)


def test_an_empty_file_has_the_hash_of_nothing(inbox: Path, copy: Path) -> None:
    (inbox / "empty").touch()

    assert take_copy(inbox / "empty", copy, never).sha256 == hashlib.sha256(b"").hexdigest()


def test_the_source_keeps_its_times_and_may_be_read_only(source: Path, copy: Path) -> None:
    os.utime(source, (1_000_000_000, 1_500_000_000))
    source.chmod(0o400)

    take_copy(source, copy, never)

    after = source.stat()
    assert (after.st_atime, after.st_mtime) == (1_000_000_000, 1_500_000_000)


def test_a_file_that_grows_while_it_is_read_is_read_once_more(source: Path, copy: Path) -> None:
    def grow() -> None:
        with source.open("ab") as file:
            file.write(b"more")

    copied = take_copy(source, copy, At([2], grow))

    assert copied.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert copy.read_bytes() == source.read_bytes()


def test_a_file_that_never_rests_is_given_up_and_leaves_no_copy(source: Path, copy: Path) -> None:
    def touch() -> None:
        os.utime(source, ns=(0, source.stat().st_mtime_ns + 1_000_000))

    with pytest.raises(CopyFailed, match="changed while it was read, twice"):
        take_copy(source, copy, At([2, 5], touch))

    assert not copy.exists()


def test_a_file_that_is_replaced_by_another_is_read_anew(source: Path, copy: Path) -> None:
    def replace() -> None:
        other = source.with_name("other")
        other.write_bytes(b"another file")
        other.replace(source)

    copied = take_copy(source, copy, At([2], replace))

    assert copied.sha256 == hashlib.sha256(b"another file").hexdigest()


def test_a_file_that_is_removed_while_it_is_read_was_read_whole(source: Path, copy: Path) -> None:
    data = source.read_bytes()

    copied = take_copy(source, copy, At([2], source.unlink))

    assert copied.sha256 == hashlib.sha256(data).hexdigest()


def test_a_file_that_is_gone_before_is_an_error_and_leaves_no_copy(source: Path, copy: Path) -> None:
    source.unlink()

    with pytest.raises(FileNotFoundError):
        take_copy(source, copy, never)

    assert not copy.exists()


def test_a_pipe_under_the_name_of_a_file_does_not_block(source: Path, copy: Path) -> None:
    source.unlink()
    os.mkfifo(source)

    with pytest.raises(CopyFailed, match="no file any more"):
        take_copy(source, copy, never)


def test_a_copy_that_is_stopped_leaves_nothing(source: Path, copy: Path) -> None:
    with pytest.raises(Cancelled):
        take_copy(source, copy, lambda: True)

    assert not copy.exists()


def test_a_copy_that_the_disk_altered_is_not_believed(
    source: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = os.fsync

    def lying_disk(handle: int) -> None:
        os.pwrite(handle, b"\x00" * 8, 1_000)
        honest(handle)

    monkeypatch.setattr(os, "fsync", lying_disk)

    with pytest.raises(CopyFailed, match="differs from what was read"):
        take_copy(source, copy, never)

    assert not copy.exists()
