"""A working day at the command line, verb by verb."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.catalogue import Catalogue


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture taken at a place and a time."""
    image, exif = Image.new("RGB", (64, 48), "teal"), Image.Exif()
    exif[0x010F], exif[0x0110] = "Acme", "Box 1"
    exif.get_ifd(0x8769)[0x9003] = "2024:10:18 09:30:00"
    gps = exif.get_ifd(0x8825)
    gps.update({1: "N", 2: (64.0, 8.0, 48.0), 3: "W", 4: (21.0, 56.0, 24.0)})
    path = tmp_path / "Höfn [bold].jpg"
    image.save(path, exif=exif)
    return path


def test_init_makes_a_catalogue_and_says_which(exhibit: Any, tmp_path: Path) -> None:
    said = exhibit("init", tmp_path / "new", "--title", "Дело", "--json", on=None)
    assert said.code == 0
    assert said.json["title"] == "Дело"
    assert said.json["items"] == 0
    assert exhibit("init", tmp_path / "new", on=None).code == 1


def test_what_arrives_first_is_added_and_what_arrives_again_is_a_receipt(exhibit: Any, picture: Path) -> None:
    first = exhibit("ingest", picture, "--source", "Harbour office", "--tag", "port", "--json")
    assert first.code == 0
    assert first.json["problems"] == []
    assert [set(line) for line in first.json["added"]] == [{"exhibit", "sha256", "path"}]
    again = exhibit("ingest", picture, "--json").json
    assert again["added"] == []
    assert again["receipts"][0]["exhibit"] == first.json["added"][0]["exhibit"]


def test_an_ingest_that_can_take_in_nothing_exits_one_with_its_report(exhibit: Any, tmp_path: Path) -> None:
    said = exhibit("ingest", tmp_path / "nowhere.jpg", "--json")
    assert said.code == 1
    assert "nowhere.jpg" in said.json["problems"][0]["path"]


def test_show_tells_files_places_times_camera_receipts_and_metadata(exhibit: Any, picture: Path) -> None:
    exhibit("ingest", picture, "--source", "Harbour office", "--obtained-from", "A. Clerk")
    told = exhibit("show", "1", "--json").json
    assert told["exhibit"] == "EX-000001"
    assert (told["files"][0]["width"], told["files"][0]["height"]) == (64, 48)
    assert told["camera"] == {"make": "Acme", "model": "Box 1"}
    camera = next(at for at in told["locations"] if at["role"] == "camera")
    assert (camera["basis"], round(camera["lat"], 4), round(camera["lon"], 4)) == (
        "recorded",
        64.1467,
        -21.94,
    )
    assert any(at["raw"] == "2024:10:18 09:30:00" for at in told["times"])
    assert told["receipts"][0]["source_name"] == "Harbour office"
    assert told["receipts"][0]["obtained_from"] == "A. Clerk"
    assert any(tag["name"] == "Model" for taken in told["metadata"] for tag in taken["tags"])
    assert told["c2pa"]["state"] == "none"
    assert told["custody"][0]["event"] == "ing"


def test_markup_in_a_name_is_printed_as_it_is(exhibit: Any, picture: Path) -> None:
    exhibit("ingest", picture)
    assert "Höfn [bold].jpg" in exhibit("show", "1").out


def test_people_read_unknown_where_nothing_is_known(exhibit: Any) -> None:
    exhibit("add", "--type", "photograph", "--title", "A quay")
    lines = [" ".join(line.split()) for line in exhibit("show", "1").out.splitlines()]
    assert "creator unknown" in lines
    assert "held referenced, not held" in lines


def test_nothing_is_cut_where_the_output_is_no_terminal(exhibit: Any) -> None:
    title = "A very long title about a quay " * 40
    exhibit("add", "--type", "photograph", "--title", title)
    assert title.strip() in exhibit("find", "quay").out


