"""What may not be read is a line of the report, and the rest is taken in."""

import os
from pathlib import Path
from typing import Any

import pytest


def test_a_file_that_may_not_be_read_stops_no_other(exhibit: Any, tmp_path: Path) -> None:
    secret, folder, letter = tmp_path / "secret.txt", tmp_path / "closed", tmp_path / "letter.txt"
    secret.write_text("x")
    letter.write_text("words")
    folder.mkdir()
    for path in (secret, folder):
        path.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("the administrator may read everything")

    said = exhibit("ingest", secret, folder, letter, "--json")

    assert said.code == 0
    assert [added["path"] for added in said.json["added"]] == [str(letter)]
    assert {str(secret), str(folder)} <= {line["path"] for line in said.json["problems"]}
    folder.chmod(0o700)
