"""The shipped fonts: what the table says they have, they have; their licences are beside them."""

from pathlib import Path

import pytest

import resources
from resources.build.fonts import FAMILIES, ShippedFamily, coverage


def test_the_table_of_characters_is_that_of_the_fonts() -> None:
    with resources.path("fonts") as fonts:
        assert coverage(fonts) == resources.read_text("fonts/coverage.txt")


def test_the_fonts_stay_under_twelve_million_bytes() -> None:
    with resources.path("fonts") as fonts:
        assert sum(file.stat().st_size for file in fonts.iterdir()) <= 12_000_000


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: str(family.name))
def test_every_face_is_credited_and_licensed(family: ShippedFamily) -> None:
    credit = resources.read_text("fonts/CREDITS.md")
    for face in family.faces:
        assert f"| {face}.ttf |" in credit
    assert "Copyright" in resources.read_text(f"fonts/LICENCE-{family.package}.txt")


def test_the_full_texts_of_both_licences_are_shipped() -> None:
    assert "SIL OPEN FONT LICENSE" in resources.read_text("fonts/LICENCE-fonts-nanum.txt").upper()
    assert "TERMS AND CONDITIONS" in resources.read_text("fonts/LICENCE-Apache-2.0.txt")


def test_no_font_file_is_shipped_without_a_row_in_the_table() -> None:
    with resources.path("fonts") as fonts:
        found = {Path(file).stem for file in fonts.glob("*.ttf")}
    assert found == {face for family in FAMILIES for face in family.faces}
