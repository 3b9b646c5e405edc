"""The record by itself: what is unknown, gaps of custody, the log's words, the attached JSON."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import rfc8785

from app.privacy.withheld import WITHHELD
from app.sheet.arrival import Custody, SheetCustodyEvent
from app.sheet.attachment import to_json
from app.sheet.closing import Checkpoint, SheetLogHead
from app.sheet.facts import NOBODY_NAMED
from app.sheet.identity import SheetItem
from app.sheet.reasoning import SheetClaim, SheetOrigin
from app.sheet.record import ProvenanceSheet
from app.sheet.unknowns import unknowns
from app.sheet.where_when import SheetLocation, SheetPosition
from app.sheet.wording import custody_gaps, log_sentences, origins_sentence


def test_an_empty_item_leaves_nothing_out_of_what_is_unknown(empty_sheet: ProvenanceSheet) -> None:
    said = unknowns(empty_sheet)
    assert "Of the item, unknown: case, title, type, digital source type." in said
    assert "Where the camera stood is unknown." in said
    assert "When it was captured is unknown." in said
    assert "No second person has reviewed this item." in said


def test_a_full_item_is_not_said_to_lack_what_it_has(full_sheet: ProvenanceSheet) -> None:
    said = " ".join(unknowns(full_sheet))
    assert "captured is unknown" not in said
    assert "Of receipt 2, unknown: obtained at, URL" in said
    assert "Locations without coordinates: 1 of 3." in said
    assert "Noted as unknown: Flight number of the survey." in said


def test_a_withheld_value_is_not_called_unknown(full_sheet: ProvenanceSheet) -> None:
    before = replace(full_sheet, people=replace(full_sheet.people, collector=None))
    after = replace(full_sheet, people=replace(full_sheet.people, collector=WITHHELD))
    assert "Of the people, unknown: collector." in unknowns(before)
    assert not any("collector" in sentence for sentence in unknowns(after))


@pytest.mark.parametrize(
    ("origins", "words"),
    [
        (0, "no named origin; independence not shown; 0 of 4 items examined"),
        (1, "1 named origin; independence not shown; 0 of 4 items examined"),
        (2, "2 named origins; independence not shown; 0 of 4 items examined"),
    ],
)
def test_origins_are_counted_and_never_called_more(origins: int, words: str) -> None:
    named = tuple(SheetOrigin(f"office {number}") for number in range(origins))
    claim = SheetClaim("C1", "s", "supports", "r", "expected", named, items_examined=0, items_linked=4)
    assert origins_sentence(claim) == words


def test_a_handover_by_somebody_else_than_the_last_holder_is_a_gap(full_sheet: ProvenanceSheet) -> None:
    gaps = " ".join(custody_gaps(full_sheet))
    assert "Before 2024-10-19 08:12 UTC" in gaps
    assert "received by B. Curator, later released by D. Deputy" in gaps
    assert "memory stick" in gaps


def test_an_unbroken_handover_is_no_gap(full_sheet: ProvenanceSheet) -> None:
    first = SheetCustodyEvent(
        datetime(2025, 1, 1, tzinfo=UTC), "tra", "handed over", released_by="A", received_by="B"
    )
    then = SheetCustodyEvent(
        datetime(2025, 1, 2, tzinfo=UTC), "tra", "handed over", released_by="B", received_by="C"
    )
    kept = replace(full_sheet, custody=Custody((first, then)))
    assert len(custody_gaps(kept)) == 1


def test_without_a_checkpoint_the_log_says_what_it_cannot_show() -> None:
    (sentence,) = log_sentences(SheetLogHead(7, "ab" * 32))
    assert sentence.lower() == "no outside checkpoint: a complete rewrite of the log would not be detected."


@pytest.mark.parametrize(
    ("agrees", "words"),
    [
        (True, "has changed since checkpoint c"),
        (False, "disagrees with checkpoint c"),
        (None, "was not compared"),
    ],
)
def test_a_checkpoint_is_believed_only_when_it_was_compared(agrees: bool | None, words: str) -> None:
    log = SheetLogHead(7, "ab" * 32, checkpoint=Checkpoint("c", 5, "cd" * 32, agrees=agrees))
    assert words in log_sentences(log)[0]


def test_the_attached_json_is_canonical_and_says_unknown_and_withheld(full_sheet: ProvenanceSheet) -> None:
    people = replace(full_sheet.people, collector=WITHHELD, facts=NOBODY_NAMED)
    sheet = replace(full_sheet, people=people)
    written = to_json(sheet)
    read = json.loads(written)
    assert rfc8785.dumps(read) == written
    assert read["format"] == "exhibit-sheet/1"
    assert read["people"]["collector"] == {"withheld": True}
    assert read["people"]["creator"] is None
    assert read["heading"]["printed_at"] == "2026-11-23T09:41:07Z"
    assert read["unknown"] == list(unknowns(sheet))
    assert "svg" not in read["locator_map"]


def test_the_json_takes_what_json_cannot_hold(empty_sheet: ProvenanceSheet) -> None:
    place = SheetLocation("camera", "recorded", SheetPosition(float("nan"), 1e300), radius_m=2.0**60)
    sheet = replace(empty_sheet, item=SheetItem("photograph", False, title="a\ud800\0b"), locations=(place,))
    read = json.loads(to_json(sheet))
    assert read["item"]["title"] == "a[U+D800]\0b"
    assert read["locations"][0]["position"]["lat"] == "nan"


def test_a_time_without_a_zone_is_refused(empty_sheet: ProvenanceSheet) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - the very thing that must be refused
    with pytest.raises(ValueError, match="no zone"):
        to_json(replace(empty_sheet, heading=replace(empty_sheet.heading, printed_at=naive)))


FORBIDDEN = re.compile(
    r"\b(true|authentic|unaltered|taken at that time|admissible|tamper-?proof|independent)\b", re.IGNORECASE
)


def test_the_record_of_itself_says_nothing_it_may_not(empty_sheet: ProvenanceSheet) -> None:
    said = json.loads(to_json(empty_sheet))
    words = " ".join(
        (*said["unknown"], *said["custody_gaps"], *said["log_says"], *said["does_not_establish"])
    )
    assert not FORBIDDEN.search(words)
