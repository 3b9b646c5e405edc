"""XMP, IPTC, sidecars and texts of the container."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL.PngImagePlugin import PngInfo

from app.reading.read import read_file
from app.reading.sidecar import sidecar_of
from app.reading.xmp import XmpError, properties
from app.reading.xmpfacts import coordinate
from resources.remarks import remark_data

MakeJpeg = Callable[..., Path]
HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:own="http://example.org/own/"'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" '
)
TAIL = "</rdf:Description></rdf:RDF></x:xmpmeta>"


def packet(attributes: str = "", inside: str = "") -> bytes:
    return f"{HEAD}{attributes}>{inside}{TAIL}".encode()


def iim(*datasets: tuple[int, int, bytes]) -> bytes:
    block = b"".join(
        bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value
        for record, number, value in datasets
    )
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(block).to_bytes(4, "big") + block


def with_app13(path: Path, payload: bytes) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[:2] + b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload + data[2:])
    return path


def test_captions_keep_their_languages(make_jpeg: MakeJpeg) -> None:
    inside = (
        "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>Port</rdf:li>"
        "<rdf:li xml:lang='ko'>청진항</rdf:li></rdf:Alt></dc:description>"
    )
    reading = read_file(make_jpeg(xmp=packet(inside=inside)), "a.jpg")
    assert [(found.text, found.language) for found in reading.captions] == [("Port", None), ("청진항", "ko")]


def test_properties_keep_their_namespace_and_structure() -> None:
    inside = (
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<own:City>Riga</own:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>"
    )
    found = {leaf.path: leaf for leaf in properties(packet('own:colour="red"', inside))}
    assert found["colour"].namespace == "http://example.org/own/"
    assert found["Iptc4xmpExt:LocationShown[1]/City"].value == "Riga"
    assert (
        found["Iptc4xmpExt:LocationShown[1]/City"].namespace == "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    )


def test_a_position_in_xmp_alone_is_read(make_jpeg: MakeJpeg) -> None:
    reading = read_file(
        make_jpeg(xmp=packet('exif:GPSLatitude="48,27.7224N" exif:GPSLongitude="135,5.826E"')), "a.jpg"
    )
    assert (reading.locations[0].lat, reading.locations[0].lon) == pytest.approx((48.46204, 135.0971))
    assert reading.locations[0].method == "XMP GPS"


def test_positions_that_disagree_both_stand_and_are_marked(make_jpeg: MakeJpeg) -> None:
    directories = {"gps": {1: "N", 2: (43.0, 48.0, 0.0), 3: "E", 4: (131.0, 57.0, 0.0)}}
    path = make_jpeg(
        directories=directories, xmp=packet('exif:GPSLatitude="10,0N" exif:GPSLongitude="20,0E"')
    )
    reading = read_file(path, "a.jpg")
    assert len(reading.locations) == 2
    assert all("EXIF GPS and XMP GPS disagree" in found.suspect for found in reading.locations)


def test_a_position_that_only_repeats_exif_is_recorded_once(make_jpeg: MakeJpeg) -> None:
    directories = {"gps": {1: "N", 2: (43.0, 48.0, 0.0), 3: "E", 4: (131.0, 57.0, 0.0)}}
    path = make_jpeg(
        directories=directories, xmp=packet('exif:GPSLatitude="43,48N" exif:GPSLongitude="131,57E"')
    )
    assert len(read_file(path, "a.jpg").locations) == 1


def test_the_digital_source_type_and_a_remote_manifest_are_noticed(make_jpeg: MakeJpeg) -> None:
    attributes = (
        'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"'
        ' dcterms:provenance="https://example.org/manifest.c2pa"'
    )
    reading = read_file(make_jpeg(xmp=packet(attributes)), "a.jpg")
    assert reading.digital_source_type == "trainedAlgorithmicMedia"
    assert reading.c2pa.state == "remote manifest not fetched"
    assert reading.c2pa.url == "https://example.org/manifest.c2pa"


def test_a_manifest_that_was_in_the_file_itself_is_not_somewhere_else(make_jpeg: MakeJpeg) -> None:
    reading = read_file(make_jpeg(xmp=packet(' dcterms:provenance="self#jumbf=/c2pa/box"')), "a.jpg")
    assert (reading.c2pa.state, reading.c2pa.url) == ("none", None)


def test_entities_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + packet('own:x="&a;"')
    with pytest.raises(XmpError):
        properties(bomb)


def test_words_of_the_parser_are_data_in_our_sentence(make_jpeg: MakeJpeg) -> None:
    """Also a packet that defines entities, and one in an encoding that nobody knows."""
    unbound = read_file(make_jpeg(xmp=b"<x:xmpmeta><a:b/></x:xmpmeta>"), "a.jpg").problems
    assert unbound == (
        "The XMP of the file cannot be read (it is no well-formed XML: unbound prefix: line 1, column 0).",
    )
    (code,) = remark_data(unbound[0]) or []
    assert code["arguments"]["why"] == [["XML wrong", {"why": "unbound prefix: line 1, column 0"}]]
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + packet('own:x="&a;"')
    with pytest.raises(XmpError, match="defines a document type or entities"):
        properties(bomb)
    with pytest.raises(XmpError, match="cannot be decoded"):
        properties(b'<?xml version="1.0" encoding="unheard-of"?><a/>')


def test_damaged_xmp_is_one_sentence_and_costs_nothing_else(make_jpeg: MakeJpeg) -> None:
    reading = read_file(make_jpeg(directories={"image": {0x010F: "Acme"}}, xmp=b"<x:xmpmeta><oops"), "a.jpg")
    assert any("XMP" in problem for problem in reading.problems)
    assert reading.camera is not None


def test_iptc_in_utf8_by_its_own_word(make_jpeg: MakeJpeg) -> None:
    path = with_app13(make_jpeg(), iim((1, 90, b"\x1b%G"), (2, 120, "Уссурийск".encode())))
    reading = read_file(path, "a.jpg")
    assert [(found.tag, found.text) for found in reading.captions] == [("IPTC Caption-Abstract", "Уссурийск")]


def test_iptc_without_a_character_set_is_read_as_windows_1252_and_said(make_jpeg: MakeJpeg) -> None:
    path = with_app13(make_jpeg(), iim((2, 120, "Dateigröße".encode("cp1252"))))
    reading = read_file(path, "a.jpg")
    assert reading.captions[0].text == "Dateigröße"
    assert any("names no character set" in problem for problem in reading.problems)


def test_the_date_and_time_of_iptc_are_one_moment(make_jpeg: MakeJpeg) -> None:
    path = with_app13(make_jpeg(), iim((2, 55, b"20240815"), (2, 60, b"112233+1000")))
    (found,) = read_file(path, "a.jpg").times
    assert found.tag == "IPTC DateCreated"
    assert found.earliest is not None
    assert found.earliest.isoformat() == "2024-08-15T01:22:33+00:00"


def test_a_sidecar_speaks_for_its_picture(make_jpeg: MakeJpeg, tmp_path: Path) -> None:
    path = make_jpeg("a.jpg")
    beside = tmp_path / "a.xmp"
    beside.write_bytes(packet('exif:GPSLatitude="43,48N" exif:GPSLongitude="131,57E"'))
    assert sidecar_of(path) == beside
    longer = tmp_path / "a.jpg.xmp"
    longer.write_bytes(beside.read_bytes())
    assert sidecar_of(path) == longer
    reading = read_file(path, "a.jpg", longer)
    assert reading.locations[0].method == "sidecar GPS"
    assert "sidecar" in {tag.group for shot in reading.snapshots for tag in shot.tags}


def test_a_png_text_is_a_caption_and_a_bomb_is_left_out(draw: Callable[..., Any], tmp_path: Path) -> None:
    info = PngInfo()
    info.add_itxt("Title", "수리")
    info.add_text("Comment", "x" * 3_000_000, zip=True)
    path = tmp_path / "a.png"
    draw((20, 20)).save(path, pnginfo=info)
    reading = read_file(path, "a.png")
    assert [found.text for found in reading.captions] == ["수리"]
    assert any("unpacks to more than" in problem for problem in reading.problems)


@pytest.mark.parametrize(
    ("text", "letters", "expected"),
    [
        ("43,48.2802N", "NS", 43.80467),
        ("34,36,13.4S", "NS", -34.603722),
        ("-58.38159", "EW", -58.38159),
        ("58.38159W", "EW", -58.38159),
        ("43,48N", "EW", None),
        ("north", "NS", None),
    ],
)
def test_coordinates_of_xmp(text: str, letters: str, expected: float | None) -> None:
    assert coordinate(text, letters) == (pytest.approx(expected) if expected is not None else None)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_properties_or_an_xmp_error(data: bytes) -> None:
    with suppress(XmpError):
        assert isinstance(properties(data), list)
