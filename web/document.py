"""The API's document, from which the console's types are made: `python web/document.py FILE`."""

import sys
from pathlib import Path
from typing import Any

import orjson

from hub.api.app import create_app

NO_HOUSE: Any = None


def main() -> None:
    """Write it, sorted, so that it changes only where the API does."""
    document = create_app(NO_HOUSE).openapi()
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
    Path(sys.argv[1]).write_bytes(orjson.dumps(document, option=options) + b"\n")


if __name__ == "__main__":
    main()
