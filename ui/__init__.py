"""Exhibit's windows: the only Qt in the program."""
