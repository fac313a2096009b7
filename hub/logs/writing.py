"""Writing logs: for eyes on a terminal, as JSON elsewhere; the same for us and for libraries."""

import contextlib
import sys
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from contracts.errors import Misconfigured
from hub.logs.escaping import escape
from hub.logs.faults import told, trace
from hub.logs.libraries import listen_to_libraries

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def log_to(stream: TextIO, level: str, **always: str) -> None:
    """Write what is of this level or above; `always` stands in every line (`instance`, `role`).

    Raises:
        Misconfigured: there is no such level.
    """
    if level.lower() not in _LEVELS:
        raise Misconfigured(
            f"There is no log level {level}.",
            remedy=f"Set OMNIHUB_LOG_LEVEL to one of: {', '.join(_LEVELS)}.",
        )
    number = _LEVELS[level.lower()]

    def say_always(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {**always, **event}

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            say_always,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _tell_fault,
            *_ending(stream),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: _Steadfast(stream),
    )
    listen_to_libraries(number)


class _Steadfast(structlog.WriteLogger):
    """A disk that is full, a terminal that is gone: whoever logs does not fail by it."""

    def msg(self, message: str) -> None:
        """Write a line, if it can be written."""
        with contextlib.suppress(OSError, ValueError):
            super().msg(message)

    debug = info = warning = error = critical = log = msg


def _tell_fault(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The trace of an error, without words that are not ours."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["exception"] = trace(error)
    return {name: _told(value) for name, value in event.items()}


def _told(value: Any) -> Any:
    return told(value) if isinstance(value, BaseException) else value


def _ending(stream: TextIO) -> list[Processor]:
    if stream.isatty():
        return [escape, structlog.dev.ConsoleRenderer()]
    return [structlog.processors.JSONRenderer()]


def log_errors_only() -> None:
    """For commands that look or change something and are gone."""
    log_to(sys.stderr, "error")
