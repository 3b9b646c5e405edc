"""Alembic's entry: run the revisions on the connection that `db.migrate` holds open."""

from alembic import context

from db.schema import METADATA
from db.sqlite.schema_names import is_virtual

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # Alembic's default for SQLite is False: each revision would be committed by itself
    transactional_ddl=True,
    include_name=lambda name, kind, _: not (kind == "table" and is_virtual(name or "")),
)
context.run_migrations()
