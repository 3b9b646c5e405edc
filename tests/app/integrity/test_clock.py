"""A clock that goes back by more than a minute is an entry of the log, and a doubt wherever it matters."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # the package ships no types
import pytest

from app.catalogue import Catalogue
from app.cli.program import run
from app.messages.clock import clock_basis, span

Set = Callable[[timedelta], None]
_HOURS = timedelta(hours=2, minutes=5)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Sets the clock of this machine, so far from the right time."""

    def set_clock(ahead: timedelta) -> None:
        class Wrong:
            """The clock of a machine that somebody has set."""

            @staticmethod
            def now(zone: tzinfo) -> datetime:
                return datetime.now(zone) + ahead

        for module in ("db.session", "app.sheet.drafting"):
            monkeypatch.setattr(f"{module}.datetime", Wrong)

    return set_clock


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("words")
    return path


def kinds(catalogue: Catalogue) -> list[str]:
    """The kinds of all acts, the first at the head."""
    return [entry.act for entry in reversed(catalogue.history.entries())]


def test_a_clock_that_goes_back_is_told_before_the_act_that_notices_it(
    catalogue: Catalogue, clock: Set, letter: Path
) -> None:
    clock(_HOURS)
    item = catalogue.evidence.add("photograph", "A quay")
    before = catalogue.history.entries(limit=1)[0].at
    clock(timedelta())
    catalogue.evidence.note(item, "Seen")

    assert kinds(catalogue)[-3:] == ["add", "clock", "note"]
    note, told, _ = catalogue.history.entries(limit=3)
    content = catalogue.history.content(told.sequence) or {}
    assert content["clock"] == {
        "from": before.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "to": told.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }
    assert told.label.startswith("The clock of this machine had gone back: from ")
    assert (told.undoable, told.at < before) == (False, True)
    assert 7_400 < note.clock_behind_s <= 7_500
    assert (catalogue.history.content(note.sequence) or {})["clock_behind_s"] == note.clock_behind_s
    assert catalogue.integrity.verify().log.ok


def test_it_is_told_once_and_doubted_until_the_clock_has_caught_up(catalogue: Catalogue, clock: Set) -> None:
    clock(_HOURS)
    item = catalogue.evidence.add("photograph", "A quay")
    for ahead in (0, 60, 124):
        clock(timedelta(minutes=ahead))
        catalogue.evidence.note(item, f"{ahead} minutes ahead")
    clock(timedelta(minutes=130))
    catalogue.evidence.note(item, "as late as before")

    assert kinds(catalogue)[-6:] == ["add", "clock", "note", "note", "note", "note"]
    behind = [entry.clock_behind_s for entry in reversed(catalogue.history.entries(limit=6))]
    assert behind[0] == behind[4] == behind[5] == 0
    assert behind[1] >= behind[2] > behind[3] > 3_000


@pytest.mark.parametrize(
    ("seconds", "told"), [(-61.0, True), (-3600.0 * 24 * 400, True), (-30.0, False), (3600.0, False)]
)
def test_a_minute_is_no_matter_and_a_clock_that_goes_on_is_none(
    catalogue: Catalogue, clock: Set, seconds: float, told: bool
) -> None:
    item = catalogue.evidence.add("photograph", "A quay")
    clock(timedelta(seconds=seconds))
    catalogue.evidence.note(item, "Seen")

    assert ("clock" in kinds(catalogue)) is told
    assert bool(catalogue.history.entries(limit=1)[0].clock_behind_s) is told


def test_receipts_custody_and_sheet_carry_the_doubt(
    catalogue: Catalogue, clock: Set, letter: Path, tmp_path: Path
) -> None:
    clock(_HOURS)
    catalogue.evidence.add("photograph", "A quay")
    clock(timedelta())
    catalogue.intake.ingest([letter])

    dossier = catalogue.evidence.dossier(2)
    doubt = "it had gone back by 2 h 4 min or more"
    assert dossier.receipts[0].clock_basis == f"local clock, not verified; {doubt}"
    assert dossier.custody[0].clock_behind_s > 7_400
    catalogue.sheets.save([2], tmp_path / "sheet.pdf")
    document = pypdfium2.PdfDocument((tmp_path / "sheet.pdf").read_bytes())
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    assert doubt in text
    assert text.count("the clock had gone back by 2 h") >= 2  # of the printing, and of the custody event


def test_history_and_show_say_it_on_the_command_line(
    catalogue: Catalogue, clock: Set, letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: str) -> str:
        assert run(["-c", str(catalogue.folder), *words], lambda _: 1) == 0
        return " ".join(capsys.readouterr().out.split())

    clock(_HOURS)
    catalogue.evidence.add("photograph", "A quay")
    clock(timedelta())
    catalogue.intake.ingest([letter])

    assert "The clock of this machine had gone back: from" in told("history")
    assert "clock_behind_s" in told("history", "--json")
    assert "it had gone back by 2 h 4 min or more" in told("show", "2")


def test_a_new_analyst_and_another_process_notice_it_too(catalogue: Catalogue, clock: Set) -> None:
    clock(_HOURS)
    catalogue.evidence.add("photograph", "A quay")
    clock(timedelta())
    with Catalogue.open(catalogue.folder, analyst="Bo") as other:
        assert kinds(other)[-2:] == ["clock", "agent"]
        other.evidence.note(1, "Seen")
    assert catalogue.history.entries(limit=1)[0].clock_behind_s > 7_000
    assert kinds(catalogue).count("clock") == 1


def test_an_act_that_is_refused_or_does_nothing_leaves_the_chain_whole(
    catalogue: Catalogue, clock: Set
) -> None:
    clock(_HOURS)
    item = catalogue.evidence.add("photograph", "A quay")
    clock(timedelta())
    assert catalogue.evidence.edit(item, title="A quay") is False
    catalogue.evidence.edit(item, title="Another")
    catalogue.history.undo()
    assert catalogue.evidence.dossier(item).item.title == "A quay"
    assert kinds(catalogue).count("clock") == 1
    assert catalogue.integrity.verify().log.ok


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (61, "1 min 1 s"),
        (3_600, "1 h"),
        (7_499, "2 h 4 min"),
        (90_061, "1 d 1 h"),
        (86_400 * 4_000, "4,000 d"),
    ],
)
def test_how_far_is_told_in_two_units_and_never_more_than_it_is(seconds: int, words: str) -> None:
    assert span(seconds) == words
    assert words in clock_basis(seconds)
