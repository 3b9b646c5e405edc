"""The first schema: every table, index, virtual table and trigger, as frozen in 0001_initial.sql."""

from importlib import resources

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Run the frozen script, statement by statement."""
    script = resources.files("db.migrations").joinpath("versions", "0001_initial.sql").read_text("utf-8")
    for statement in script.split("\n;\n"):
        if statement.strip():
            op.execute(statement.strip())
