"""A text that is known by its hash alone, and opened when somebody takes it in: by the command line only."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

TEXT = "The pilot said that two ships came. Два судна 🚢 were seen at dawn. Nobody else saw them.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def position(quote: str) -> tuple[str, ...]:
    start = TEXT.index(quote)
    digest = sha256(TEXT.encode()).hexdigest()
    return (
        "--text-sha256",
        digest,
        "--start",
        str(start),
        "--end",
        str(start + len(quote)),
        "--quote",
        quote,
    )


def test_a_text_is_recognised_by_its_hash_and_its_claims_open_at_their_place(
    exhibit: Any, article: Path
) -> None:
    digest = sha256(TEXT.encode()).hexdigest()
    exhibit("case", "add", "--title", "Ships", "--label", "K1")
    waiting = ("--title", "The article", "--label", "E01", "--expected-sha256", digest)
    added = exhibit("add", "--type", "document", *waiting, "--case", "K1", "--json").json
    assert (added["held"], added["label"], added["expected_sha256"]) == (False, "E01", digest)
    exhibit("claim", "add", "Ships were seen.", *position("were seen at dawn"))
    before = exhibit("claim", "show", "C01", "--json").json["text"]
    assert (before["state"], before["exact"]) == ("text not held", None)

    taken = exhibit("ingest", article, "--json").json

    assert [line["exhibit"] for line in taken["added"]] == ["EX-000001"]
    assert exhibit("show", "E01", "--json").json["held"]
    text = exhibit("claim", "show", "C01", "--json").json["text"]
    assert (text["state"], text["exact"]) == ("text held", "were seen at dawn")
    assert text["before"].endswith("Два судна 🚢 ")
    assert "[were seen at dawn]" in exhibit("claim", "show", "C01").out


def test_a_claim_gets_its_place_in_a_text_later(exhibit: Any, article: Path) -> None:
    exhibit("case", "add", "--title", "Ships")
    exhibit("claim", "add", "Two ships came.", "--place", "Reykjavik")
    exhibit("ingest", article)
    told = exhibit("claim", "edit", "C01", *position("two ships came"), "--json").json
    assert told["text"]["exact"] == "two ships came"
    assert told["places"] == ["Reykjavík"]


def test_a_quotation_that_does_not_stand_there_is_told(exhibit: Any, article: Path) -> None:
    exhibit("case", "add", "--title", "Ships")
    exhibit("ingest", article)
    exhibit("claim", "add", "Nothing.", *position("two ships came")[:-1], "nobody came")
    assert "differs" in exhibit("claim", "show", "C01", "--json").json["text"]["state"]


def test_a_hash_that_is_none_is_refused(exhibit: Any) -> None:
    said = exhibit("add", "--type", "document", "--title", "x", "--expected-sha256", "abc", "--json")
    assert (said.code, "64 hexadecimal digits" in said.json["error"]["message"]) == (1, True)


def test_a_time_of_receipt_that_is_none_is_refused(exhibit: Any, article: Path) -> None:
    said = exhibit("ingest", article, "--obtained-at", "last week", "--json")
    assert (said.code, "is no date" in said.json["error"]["message"]) == (1, True)
    assert exhibit("find", "", "--json").json["total"] == 0


def test_nothing_taken_in_is_said_in_one_line_beside_the_report(exhibit: Any, tmp_path: Path) -> None:
    said = exhibit("ingest", tmp_path / "nowhere.jpg", "--json")
    assert said.code == 1
    assert said.json["error"]["message"].startswith("Nothing could be taken in: ")
    assert len(said.json["problems"]) == 1
