"""What libraries and the interpreter log, in our form: never with words that may be somebody's.

A library writes what it was given into its message, and an uncaught exception is printed with its
words. Here the library's own template is shown, and where it was said; what was filled in is not.
"""

import linecache
import logging
import sys
import threading
import warnings
from types import TracebackType
from typing import Any, TextIO

import structlog

_MULTILINE = "\n"

log = structlog.get_logger()


class OurForm(logging.Handler):
    """Hands the records of the standard library's loggers to structlog."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell it as our own line; a logger never raises."""
        try:
            error = record.exc_info[1] if record.exc_info else None
            log.log(
                record.levelno,
                "library.logged",
                logger=record.name,
                at=f"{record.module}:{record.lineno}",
                exc_info=error,
                **_template(record),
            )
        except Exception:  # noqa: BLE001 - the rule of `logging`: whoever logs must not fail by it
            self.handleError(record)


def _template(record: logging.LogRecord) -> dict[str, str]:
    """What the library always says at this place; nothing where it made up its words on the way."""
    words = str(record.msg)
    if record.args:
        return {"template": words}
    source = linecache.getlines(record.pathname)
    said = _MULTILINE not in words and any(words in line for line in source)
    return {"template": words} if said else {}


def listen_to_libraries(level: int) -> None:
    """From now on their loggers, warnings, and what nobody caught, are lines of the hub's log."""
    logging.raiseExceptions = False  # it would print the record, words and all
    logging.basicConfig(handlers=[OurForm()], level=max(level, logging.WARNING), force=True)
    warnings.showwarning = _warned
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _thread_ended


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    _ = message, file, line  # pydantic's message holds the value that it did not expect
    log.warning("warning.raised", category=category.__name__, at=f"{filename}:{lineno}")


def _uncaught(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, at)
        return
    log.critical("process.broke", exc_info=error)


def _unraisable(what: Any) -> None:
    log.error("cleanup.broke", exc_info=what.exc_value)


def _thread_ended(what: Any) -> None:
    log.error("thread.broke", exc_info=what.exc_value)
