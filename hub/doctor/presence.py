"""Presence: whether a hub runs on the data folder, found out without getting in its way."""

import fcntl
import os
from enum import StrEnum
from pathlib import Path

from hub.doctor.finding import Unseen
from hub.settings import Settings


class Presence(StrEnum):
    """What there is of a hub."""

    NEVER = "never"
    """None was ever started on this folder."""
    AWAY = "away"
    """One was; it does not run now."""
    HERE = "here"
    """One runs, its engines included."""
    ELSEWHERE = "elsewhere"
    """The engines are external; roles may run anywhere."""


def presence(settings: Settings) -> Presence | Unseen:
    """Whether one runs; unseen where we may not look."""
    if settings.nats_url and settings.database_url:
        return Presence.ELSEWHERE
    try:
        if not (settings.data / "engines.json").exists():
            return Presence.NEVER
        return Presence.HERE if _held(settings.data / "lock") else Presence.AWAY
    except OSError as error:
        return Unseen(f"{settings.data} cannot be looked into ({type(error).__name__})")


def _held(lock: Path) -> bool:
    """A shared lock that is let go at once: a hub that runs holds its own all the while."""
    try:
        descriptor = os.open(lock, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
