"""Searching: the query language, its completion, the look-up of names, and the search itself."""
