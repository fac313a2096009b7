"""A part: something that runs for a role, under supervision, for as long as the process lives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hub.condition import RoleState
from hub.doors import Doors
from hub.house import House
from hub.supervision.pulse import SECONDS, rest
from hub.supervision.supervised import Run, Supervised


@dataclass(frozen=True)
class Ground:
    """What parts stand on. `accounts` limits the channels to some of them."""

    house: House
    doors: Doors
    accounts: frozenset[str] | None = None


Named = tuple[str, Supervised]
Parts = Callable[[Ground], Iterator[Named]]
"""What every module of a role has as `parts`."""


def part(house: House, name: str, run: Run, still_seconds: float | None = SECONDS) -> Named:
    """This, under supervision, by its name."""
    return name, Supervised(name, run, house.condition, still_seconds)


def prepared(house: House, run: Run) -> Run:
    """What cannot begin before the views serve in this version; what only receives can."""

    async def begin() -> None:
        await house.preparing.served()
        await run()

    return begin


def alone(house: House, name: str, run: Run) -> Run:
    """Where one instance is enough: others stand by. What makes it safe is the log."""

    def told(ours: bool) -> None:
        rest()
        house.condition.enter(name, RoleState.WORKING if ours else RoleState.STANDBY)

    return lambda: house.leases.while_held(name, run, told)
