"""Worker processes: limited, replaced when they die, and the other tasks go on."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.workers.pool import TaskFailedError, Workers
from app.workers.process import Limits

ROOT = Path(__file__).parents[3]
QUICK = Limits(seconds=1.0, address_space=1_500_000_000, data=300_000_000)


def test_a_task_runs_in_another_process() -> None:
    with Workers(1) as workers:
        assert workers.submit(os.getpid).result() != os.getpid()


def test_a_function_may_be_named_and_is_then_imported_by_the_worker() -> None:
    with Workers(1) as workers:
        assert workers.submit("posixpath:basename", "/a/b").result() == "b"


def test_what_a_task_raises_is_raised_to_whoever_asked() -> None:
    with Workers(1) as workers:
        with pytest.raises(FileNotFoundError):
            workers.submit(os.stat, "/nowhere/at all").result()
        assert workers.submit(len, "abc").result() == 3


def test_a_hanging_task_fails_in_plain_words_and_the_others_go_on() -> None:
    with Workers(1, QUICK) as workers:
        before = [workers.submit(len, "a" * size) for size in range(3)]
        hanging = workers.submit(time.sleep, 60)
        behind = [workers.submit(len, "a" * size) for size in range(20)]
        with pytest.raises(TaskFailedError, match="longer than 1 seconds"):
            hanging.result(30)
        assert [found.result(30) for found in before] == [0, 1, 2]
        assert [found.result(30) for found in behind] == list(range(20))


def test_a_task_may_be_given_more_time_than_the_others() -> None:
    with Workers(1, QUICK) as workers:
        patient = workers.submit(time.sleep, 1.5, seconds=20)
        assert patient.result(30) is None


def test_a_worker_killed_in_the_middle_costs_its_own_task_alone() -> None:
    with Workers(1) as workers:
        worker = workers.submit(os.getpid).result()
        struck = workers.submit(time.sleep, 8)
        behind = [workers.submit(os.getpid) for _ in range(12)]
        time.sleep(0.3)
        os.kill(worker, signal.SIGKILL)
        with pytest.raises(TaskFailedError, match="SIGKILL"):
            struck.result(30)
        assert {found.result(30) for found in behind} != {worker}


def test_a_task_that_ends_the_process_is_named_and_the_others_go_on() -> None:
    with Workers(2) as workers:
        tasks: list[Future[Any]] = [workers.submit(len, "ab") for _ in range(30)]
        bad = workers.submit(os._exit, 3)
        tasks += [workers.submit(len, "ab") for _ in range(30)]
        with pytest.raises(TaskFailedError, match="exit code 3"):
            bad.result(30)
        assert [found.result(30) for found in tasks] == [2] * 60


def test_a_worker_that_dies_while_it_is_idle_costs_no_task() -> None:
    with Workers(1) as workers:
        worker = psutil.Process(workers.submit(os.getpid).result(30))
        worker.kill()
        while worker.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)
        assert [workers.submit(len, "ab").result(30) for _ in range(3)] == [2, 2, 2]


@pytest.mark.skipif(sys.platform != "linux", reason="the system limits memory so on Linux only")
def test_a_task_that_wants_too_much_memory_fails_in_plain_words() -> None:
    with Workers(1, QUICK) as workers:
        with pytest.raises(TaskFailedError, match="300 MB"):
            workers.submit(bytearray, 400_000_000).result()
        assert len(workers.submit(bytearray, 1_000).result()) == 1_000


def test_arguments_that_cannot_travel_fail_alone() -> None:
    with Workers(1) as workers:
        bad = workers.submit(len, threading.Lock())
        with pytest.raises(TypeError):
            bad.result(30)
        assert workers.submit(len, "abc").result(30) == 3


def test_several_threads_may_ask_at_once() -> None:
    answers: list[int] = []
    with Workers(2) as workers:

        def ask(number: int) -> None:
            answers.extend(workers.submit(abs, -number * 100 - step).result() for step in range(50))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(answers) == sorted(number * 100 + step for number in range(4) for step in range(50))


def test_nothing_starts_before_the_first_task() -> None:
    children = len(psutil.Process().children())
    with Workers(2):
        assert len(psutil.Process().children()) == children


def test_closing_finishes_what_was_asked_and_leaves_no_process() -> None:
    workers = Workers(2)
    found = [workers.submit(os.getpid) for _ in range(50)]
    workers.close()
    pids = {one.result() for one in found}
    assert not any(psutil.pid_exists(pid) for pid in pids)
    with pytest.raises(RuntimeError, match="closed"):
        workers.submit(os.getpid)


def test_closing_with_cancel_drops_what_has_not_begun() -> None:
    workers = Workers(1)
    workers.submit(os.getpid).result()
    found = [workers.submit(time.sleep, 0.2) for _ in range(40)]
    workers.close(cancel=True)
    dropped = 0
    for one in found:
        try:
            one.result(0)
        except CancelledError:
            dropped += 1
    assert dropped > 20


STORY = """
import sys
print("main module read", flush=True)
from app.workers.pool import Workers
import os
if __name__ == "__main__":
    workers = Workers(1)
    print(workers.submit(os.getpid).result(), flush=True)
    sys.stdin.read()
"""


def started(tmp_path: Path) -> tuple["subprocess.Popen[str]", int]:
    script = tmp_path / "story.py"
    script.write_text(STORY)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "main module read\n"
    return process, int(process.stdout.readline())


def gone(pid: int) -> bool:
    for _ in range(200):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_workers_die_with_a_parent_that_is_killed_and_never_run_its_main_module(tmp_path: Path) -> None:
    process, worker = started(tmp_path)
    assert process.stdout is not None
    process.kill()
    rest = process.stdout.read()
    process.wait()
    assert "main module read" not in rest
    assert gone(worker)
    for stream in (process.stdin, process.stdout):
        assert stream is not None
        stream.close()


def test_a_busy_worker_dies_with_its_parent_too(tmp_path: Path) -> None:
    script = tmp_path / "busy.py"
    script.write_text(
        "import os, sys, time\nfrom app.workers.pool import Workers\n"
        "if __name__ == '__main__':\n"
        "    workers = Workers(1)\n"
        "    print(workers.submit(os.getpid).result(), flush=True)\n"
        "    workers.submit(time.sleep, 9)\n"
        "    time.sleep(0.3)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert gone(int(done.stdout))
