"""Stories of taking in: what arrives, what is said, and what the catalogue holds afterwards."""

import hashlib
import os
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import Cancelled, CatalogueError
from app.ingest import run
from app.ingest.records import SharedFields
from app.task import Task
from tests.app.ingest.conftest import Draw


def incoming(catalogue: Catalogue) -> list[str]:
    return sorted(path.name for path in (catalogue.folder / "incoming").iterdir())


def write_sidecar(picture: Path) -> None:
    picture.with_suffix(".xmp").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
        '<rdf:li xml:lang="ko">청진항</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF>'
        "</x:xmpmeta>",
        encoding="utf-8",
    )


def test_a_picture_is_held_hashed_and_known_in_all_its_parts(catalogue: Catalogue, draw: Draw) -> None:
    path = draw("Порт Чхонджин.jpg", lat=-41.78, lon=129.79)
    os.utime(path, (1_700_000_000, 1_700_000_000))

    report = catalogue.intake.ingest([path], SharedFields(obtained_from="A reader", method="e-mail"))

    assert [(a.exhibit, a.path) for a in report.added] == [("EX-000001", str(path))]
    assert (report.receipts, report.problems) == ((), ())
    dossier = catalogue.evidence.dossier(1)
    data = path.read_bytes()
    original = dossier.original
    assert original is not None
    assert original.sha256 == hashlib.sha256(data).hexdigest() == report.added[0].sha256
    assert original.sha512 == hashlib.sha512(data).hexdigest()
    assert (original.size, original.media_type) == (len(data), "image/jpeg")
    assert (original.width, original.height) == (32, 24)
    assert dossier.item.title == "Порт Чхонджин"
    assert (dossier.item.type, dossier.item.held) == ("photograph", True)
    assert dossier.item.camera == "Nordkamera N1"
    [receipt] = dossier.receipts
    assert (receipt.obtained_from, receipt.method, receipt.name) == ("A reader", "e-mail", path.name)
    assert receipt.modified_at is not None
    assert receipt.modified_at.timestamp() == 1_700_000_000
    assert (receipt.collector, receipt.clock_basis) == ("Analyst", "local clock, not verified")
    [location] = dossier.locations
    assert (location.role, location.basis, location.method) == ("camera", "recorded", "EXIF GPS")
    assert (location.lat, location.lon) == pytest.approx((-41.78, 129.79), abs=1e-6)
    [time] = [time for time in dossier.times if time.tag == "EXIF DateTimeOriginal"]
    assert (time.kind, time.basis, time.raw) == ("captured", "recorded", "2024:10:17 12:34:56")
    [event] = dossier.custody
    assert (event.event, event.outcome, event.hash_verified) == ("ing", "taken in", True)
    assert any(tag.name == "Make" for snapshot in dossier.snapshots for tag in snapshot.tags)
    assert incoming(catalogue) == []


def test_the_held_bytes_are_read_only_and_the_source_is_as_it_was(catalogue: Catalogue, draw: Draw) -> None:
    path = draw("a.jpg")
    before = path.stat()

    [arrival] = catalogue.intake.ingest([path]).added

    held = catalogue.folder / "originals" / arrival.sha256[:2] / arrival.sha256[2:4] / arrival.sha256
    assert held.read_bytes() == path.read_bytes()
    assert held.stat().st_mode & 0o222 == 0
    after = path.stat()
    assert (after.st_mtime_ns, after.st_mode, after.st_ino) == (
        before.st_mtime_ns,
        before.st_mode,
        before.st_ino,
    )


def test_the_log_says_what_was_taken_in_and_ingest_is_not_undone(catalogue: Catalogue, draw: Draw) -> None:
    draw("a.jpg", 1), draw("b.jpg", 2)
    report = catalogue.intake.ingest([draw("c.jpg", 3).parent], SharedFields(url="https://example.org/x"))

    entries = [entry for entry in reversed(catalogue.history.entries()) if entry.act == "ingest"]
    contents = [catalogue.history.content(entry.sequence) or {} for entry in entries]
    told = [file["sha256"] for content in contents for file in content["files"]]
    assert told == [arrival.sha256 for arrival in report.added]
    assert all(content["shared"] == {"url": "https://example.org/x"} for content in contents)
    assert not any(entry.undoable for entry in entries)
    with pytest.raises(CatalogueError, match="nothing of yours to undo"):
        catalogue.history.undo()


