"""Reading JSON that may hold anything: what is not as expected counts as absent."""

import json
import math
import re
from typing import Any

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile(r"\r\n?")
_LONGEST_NUMBER = 30
_GREATEST_NUMBER = 2**63


def loads(body: bytes) -> Any:
    """The JSON of these bytes; bytes that are no UTF-8 stay in it as lone surrogates.

    Raises:
        ValueError: it is no JSON.
    """
    try:
        return json.loads(body.decode("utf-8", "surrogateescape"), parse_int=_parsed)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def dumps(value: Any) -> bytes:
    """JSON in ASCII, so that lone surrogates survive; the same value gives the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def record(value: object) -> dict[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def number(value: object) -> int | None:
    """The whole number, where it is one of at most 64 bits."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if abs(value) < _GREATEST_NUMBER else None


def words(value: object) -> str:
    """The text without what no person reads: control characters, halves of characters."""
    if not isinstance(value, str):
        return ""
    whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", whole))


def line(value: object) -> str:
    """The text, or the number, as one line."""
    if isinstance(value, float) and math.isfinite(value):
        return str(value)
    whole = number(value)
    return " ".join(words(value).split()) if whole is None else str(whole)


def _parsed(digits: str) -> int | str:
    # Python refuses to read numbers of thousands of digits; one such must not cost a whole batch.
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits
