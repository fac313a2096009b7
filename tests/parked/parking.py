"""Inbounds that no capture can read until the right secret is back, and what became of them."""

import asyncio
from collections import Counter
from dataclasses import replace

from contracts.capture import Standing
from contracts.event import Event, Recorded
from contracts.inbound import Inbound
from hub.house import House
from hub.parked.answers import answers
from hub.parked.asking import ask_again
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from projections.parked import PARKED, ParkedRow
from projections.registry import OUTCOMES
from tests.capture.arriving import SECRET
from tests.capture.working import captured, capturing, history, put
from tests.examples import NOON
from tests.story import PATIENCE_SECONDS

NAIVE = NOON.replace(tzinfo=None)
"""A time without its zone cannot be compared with any other: what bears it is parked for ever."""


def repaired(house: House) -> House:
    """The secret under which everything here is sealed is back."""
    return replace(house, secret=SECRET)


async def parked(house: House, *inbounds: Inbound) -> list[int]:
    """They arrive, and are parked; their positions."""
    stored = await put(repaired(house), *inbounds)
    async with capturing(house):
        await captured(house)
    return [one.seq for one in stored]


async def retried(house: House, *inbounds: int) -> list[tuple[Standing, str]]:
    """What came of asking for these, with a capture at work."""
    return said(await answered(house, inbounds, await ask_again(house, inbounds, "anna")))


async def answered(house: House, inbounds: tuple[int, ...], seq: int) -> list[ParkedRow]:
    """How they stand once each was answered."""
    return await answers(house, inbounds, seq, lambda *_: None, PATIENCE_SECONDS)


def said(found: list[ParkedRow]) -> list[tuple[Standing, str]]:
    """Settled, or why not."""
    return [(row.standing, row.reason) for row in found]


async def became(house: House) -> dict[int, str]:
    """The outcome of each inbound; two rows of one would fail."""
    async with house.views.connect() as connection:
        found = await rows(connection, OUTCOMES, view_of(OUTCOMES).select())
    assert len({row.inbound for row in found}) == len(found)
    return {row.inbound: row.outcome for row in found}


async def row_of(house: House, inbound: int) -> ParkedRow:
    """One that was parked."""
    async with house.views.connect() as connection:
        (found,) = await rows_of(connection, PARKED, "inbound", [inbound])
    return found


async def messages(house: House) -> list[int]:
    """The inbounds that are messages in threads, in the threads' order."""
    events = await history(house)
    assert max(Counter(event.id for event in events).values()) == 1
    return [e.event.inbound for e in events if e.event.event_name == "message.received"]  # type: ignore[attr-defined]  # a message has one


def named(events: list[Recorded[Event]], name: str) -> list[Recorded[Event]]:
    """Those of one kind."""
    return [one for one in events if one.event.event_name == name]


async def until(house: House, inbound: int, standing: Standing) -> None:
    """Wait until it stands so."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (await row_of(house, inbound)).standing is not standing:  # noqa: ASYNC110 - the view rings no bell of ours
            await asyncio.sleep(0.02)
