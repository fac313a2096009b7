"""What commands print: JSON for programs, tables for people."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

_PIPE_WIDTH = 200


def console() -> Console:
    """Standard output; wide where no terminal limits it."""
    return Console() if sys.stdout.isatty() else Console(width=_PIPE_WIDTH)


def error_console() -> Console:
    """Standard error: for progress, so that what is printed stays clean."""
    return Console(stderr=True)


def print_json(value: Any) -> None:
    """A document, indented; dataclasses, times and ids as they are."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS
    sys.stdout.write(orjson.dumps(value, default=str, option=options).decode() + "\n")


def print_line(value: Any) -> None:
    """A document on one line, at once: for streams."""
    sys.stdout.write(orjson.dumps(value, default=str).decode() + "\n")
    sys.stdout.flush()


def print_table(headings: Sequence[str], rows: Iterable[Sequence[Any]], empty: str = "") -> None:
    """A table; where there is no row, the words for that. What stands in it is no markup."""
    filled = list(rows)
    if not filled:
        console().print(empty, markup=False)
        return
    table = Table(*headings, box=None, header_style="bold", pad_edge=False)
    for row in filled:
        table.add_row(*("" if cell is None else _plain(cell) for cell in row))
    console().print(table)


def _plain(cell: Any) -> str:
    """Text that rich takes literally, on one line."""
    return " ".join(str(cell).split()).replace("[", r"\[")
