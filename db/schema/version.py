"""Which schema this is."""

from importlib import resources

REVISIONS = resources.files("db").joinpath("migrations", "versions")
SCHEMA_VERSION = sum(each.name.endswith(".py") for each in REVISIONS.iterdir())
"""The number of revisions that lead to it, and the `user_version` of a file that has it."""
