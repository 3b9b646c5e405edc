"""Several ingests at once, in one process and in two, and what a dead one leaves to the living."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.catalogue import Catalogue
from app.context import Context
from app.ingest.journal import journal

ROOT = Path(__file__).parents[3]
INGEST = """
import json, sys
from pathlib import Path
from app.catalogue import Catalogue
with Catalogue.open(Path(sys.argv[1]), analyst=sys.argv[3]) as catalogue:
    report = catalogue.intake.ingest([Path(sys.argv[2])])
print(json.dumps([len(report.added), len(report.receipts), [p.message for p in report.problems]]))
"""


def write_files(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"{number:03d}.txt").write_text(f"{number} " * 500)


def context_of(catalogue: Catalogue) -> Context:
    return catalogue._context


def test_two_processes_take_in_the_same_folder_at_once(
    tmp_path: Path, catalogue: Catalogue, inbox: Path
) -> None:
    write_files(inbox, 150)

    running = [
        subprocess.Popen(
            [sys.executable, "-c", INGEST, str(catalogue.folder), str(inbox), analyst],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for analyst in ("Anna", "Boris")
    ]
    told = [json.loads(process.communicate()[0]) for process in running]

    assert sum(added for added, _, _ in told) == 150
    assert sum(receipts for _, receipts, _ in told) == 150
    assert [problems for _, _, problems in told] == [[], []]
    assert catalogue.evidence.count() == 150
    assert all(len(catalogue.evidence.dossier(item).receipts) == 2 for item in (1, 75, 150))
    assert list((catalogue.folder / "incoming").iterdir()) == []
    assert catalogue.integrity.verify().ok


def test_two_threads_take_in_the_same_folder_at_once(catalogue: Catalogue, inbox: Path) -> None:
    write_files(inbox, 100)

    with ThreadPoolExecutor(2) as threads:
        reports = list(threads.map(lambda _: catalogue.intake.ingest([inbox]), range(2)))

    assert sum(len(report.added) for report in reports) == 100
    assert sum(len(report.receipts) for report in reports) == 100
    assert catalogue.integrity.verify().ok


def test_who_opens_the_catalogue_leaves_the_ingest_of_a_living_process_alone(catalogue: Catalogue) -> None:
    incoming = catalogue.folder / "incoming"
    with journal(context_of(catalogue)) as mine:
        copy = mine.new_copy()
        copy.write_bytes(b"half a picture")

        with Catalogue.open(catalogue.folder, analyst="Somebody"):
            assert copy.exists()

    assert list(incoming.iterdir()) == []


def test_what_a_dead_process_left_is_swept_and_what_others_put_there_is_not(catalogue: Catalogue) -> None:
    incoming = catalogue.folder / "incoming"
    name = "0b0e7a3c-7a54-4b8e-9a3e-0123456789ab"
    unrecorded = "ab" * 32
    held = catalogue.folder / "originals" / "ab" / "ab" / unrecorded
    held.parent.mkdir(parents=True)
    held.write_bytes(b"renamed, never recorded")
    (incoming / f"{name}.journal").touch()
    (incoming / f"{name}-00000001.part").write_bytes(b"half")
    (incoming / f"{name}.names").write_text(f"{unrecorded} {name}-00000001.part\n{'cd' * 32} {name}-0000")
    (incoming / "my notes.txt").write_text("not of the program")

    with Catalogue.open(catalogue.folder, analyst="Analyst"):
        pass

    assert [path.name for path in incoming.iterdir()] == ["my notes.txt"]
    assert not held.exists()


def test_a_renaming_that_a_loss_of_power_undid_is_done_again(catalogue: Catalogue, inbox: Path) -> None:
    (inbox / "a.txt").write_text("words")
    [arrival] = catalogue.intake.ingest([inbox]).added
    held = catalogue.folder / "originals" / arrival.sha256[:2] / arrival.sha256[2:4] / arrival.sha256
    name = "0b0e7a3c-7a54-4b8e-9a3e-0123456789ab"
    incoming = catalogue.folder / "incoming"
    held.rename(incoming / f"{name}-00000001.part")
    (incoming / f"{name}.names").write_text(f"{arrival.sha256} {name}-00000001.part\n")

    with Catalogue.open(catalogue.folder, analyst="Analyst") as again:
        assert again.integrity.verify().ok

    assert held.read_text() == "words"
    assert list(incoming.iterdir()) == []
