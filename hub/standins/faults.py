"""What can go wrong on purpose, and when: scripted faults, taken one by one."""

from collections import deque
from dataclasses import dataclass
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True)
class Cut:
    """The line is cut instead of an answer.

    `recorded`: the request took effect before, so that its outcome is unknown to the client.
    """

    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer ever comes; the line stays open until the client leaves. `recorded`: as for Cut."""

    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Delay:
    """The answer is the usual one, `seconds` later."""

    seconds: float


Fault = TypeVar("Fault")


@dataclass(slots=True)
class _Planned(Generic[Fault]):
    fault: Fault
    left: int | None


class Script(Generic[Fault]):
    """Faults by occasion (a verb, a method) and, optionally, only for one target of it.

    Those for the very target come first; within one occasion, the order of planning holds.
    """

    def __init__(self) -> None:
        self._planned: dict[tuple[str, str | None], deque[_Planned[Fault]]] = {}

    def plan(
        self, occasion: str, fault: Fault, *, target: str | None = None, times: int | None = 1
    ) -> None:
        """Let the next `times` occasions fail so; None: all of them until `clear`."""
        self._planned.setdefault((occasion, target), deque()).append(_Planned(fault, times))

    def take(self, occasion: str, target: str | None = None) -> Fault | None:
        """Take the fault of this occasion, if one is planned; it is used up by that."""
        for key in ((occasion, target), (occasion, None)):
            if waiting := self._planned.get(key):
                return _use(waiting)
        return None

    def clear(self) -> None:
        """Forget every fault that is still planned."""
        self._planned.clear()


def _use(waiting: deque[_Planned[Fault]]) -> Fault:
    planned = waiting[0]
    if planned.left is not None:
        planned.left -= 1
        if planned.left <= 0:
            waiting.popleft()
    return planned.fault
