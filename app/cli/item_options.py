"""Fields of an evidence item as options, shared by the verbs that set them."""

from typing import Annotated, Any

import typer

from app.errors import CatalogueError

Text = Annotated[str | None, typer.Option(metavar="TEXT")]
Number = Annotated[str | None, typer.Option(metavar="NUMBER")]
Label = Annotated[str | None, typer.Option(metavar="TEXT", help="Its name in a case text, such as E01.")]
ExpectedHash = Annotated[
    str | None,
    typer.Option(metavar="HASH", help="SHA-256 of a file not held yet; once taken in, it is this item's."),
]
Sensitivity = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD", help="graphic, identifiable person, minor, victim …; may be repeated."),
]


def given(**options: Any) -> dict[str, Any]:
    """The options that were given. An empty text makes a field unknown again; numbers become numbers."""
    return {name: _read(name, value) for name, value in options.items() if value is not None}


def _read(name: str, value: Any) -> Any:
    if name not in {"ground_sample_m", "off_nadir_deg", "cloud_percent"}:
        return value
    if value.strip() in {"", "unknown"}:
        return None
    try:
        return float(value)
    except ValueError:
        raise CatalogueError(f"“{value}” is no number for {name.replace('_', ' ')}.") from None
