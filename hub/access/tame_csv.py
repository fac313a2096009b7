"""CSV that a spreadsheet shows and does not run (OWASP, CSV injection)."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

_RUNS = frozenset("=+-@\t\r\n\N{MINUS SIGN}")
_UNSEEN = "CZ"
"""Of the categories of Unicode: controls, formats, what is not given out (yet), and spaces."""


def written(headings: Sequence[str], rows: Iterable[Sequence[str | None]]) -> bytes:
    """The document, UTF-8 with a mark by which spreadsheets know it; every cell in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    writer.writerows([_tame(cell or "") for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _tame(cell: str) -> str:
    """What a spreadsheet would take for a formula begins with an apostrophe.

    Also in wide, small or raised forms, and behind what nobody sees: it may be normalised on its
    way (NFKC), or trimmed.
    """
    plain = unicodedata.normalize("NFKC", cell)
    seen = (one for one in plain if one in _RUNS or unicodedata.category(one)[0] not in _UNSEEN)
    return f"'{cell}" if next(seen, "") in _RUNS else cell
