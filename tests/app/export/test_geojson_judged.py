"""GeoJSON before an outside judge, the geojson-validator."""

import json
from pathlib import Path

import pytest

from app.catalogue import Catalogue


def test_the_validator_finds_nothing_wrong(catalogue: Catalogue, tmp_path: Path) -> None:
    judge = pytest.importorskip("geojson_validator", reason="geojson-validator is not installed")
    for title in ("point", "outline", "nowhere"):
        catalogue.evidence.add("aerial imagery", title)
    catalogue.statements.locate(1, role="subject", basis="claimed", at="-33.86, 151.21")
    corners = [(10.0, 20.0), (11.0, 20.0), (11.0, 22.0), (10.0, 22.0)]
    catalogue.statements.locate(2, role="subject", basis="recorded", footprint=corners)
    catalogue.exports.write("geojson", tmp_path / "a.geojson", [1, 2, 3])
    told = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert judge.validate_structure(told) == {}
    judged = judge.validate_geometries(told)
    assert judged["invalid"] == {}
    assert judged["problematic"] == {}
    assert judged["count_geometry_types"] == {"Point": 1, "Polygon": 1}
