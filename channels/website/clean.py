"""Text from strangers: no controls, no halves of characters, names that are never paths."""

import re
import unicodedata

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile(r"\r\n?")
_SLASHES = str.maketrans("/\\:", "___")
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_LONGEST_NAME = 200


def lines(value: str) -> str:
    """Several lines that end in LF, nothing around them."""
    whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", whole)).strip()


def line(value: str) -> str:
    """One line, blanks made single."""
    return " ".join(lines(value).split())


def decoded(data: bytes) -> str:
    """UTF-8; what is none comes from an old page, and those are in windows-1251."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def file_name(value: str) -> str:
    """A name that is data and never a path; its ending stays."""
    plain = unicodedata.normalize("NFKC", lines(value[: 4 * _LONGEST_NAME]))
    shown = "".join(char for char in plain if unicodedata.category(char) not in _HIDDEN)
    name = " ".join(shown.translate(_SLASHES).split()).strip(" .")
    if len(name) <= _LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    return stem[: _LONGEST_NAME - len(ending[:16]) - 1] + dot + ending[:16]
