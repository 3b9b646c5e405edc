"""What stands for a value that is in the file and cannot be read: somebody wrote it with another program."""

from datetime import UTC, datetime

UNREADABLE_TIME = datetime(1, 1, 2, microsecond=1, tzinfo=UTC)
"""A time that is none. No act writes it; whoever shows a time says so instead."""
