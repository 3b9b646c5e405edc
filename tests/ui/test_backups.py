"""Backing up from the window: when asked, when due and when closing; a missing disk is a quiet line."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.backup.checking import check_backup, list_states
from app.backup.schedule import BackupPlan
from app.catalogue import Catalogue
from app.support.support_log import SupportLog
from tests.ui.conftest import PATIENCE_MS, dialog_of, settle
from ui.acts.backup_plans import BackupPlans
from ui.forms.backup_form import BackupForm
from ui.forms.reports import ReportDialog
from ui.start.application import Windows
from ui.window.main_window import MainWindow

OpenWindow = Callable[[Catalogue], MainWindow]


@pytest.fixture
def held(catalogue: Catalogue, pictures: list[Path]) -> Catalogue:
    """Five held pictures."""
    catalogue.intake.ingest(pictures)
    return catalogue


@pytest.fixture
def plans(held: Catalogue, tmp_path: Path) -> BackupPlans:
    """What the window of `open_window` remembers of that catalogue."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    return BackupPlans(settings, held.identity().uuid)


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


def form_of(qtbot: QtBot, window: MainWindow) -> BackupForm:
    window.actions_by_slot["backups.back_up"].trigger()
    return dialog_of(qtbot, window, BackupForm)


def says(form: BackupForm, words: str) -> bool:
    return words in form.problem.whole


def states(folder: Path) -> int:
    return len(list_states(folder))


def aged(plans: BackupPlans, days: int) -> None:
    """As if the last backup was made some days ago."""
    plan = plans.read()
    assert plan.last is not None
    plans.keep(replace(plan, last=plan.last - timedelta(days=days)))


def test_backing_up_now_is_told_and_remembered(
    open_window: OpenWindow, held: Catalogue, plans: BackupPlans, disk: Path, qtbot: QtBot
) -> None:
    window = open_window(held)
    form = form_of(qtbot, window)
    assert form.last.whole == "none yet"
    form.folder.setText(str(disk / "backup"))
    form.when.setCurrentIndex(form.when.findData("weekly"))
    form.verb.click()
    qtbot.waitUntil(lambda: "Backed up 5 files, 5 new." in window.messages.words, timeout=PATIENCE_MS)
    settle(qtbot, window)

    assert check_backup(disk / "backup").ok
    plan = plans.read()
    assert (plan.folder, plan.schedule, plan.files) == (str(disk / "backup"), "weekly", 5)
    assert plan.last is not None
    assert datetime.now(UTC) - plan.last < timedelta(minutes=5)
    again = form_of(qtbot, window)
    assert again.last.whole.endswith(" UTC, 5 files")
    assert (again.folder.text(), again.when.currentData()) == (str(disk / "backup"), "weekly")
    again.reject()
    assert not list(held.folder.rglob("*.ini"))


def test_a_folder_that_is_something_else_is_told_in_the_dialog(
    open_window: OpenWindow, held: Catalogue, plans: BackupPlans, disk: Path, qtbot: QtBot
) -> None:
    (disk / "photos").mkdir()
    window = open_window(held)
    form = form_of(qtbot, window)
    form.verb.click()
    assert form.problem.whole == "Choose a folder for the backup."
    for folder, words in (
        (disk, "is no backup, and not an empty folder"),
        (held.folder / "new", "reaches into the catalogue"),
        (disk / "nowhere" / "backup", "There is no folder"),
    ):
        form.folder.setText(str(folder))
        form.verb.click()
        qtbot.waitUntil(partial(says, form, words), timeout=PATIENCE_MS)
    assert form.isVisible()
    assert plans.read() == BackupPlan()
    form.reject()


def test_a_plan_is_kept_without_a_backup_and_carried_out_when_due(
    open_window: OpenWindow, held: Catalogue, plans: BackupPlans, disk: Path, qtbot: QtBot
) -> None:
    window = open_window(held)
    form = form_of(qtbot, window)
    form.folder.setText(str(disk / "backup"))
    form.when.setCurrentIndex(form.when.findData("daily"))
    form.save.click()
    qtbot.waitUntil(lambda: window.messages.words == "The backup is planned.", timeout=PATIENCE_MS)
    assert list(disk.iterdir()) == []

    window.backups.look()
    qtbot.waitUntil(lambda: "Backed up 5 files" in window.messages.words, timeout=PATIENCE_MS)
    settle(qtbot, window)
    held.evidence.note(1, "Something new.")
    settle(qtbot, window)
    window.backups.look()
    settle(qtbot, window)
    assert states(disk / "backup") == 1, "not twice a day"
    aged(plans, 1)
    window.backups.look()
    qtbot.waitUntil(lambda: states(disk / "backup") == 2, timeout=PATIENCE_MS)
    settle(qtbot, window)
    aged(plans, 1)
    window.backups.look()
    settle(qtbot, window)
    assert states(disk / "backup") == 2, "nothing has changed"


def test_nothing_is_begun_while_something_else_is_under_way(
    open_window: OpenWindow, held: Catalogue, plans: BackupPlans, disk: Path, qtbot: QtBot
) -> None:
    plans.keep(BackupPlan(str(disk / "backup"), "daily"))
    window = open_window(held)
    window.jobs.start(lambda task: qtbot.wait(0) if task.cancelled else None)
    window.backups.look()
    assert not window.status.progress.isVisible()
    settle(qtbot, window)
    assert list(disk.iterdir()) == []


