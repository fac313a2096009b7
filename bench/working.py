"""Parts of the hub at work in this process, for as long as something is measured."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import time as time_of_day

from contracts.capture import CaptureAdvanced
from contracts.company import REPLY_POLICY, CalendarSet, Interval, PolicySet, Step
from contracts.event import Draft, Event, Recorded, Subject
from contracts.ids import EventId, derived
from hub.capture.run import SUBJECT, Capture
from hub.house import House
from hub.log.codec import By, decode
from hub.log.jetstream import message_at
from hub.log.streams import EVENTS
from hub.projector.worker import Worker
from hub.tasks import ended
from hub.wiring import PROJECTIONS

NAMES = tuple(projection.name for projection in PROJECTIONS)

_ALWAYS = CalendarSet(
    name="always",
    timezone="UTC",
    week=((Interval(start=time_of_day(0), end=time_of_day(0)),),) * 7,
)
_POLICY = PolicySet(
    name=REPLY_POLICY,
    calendar="always",
    steps=(Step(after_seconds=600, level=0), Step(after_seconds=1200, level=1)),
)


@contextlib.asynccontextmanager
async def at_work(*parts: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """These run until the block is left; what one of them raises ends the block."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_run(part)) for part in parts]
        yield
        await ended(tasks)


async def _run(part: Callable[[], Awaitable[None]]) -> None:
    await part()


def projector(house: House) -> Callable[[], Awaitable[None]]:
    """The projector, all projections together."""
    return Worker(house.nc, house.views, house.keys, PROJECTIONS).run


def capture(house: House) -> Callable[[], Awaitable[None]]:
    """Capture."""
    return Capture(house).run


async def employ(house: House) -> int:
    """A policy and a calendar, so that clocks run; returns the position of the last event."""
    policy, calendar = Subject("policy", _POLICY.name), Subject("calendar", _ALWAYS.name)
    drafts = [_draft(policy, _POLICY), _draft(calendar, _ALWAYS)]
    return await house.log.append(drafts, By("bench", house.clock()), {policy: 0, calendar: 0})


def _draft(subject: Subject, event: Event) -> Draft:
    return Draft(subject, EventId(derived("bench", subject)), event)


async def captured(house: House, inbound: int) -> int:
    """Returns once capture has read so far; the position where it says so."""
    while True:
        stored = await message_at(house.nc, EVENTS, {"last_by_subj": str(SUBJECT)})
        if stored and _position(decode(stored, house.keys)) >= inbound:
            return stored.seq
        await asyncio.sleep(0.02)


def _position(recorded: Recorded[Event] | None) -> int:
    said = recorded.event if recorded else None
    return said.position if isinstance(said, CaptureAdvanced) else 0


@dataclass(slots=True)
class Watch:
    """Seconds of the wall's clock, and of this process's processor time."""

    wall: float = 0.0
    cpu: float = 0.0


@contextlib.contextmanager
def timed() -> Iterator[Watch]:
    """How long the block takes."""
    watch = Watch()
    wall, cpu = time.perf_counter(), time.process_time()
    yield watch
    watch.wall, watch.cpu = time.perf_counter() - wall, time.process_time() - cpu
