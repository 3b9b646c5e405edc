"""What the program remarks is kept as codes with arguments, and read as a sentence in each language."""

import ast
import json
import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.catalogue import Catalogue
from resources.messages import shown
from resources.remark import Remark
from resources.remarks import (
    LINES,
    REMARKS,
    as_kept,
    kept,
    remark,
    remark_data,
    remarks_of_lines,
    remarks_together,
)
from tests.messages.plain_words import plain_words
from tests.messages.pseudo import ROOT

_KEPT = (
    ("file", "no_picture_reason"),
    ("file", "thumbnail_state"),
    ("receipt", "clock_basis"),
    ("custody", "detail"),
    ("location", "suspect"),
    ("time", "reason"),
    ("place", "precision"),
)
"""The columns of remarks."""
_TEXTS = st.text() | st.sampled_from(['[["', '[["zone unknown",{}]]', "{why}", "a\nb"])
_ARGUMENTS = st.one_of(
    _TEXTS, st.integers(), st.builds(lambda text: remark("cannot be read", why=text), _TEXTS)
)


@given(_ARGUMENTS, _ARGUMENTS)
def test_what_is_kept_is_read_back_with_its_codes(size: object, why: object) -> None:
    made = remark("sidecar too large", size=size).and_then(remark("XMP unreadable", why=why))
    back = as_kept(kept(made))
    assert isinstance(back, Remark)
    assert (back, back.pieces) == (made, made.pieces)
    assert json.loads(kept(made)) == [[each["code"], each["arguments"]] for each in remark_data(made) or []]


@given(_TEXTS)
def test_a_text_of_people_is_never_taken_for_a_remark(text: str) -> None:
    assert as_kept(kept(text)) == text
    assert not isinstance(as_kept(kept(text)), Remark)


@pytest.mark.parametrize(
    "text",
    [
        '[["',
        '[["zone unknown"]]',
        '[["zone unknown",[]]',
        '[["zone unknown",7]]',
        '[["XMP unreadable",{}]]',
        '[["XMP unreadable",{"why":null}]]',
        '[["XMP unreadable",{"why":[["XMP unreadable",{}]]}]]',
        '[["unheard of",{"a.b":"c"}]]',
        '[["zone unknown",{}],7]',
        '[["zone unknown",{}],[7,{}]]',
        '[["zone unknown",[[1,2]]]]',
        f'[["zone unknown",{{"a":{"[" * 100_000}',
    ],
    ids=range(12),
)
def test_what_another_program_wrote_is_a_text(text: str) -> None:
    assert as_kept(text) == text
    assert not isinstance(as_kept(text), Remark)


def test_a_remark_of_a_newer_version_is_told_as_far_as_it_is_known() -> None:
    assert as_kept('[["teleported {far}",{"to":"Kyiv","by":1204}]]') == "teleported {far}, Kyiv, 1,204"


def test_several_stand_behind_one_another_or_in_lines() -> None:
    doubts = (remark("no latitude"), remark("datum unknown", datum="a\tb"))
    lines = remarks_together(doubts, LINES)
    assert lines == "no latitude\nthe datum “a\tb” is not known here; the numbers stand as they are"
    assert remarks_of_lines(lines) == doubts
    assert remarks_together(doubts[:1] * 2) == "no latitude; no latitude"
    assert remark("date empty").and_then(remark("zone stated")) == "The date is empty. The zone is stated."
    assert remarks_of_lines("a doubt of the first version\nanother") == (
        "a doubt of the first version",
        "another",
    )
    assert remarks_together(()) is None


def test_an_exception_carries_its_remark_to_another_process() -> None:
    raised = pickle.loads(pickle.dumps(ValueError(remark("unpacks too large", size=1204))))
    assert remark_data(str(raised)) == [{"code": "unpacks too large", "arguments": {"size": 1204}}]


def test_data_inside_a_remark_is_never_translated(pseudo_language: Path) -> None:
    said = shown(remark("XMP unreadable", why=remark("fault", kind="ValueError", why="no latitude")))
    assert "ValueError: no latitude" in said
    assert plain_words(said, ["ValueError", "no latitude"]) == []