def test_a_disk_that_is_not_plugged_in_is_a_quiet_line_once(
    open_window: OpenWindow, held: Catalogue, plans: BackupPlans, disk: Path, qtbot: QtBot
) -> None:
    plans.keep(BackupPlan(str(disk / "backup"), "daily"))
    window = open_window(held)
    window.backups.look()
    qtbot.waitUntil(lambda: "Backed up" in window.messages.words, timeout=PATIENCE_MS)
    settle(qtbot, window)
    held.evidence.note(1, "Something new.")
    aged(plans, 2)
    settle(qtbot, window)
    (disk / "backup").rename(disk.parent / "away")

    window.backups.look()
    qtbot.waitUntil(lambda: "is not there. Plug its disk in" in window.messages.words, timeout=PATIENCE_MS)
    settle(qtbot, window)
    assert window.messages.property("wrong") == "false"
    assert not [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    window.messages.hide()
    window.backups.look()
    settle(qtbot, window)
    assert window.messages.words == ""
    assert list(disk.iterdir()) == [], "nothing is begun in its place"
    (disk.parent / "away").rename(disk / "backup")
    window.backups.look()
    qtbot.waitUntil(lambda: states(disk / "backup") == 2, timeout=PATIENCE_MS)
    settle(qtbot, window)


def test_what_is_not_in_the_backup_is_named_in_a_report(
    open_window: OpenWindow, held: Catalogue, plans: BackupPlans, disk: Path, qtbot: QtBot
) -> None:
    [file] = held.evidence.dossier(2).files
    (held.folder / "originals" / file.sha256[:2] / file.sha256[2:4] / file.sha256).rename(disk / "gone")
    (disk / "gone").rename(disk.parent / "gone")
    plans.keep(BackupPlan(str(disk / "backup"), "daily"))
    window = open_window(held)
    window.backups.look()
    qtbot.waitUntil(lambda: "1 file is not in the backup." in window.messages.words, timeout=PATIENCE_MS)
    window.messages._offer.click()
    report = dialog_of(qtbot, window, ReportDialog)
    assert "missing\tEX-000002\tpicture 1.jpg" in report.lines.text()
    report.close()
    settle(qtbot, window)


def test_closing_waits_for_the_backup_and_only_where_something_changed(
    open_window: OpenWindow, held: Catalogue, plans: BackupPlans, disk: Path, qtbot: QtBot
) -> None:
    plans.keep(BackupPlan(str(disk / "backup"), "closing"))
    window = open_window(held)
    window.close()
    assert window.isVisible()
    assert "Close again to leave without it" in window.messages.words
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    assert states(disk / "backup") == 1
    assert check_backup(disk / "backup").ok

    second = open_window(held)
    second.close()
    qtbot.waitUntil(lambda: not second.isVisible(), timeout=PATIENCE_MS)
    assert states(disk / "backup") == 1


def test_closing_again_leaves_without_it(
    open_window: OpenWindow, held: Catalogue, plans: BackupPlans, disk: Path, qtbot: QtBot
) -> None:
    plans.keep(BackupPlan(str(disk / "backup"), "closing"))
    window = open_window(held)
    window.close()
    window.close()
    assert not window.isVisible()
    assert plans.read().last is None


def test_a_missing_disk_does_not_keep_the_window_open_and_is_told_at_the_next_opening(
    open_window: OpenWindow, held: Catalogue, plans: BackupPlans, disk: Path, qtbot: QtBot
) -> None:
    held.backups.make(disk / "backup")
    plans.keep(BackupPlan(str(disk / "backup"), "closing", datetime.now(UTC), 5, 1))
    (disk / "backup").rename(disk.parent / "away")
    window = open_window(held)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)

    second = open_window(held)
    second.backups.look()
    qtbot.waitUntil(lambda: "is not there" in second.messages.words, timeout=PATIENCE_MS)
    settle(qtbot, second)
    second.backups.retire()


def test_other_colours_and_another_catalogue_do_not_wait_and_leave_nothing_open(
    qapp: QApplication, held: Catalogue, plans: BackupPlans, disk: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    plans.keep(BackupPlan(str(disk / "backup"), "closing"))
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    log = SupportLog()
    windows = Windows(qapp, settings, "light", log)
    assert windows.open(held.folder)
    first = windows.window
    assert first is not None
    settle(qtbot, first)
    windows.recolour()
    assert not first.isVisible()
    assert windows.create(tmp_path / "another")
    assert windows.window is not None
    settle(qtbot, windows.window)
    windows.close()
    log.close()
    assert list(disk.iterdir()) == []


def test_a_plan_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    plans = BackupPlans(settings, "uuid")
    for text in ("", "{", "[]", '{"schedule": "hourly", "last": 7}', '{"files": "many"}', "null"):
        settings.setValue("backup/uuid", text)
        assert plans.read().schedule == "never"
    plan = BackupPlan("/disk/backup", "daily", datetime(2026, 3, 1, tzinfo=UTC), 3, 9)
    plans.keep(plan)
    assert plans.read() == plan
    assert BackupPlans(settings, "another").read() == BackupPlan()
