"""The inside of a worker process: takes tasks from a pipe, runs them within limits, answers one by one.

Imports only the standard library, so that a worker starts in about 50 ms; readers are imported by the first
task that needs them.
"""

import importlib
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

GRACE = 5
"""Seconds after the time limit at which a worker ends itself, should its parent no longer do it."""
READY = b"ready"
_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD of malloc.h."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use. Memory is limited on POSIX systems only."""

    seconds: float
    """For a task that has no limit of its own."""
    address_space: int
    """Bytes of virtual memory, libraries and reservations included."""
    data: int
    """Bytes of private writable memory, which is close to what is resident (Linux)."""


def serve(connection: Connection, limits: Limits) -> None:
    """Answer (succeeded, result or error) for each task, in turn, until the pipe closes."""
    _prepare(limits)
    # only now: no task runs before the limits stand
    connection.send_bytes(READY)
    while True:
        try:
            tasks: list[tuple[str | Callable[..., Any], tuple[Any, ...], float]] = connection.recv()
        except (EOFError, OSError):
            return
        for function, arguments, seconds in tasks:
            answer = _answer(function, arguments, seconds)
            try:
                connection.send_bytes(answer)
            except OSError:
                return  # The parent is gone.


def _answer(function: str | Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> bytes:
    _alarm(seconds + GRACE)
    try:
        result: Any = _resolved(function)(*arguments)
        # pickled within the time limit and the fence: a result that cannot be is a failure like others
        return pickle.dumps((True, result), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:  # noqa: BLE001 whatever a task raises belongs to the task, not to the worker
        return _failure(error)
    finally:
        _alarm(0)


def _resolved(function: str | Callable[..., Any]) -> Callable[..., Any]:
    if not isinstance(function, str):
        return function
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _failure(error: BaseException) -> bytes:
    """The exception itself where it can be rebuilt on the other side, else its words."""
    # frames cannot be pickled, and hold the whole picture in memory until the next task
    error.__traceback__ = None
    with suppress(Exception):
        packed = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(packed)  # noqa: S301 our own bytes, only to see whether they can be read back
        return packed
    words = RuntimeError(f"{type(error).__name__}: {error}"[:500])
    return pickle.dumps((False, words), pickle.HIGHEST_PROTOCOL)


def _prepare(limits: Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle.
    # Numerical libraries reserve memory for every thread they may start; one is enough here.
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    _silence()
    _give_memory_back()
    _limit(limits)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()


def _silence() -> None:
    """Native decoders report each oddity of a file straight to the terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        with suppress(OSError):
            os.dup2(nowhere, stream)
    os.close(nowhere)


def _give_memory_back() -> None:
    """Large blocks go back to the system when freed; glibc otherwise learns to keep ever larger ones."""
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(AttributeError, OSError):  # Other C libraries have no such switch, and no need of it.
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 4_000_000)


def _limit(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    # no core files: they would hold the picture. RLIMIT_DATA counts private mappings only on Linux (4.7 on)
    wanted = [(resource.RLIMIT_AS, limits.address_space), (resource.RLIMIT_CORE, 0)]
    if sys.platform == "linux":
        wanted.append((resource.RLIMIT_DATA, limits.data))
    for kind, amount in wanted:
        _soft, hard = resource.getrlimit(kind)
        ceiling = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        # macOS may refuse some of them; the limits of pixels are there as well
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (ceiling, ceiling))


def _alarm(seconds: float) -> None:
    """The system ends the process even inside native code that never lets Python run again."""
    if sys.platform != "win32":
        # no handler: SIGALRM ends the process, and Python need not come to run again
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _die_with(sentinel: int) -> None:
    wait([sentinel])
    # not sys.exit: another thread may stand in native code for good
    os._exit(1)