def test_find_says_inside_or_may_be_inside_and_which_place_was_taken(exhibit: Any, picture: Path) -> None:
    exhibit("ingest", picture)
    exhibit(
        *("locate", "1", "--at", "64.1466, -21.9426", "--radius", "2km", "--role", "subject"),
        *("--basis", "claimed"),
    )
    found = exhibit("find", "near:Reykjavík~25km role:subject", "--json")
    item = found.json["items"][0]
    assert found.json["total"] == 1
    assert (item["role"], item["basis"], item["match"]) == ("subject", "claimed", "inside")
    assert item["radius_m"] == 2000
    assert item["sha256"]
    assert found.json["place"]["name"] == "Reykjavík"
    assert "Reykjavík" in found.err
    near = exhibit("find", "near:64.1466,-21.9426~1km role:subject", "--json").json["items"][0]
    assert near["match"] == "may be inside"


def test_a_query_may_begin_with_a_minus_sign(exhibit: Any, catalogue: Catalogue) -> None:
    for tag in ("seen", "new"):
        catalogue.evidence.add("photograph", f"A quay, {tag}", tags=[tag])
    for words in (["-tag:seen"], ["-seen quay"], ["--", "-seen"]):
        found = exhibit("find", "--json", *words).json
        assert [item["title"] for item in found["items"]] == ["A quay, new"]


def test_find_tells_a_page_of_many(exhibit: Any, catalogue: Catalogue) -> None:
    for number in range(5):
        catalogue.evidence.add("photograph", f"Quay {number}")
    said = exhibit("find", "quay", "--limit", "2", "--offset", "2", "--json").json
    assert said["total"] == 5
    assert [item["exhibit"] for item in said["items"]] == ["EX-000003", "EX-000004"]


def test_tagging_by_a_query_says_how_many_and_undo_takes_it_back(exhibit: Any, catalogue: Catalogue) -> None:
    for number in range(3):
        catalogue.evidence.add("photograph", f"Quay {number}")
    exhibit("tag", "1", "--add", "rail")
    said = exhibit("tag", "quay", "--add", "rail", "--json")
    assert "Add tag rail to 3 items, 1 have it already" in said.err
    assert said.json["added"] == {"rail": 2}
    assert exhibit("undo", "--json").json["undone"]["label"] == "Add tag rail: 3 items"
    assert exhibit("tags", "--json").json == {"tags": [{"tag": "rail", "items": 1}]}


def test_a_number_that_names_no_item_is_never_searched_for(exhibit: Any) -> None:
    exhibit("add", "--type", "photograph", "--title", "Plate 99")
    assert exhibit("tag", "99", "--add", "rail").code == 1


def test_a_claim_its_link_and_its_origins(exhibit: Any) -> None:
    exhibit("case", "add", "--title", "Rails")
    exhibit("origin", "add", "--name", "Survey office", "--counts", "yes", "--label", "O-1")
    exhibit("source", "add", "--name", "Surveyor", "--origin", "O-1")
    exhibit("add", "--type", "photograph", "--title", "A rail", "--source", "Surveyor")
    claim = exhibit("claim", "add", "A rail was laid", "--asserted-by", "Surveyor", "--json").json
    assert claim["id"] == "C01"
    exhibit("link", "1", "c01", "--stance", "supports", "--reason", "It shows the rail")
    told = exhibit("claim", "show", "C01", "--json").json
    assert [origin["id"] for origin in told["origins"]["proven"]] == ["O-1"]
    assert told["origins"]["unproven"] == []
    assert told["links"][0]["status"] == "expected"
    assert told["origins"]["sentence"] == "1 named origin; independence not shown; 0 of 1 items examined"
    exhibit("examine", "1", "--detail", "looked at it")
    assert exhibit("claim", "show", "1", "--json").json["links"][0]["status"] == "examined"


def test_no_reason_no_link(exhibit: Any) -> None:
    exhibit("case", "add", "--title", "Rails")
    exhibit("claim", "add", "A rail was laid")
    exhibit("add", "--type", "photograph", "--title", "A rail")
    assert exhibit("link", "1", "C01", "--stance", "supports", "--reason", " ").code == 1
    assert exhibit("link", "1", "C01", "--stance", "supports").code == 2
    assert exhibit("add", "--type", "photograph", "--title", "Other", "--claim", "C01").code == 1
    assert exhibit("find", "", "--json").json["total"] == 1