def test_exhibit_numbers_follow_the_order_of_the_names(catalogue: Catalogue, inbox: Path) -> None:
    for number in range(100):
        (inbox / f"{number:03d}.txt").write_text("x" * (number * 977 % 5000) + str(number))

    report = catalogue.intake.ingest([inbox])

    assert [(a.exhibit, Path(a.path).name) for a in report.added] == [
        (f"EX-{number + 1:06d}", f"{number:03d}.txt") for number in range(100)
    ]


def test_no_file_is_lost_however_often_a_group_falls_due_while_another_is_read(
    catalogue: Catalogue, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_GROUP_SECONDS", 0.0)
    monkeypatch.setattr(run, "_GLANCE_SECONDS", 0.0001)
    for number in range(60):
        (inbox / f"{number:02d}.txt").write_text(str(number))

    report = catalogue.intake.ingest([inbox])

    assert len(report.added) == catalogue.evidence.count() == 60


def test_the_same_bytes_are_taken_in_once_and_received_twice(catalogue: Catalogue, draw: Draw) -> None:
    first = draw("a.jpg")
    second = first.with_name("copy of a.jpg")
    second.write_bytes(first.read_bytes())

    report = catalogue.intake.ingest([first, second])

    assert [a.exhibit for a in report.added] == ["EX-000001"]
    assert [(a.exhibit, a.path) for a in report.receipts] == [("EX-000001", str(second))]
    dossier = catalogue.evidence.dossier(1)
    assert len(dossier.files) == 1
    assert [receipt.name for receipt in dossier.receipts] == ["a.jpg", "copy of a.jpg"]
    assert [event.outcome for event in dossier.custody] == ["taken in", "received again"]
    assert catalogue.evidence.count() == 1


def test_running_again_over_a_folder_adds_a_receipt_a_file_and_nothing_else(
    catalogue: Catalogue, draw: Draw
) -> None:
    inbox = draw("a.jpg", 1).parent
    draw("deep/b.jpg", 2)
    first = catalogue.intake.ingest([inbox])

    again = catalogue.intake.ingest([inbox])

    assert (again.added, again.problems) == ((), ())
    assert [a.path for a in again.receipts] == [a.path for a in first.added]
    dossiers = [catalogue.evidence.dossier(arrival.item_id) for arrival in first.added]
    assert [len(d.files) for d in dossiers] == [1, 1]
    assert [len(d.receipts) for d in dossiers] == [2, 2]
    assert catalogue.integrity.verify().ok


def test_bytes_of_a_withdrawn_item_say_so_when_they_come_again(catalogue: Catalogue, draw: Draw) -> None:
    path = draw("a.jpg")
    catalogue.intake.ingest([path])
    catalogue.evidence.withdraw(1, "taken in by mistake")

    report = catalogue.intake.ingest([path])

    assert [a.exhibit for a in report.receipts] == ["EX-000001"]
    assert [p.message for p in report.problems] == ["EX-000001, which holds these bytes, was withdrawn."]


def test_bytes_that_went_missing_come_back_with_their_next_arrival(catalogue: Catalogue, draw: Draw) -> None:
    path = draw("a.jpg")
    [arrival] = catalogue.intake.ingest([path]).added
    held = catalogue.folder / "originals" / arrival.sha256[:2] / arrival.sha256[2:4] / arrival.sha256
    held.unlink()

    report = catalogue.intake.ingest([path])

    assert [p.message for p in report.problems] == [
        "Its held bytes had gone missing and were put back from this file."
    ]
    assert held.read_bytes() == path.read_bytes()
    assert catalogue.integrity.verify().ok


def test_empty_files_share_one_item_and_each_is_told(catalogue: Catalogue, inbox: Path) -> None:
    (inbox / "a.jpg").touch()
    (inbox / "b.txt").touch()

    report = catalogue.intake.ingest([inbox])

    assert [Path(a.path).name for a in report.added] == ["a.jpg"]
    assert [Path(a.path).name for a in report.receipts] == ["b.txt"]
    assert {(Path(p.path).name, p.message) for p in report.problems} >= {("a.jpg", "The file is empty.")}


def test_a_name_that_is_no_text_is_kept_in_bytes_and_shown_escaped(catalogue: Catalogue, inbox: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(inbox) + b"/caf\xe9.txt"))
    path.write_text("words")

    report = catalogue.intake.ingest([inbox])

    assert [Path(a.path).name for a in report.added] == ["caf\\xe9.txt"]
    dossier = catalogue.evidence.dossier(1)
    assert dossier.item.title == "caf\\xe9"
    assert dossier.receipts[0].name == "caf\\xe9.txt"


