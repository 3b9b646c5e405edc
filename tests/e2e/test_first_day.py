"""The main job from end to end: take in, find, show, tag, link, print, verify, undo."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).parent / "exhibit"


def test_a_first_day(program: Any, pictures: Path, tmp_path: Path) -> None:
    case = ("-c", tmp_path / "case")
    assert program("init", tmp_path / "case", "--title", "First day").code == 0

    taken = program(*case, "ingest", pictures, "--source", "Harbour office", "--case", "Quays", "--json")
    assert taken.code == 0
    assert len(taken.json["added"]) == 4
    assert [Path(problem["path"]).name for problem in taken.json["problems"]] == ["broken.jpg"]
    assert taken.err.splitlines() == ["New source “Harbour office”.", "New case “Quays”."]
    again = program(*case, "ingest", pictures, "--json").json
    assert (len(again["added"]), len(again["receipts"])) == (0, 4)

    found = program(*case, "find", "near:레이캬비크~25km", "--json").json
    assert found["total"] == 1
    exhibit = found["items"][0]["exhibit"]
    for spelling in ("Reykjavik", "Рейкьявик"):
        same = program(*case, "find", f"near:{spelling}~25km", "--json").json
        assert same["items"] == found["items"]

    shown = program(*case, "show", exhibit, "--json").json
    assert shown["camera"] == {"make": "Acme", "model": "Box 1"}
    assert len(shown["receipts"]) == 2

    assert program(*case, "tag", "case:Quays", "--add", "quay", "--json").json["added"] == {"quay": 4}
    program(*case, "claim", "add", "The quay was wet")
    linked = program(
        *(*case, "link", exhibit, "C01", "--stance", "supports"), "--reason", "It shows it", "--json"
    )
    assert linked.json["status"] == "held, not examined"
    claim = program(*case, "claim", "show", "C01", "--json").json
    assert claim["origins"]["sentence"].startswith("0 named origins; independence not shown; 0 of 1")

    printed = program(*case, "sheet", exhibit, "--out", tmp_path / "sheet.pdf", "--json")
    assert printed.code == 0, printed.err
    assert printed.json["sheets"][0]["exhibits"] == [exhibit]
    _judge(tmp_path / "sheet.pdf")

    good = program(*case, "verify", "--json")
    assert good.code == 0
    assert good.json["files"]["checked"] == 4
    assert good.json["log"]["ok"] is True

    undone = program(*case, "undo", "--json").json
    assert undone["undone"]["label"].startswith("Link EX-")
    assert any(act["act"] == "verify" for act in undone["passed_over"])
    assert program(*case, "claim", "show", "C01", "--json").json["links"] == []
    assert program(*case, "verify").code == 0


def test_one_edited_row_of_the_log_is_named(program: Any, tmp_path: Path) -> None:
    case = ("-c", tmp_path / "case")
    program("init", tmp_path / "case")
    program(*case, "add", "--type", "photograph", "--title", "A quay")
    program(*case, "edit", "1", "--title", "A pier")
    with closing(sqlite3.connect(tmp_path / "case" / "catalogue.sqlite")) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        rows = database.execute("SELECT sequence, content FROM log_content").fetchall()
        edited = [(content.replace(b"A quay", b"A pond"), n) for n, content in rows if b"A quay" in content]
        database.executemany("UPDATE log_content SET content = ? WHERE sequence = ?", edited)
        database.commit()
    said = program(*case, "verify", "--json")
    assert said.code == 1
    assert said.json["log"]["ok"] is False
    assert said.json["log"]["broken_at"] == min(number for _, number in edited)


def test_without_a_display_the_window_says_how_it_would_open(program: Any) -> None:
    said = program()
    assert (said.code, said.out) == (1, "")
    assert "display" in said.err


@pytest.mark.parametrize("form", ["", "--json"])
def test_a_reader_that_goes_away_ends_the_run_without_a_word(program: Any, tmp_path: Path, form: str) -> None:
    program("demo", tmp_path / "demo")
    command = f"set -o pipefail; '{PROGRAM}' -c demo claim list {form} | true"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (141, "")


def test_ctrl_c_stops_cleanly_and_keeps_what_was_taken_in(program: Any, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        (many / f"{number}.bin").write_bytes(number.to_bytes(4, "big") * 4000)
    program("init", tmp_path / "case")
    command = [str(PROGRAM), "-c", "case", "ingest", str(many), "--no-previews", "--json"]
    running = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    journals = tmp_path / "case" / "incoming"
    while running.poll() is None and not any(journals.iterdir()):
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    out, _ = running.communicate(timeout=120)
    if running.returncode == 0:
        pytest.skip("this machine had taken in everything before it could be stopped")
    assert running.returncode == 130
    assert json.loads(out)["error"]["message"].startswith("Stopped.")
    checked = program("-c", "case", "verify", "--json")
    assert (checked.code, checked.json["files"]["unknown"]) == (0, [])
    again = program("-c", "case", "ingest", many, "--no-previews", "--json").json
    assert len(again["added"]) + len(again["receipts"]) == 400
    assert program("-c", "case", "find", "", "--json").json["total"] == 400


def _judge(pdf: Path) -> None:
    """The outside judges, where they are installed."""
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", str(pdf)], check=True, capture_output=True)
    if shutil.which("pdfinfo"):
        info = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True)
        assert "Exhibit" in info.stdout
    if not shutil.which("qpdf") and not shutil.which("pdfinfo"):
        assert pdf.read_bytes().startswith(b"%PDF"), "qpdf and pdfinfo are not installed"


@pytest.mark.parametrize("arguments", [["tags"], ["find", "x"], ["show", "1"]])
def test_json_stays_one_document_when_there_is_no_catalogue(program: Any, arguments: list[str]) -> None:
    said = program(*arguments, "--json")
    assert said.code == 1
    assert set(said.json) == {"error"}
