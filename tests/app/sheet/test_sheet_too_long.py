"""A sheet that cannot be set is named, and costs no other sheet."""

from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import CatalogueError

ENDLESS = "n" * 5_000_000  # one word, which is broken at every letter


def test_a_text_without_end_costs_its_own_sheet_only(catalogue: Catalogue, tmp_path: Path) -> None:
    items = [catalogue.evidence.add("photograph", title) for title in ("One", "Endless", "Three")]
    catalogue.evidence.edit(items[1], unknowns=ENDLESS)

    with pytest.raises(
        CatalogueError, match=r"sheet of EX-000002 cannot be set: .* The other 2 sheets are in"
    ):
        catalogue.sheets.save(items, tmp_path / "sheets")

    assert sorted(path.name for path in (tmp_path / "sheets").iterdir()) == ["EX-000001.pdf", "EX-000003.pdf"]
    assert [len(catalogue.evidence.dossier(item).sheets) for item in items] == [1, 0, 1]