def test_a_place_that_is_not_understood_leaves_no_item_behind(exhibit: Any) -> None:
    said = exhibit("add", "--type", "photograph", "--title", "A quay", "--place", "Xyzzyqq", "--json")
    assert said.code == 1
    assert exhibit("find", "", "--json").json["total"] == 0


def test_two_cases_with_one_label_need_the_case(exhibit: Any) -> None:
    for title in ("Rails", "Ships"):
        exhibit("case", "add", "--title", title)
        exhibit("claim", "add", f"About {title}", "--case", title)
    said = exhibit("claim", "show", "C01", "--json")
    assert said.code == 1
    assert len(said.json["error"]["candidates"]) == 2
    assert exhibit("claim", "show", "C01", "--case", "Ships", "--json").json["statement"] == "About Ships"


def test_a_relation_between_claims(exhibit: Any) -> None:
    exhibit("case", "add", "--title", "Rails")
    for words in ("Ten", "Twelve"):
        exhibit("claim", "add", words)
    made = exhibit(
        "relation", "add", "C01", "conflicts with", "C02", "--reason", "Both are totals", "--json"
    ).json
    assert (made["from"]["id"], made["kind"], made["to"]["id"]) == ("C01", "conflicts with", "C02")
    assert exhibit("relation", "list", "--json").json["relations"] == [made]
    exhibit("relation", "withdraw", made["id"], "--reason", "Not so")
    assert exhibit("relation", "list", "--json").json["relations"] == []


def test_edit_note_date_and_withdraw(exhibit: Any) -> None:
    exhibit("add", "--type", "photograph", "--title", "A quay")
    told = exhibit("edit", "1", "--title", "A pier", "--sensitivity", "graphic", "--json").json
    assert (told["title"], told["sensitivity"], told["changed"]) == ("A pier", ["graphic"], True)
    assert exhibit("edit", "1", "--cloud-percent", "much").code == 1
    assert exhibit("note", "1", "See the crane", "--json").json["note"]["text"] == "See the crane"
    assert (
        exhibit("date", "1", "--at", "2024-10", "--basis", "claimed", "--json").json["time"]["raw"]
        == "2024-10"
    )
    assert exhibit("withdraw", "1", "--reason", "Not ours", "--json").json["withdrawn"] is True
    assert exhibit("find", "", "--json").json["total"] == 0
    assert exhibit("show", "1", "--json").json["withdrawn"] is True


def test_a_file_obtained_later_is_attached(exhibit: Any, picture: Path) -> None:
    exhibit("add", "--type", "photograph", "--title", "Expected")
    said = exhibit("attach", "1", picture, "--obtained-from", "A. Clerk", "--json").json
    assert said["added"][0]["exhibit"] == "EX-000001"
    told = exhibit("show", "1", "--json").json
    assert told["held"] is True
    assert told["receipts"][0]["obtained_from"] == "A. Clerk"


def test_a_new_source_is_said_and_one_like_it_is_never_made_silently(exhibit: Any, picture: Path) -> None:
    assert "New source “Harbour office”" in exhibit("ingest", picture, "--source", "Harbour office").err
    said = exhibit("ingest", picture, "--source", "Harbor office", "--json")
    assert said.code == 1
    assert any("Harbour office" in candidate for candidate in said.json["error"]["candidates"])