@pytest.mark.parametrize("code", REMARKS)
def test_a_sentence_of_a_version_before_reads_as_its_remark_does(code: str, pseudo_language: Path) -> None:
    """Catalogues hold sentences that versions before kept; each is known by its form."""
    if code not in {"file taken in", "file wrong", "fault", "as written"}:  # notation
        made = remark(code, **dict.fromkeys(_places(REMARKS[code]), "ㅎ"))
        assert shown(str.__str__(made)) == shown(made) != made


def test_every_code_is_used_with_its_arguments_and_is_in_the_table() -> None:
    used = dict(_used())
    assert used.keys() | {"as written"} == set(REMARKS)
    wrong = {code: names for code, names in used.items() if names != _places(REMARKS[code])}
    assert wrong == {}


def test_the_file_of_a_catalogue_holds_codes_and_no_sentence(catalogue: Catalogue, tmp_path: Path) -> None:
    """Pictures with doubtful positions and times, a file that is no picture; examined, printed, verified."""
    folder = tmp_path / "found"
    folder.mkdir()
    _picture(folder / "doubtful.jpg")
    (folder / "list.txt").write_text("원산", encoding="utf-8")
    (folder / "empty.bin").touch()
    catalogue.intake.ingest([folder])
    catalogue.thumbnails.make_missing()
    catalogue.evidence.examine(1)
    catalogue.evidence.examine(2, detail='[["examined",{}]]')
    catalogue.statements.date(1, "2024-06")
    catalogue.integrity.fixity(1)
    told = {text for table, column in _KEPT for text in _held(catalogue, table, column)} - {"made"}
    assert [text for text in told if not text.startswith('[["')] == []
    held = {code for text in told for code, _ in json.loads(text)}
    assert {"position zero", "zone unknown", "clock not verified", "file taken in", "examined"} <= held
    assert {"no picture", "empty", "every file intact", "as written"} <= held
    entries = b"".join(_contents(catalogue))
    assert b'[[\\"examined\\",{}]]' in entries
    assert [each for each in _whole_sentences() if each.encode() in entries] == []
    custody = [event for item in (1, 2) for event in catalogue.evidence.dossier(item).custody]
    examined = [event.detail for event in custody if event.event == "val"]
    assert examined == ["examined by an analyst", '[["examined",{}]]']


def _picture(path: Path) -> None:
    exif = Image.Exif()
    exif[0x9003] = exif[0x0132] = "2024:06:18 10:11:12"
    exif.get_ifd(0x8825).update({1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)})
    Image.new("RGB", (64, 48), (9, 9, 9)).save(path, exif=exif)


def _held(catalogue: Catalogue, table: str, column: str) -> Iterator[str]:
    with sqlite3.connect(catalogue.folder / "catalogue.sqlite") as file:
        for (text,) in file.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"):
            yield text
    file.close()


def _contents(catalogue: Catalogue) -> Iterator[bytes]:
    with sqlite3.connect(catalogue.folder / "catalogue.sqlite") as file:
        yield from (content for (content,) in file.execute("SELECT content FROM log_content"))
    file.close()


def _whole_sentences() -> Iterator[str]:
    """The longest stretch of each message that has no place to fill."""
    for message in REMARKS.values():
        longest = max((text for text, _, _, _ in Formatter().parse(message)), key=len)
        if len(longest) > 15:
            yield longest


def _places(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def _used() -> Iterator[tuple[str, set[str]]]:
    """Codes with the names of their arguments; `_fenced` gives a reason to each of its codes."""
    for folder in ("app", "db"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "_fenced":
                    yield ast.literal_eval(call.args[1]), {"why"}
                elif isinstance(call, ast.Call) and ast.unparse(call.func) == "remark":
                    names = {str(keyword.arg) for keyword in call.keywords}
                    yield from ((code, names) for code in _literals(call.args[0]))


def _literals(code: ast.expr) -> Iterator[str]:
    for each in (code.body, code.orelse) if isinstance(code, ast.IfExp) else (code,):
        if isinstance(each, ast.Constant):
            yield str(each.value)
