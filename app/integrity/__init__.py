"""Integrity: checking the held bytes and the log, and what was done."""