def test_a_sidecar_is_a_part_of_its_picture_and_speaks_for_it(catalogue: Catalogue, draw: Draw) -> None:
    picture = draw("a.jpg")
    write_sidecar(picture)

    report = catalogue.intake.ingest([picture.parent])

    assert [(a.exhibit, Path(a.path).name) for a in report.added] == [
        ("EX-000001", "a.jpg"),
        ("EX-000001", "a.xmp"),
    ]
    dossier = catalogue.evidence.dossier(1)
    assert [(file.role, file.name) for file in dossier.files] == [("original", "a.jpg"), ("sidecar", "a.xmp")]
    assert [receipt.sidecar_of for receipt in dossier.receipts] == [None, dossier.files[0].id]
    assert "청진항" in [caption.text for caption in dossier.captions]
    assert catalogue.evidence.count() == 1

    again = catalogue.intake.ingest([picture.parent])
    assert len(again.receipts) == 2
    assert len(catalogue.evidence.dossier(1).files) == 2


def test_a_sidecar_that_comes_later_speaks_for_its_picture_too(catalogue: Catalogue, draw: Draw) -> None:
    picture = draw("a.jpg", lat=1.0, lon=2.0)
    catalogue.intake.ingest([picture])
    before = catalogue.evidence.dossier(1)
    write_sidecar(picture)

    report = catalogue.intake.ingest([picture])

    assert [Path(a.path).name for a in report.added] == ["a.xmp"]
    assert [Path(a.path).name for a in report.receipts] == ["a.jpg"]
    after = catalogue.evidence.dossier(1)
    assert "청진항" in [caption.text for caption in after.captions]
    assert (after.locations, after.times) == (before.locations, before.times)
    assert len(after.snapshots) == len(before.snapshots) + 1


def test_tags_and_cases_of_a_batch_reach_what_is_new_and_what_was_held(
    catalogue: Catalogue, draw: Draw
) -> None:
    held, new = draw("a.jpg", 1), draw("b.jpg", 2)
    catalogue.intake.ingest([held])
    case = catalogue.cases.add("Rail", label="K1")

    catalogue.intake.ingest([held, new], SharedFields(case_ids=(case,), tags=("rail",)))
    catalogue.intake.ingest([held, new], SharedFields(case_ids=(case,), tags=("rail",)))

    for item in (1, 2):
        dossier = catalogue.evidence.dossier(item)
        assert dossier.tags == ("rail",)
        assert [found.label for found in dossier.cases] == ["K1"]


