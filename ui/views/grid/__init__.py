"""The result as pictures."""
