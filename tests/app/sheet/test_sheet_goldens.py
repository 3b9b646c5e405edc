"""The whole text of three sheets, line by line, as it was read and approved.

After a change that is meant, write them anew with EXHIBIT_WRITE_GOLDENS=1 in the environment.
"""

import os
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # the package ships no types
import pytest

from app.sheet.record import ProvenanceSheet
from app.sheet.typeset import Typesetter

GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize("name", ["empty_sheet", "chongjin", "full_sheet"])
def test_the_sheet_reads_as_approved(
    typesetter: Typesetter, request: pytest.FixtureRequest, name: str
) -> None:
    sheet = request.getfixturevalue(name)
    assert isinstance(sheet, ProvenanceSheet)
    read = _text(typesetter.typeset(sheet, None))
    golden = GOLDENS / f"{name}.txt"
    if os.environ.get("EXHIBIT_WRITE_GOLDENS"):
        golden.write_text(read, encoding="utf-8")
    assert read == golden.read_text(encoding="utf-8")


def _text(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return "\n\f\n".join(page.replace("\r\n", "\n").strip() for page in pages) + "\n"
