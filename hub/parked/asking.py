"""Asking for parked inbounds: have them tried again, or take them off the list."""

from collections.abc import Callable, Sequence

from contracts.capture import Standing
from contracts.errors import NotFound
from contracts.event import Event, Subject
from contracts.ids import drawn
from hub.commands import OnSubject, States, carry_out
from hub.domain import parking
from hub.domain.parking import Command, Discard, Parked, Retry, subject_of
from hub.house import House
from hub.log.codec import By
from hub.views.read import rows_of
from projections.parked import PARKED

_TOGETHER = 200
"""Requests in one append."""

Decide = Callable[[Parked, int], list[Event]]


async def ask_again(house: House, inbounds: Sequence[int], actor: str) -> int:
    """Have these tried again by capture, which answers within seconds; the last position.

    Raises:
        NotFound: one of them was never parked.
        Conflict: one of them was settled.
    """
    return await _asked(house, inbounds, actor, lambda state, n: parking.decide(state, Retry(n)))


async def ask_waiting(house: House, inbounds: Sequence[int], actor: str) -> int:
    """Have those of these tried again that still wait: somebody else may be at work, too."""

    def waiting(state: Parked, inbound: int) -> list[Event]:
        wanted = state.standing is Standing.WAITING
        return parking.decide(state, Retry(inbound)) if wanted else []

    return await _asked(house, inbounds, actor, waiting)


async def discard(house: House, inbound: int, reason: str, actor: str) -> int:
    """Take it off the list; the position of that.

    Raises:
        NotFound: it was never parked.
        Conflict: it was settled, or discarded before.
    """
    command: Command = Discard(inbound, reason)
    return await _asked(house, [inbound], actor, lambda state, _: parking.decide(state, command))


async def _asked(house: House, inbounds: Sequence[int], actor: str, decide: Decide) -> int:
    await _refuse_unknown(house, inbounds)
    wanted, last = sorted(set(inbounds)), 0
    for first in range(0, len(wanted), _TOGETHER):
        last = await _together(house, wanted[first : first + _TOGETHER], actor, decide)
    return last


async def _together(house: House, inbounds: Sequence[int], actor: str, decide: Decide) -> int:
    subjects: dict[Subject, int] = {subject_of(inbound): inbound for inbound in inbounds}

    def decided(states: States) -> list[OnSubject]:
        return [
            (subject, event)
            for subject, inbound in subjects.items()
            for event in decide(states[subject], inbound)
        ]

    return await carry_out(house, drawn(), By(actor, house.clock()), list(subjects), decided)


async def _refuse_unknown(house: House, inbounds: Sequence[int]) -> None:
    async with house.views.connect() as connection:
        found = await rows_of(connection, PARKED, "inbound", list(inbounds))
    missing = set(inbounds) - {row.inbound for row in found}
    if missing:
        raise NotFound(f"no inbound was parked at {', '.join(map(str, sorted(missing)))}")
