"""Exports: lists of items for other programs, made by a profile, logged, and written whole or not at all."""
