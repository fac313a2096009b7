"""Logs go to standard error: for eyes on a terminal, as JSON elsewhere."""

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import Processor

from contracts.errors import Misconfigured

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def log_to(stream: TextIO, level: str) -> None:
    """Write what is of this level or above.

    Raises:
        Misconfigured: there is no such level.
    """
    if level.lower() not in _LEVELS:
        raise Misconfigured(
            f"There is no log level {level}.",
            remedy=f"Set OMNIHUB_LOG_LEVEL to one of: {', '.join(_LEVELS)}.",
        )
    number = _LEVELS[level.lower()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            *_ending(stream),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(stream),
    )
    logging.basicConfig(stream=stream, level=max(number, logging.WARNING), force=True)


def _ending(stream: TextIO) -> list[Processor]:
    if stream.isatty():
        return [structlog.dev.ConsoleRenderer()]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]


def log_errors_only() -> None:
    """For commands that look or change something and are gone."""
    log_to(sys.stderr, "error")
