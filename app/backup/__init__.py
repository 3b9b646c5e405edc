"""Backups of a catalogue: making, checking and restoring them, and when one is due."""
