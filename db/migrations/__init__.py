"""Alembic revisions; once released, a revision is never edited."""
