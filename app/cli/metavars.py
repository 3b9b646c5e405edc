"""What stands for a value in help: `--out FILE`. Words to people, though they look like codes."""

import re

from resources.messages import later, tr

METAVARS = frozenset(
    (
        *(later("BASIS"), later("CASE"), later("CLAIM"), later("DEGREES"), later("DEST"), later("DIR")),
        *(later("EXHIBIT"), later("FILE"), later("FORM"), later("HASH"), later("HOW"), later("KIND")),
        *(later("LEVEL"), later("NAME"), later("NEWDIR"), later("NORTH"), later("NUMBER"), later("ORIGIN")),
        *(later("PAPER"), later("PATH"), later("PLACE"), later("PROFILE"), later("QUERY"), later("REASON")),
        *(later("ROLE"), later("SEARCH"), later("SOURCE"), later("STANCE"), later("STATE"), later("TAG")),
        *(
            later("STATEMENT"),
            later("STATUS"),
            later("TARGET"),
            later("TEXT"),
            later("TYPE"),
            later("WORD"),
            later("LABEL"),
        ),
    )
)
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?!\w)")


def metavars_said(text: str) -> str:
    """Names of options and arguments with their metavars in the reader's language."""
    return _CAPITALS.sub(lambda found: tr(found[0]) if found[0] in METAVARS else found[0], text)
