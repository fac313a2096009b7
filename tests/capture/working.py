"""Capture at work on real engines: inbounds as channels put them, and what came of each."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator

from contracts.capture import CaptureAdvanced
from contracts.event import Event, Recorded, Subject
from contracts.inbound import Inbound
from hub.capture.run import NEEDS, SUBJECT, Capture
from hub.house import House
from hub.log.codec import Stored
from hub.log.inbounds import encode_inbound, subject_of
from hub.log.jetstream import checked, last_seq, message_at
from hub.log.streams import EVENTS, INBOUND
from hub.projector.worker import events_of
from hub.supervision.supervised import Supervised
from hub.wiring import PROJECTIONS
from tests.capture.arriving import POLICY, ROUND_THE_CLOCK
from tests.examples import BY_ANNA, draft
from tests.projector.notes import working
from tests.story import PATIENCE_SECONDS


async def put(house: House, *inbounds: Inbound, account: str = "shop") -> list[Stored]:
    """On the log, as a channel puts them there; returns them as they stand."""
    stored: list[Stored] = []
    for inbound in inbounds:
        headers, body = encode_inbound("telegram", account, inbound, house.secret, house.clock())
        stored.append(await put_raw(house, headers, body, account))
    return stored


async def put_raw(house: House, headers: dict[str, str], body: bytes, account: str) -> Stored:
    subject = subject_of("telegram", account)
    answer = await house.nc.request(subject, body, PATIENCE_SECONDS, headers=headers)
    found = await message_at(house.nc, INBOUND, {"seq": int(checked(answer.data)["seq"])})
    assert found is not None
    return found


async def employ(house: House) -> None:
    """A policy and a calendar, so that clocks run."""
    policy, calendar = Subject("policy", "main"), Subject("calendar", "always")
    drafts = [draft(POLICY, policy), draft(ROUND_THE_CLOCK, calendar)]
    seq = await house.log.append(drafts, BY_ANNA, {policy: 0, calendar: 0})
    await house.progress.reached(NEEDS, seq, seconds=PATIENCE_SECONDS)


@contextlib.asynccontextmanager
async def projecting(house: House) -> AsyncIterator[None]:
    """The projector at work, and a policy in force."""
    async with working(house, PROJECTIONS):
        await employ(house)
        yield


@contextlib.asynccontextmanager
async def capturing(*houses: House) -> AsyncIterator[None]:
    """A capture for each of these houses."""
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(Supervised("capture", Capture(house).run, house.condition).run())
            for house in houses
        ]
        yield
        for task in tasks:
            task.cancel()


async def captured(house: House, inbound: int | None = None) -> list[Recorded[Event]]:
    """Everything on EVENTS, once capture has read up to this inbound (or the last one)."""
    end = await last_seq(house.nc, INBOUND) if inbound is None else inbound
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await _position(house) < end:  # noqa: ASYNC110 - the log rings no bell of ours
            await asyncio.sleep(0.02)
    head = await last_seq(house.nc, EVENTS)
    await house.progress.reached(NEEDS, head, seconds=PATIENCE_SECONDS)
    return await history(house)


async def _position(house: House) -> int:
    stored = await message_at(house.nc, EVENTS, {"last_by_subj": str(SUBJECT)})
    events = await events_of([stored], house.keys) if stored else []
    return max(
        (e.event.position for e in events if isinstance(e.event, CaptureAdvanced)), default=0
    )


async def history(house: House) -> list[Recorded[Event]]:
    """Everything on EVENTS."""
    end = await last_seq(house.nc, EVENTS)
    found = [await message_at(house.nc, EVENTS, {"seq": seq}) for seq in range(1, end + 1)]
    return await events_of([stored for stored in found if stored], house.keys)


def outcomes(events: list[Recorded[Event]]) -> dict[int, str]:
    """What became of each inbound, by its position; an inbound with two outcomes fails."""
    pairs = [
        (position, one.event.event_name)
        for one in events
        if (position := getattr(one.event, "inbound", None))
    ]
    assert max(Counter(position for position, _ in pairs).values(), default=1) == 1
    return dict(pairs)


def count(events: list[Recorded[Event]], name: str) -> int:
    """How often this happened."""
    return [one.event.event_name for one in events].count(name)
