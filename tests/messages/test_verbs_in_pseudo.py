"""Every verb and every help page in a made-up language: what is left in plain letters is code or data.

All that a person says here is Hangul, so nothing of it can be taken for a word of the program.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from app.cli.program import run
from app.fields.item import ITEM
from app.search.keys import KEYS
from tests.messages.plain_words import plain_words
from tests.test_docs import _verbs

_DATA = {
    "file": ("20240618.jpg", "image/jpeg", "ExifRead", "csv", "json", "pdf"),
    "analyst, account and machine": ("분석가", "machine"),
    "place of the gazetteer": ("Seoul", "South Korea"),
}
_TYPED = {
    "verbs and keys of queries, which are typed": (
        *(name for name, _ in _verbs()),
        *(spec.key for spec in KEYS),
        "desk findd xx yes",
    ),
    "variables of the environment, notations and names of formats": (
        "EXHIBIT_CATALOGUE EXHIBIT_LOG_LEVEL EXHIBIT_ANALYST ISO",
    ),
    "words of a list, which are typed": (
        *(word for field in ITEM for word in field.words),
        "claimed recorded assessed subject camera publisher supports refutes context wrong",
        "captured error warning info debug safe full a4 letter original working copy previews",
    ),
}

Say = Callable[..., int]


@pytest.fixture
def say(
    pseudo_language: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Say:
    """Run a verb and fail on what it says in plain letters; with `typed` it may say what is to be typed,
    and when it refuses also the name of an argument, as Typer has it."""
    monkeypatch.setenv("EXHIBIT_ANALYST", "분석가")
    monkeypatch.setattr("socket.gethostname", lambda: "기계")
    monkeypatch.setattr("platform.node", lambda: "기계")
    folder = tmp_path / "목록"

    def call(*arguments: str | Path, typed: bool = False, refused: bool = False) -> int:
        capsys.readouterr()
        code = run(["-c", str(folder), *map(str, arguments)], lambda _: 0)
        said = capsys.readouterr()
        data = [text for texts in _DATA.values() for text in texts]
        data += [text for texts in _TYPED.values() for text in texts] if typed else []
        left = plain_words(said.out + said.err, data)
        assert [word for word in left if not (refused and word.isupper())] == [], said.out + said.err
        return code

    assert run(["init", str(folder)], lambda _: 0) == 0
    return call


def test_a_day_of_work_is_told_in_the_made_up_language(say: Say, tmp_path: Path) -> None:
    picture = tmp_path / "20240618.jpg"
    linked = ("--claim", "C01", "--stance", "supports", "--reason", "이유", "--sensitivity", "graphic")
    turned = ("--method", "방법", "--bearing", "20", "--bearing-reference", "true")
    rated = ("--reliability", "B", "--reliability-reason", "이유")
    Image.new("RGB", (64, 48), (9, 9, 9)).save(picture)
    done = [
        say(*arguments)
        for arguments in (
            ("case", "add", "--title", "사건", "--label", "사건1", "--description", "설명"),
            ("case", "list"),
            ("case", "show", "사건1"),
            ("case", "edit", "사건1", "--description", "새 설명"),
            ("origin", "add", "--name", "기원", "--counts", "yes"),
            ("origin", "list"),
            ("origin", "show", "기원"),
            ("origin", "edit", "기원", "--note", "메모"),
            ("source", "add", "--name", "출처", "--origin", "기원", *rated),
            ("source", "list"),
            ("source", "show", "출처"),
            ("source", "edit", "출처", "--kind", "신문"),
            ("claim", "add", "주장", "--case", "사건1", "--asserted-by", "출처", "--kind", "event"),
            ("claim", "add", "다른 주장", "--case", "사건1"),
            ("claim", "list"),
            ("claim", "edit", "C01", "--likelihood", "likely", "--confidence", "low"),
            ("claim", "rate", "C01", "--credibility", "2", "--reason", "이유"),
            ("claim", "show", "C01"),
            ("ingest", picture, "--source", "출처", "--case", "사건1", "--tag", "표"),
            ("ingest", picture),
            ("add", "--type", "photograph", "--title", "사진", "--place", "50.1, 36.2", *linked),
            ("attach", "2", picture, "--role", "working copy"),
            ("edit", "1", "--title", "그림", "--platform", "drone", "--type", "aerial imagery"),
            ("edit", "1", "--title", "그림"),
            ("note", "1", "메모"),
            ("examine", "1"),
            (
                "locate",
                "1",
                "--role",
                "camera",
                "--basis",
                "claimed",
                "--at",
                "50.2, 36.3",
                "--radius",
                "500",
            ),
            ("locate", "1", "--role", "subject", "--basis", "assessed", "--at", "50.2, 36.3", *turned),
            (
                *("locate", "1", "--role", "subject", "--basis", "assessed", "--method", "비교"),
                *("--status", "tried and not locatable"),
            ),
            ("date", "1", "--at", "2024-06-18", "--basis", "claimed"),
            ("place", "서울"),
            ("place", "ㅎㅎㅎㅎ"),
            ("tag", "1", "2", "--add", "표2", "--remove", "표"),
            ("tags",),
            ("find", ""),
            ("find", "near:50.2,36.3~5km"),
            ("find", "near:서울~5km"),
            ("search", "save", "검색", "표2"),
            ("search", "list"),
            ("search", "rename", "검색", "검색2"),
            ("search", "remove", "검색2"),
            ("link", "1", "C02", "--stance", "refutes", "--reason", "이유"),
            ("link", "1", "C02", "--stance", "refutes", "--reason", "이유"),
            ("relation", "add", "C01", "conflicts with", "C02", "--reason", "이유"),
            ("relation", "list"),
            ("show", "1"),
            ("show", "2"),
            ("export", "csv", tmp_path / "1.csv", "--yes"),
            ("sheet", "1", "2", "--out", tmp_path / "장", "--yes"),
            ("checkpoint",),
            ("checkpoint", "--out", tmp_path / "점.json"),
            ("verify",),
            ("verify", "1"),
            ("verify", "--against", tmp_path / "점.json"),
            ("backup", tmp_path / "예비"),
            ("backup", "--check", tmp_path / "예비"),
            ("restore", tmp_path / "예비", "--list"),
            ("restore", tmp_path / "예비", tmp_path / "새"),
            ("case", "put", "사건1", "2"),
            ("unlink", "1", "--reason", "이유"),
            ("relation", "withdraw", "1", "--reason", "이유"),
            ("undo",),
            ("withdraw", "2", "--reason", "이유"),
            ("show", "2"),
            ("claim", "withdraw", "C02", "--reason", "이유"),
            ("history",),
            ("history", "1", "--content"),
            ("source", "add", "--name", "다른 출처"),
            ("source", "withdraw", "다른 출처", "--reason", "이유"),
            ("origin", "add", "--name", "다른 기원", "--counts", "unproven"),
            ("origin", "withdraw", "다른 기원", "--reason", "이유"),
            ("case", "add", "--title", "다른 사건"),
            ("case", "withdraw", "다른 사건", "--reason", "이유"),
            ("desk",),
        )
    ]
    assert set(done) == {0}


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "99"),
        ("case", "show", "없음"),
        ("findd",),
        ("find",),
        ("find", "--nope"),
        ("find", "a", "b"),
        ("find", "(1"),
        ("find", "xx:1"),
        ("find", "held:표"),
        ("find", "tag:없음"),
        ("find", "near:1"),
        ("find", "near:없는곳~5km"),
        ("history", "-n", "x"),
        ("history", "-n", "0"),
        ("tag", "1"),
        ("add", "--type", "wrong", "--title", "그림"),
        ("add",),
        ("locate", "1", "--role", "wrong", "--basis", "claimed", "--at", "1, 1"),
        ("init", "."),
        ("claim", "rate", "C01", "--credibility", "1", "--reason", "이유"),
        ("verify", "--against", "1:00"),
    ],
    ids=" ".join,
)
def test_what_is_wrong_is_told_in_the_made_up_language(say: Say, arguments: tuple[str, ...]) -> None:
    assert say(*arguments, typed=True, refused=True) in {1, 2}


def test_every_help_page_is_in_the_made_up_language(say: Say) -> None:
    verbs = [name.split() for name, _ in _verbs()]
    groups = [[name] for name in dict.fromkeys(verb[0] for verb in verbs if len(verb) > 1)]
    assert {say(*verb, "--help", typed=True) for verb in ([], *groups, *verbs)} == {0}


def test_every_verb_is_run_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    elsewhere = {
        "init",
        "demo",
        "practice",
        "support",
    }  # run by the fixture; long, and told as `init`; English
    missing = [
        name
        for name, _ in _verbs()
        if name not in elsewhere and f'("{name.replace(" ", chr(34) + ", " + chr(34))}"' not in text
    ]
    assert missing == []
