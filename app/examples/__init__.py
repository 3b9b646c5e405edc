"""Catalogues to look at and to practise on: nothing here is a part of the program's work."""
