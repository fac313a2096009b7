"""CSV that a spreadsheet shows and does not run (OWASP, CSV injection)."""

import csv
import io
from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def written(headings: Sequence[str], rows: Iterable[Sequence[str | None]]) -> bytes:
    """The document, UTF-8 with a mark by which spreadsheets know it; every cell in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    writer.writerows([_tame(cell or "") for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _tame(cell: str) -> str:
    """What a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_RUNS) else cell
