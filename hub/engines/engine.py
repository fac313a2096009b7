"""What the supervisor and its listeners say about an engine."""

import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class EngineState(StrEnum):
    """What an engine is doing."""

    STARTING = "starting"
    READY = "ready"
    DEAD = "dead"
    STOPPED = "stopped"


Listener = Callable[[str, EngineState], None]


@dataclass(frozen=True, kw_only=True)
class Engine:
    """What the supervisor has to know of an engine.

    `prepare` is asked before every start, when no process of an earlier one is left, and gives
    the command. `answers` tells whether the process of this pid serves already.
    """

    name: str
    prepare: Callable[[], Awaitable[Sequence[str]]]
    answers: Callable[[int], Awaitable[bool]]
    stop_signal: signal.Signals
