"""What was parked: asked for again, settled, parked again or discarded, as often as it takes.

An aggregate of its own stands for each inbound that was parked; that it was is its beginning.
"""

from dataclasses import dataclass, replace

from contracts.capture import (
    InboundDiscarded,
    InboundParkedAgain,
    InboundRetryRequested,
    InboundSettled,
    Standing,
)
from contracts.errors import Conflict
from contracts.event import Event, Recorded, Subject


@dataclass(frozen=True, slots=True)
class Parked:
    """How it stands, and how often somebody asked for it."""

    standing: Standing = Standing.WAITING
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Retry:
    """Have it decided again; what was discarded is taken up again by this."""

    inbound: int


@dataclass(frozen=True, slots=True)
class Discard:
    """Take it off the list."""

    inbound: int
    reason: str


Command = Retry | Discard


def subject_of(inbound: int) -> Subject:
    """Where the history of a parked inbound stands."""
    return Subject("parked", str(inbound))


def decide(state: Parked, command: Command) -> list[Event]:
    """What follows from a command; asking for what is asked for already changes nothing.

    Raises:
        Conflict: it was settled, or discarded before.
    """
    match command:
        case Retry():
            return _retry(state, command)
        case Discard():
            return _discard(state, command)


def _retry(state: Parked, command: Retry) -> list[Event]:
    match state.standing:
        case Standing.REQUESTED:
            return []
        case Standing.SETTLED:
            raise Conflict(f"the inbound {command.inbound} was settled; there is nothing to try")
        case Standing.WAITING | Standing.DISCARDED:
            return [InboundRetryRequested(inbound=command.inbound, attempt=state.attempts + 1)]


def _discard(state: Parked, command: Discard) -> list[Event]:
    match state.standing:
        case Standing.SETTLED:
            raise Conflict(
                f"the inbound {command.inbound} was settled; there is nothing to discard"
            )
        case Standing.DISCARDED:
            raise Conflict(f"the inbound {command.inbound} was discarded already")
        case Standing.WAITING | Standing.REQUESTED:
            return [InboundDiscarded(inbound=command.inbound, reason=command.reason)]


def evolve(state: Parked, recorded: Recorded[Event]) -> Parked:
    """What an event makes of it."""
    match recorded.event:
        case InboundRetryRequested(attempt=attempt):
            return Parked(Standing.REQUESTED, attempt)
        case InboundParkedAgain():
            return replace(state, standing=Standing.WAITING)
        case InboundSettled():
            return replace(state, standing=Standing.SETTLED)
        case InboundDiscarded():
            return replace(state, standing=Standing.DISCARDED)
        case _:
            return state