def test_place_offers_candidates_with_and_without_a_catalogue(
    exhibit: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("EXHIBIT_CATALOGUE", raising=False)
    monkeypatch.chdir(tmp_path)
    for on in ({}, {"on": None}):
        best = exhibit("place", "Рейкьявик", "--json", **on).json["candidates"][0]
        assert best["name"] == "Reykjavík"
        assert {"country", "region", "lat", "lon", "geonames_id", "matched", "score"} <= set(best)


def test_verify_finds_a_flipped_byte_and_exits_one(exhibit: Any, picture: Path, catalogue: Catalogue) -> None:
    digest = exhibit("ingest", picture, "--json").json["added"][0]["sha256"]
    good = exhibit("verify", "--json")
    assert good.code == 0
    assert good.json["files"] == {"checked": 1, "damaged": [], "missing": [], "unknown": []}
    assert good.json["log"]["ok"] is True
    held = catalogue.folder / "originals" / digest[:2] / digest[2:4] / digest
    held.chmod(0o644)
    data = bytearray(held.read_bytes())
    data[-1] ^= 1
    held.write_bytes(data)
    bad = exhibit("verify", "1", "--json")
    assert bad.code == 1
    assert bad.json["files"]["damaged"][0]["sha256"] == digest


def test_history_tells_who_did_what_and_on_demand_what_it_was_before(exhibit: Any) -> None:
    exhibit("add", "--type", "photograph", "--title", "A quay")
    exhibit("edit", "1", "--title", "A pier", "--reason", "It is one")
    entry = exhibit("history", "1", "--content", "--limit", "1", "--json").json["entries"][0]
    assert entry["act"] == "edit"
    assert entry["content"]["reason"] == "It is one"
    assert entry["content"]["changes"][0]["before"] == {"title": "A quay"}


def test_export_writes_a_file_once_and_again_only_by_force(exhibit: Any, tmp_path: Path) -> None:
    exhibit("add", "--type", "photograph", "--title", "A quay")
    target = tmp_path / "list.csv"
    said = exhibit("export", "csv", target, "--json")
    assert said.code == 0
    assert said.json["items"] == 1
    assert exhibit("export", "csv", target).code == 1
    assert exhibit("export", "csv", target, "--force").code == 0
    assert exhibit("export", "csv", tmp_path / "full.csv", "--profile", "full").code == 1


def test_units_of_a_radius_are_understood(exhibit: Any) -> None:
    exhibit("add", "--type", "photograph", "--title", "A quay")
    for text, metres in (("500", 500), ("1.5km", 1500), ("1nmi", 1852), ("10 ft", 3.048)):
        said = exhibit(
            *("locate", "1", "--at", "10, 20", "--radius", text, "--role", "subject", "--basis", "claimed"),
            "--json",
        ).json
        assert said["location"]["radius_m"] == pytest.approx(metres)
    wrong = ("locate", "1", "--at", "10, 20", "--radius", "near", "--role", "subject", "--basis", "claimed")
    refused = exhibit(*wrong)
    assert refused.code == 1
    assert refused.err.endswith("such as 500m or 25km.\n")


def test_one_undo_takes_back_an_item_added_with_its_place_and_its_claim(exhibit: Any) -> None:
    exhibit("case", "add", "--title", "Rails")
    exhibit("claim", "add", "A rail was laid")
    plate = ("add", "--type", "photograph", "--title", "Plate 7", "--claim", "C01", "--stance", "supports")
    said = exhibit(*plate, "--reason", "It is seen.", "--place", "64.1, -21.9", "--json").json
    assert (len(said["links"]), len(said["locations"])) == (1, 1)
    exhibit("undo")
    assert exhibit("find", "", "--json").json["total"] == 0
    assert exhibit("claim", "show", "C01", "--json").json["links"] == []
    refused = exhibit(*plate, "--reason", "It is seen.", "--place", "64.1, -21.9", "--basis", "assessed")
    assert refused.code == 1
    assert exhibit("find", "", "--json").json["total"] == 0


def test_an_upgrade_is_told_beside_the_answer(exhibit: Any, first_version: Path) -> None:
    first = exhibit("find", "depot", "--json", on=first_version)
    again = exhibit("find", "depot", "--json", on=first_version)

    assert "The catalogue was upgraded to schema" in first.err
    assert "and was withdrawn." in first.err
    assert (again.err, again.json) == ("", first.json)
