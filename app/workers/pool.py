"""Worker processes for what reads hostile files: limited, replaced when they die, the batch never lost.

The standard pool loses every pending task when one process dies. Here each worker has a thread of its own
that feeds it through a pipe; a worker that dies, hangs or overflows costs the one task that it was busy with,
whose future then fails with `TaskFailedError` in plain words, and the tasks behind it go to a new worker.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import types
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Self

from app.workers.process import READY, Limits, serve
from db.causes import cause
from resources.remarks import remark

# within the limits of `app.reading.decodable` no decoder comes near 500 MB; of addresses far more are
# reserved than are used
DEFAULT_LIMITS = Limits(seconds=10.0, address_space=1_500_000_000, data=480_000_000)
AHEAD = 4
"""Tasks that a worker is given at a time: it never waits for the next, and few wait behind a slow one."""
_STARTING = 30.0
"""Seconds that a new process may take to report."""

# Starting a process exchanges the main module for a moment, which is one for the whole process.
_starting = threading.Lock()


class TaskFailedError(Exception):
    """A task that cost its worker: the message says in plain words why."""


@dataclass(slots=True)
class _Task:
    function: str | Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float
    future: "Future[Any]"


class Workers:
    """A few worker processes, started when the first task needs them. May be used from several threads."""

    def __init__(self, count: int | None = None, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._pending: deque[_Task] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._idle = 0
        # as many as there are cores: they do nothing but reckon
        self._count = count or max(1, os.cpu_count() or 1)
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(
        self, function: str | Callable[..., Any], *arguments: Any, seconds: float | None = None
    ) -> "Future[Any]":
        """Run `function` in a worker: "package.module:name", or a callable that can be pickled by name.

        `seconds` is the time limit of this task, where it is not that of the workers.

        The future gives its result, raises what it raised, or raises `TaskFailedError` if it cost the worker
        its life. `future.cancel()` works until the task is handed to a worker.
        """
        task = _Task(function, arguments, seconds or self._limits.seconds, Future())
        with self._changed:
            if self._closed:
                raise RuntimeError("these workers are closed")
            self._pending.append(task)
            if not self._idle and len(self._threads) < self._count:
                self._add_thread()
            self._changed.notify()
        return task.future

    def close(self, *, cancel: bool = False) -> None:
        """Wait for all tasks and end the processes; with `cancel` those not yet begun are dropped."""
        with self._changed:
            self._closed = True
            while cancel and self._pending:
                self._pending.popleft().future.cancel()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _add_thread(self) -> None:
        lane = _Lane(self._limits, self._take)
        thread = threading.Thread(target=lane.run, name="exhibit worker", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _take(self, most: int, patience: float | None) -> list[_Task] | None:
        """Up to `most` tasks, fairly shared; [] when none came in `patience` seconds; None when closed."""
        with self._changed:
            if patience != 0.0:
                self._idle += 1
                self._changed.wait_for(lambda: self._pending or self._closed, patience)
                self._idle -= 1
            if not self._pending:
                return None if self._closed else []
            # rounded up: the last few tasks go one to each worker, not all to the first that asks
            share = -(-len(self._pending) // self._count)
            return [self._pending.popleft() for _ in range(min(most, share))]


class _Lane:
    """One worker process after another, fed by one thread."""

    def __init__(self, limits: Limits, take: Callable[[int, float | None], list[_Task] | None]) -> None:
        self._limits, self._take = limits, take
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._under_way: deque[_Task] = deque()
        """Tasks in the order in which the worker has them; the first is the one it is busy with."""
        self._begun = 0.0

    def run(self) -> None:
        try:
            while self._more():
                self._wait()
        finally:
            self._end()
            for task in self._under_way:
                task.future.set_exception(TaskFailedError(remark("feeder ended")))

    def _more(self) -> bool:
        """Keep the worker supplied; False when there is nothing left and never will be."""
        # refilled at half: a worker goes on while more is brought, and few tasks at a time bound what lies in
        # the pipe, whose two ends must not both wait to send
        while len(self._under_way) <= AHEAD // 2:
            tasks = self._take(AHEAD - len(self._under_way), 0.0 if self._under_way else None)
            if not tasks:
                return bool(self._under_way) or tasks is not None
            # from here on a future can no longer be cancelled
            begun = [task for task in tasks if task.future.set_running_or_notify_cancel()]
            if begun:
                self._hand_over(begun)
        return True

    def _hand_over(self, tasks: list[_Task]) -> None:
        if not self._under_way:
            self._begun = time.monotonic()
        self._under_way.extend(tasks)
        self._send(tasks)

    def _send(self, tasks: list[_Task], *, again: bool = True) -> None:
        try:
            if self._pipe is None:
                self._start()
            if self._pipe is not None:
                self._pipe.send([(task.function, task.arguments, task.seconds) for task in tasks])
        except (BrokenPipeError, ConnectionError):
            self._died_unheard(tasks, again=again)
        except OSError as error:
            self._give_up_on_worker(remark("no worker", error=cause(error)))
        except RuntimeError as error:
            self._give_up_on_worker(remark("no worker", error=error))
        except Exception as error:  # noqa: BLE001 arguments that cannot be pickled raise as they please
            for task in tasks:
                self._under_way.remove(task)
                task.future.set_exception(error)

    def _died_unheard(self, tasks: list[_Task], *, again: bool) -> None:
        """A worker that died while it was idle is nobody's fault, and the tasks go to the next one, once.

        Otherwise answers may still lie in the pipe: `_wait` reads them and names who ended the worker.
        """
        if len(self._under_way) > len(tasks):
            return
        if again:
            self._end(kill=True)
            self._send(tasks, again=False)
        else:
            self._give_up_on_worker(self._cause())

    def _wait(self) -> None:
        """One answer, or the end of the worker."""
        if not self._under_way or self._pipe is None:
            return
        limit = self._under_way[0].seconds
        # the clock of a task begins when the answer before it came, not when it was sent
        left = self._begun + limit - time.monotonic()
        try:
            if not self._pipe.poll(max(left, 0.0)):
                self._give_up_on_worker(remark("took too long", seconds=f"{limit:g}"))
                return
            # bytes, not recv(): an answer that cannot be unpickled must not look like a dead worker
            answer = self._pipe.recv_bytes()
        # reading comes before looking whether it is dead: what it answered while it lived still lies in the
        # pipe
        except (EOFError, ConnectionError, OSError):
            self._give_up_on_worker(self._cause())
            return
        task = self._under_way.popleft()
        self._begun = time.monotonic()
        try:
            succeeded, value = pickle.loads(answer)  # noqa: S301 it comes from a process of our own
        except Exception as error:  # noqa: BLE001 an answer that cannot be rebuilt raises as it pleases
            succeeded, value = False, error
        if succeeded:
            task.future.set_result(value)
        else:
            task.future.set_exception(self._worded(value))

    def _worded(self, error: BaseException) -> BaseException:
        if isinstance(error, MemoryError):
            megabytes = self._limits.data // 1_000_000
            return TaskFailedError(remark("too much memory", megabytes=megabytes))
        return error

    def _cause(self) -> str:
        if self._process is None:
            return remark("worker ended")
        # seconds: the pipe ends a moment before the system knows the exit code
        self._process.join(2)
        code = self._process.exitcode
        if code is not None and code < 0:
            return remark("worker ended by signal", signal=_signal_name(-code))
        return remark("worker ended with code", code=str(code))

    def _give_up_on_worker(self, cause: str) -> None:
        """Fail the task that the worker was busy with, and give the others to a new one."""
        self._end(kill=True)
        if self._under_way:
            self._under_way.popleft().future.set_exception(TaskFailedError(cause))
        self._begun = time.monotonic()
        if self._under_way:
            self._send(list(self._under_way))

    def _start(self) -> None:
        # spawn: a fork of a process with threads inherits locks that nobody will ever let go of (10 of 10
        # tries)
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self._limits), name="exhibit worker", daemon=True
        )
        with _starting:
            main, sys.modules["__main__"] = sys.modules["__main__"], types.ModuleType("__main__")
            try:
                # A spawned process imports the main module again, which costs 500 ms with the command line
                # and must not start anything. Ours needs nothing of it, so it is shown an empty one.
                process.start()
            finally:
                sys.modules["__main__"] = main
        # our handle of its end: while that is open here, the end of the worker would never be seen
        theirs.close()
        self._process, self._pipe = process, ours
        if not ours.poll(_STARTING) or ours.recv_bytes() != READY:
            raise OSError(remark("worker silent"))
        self._begun = time.monotonic()

    def _end(self, *, kill: bool = False) -> None:
        pipe, process = self._pipe, self._process
        self._pipe = self._process = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            if kill:
                process.kill()
            # seconds to end by itself once its pipe is closed
            process.join(5)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
