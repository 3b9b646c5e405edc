"""Work on other threads: reported here, in lanes only the last, bugs never swallowed."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.errors import CatalogueError
from app.task import Task
from ui.work.jobs import Jobs


def test_work_runs_elsewhere_and_is_reported_on_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    here = QThread.currentThread()
    worked: list[bool] = []
    told: list[tuple[str, bool]] = []

    def work(_task: Task) -> str:
        worked.append(threading.current_thread() is threading.main_thread())
        return "done"

    jobs.start(work, lambda result: told.append((result, QThread.currentThread() is here)))
    qtbot.waitUntil(lambda: jobs.idle)
    assert worked == [False]
    assert told == [("done", True)]


def test_in_a_lane_only_the_last_job_reports(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    told: list[str] = []

    def slow(_task: Task) -> str:
        gate.wait(10)
        return "slow"

    jobs.start(slow, told.append, lane="search")
    jobs.start(lambda _task: "fast", told.append, lane="search")
    qtbot.waitUntil(lambda: told == ["fast"])
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert told == ["fast"]


def test_a_known_error_is_told_and_is_no_crash(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[str] = []

    def fail(_task: Task) -> None:
        raise CatalogueError("The disk is full. Free some space.")

    jobs.failed.connect(lambda error: told.append(str(error)))
    jobs.start(fail)
    qtbot.waitUntil(lambda: told == ["The disk is full. Free some space."])


def test_a_bug_in_a_job_reaches_the_crash_hook(qtbot: QtBot, jobs: Jobs) -> None:
    def broken(_task: Task) -> None:
        raise ZeroDivisionError("a bug")

    with qtbot.captureExceptions() as caught:
        jobs.start(broken)
        qtbot.waitUntil(lambda: jobs.idle and bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_cancelled_job_reports_nothing_and_is_finished(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    told: list[str] = []

    def work(task: Task) -> str:
        gate.wait(10)
        task.step(1, 2)
        return "too late"

    task = jobs.start(work, told.append, finished=lambda: told.append("finished"))
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: told == ["finished"])


def test_progress_comes_to_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[tuple[int, int | None, str]] = []

    def work(task: Task) -> None:
        task.step(3, 3, "files")

    jobs.start(work, progress=lambda *step: told.append(step))
    qtbot.waitUntil(lambda: told == [(3, 3, "files")])


@pytest.mark.usefixtures("qtbot")
def test_after_stop_nothing_is_reported() -> None:
    jobs = Jobs()
    told: list[str] = []
    jobs.start(lambda _task: "late", told.append)
    jobs.stop()
    jobs.start(lambda _task: "later", told.append)
    assert told == []


def test_a_dialog_that_is_gone_is_told_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    gate, owner = threading.Event(), QObject()
    told: list[str] = []

    def work(_task: Task) -> str:
        gate.wait(10)
        return "too late"

    jobs.start(work, told.append, owner=owner)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert told == []


def test_what_is_to_be_read_again_waits_for_the_reading_under_way(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    told: list[str] = []

    def slow(_task: Task) -> str:
        gate.wait(10)
        return "read"

    jobs.after("search", lambda: told.append("at once"))
    jobs.start(slow, told.append, lane="search")
    for number in range(3):
        jobs.after("search", partial(told.append, f"again {number}"))
    assert told == ["at once"]
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert told == ["at once", "read", "again 2"]


def test_a_reading_that_begins_later_needs_no_other_after_it(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    told: list[str] = []

    def slow(_task: Task) -> str:
        gate.wait(10)
        return "old"

    jobs.start(slow, told.append, lane="search")
    jobs.after("search", lambda: told.append("again"))
    jobs.start(lambda _task: "new", told.append, lane="search")
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert told == ["new"]


def test_who_is_gone_reads_nothing_again(qtbot: QtBot, jobs: Jobs) -> None:
    gate, owner = threading.Event(), QObject()
    told: list[str] = []
    jobs.start(lambda _task: gate.wait(10), lane="history")
    jobs.after("history", lambda: told.append("again"), owner)
    delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert told == []


@pytest.mark.usefixtures("qtbot")
def test_jobs_that_are_deleted_at_work_harm_nobody() -> None:
    gate, done = threading.Event(), threading.Event()
    jobs = Jobs()

    def work(_task: Task) -> None:
        gate.wait(10)
        done.set()

    jobs.start(work, lambda _: None)
    delete(jobs)
    gate.set()
    assert done.wait(10)
