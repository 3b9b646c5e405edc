"""What columns are read as: to SQLite the type of a column is a wish, and any value may stand in it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect, Engine, String


class AnyText(String):
    """Text, whatever stands there.

    Bytes that somebody has put there are read as the characters that they would be. That they are bytes is
    found where rows are compared with their states, which read them as they are.
    """

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002  (SQLAlchemy passes them)
        """What is done to each value that is read."""
        return _as_text


def read_any_text(pool: Engine) -> None:
    """Have all columns of text read so."""
    types: dict[Any, Any] = {**pool.dialect.colspecs, String: AnyText}
    pool.dialect.colspecs = types


def _as_text(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
