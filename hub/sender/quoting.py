"""Quoting what a client wrote: one line that is not too long, and does nothing but be read."""

import unicodedata

_JOINERS = "\u200c\u200d"
"""They hold emoji and letters together; every other sign of format may turn or hide a text."""


def quoted(text: str | None, limit: int) -> str | None:
    """The text in one line of `limit` characters at most; None where nothing can be seen."""
    spaced = "".join(map(_seen, text or ""))
    line = " ".join(spaced.split())
    if not line.strip(_JOINERS + " "):
        return None
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _seen(character: str) -> str:
    match unicodedata.category(character):
        case "Cc":
            return " "
        case "Cf" if character not in _JOINERS:
            return ""
        case _:
            return character
