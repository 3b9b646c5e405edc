"""Another process at work on a catalogue: `python -m tests.db.engine.acting KIND FOLDER COUNT NAME`."""

import sys
from pathlib import Path

from db.acts.act_request import ActRequest
from db.rows import ItemRow
from db.session import Database
from tests.db.engine.kinds import kinds


def main() -> None:
    """Add items, an act each; every third act fails at its end."""
    kind, folder, count, name = sys.argv[1:]
    with Database(Path(folder), kinds()[kind].again(Path(folder))) as database:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(int(count)):
            add_item(database, f"{name} {number}", fail=number % 3 == 2)


def add_item(database: Database, title: str, *, fail: bool = False) -> None:
    """One act that adds one item; one that is to fail leaves nothing."""
    try:
        with database.act(ActRequest("add", f"Add {title}", 1)) as unit:
            unit.insert(ItemRow(type="photograph", title=title, created_at=unit.now, created_by=1))
            if fail:
                raise KeyError(title)
    except KeyError:
        if not fail:
            raise


if __name__ == "__main__":
    main()
