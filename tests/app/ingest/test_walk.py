"""From what a person names to the files that are taken in, and a line for everything else."""

import os
import socket
from pathlib import Path

import pytest

from app.ingest.walk import FoundFile, walk


def names(found: list[FoundFile], top: Path) -> list[str]:
    return [file.path.relative_to(top).as_posix() for file in found]


def test_a_folder_is_walked_in_order_of_names_and_to_its_depth(inbox: Path, tmp_path: Path) -> None:
    for name in ("b.jpg", "a/2.jpg", "a/1.jpg", "c/d/e.txt"):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(b"x")

    found, problems = walk([inbox], tmp_path / "catalogue")

    assert names(found, inbox) == ["a/1.jpg", "a/2.jpg", "b.jpg", "c/d/e.txt"]
    assert problems == []


def test_a_file_that_is_named_twice_is_found_once(inbox: Path, tmp_path: Path) -> None:
    (inbox / "a.jpg").write_bytes(b"x")

    found, _ = walk([inbox / "a.jpg", inbox, inbox / "a.jpg"], tmp_path / "catalogue")

    assert names(found, inbox) == ["a.jpg"]


def test_the_own_folder_of_the_catalogue_is_refused_however_it_is_reached(tmp_path: Path) -> None:
    own = tmp_path / "cases" / "catalogue"
    (own / "originals").mkdir(parents=True)
    (own / "originals" / "x").write_bytes(b"x")
    (tmp_path / "cases" / "a.jpg").write_bytes(b"a")
    (tmp_path / "door").symlink_to(own)

    for way in (own, own / "originals", own / "originals" / "x", tmp_path / "door"):
        found, problems = walk([way], own)
        assert found == []
        assert [(p.message, p.skipped) for p in problems] == [
            ("This is the catalogue's own folder: it is not taken in.", True)
        ]

    found, problems = walk([tmp_path / "cases"], own)
    assert [file.path.name for file in found] == ["a.jpg"]
    assert [problem.path for problem in problems] == [str(own)]


def test_pipes_sockets_and_devices_are_named_and_left_out(inbox: Path, tmp_path: Path) -> None:
    os.mkfifo(inbox / "pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(inbox / "socket"))
        found, problems = walk([inbox, Path("/dev/null")], tmp_path / "catalogue")

    assert found == []
    assert {Path(p.path).name: p.message for p in problems} == {
        "pipe": "This is a pipe, not a file: not taken in.",
        "socket": "This is a socket, not a file: not taken in.",
        "null": "This is a device, not a file: not taken in.",
    }
    assert all(problem.skipped for problem in problems)


def test_a_link_is_followed_when_it_is_named_and_left_out_inside_a_folder(
    inbox: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside.jpg").write_bytes(b"x")
    (inbox / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    (inbox / "circle").symlink_to(inbox)

    found, problems = walk([inbox], tmp_path / "catalogue")
    assert found == []
    assert [Path(problem.path).name for problem in problems] == ["circle", "link.jpg"]

    found, problems = walk([inbox / "link.jpg"], tmp_path / "catalogue")
    assert names(found, inbox) == ["link.jpg"]
    assert problems == []


def test_links_that_lead_nowhere_or_in_a_circle_are_a_line_each(inbox: Path, tmp_path: Path) -> None:
    (inbox / "nowhere").symlink_to(inbox / "gone")
    (inbox / "one").symlink_to(inbox / "two")
    (inbox / "two").symlink_to(inbox / "one")

    found, problems = walk([inbox / "nowhere", inbox / "one", inbox / "missing"], tmp_path / "catalogue")

    assert found == []
    assert [Path(problem.path).name for problem in problems] == ["nowhere", "one", "missing"]
    assert not any(problem.skipped for problem in problems)


def test_what_the_system_keeps_for_itself_is_left_out_of_folders_only(inbox: Path, tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", ".hidden.jpg"):
        (inbox / name).write_bytes(b"x")

    found, problems = walk([inbox], tmp_path / "catalogue")
    assert names(found, inbox) == [".hidden.jpg"]
    assert [Path(problem.path).name for problem in problems] == [".DS_Store", "Thumbs.db"]

    found, _ = walk([inbox / "Thumbs.db"], tmp_path / "catalogue")
    assert names(found, inbox) == ["Thumbs.db"]


def test_a_sidecar_goes_with_its_picture_and_alone_it_is_a_file(inbox: Path, tmp_path: Path) -> None:
    for name in ("a.jpg", "a.xmp", "b.nef", "b.jpg", "b.xmp", "c.jpg", "c.jpg.xmp", "alone.xmp"):
        (inbox / name).write_bytes(b"x")

    found, _ = walk([inbox], tmp_path / "catalogue")

    assert {file.path.name: file.sidecar and file.sidecar.name for file in found} == {
        "a.jpg": "a.xmp",
        "alone.xmp": None,
        "b.jpg": "b.xmp",
        "b.nef": "b.xmp",
        "c.jpg": "c.jpg.xmp",
    }


def test_a_name_that_is_no_text_is_found(inbox: Path, tmp_path: Path) -> None:
    raw = os.fsencode(inbox) + b"/\xff\xfe.jpg"
    Path(os.fsdecode(raw)).write_bytes(b"x")

    found, problems = walk([inbox], tmp_path / "catalogue")

    assert [os.fsencode(file.path) for file in found] == [raw]
    assert problems == []


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_folder_that_cannot_be_read_is_a_line(inbox: Path, tmp_path: Path) -> None:
    (inbox / "closed").mkdir(mode=0)

    found, problems = walk([inbox], tmp_path / "catalogue")

    assert found == []
    assert [problem.message for problem in problems] == ["It cannot be read: Permission denied."]
