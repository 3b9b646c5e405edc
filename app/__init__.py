"""Exhibit: pictures catalogued as evidence, from intake to the printed provenance sheet."""

__version__ = "0.1.0"
