"""A second analyst in a process of her own: a line of JSON on stdin is an act, a line is the answer."""

import json
import sys
from pathlib import Path

from app.catalogue import Catalogue
from app.errors import CatalogueError
from tests.machines.acts import perform


def main() -> None:
    """Answer until nothing comes any more."""
    with Catalogue.open(Path(sys.argv[1]), analyst=sys.argv[2]) as catalogue:
        print(json.dumps({"ready": True}), flush=True)
        for line in sys.stdin:
            try:
                answer = {"left": perform(catalogue, json.loads(line))}
            except CatalogueError as error:
                answer = {"refused": str(error)}
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
