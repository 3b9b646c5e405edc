"""Options that are texts, of verbs about sources, origins, cases and claims."""

from typing import Annotated, Any

import typer

Text = Annotated[str | None, typer.Option(metavar="TEXT")]


def given(**options: Any) -> dict[str, Any]:
    """The options that were given. An empty text makes a field unknown again."""
    return {name: value for name, value in options.items() if value is not None}
