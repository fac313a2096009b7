"""Findings: what a check has seen, how bad that is, and what to do."""

from dataclasses import dataclass
from enum import StrEnum

from contracts.errors import HubError


class State(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    """It works, and somebody should look at it soon."""
    TROUBLE = "trouble"
    """It does not work, or something can be lost."""
    SKIPPED = "skipped"
    """It could not be looked at, for the reason that is said."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about one thing; `remedy` says what to do where something has to be done."""

    state: State
    said: str
    remedy: str = ""


class Unseen(HubError):
    """What a check wanted to look at is not there; `str(error)` says why."""


def ok(said: str) -> Finding:
    """Nothing has to be done."""
    return Finding(State.OK, said)


def warning(said: str, remedy: str) -> Finding:
    """Somebody should look at it soon."""
    return Finding(State.WARNING, said, remedy)


def trouble(said: str, remedy: str) -> Finding:
    """Somebody has to do something."""
    return Finding(State.TROUBLE, said, remedy)


def skipped(said: str, remedy: str = "") -> Finding:
    """Nobody could look."""
    return Finding(State.SKIPPED, said, remedy)
