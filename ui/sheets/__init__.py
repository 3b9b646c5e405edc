"""Provenance sheets on the screen, on a printer, in a file."""
