"""Kills a backup, or a restoring, again and again, and looks at what it left behind.

Run as a program of its own, because it forks: `killing.py boundaries|moments|restoring FOLDER [COUNT]`.
FOLDER holds `case`, a catalogue, and `backup`, a first backup of a part of it. It prints a line of JSON for
each killing.
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

from app.backup.checking import check_backup
from app.backup.restoring import restore_catalogue
from app.catalogue import Catalogue
from app.support.state_folder import ENVIRONMENT
from tests.app.ingest.killing import arm, in_child


def main() -> None:
    how, folder = sys.argv[1], Path(sys.argv[2])
    if how != "moments":
        number, killed = 0, True
        while killed:
            number += 1
            if how == "restoring":
                killed = _restore_and_look(folder, number)
            else:
                killed = _back_up_and_look(folder, number, lambda _: None)
        return
    begun = time.monotonic()
    _back_up_and_look(folder, 0, lambda _: None)
    whole = time.monotonic() - begun
    moments = random.Random(20241018)
    for _ in range(int(sys.argv[3])):
        _back_up_and_look(folder, 0, _killer(moments.uniform(0.05, whole)))


def _killer(seconds: float) -> Callable[[int], None]:
    def kill(pid: int) -> None:
        time.sleep(seconds)
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            os.killpg(pid, signal.SIGKILL)

    return kill


def _back_up_and_look(folder: Path, boundary: int, meanwhile: Callable[[int], None]) -> bool:
    own, backup = folder / "own", folder / "own-backup"
    shutil.rmtree(folder / "state", ignore_errors=True)
    os.environ[ENVIRONMENT] = str(folder / "state")  # what was seen of the last one is nothing to this one
    for path, of in ((own, "case"), (backup, "backup")):
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(folder / of, path)

    def back_up() -> None:
        with Catalogue.open(own, analyst="Analyst") as catalogue:
            catalogue.backups.make(backup)

    killed = _killed(back_up, boundary, meanwhile)
    found = in_child(lambda: _look(folder, own, backup))
    print(json.dumps({"boundary": boundary, "killed": killed, **found}), flush=True)
    return killed


def _restore_and_look(folder: Path, boundary: int) -> bool:
    """What a killed restoring left is no catalogue, or a whole one that says it was restored."""
    new = folder / "new"
    shutil.rmtree(new, ignore_errors=True)
    killed = _killed(
        lambda: restore_catalogue(folder / "backup", new, analyst="Analyst"), boundary, lambda _: None
    )
    found = in_child(lambda: _look_at_restored(folder / "backup", new))
    print(json.dumps({"boundary": boundary, "killed": killed, **found}), flush=True)
    return killed


def _look_at_restored(backup: Path, new: Path) -> dict[str, Any]:
    whole = check_backup(backup).ok
    if not (new / "catalogue.sqlite").exists():
        return {"catalogue": False, "ok": whole}
    with Catalogue.open(new, analyst="Analyst") as catalogue:
        [last] = catalogue.history.entries(limit=1)
        return {"catalogue": True, "ok": whole and catalogue.integrity.verify().ok, "last": last.act}


def _killed(work: Callable[[], object], boundary: int, meanwhile: Callable[[int], None]) -> bool:
    """Do it in a process group of its own, which is killed at that boundary, or by `meanwhile`."""
    pid = os.fork()
    if pid == 0:
        os.setsid()
        arm(boundary)
        work()
        os._exit(0)
    meanwhile(pid)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def _look(folder: Path, own: Path, backup: Path) -> dict[str, Any]:
    """What was there is whole; then back up as the next person would."""
    before = check_backup(backup)
    states = len(before.states)
    shutil.rmtree(folder / "restored", ignore_errors=True)
    oldest = before.states[0].name
    restored = restore_catalogue(backup, folder / "restored", asked=oldest, analyst="Analyst")
    with Catalogue.open(own, analyst="Analyst") as catalogue:
        verified = catalogue.integrity.verify()
        again = catalogue.backups.make(backup)
        told = [entry.act for entry in catalogue.history.entries(limit=5)].count("backup")
    return {
        "ok": before.ok and verified.ok and restored.ok,
        "restored": restored.files,
        "states": states,
        "again": again.ok and again.recorded,
        "states_again": len(again.made.kept),
        "told": told,
        "whole_again": check_backup(backup).ok,
        "left": sorted(path.name for path in (backup / "incoming").iterdir())
        + [path.name for path in (backup / "states").iterdir() if path.name.startswith(".")],
    }


if __name__ == "__main__":
    main()