def test_any_type_of_file_is_taken_in_and_named_by_its_content(catalogue: Catalogue, inbox: Path) -> None:
    (inbox / "a.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    (inbox / "b.bin").write_bytes(bytes(range(256)))
    (inbox / "c.txt").write_text("plain words\n")

    catalogue.intake.ingest([inbox])

    assert [line.type for line in catalogue.evidence.lines([1, 2, 3])] == ["document", "other", "document"]


def test_a_type_that_is_said_overrules_the_content(catalogue: Catalogue, draw: Draw) -> None:
    catalogue.intake.ingest([draw("a.jpg")], SharedFields(item={"type": "Aerial Imagery"}))

    assert catalogue.evidence.dossier(1).item.type == "aerial imagery"
    with pytest.raises(CatalogueError, match="Type is one of"):
        catalogue.intake.ingest([draw("b.jpg")], SharedFields(item={"type": "painting"}))


def test_a_bad_file_among_good_ones_is_a_line_and_stops_nothing(catalogue: Catalogue, draw: Draw) -> None:
    good, bad = draw("a.jpg", 1), draw("b.jpg", 2).with_name("gone.jpg")
    other = draw("c.jpg", 3)

    report = catalogue.intake.ingest([good, bad, other])

    assert [Path(a.path).name for a in report.added] == ["a.jpg", "c.jpg"]
    assert [p.path for p in report.problems] == [str(bad)]


def test_progress_is_told_and_a_cancel_keeps_what_was_recorded(catalogue: Catalogue, inbox: Path) -> None:
    for number in range(300):
        (inbox / f"{number:03d}.txt").write_text(str(number))
    task = Task(lambda done, total, words: task.cancel() if done >= 100 else None)

    with pytest.raises(Cancelled):
        catalogue.intake.ingest([inbox], task=task)

    kept = catalogue.evidence.count()
    assert 0 < kept < 300
    assert incoming(catalogue) == []
    assert catalogue.integrity.verify().ok
    report = catalogue.intake.ingest([inbox])
    assert (len(report.receipts), len(report.added)) == (kept, 300 - kept)


def test_cancelled_before_the_first_file_nothing_is_there(catalogue: Catalogue, draw: Draw) -> None:
    task = Task()
    task.cancel()

    with pytest.raises(Cancelled):
        catalogue.intake.ingest([draw("a.jpg")], task=task)

    assert catalogue.evidence.count() == 0
    assert incoming(catalogue) == []
    verified = catalogue.integrity.verify()
    assert (verified.ok, verified.checked) == (True, 0)


def test_an_item_that_waits_for_bytes_becomes_the_holder_of_them(catalogue: Catalogue, inbox: Path) -> None:
    text = inbox / "article.txt"
    text.write_text("Last week a message came.", encoding="utf-8")
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    item = catalogue.evidence.add("document", "The article", expected_sha256=digest)

    report = catalogue.intake.ingest([text])

    assert [a.item_id for a in report.added] == [item]
    dossier = catalogue.evidence.dossier(item)
    assert dossier.item.held
    assert dossier.item.title == "The article"
    assert [file.sha256 for file in dossier.files] == [digest]
    assert catalogue.evidence.count() == 1


def test_a_file_obtained_later_becomes_the_held_file_of_its_item(catalogue: Catalogue, draw: Draw) -> None:
    item = catalogue.evidence.add("photograph", "The port")
    path = draw("port.jpg", lat=41.78, lon=129.79)

    report = catalogue.intake.attach(item, path, SharedFields(obtained_from="The agency"))

    assert [(a.item_id, a.path) for a in report.added] == [(item, str(path))]
    dossier = catalogue.evidence.dossier(item)
    assert (dossier.item.held, dossier.item.title) == (True, "The port")
    assert dossier.item.camera == "Nordkamera N1"
    assert [receipt.obtained_from for receipt in dossier.receipts] == ["The agency"]
    assert [location.basis for location in dossier.locations] == ["recorded"]
    assert [event.event for event in dossier.custody] == ["ing"]
    assert catalogue.history.entries(limit=1)[0].label == "Attach “port.jpg” to EX-000001"

    again = catalogue.intake.attach(item, path)
    assert (len(again.added), len(again.receipts)) == (0, 1)
    assert len(catalogue.evidence.dossier(item).files) == 1


def test_bytes_of_another_item_are_a_receipt_when_they_are_attached(catalogue: Catalogue, draw: Draw) -> None:
    path = draw("port.jpg")
    catalogue.intake.ingest([path])
    item = catalogue.evidence.add("photograph", "The port")

    report = catalogue.intake.attach(item, path)

    assert (report.added, [arrival.item_id for arrival in report.receipts]) == ((), [item])
    assert catalogue.evidence.dossier(item).item.held


def test_a_working_copy_lies_among_the_derivatives_and_is_verified(catalogue: Catalogue, draw: Draw) -> None:
    catalogue.intake.ingest([draw("a.jpg", 1)])

    [arrival] = catalogue.intake.attach(1, draw("crop.jpg", 2), role="working copy").added

    assert [f.role for f in catalogue.evidence.dossier(1).files] == ["original", "working copy"]
    store = catalogue.folder / "derivatives"
    assert (store / arrival.sha256[:2] / arrival.sha256[2:4] / arrival.sha256).is_file()
    assert catalogue.integrity.verify().ok


def test_attaching_says_plainly_what_cannot_be_attached(catalogue: Catalogue, draw: Draw) -> None:
    item = catalogue.evidence.add("photograph", "The port")
    for path in (draw("a.jpg").parent, draw("a.jpg").with_name("gone.jpg")):
        with pytest.raises(CatalogueError, match="is no file"):
            catalogue.intake.attach(item, path)
    with pytest.raises(CatalogueError, match="own folder"):
        catalogue.intake.attach(item, catalogue.folder / "catalogue.sqlite")
    with pytest.raises(CatalogueError, match="There is no EX-000099"):
        catalogue.intake.attach(99, draw("a.jpg"))
    catalogue.evidence.withdraw(item, "a mistake")
    with pytest.raises(CatalogueError, match="was withdrawn"):
        catalogue.intake.attach(item, draw("a.jpg"))
    assert catalogue.integrity.verify().checked == 0


def test_found_by_its_words_before_it_has_a_thumbnail(catalogue: Catalogue, draw: Draw) -> None:
    catalogue.intake.ingest([draw("청진 port.jpg")])

    assert catalogue.thumbnails.missing() == 1
    assert [line.title for line in catalogue.evidence.lines([1])] == ["청진 port"]
