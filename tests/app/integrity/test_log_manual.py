"""What the manual says of the log is true: its program, which knows nothing of ours, finds the same."""

import re
import subprocess
import sys
from pathlib import Path

from db.schema import DERIVED, METADATA
from tests.app.integrity.attack import tamper_with

MANUAL = (Path(__file__).parents[3] / "resources" / "manual" / "log.md").read_text("utf-8")
DERIVED_COLUMNS = sorted(
    f"{table.name}.{column.name}"
    for table in METADATA.tables.values()
    for column in table.c
    if column.info == DERIVED
)


def outsider(folder: Path, tmp_path: Path) -> str:
    """Run the program that stands in the manual."""
    [program] = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)
    (tmp_path / "check.py").write_text(program, "utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "check.py"), str(folder / "catalogue.sqlite"), *DERIVED_COLUMNS],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_manual_names_every_column_that_no_state_covers() -> None:
    [listed] = re.findall(r"<!-- derived -->(.*?)<!-- end of derived -->", MANUAL, re.DOTALL)

    assert re.findall(r"`([\w.]+)`", listed) == DERIVED_COLUMNS


def test_an_outsider_finds_all_well_and_what_is_not(folder: Path, tmp_path: Path) -> None:
    assert outsider(folder, tmp_path) == ""

    tamper_with(
        folder,
        "UPDATE item SET title = 'forged' WHERE id = 1",
        "DELETE FROM note WHERE id = 2",
        "INSERT INTO item_tag VALUES (3, 2)",
    )

    lines = outsider(folder, tmp_path).splitlines()
    assert len(lines) == 3
    assert any(line.startswith("item (1,) is not as entry") for line in lines)
    assert any(line.startswith("note (2,) is not as entry") for line in lines)
    assert "item_tag (3, 2) was written by no entry" in lines
