"""Text that PostgreSQL, JSON and a browser take: no controls, no lone surrogates."""

import re
import unicodedata

from channels.email.parse import caps

_CONTROLS = {code: None for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n"}
_LINE_ENDS = re.compile(r"\r\n?")
_BLANKS = re.compile(r"\s+")
_SLASHES = str.maketrans("/\\:", "___")
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def text(value: str) -> str:
    """Several lines; they end in LF."""
    whole = value.encode("utf-8", "replace").decode("utf-8")
    return _LINE_ENDS.sub("\n", whole).translate(_CONTROLS)


def line(value: str, most: int) -> str:
    """One line, blanks made single, at most so many characters."""
    return _BLANKS.sub(" ", text(value)).strip()[:most]


def file_name(value: str) -> str:
    """A name that is data and never a path, whatever it was (FreeScout CVE-2026-28289)."""
    plain = unicodedata.normalize("NFKC", text(value[: 8 * caps.NAME_CHARACTERS]))
    shown = "".join(char for char in plain if unicodedata.category(char) not in _HIDDEN)
    name = _BLANKS.sub(" ", shown.translate(_SLASHES)).strip(" .")
    if len(name) <= caps.NAME_CHARACTERS:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 16:  # noqa: PLR2004  # a longer ending is no ending
        return name[: caps.NAME_CHARACTERS]
    return stem[: caps.NAME_CHARACTERS - len(ending) - 1] + dot + ending
