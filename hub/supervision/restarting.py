"""Restarting the process in place: the same command, the same pid, nothing of the old state."""

import os
import sys
from typing import NoReturn

import structlog

log = structlog.get_logger()


def restart(reason: str) -> NoReturn:
    """Become a new process. What was open is closed with the old one; its engines end with it."""
    log.error("process.restarted", reason=reason)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - our own command, unchanged
