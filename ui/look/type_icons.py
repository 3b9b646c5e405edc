"""Which line drawing stands for which type of item."""

_ICONS = {
    "aerial imagery": "plane",
    "satellite imagery": "satellite",
    "photograph": "image",
    "video": "video",
    "physical object": "box",
    "statement": "message-square-quote",
    "document": "file-text",
    "audio": "audio-lines",
}


def type_icon(kind: str) -> str:
    """The name of the icon for a type; a plain file for those without one."""
    return _ICONS.get(kind, "file")
