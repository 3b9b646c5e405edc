"""Dialogs that ask for something and do it."""
