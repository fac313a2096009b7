"""Errors as a log may tell them: their types, and words only where they are ours.

The words of a library's error may be a client's: pydantic quotes what it was given, a driver quotes
parameters, PostgreSQL the key that was there already, and a provider the message that it refused.
"""

import os
import traceback
from collections.abc import Iterator

from contracts.errors import HubError, Uncertain, Undeliverable
from hub.logs.escaping import escaped

_MOST_CAUSES = 8


def told(error: BaseException) -> str:
    """In one line."""
    kinds = " from ".join(type(one).__name__ for one in _chain(error))
    words = _words(error)
    return f"{kinds}: {words}" if words else kinds


def trace(error: BaseException) -> str:
    """With the frames of everything that led to it, the first cause first."""
    return "\n".join("\n".join(_frames(one)) for one in reversed(list(_chain(error))))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it was raised from or while."""
    current: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if current is None:
            return
        yield current
        hidden = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or hidden


def _frames(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        if frame.line:
            yield f"    {frame.line}"
    words = _words(error)
    yield f"{type(error).__name__}: {words}" if words else type(error).__name__
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions[:_MOST_CAUSES]:
            yield from (f"  | {line}" for line in trace(inner).splitlines())


def _words(error: BaseException) -> str:
    """Ours; the system's and JetStream's only by their numbers."""
    match error:
        case Undeliverable() | Uncertain():
            return ""  # a provider's, of somebody's message; the event on the log has them
        case HubError():
            return escaped(str(error))
        case OSError() if error.errno:
            return os.strerror(error.errno)
        case _:
            code = getattr(error, "err_code", None)  # the NATS client's, whose import is slow
            return f"JetStream's error {code}" if isinstance(code, int) else ""
