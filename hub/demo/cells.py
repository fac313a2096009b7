"""Cells of a terminal: names of strangers, made harmless and exactly so wide."""

import unicodedata

from rich.cells import cell_len, set_cell_size

_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control, format (bidi, zero width), half characters, line ends."""


def clean(text: str) -> str:
    """Without what moves the cursor, turns the direction of writing or is not there."""
    return "".join(one for one in text if unicodedata.category(one) not in _HARMFUL)


def fit(text: str, width: int) -> str:
    """Exactly so many cells: cut with an ellipsis, or filled with spaces."""
    shown = clean(text)
    if width <= 0:
        return ""
    if cell_len(shown) > width:
        return set_cell_size(set_cell_size(shown, width - 1).rstrip() + "…", width)
    return set_cell_size(shown, width)


def clock(seconds: float) -> str:
    """`mm:ss`; 99:59 at most."""
    minutes, rest = divmod(min(max(int(seconds), 0), 5999), 60)
    return f"{minutes:02}:{rest:02}"
