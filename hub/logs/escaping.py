"""Control characters, made visible: what is logged cannot move a cursor or begin a line."""

import re
from collections.abc import Mapping
from typing import Any

from structlog.typing import EventDict, WrappedLogger

_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""C0, C1, the other line ends, halves of characters, and the marks of direction.

A name must not turn a line around.
"""

_LINES = frozenset({"exception"})
"""What has lines of our own making: the words in it are escaped where it is made."""


def escaped(text: str) -> str:
    r"""The text in one line: `\x1b`, `\u202e`, as Python writes them."""
    return _CONTROLS.sub(lambda found: ascii(found[0])[1:-1], text)


def escape(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """For a terminal: JSON escapes by itself, a terminal obeys."""
    return {
        escaped(name): value if name in _LINES else _visible(value) for name, value in event.items()
    }


def _visible(value: Any) -> Any:
    match value:
        case str():
            return escaped(value)
        case bool() | int() | float() | None:
            return value
        case Mapping():
            return {escaped(str(name)): _visible(one) for name, one in value.items()}
        case _:
            return escaped(str(value))
