"""Kills an ingest with its whole process group, again and again, and looks at what it left behind.

Run as a program of its own, because it forks: `killing.py boundaries|moments FOLDER INBOX [COUNT]`. It prints
one line of JSON for each killing.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from app.catalogue import Catalogue
from app.support.state_folder import ENVIRONMENT

_WRITING = ("open", "write", "fsync", "mkdir", "replace", "rename", "chmod", "unlink")


def main() -> None:
    os.cpu_count = lambda: 1  # one worker is enough, and sooner there
    how, folder, inbox = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    in_child(lambda: Catalogue.create(folder / "empty", analyst="Analyst").close())
    if how == "boundaries":
        _at_every_boundary(folder, inbox)
    else:
        _at_random_moments(folder, inbox, int(sys.argv[4]))


def _at_every_boundary(folder: Path, inbox: Path) -> None:
    number, killed = 0, True
    while killed:
        number += 1
        killed = _ingest_and_look(folder, inbox, number, lambda pid: None)


def _at_random_moments(folder: Path, inbox: Path, count: int) -> None:
    begun = time.monotonic()
    _ingest_and_look(folder, inbox, 0, lambda pid: None)
    whole = time.monotonic() - begun
    moments = random.Random(20241018)
    for _ in range(count):
        after = moments.uniform(0.05, whole)
        _ingest_and_look(folder, inbox, 0, lambda pid, after=after: _kill_later(pid, after))  # type: ignore[misc]  # mypy infers no type for a default


def _kill_later(pid: int, seconds: float) -> None:
    time.sleep(seconds)
    if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        os.killpg(pid, signal.SIGKILL)


def _ingest_and_look(folder: Path, inbox: Path, boundary: int, meanwhile: Callable[[int], None]) -> bool:
    """An ingest into a fresh catalogue, killed or not, and what it left behind; whether it was killed."""
    own = folder / "case"
    for each in (own, folder / "state"):
        shutil.rmtree(each, ignore_errors=True)
    shutil.copytree(folder / "empty", own)
    os.environ[ENVIRONMENT] = str(folder / "state")  # what was seen of the last one is nothing to this one
    pid = os.fork()
    if pid == 0:
        os.setsid()
        arm(boundary)
        with Catalogue.open(own, analyst="Analyst") as catalogue:
            catalogue.intake.ingest([inbox])
        os._exit(0)
    meanwhile(pid)
    killed = os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    half_done = sorted(path.name for path in (own / "incoming").iterdir())
    found = in_child(lambda: _look(own, inbox))
    print(json.dumps({"boundary": boundary, "killed": killed, "half_done": half_done, **found}), flush=True)
    return killed


def arm(boundary: int) -> None:
    """Kill the whole group instead of the n-th call that writes to the disk, in whatever thread."""
    if not boundary:
        return
    left = [boundary]

    def count() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.killpg(0, signal.SIGKILL)
            time.sleep(60)

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if call is not _OPEN or (len(args) > 1 and args[1] & os.O_WRONLY):
                count()
            return call(*args, **kwargs)

        return wrapped

    def statement(_connection: Any, _cursor: Any, sql: str, *_: Any) -> None:
        if not sql.startswith("SELECT"):
            count()

    for name in _WRITING:
        setattr(os, name, counted(getattr(os, name)))
    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", lambda _: count())


_OPEN = os.open


def _look(own: Path, inbox: Path) -> dict[str, Any]:
    """Open as the next person would, verify, and take the same folder in again."""
    with Catalogue.open(own, analyst="Analyst") as catalogue:
        verified = catalogue.integrity.verify()
        items = catalogue.evidence.count()
        dossiers = [catalogue.evidence.dossier(item + 1) for item in range(items)]
        whole = all(d.files and d.receipts and d.custody and d.history for d in dossiers)
        whole &= all(d.snapshots for d in dossiers if d.item.type == "photograph")
        swept = not any((own / "incoming").iterdir())
        report = catalogue.intake.ingest([inbox])
        again = catalogue.integrity.verify()
        return {
            "swept": swept,
            "ok": verified.ok,
            "whole": whole,
            "items": items,
            "files": verified.checked,
            "added": len(report.added),
            "receipts": len(report.receipts),
            "problems": [problem.message for problem in report.problems],
            "ok_again": again.ok,
            "files_again": again.checked,
            "empty_again": not any((own / "incoming").iterdir()),
        }


def in_child(work: Callable[[], Any]) -> dict[str, Any]:
    """Do it in a process of its own, so that this one stays without threads and can fork."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            json.dump(work(), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    if os.waitpid(pid, 0)[1] != 0:
        raise RuntimeError("what was done in a child failed; see above")
    return json.loads(told) or {}


if __name__ == "__main__":
    main()
