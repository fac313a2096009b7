"""From a contact to its row in the inbox, while so many a second come."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from random import Random

import asyncpg

from bench.engines import Ground, empty_house
from bench.figures import Figure, percentile
from bench.people import contact, conversation, said, sealed
from bench.raw import Message, drop_raw, open_raw
from bench.scale import Scale
from bench.seen import Seen
from bench.shown import Say
from bench.working import NAMES, at_work, capture, employ, projector
from hub.house import House
from hub.log.jetstream import checked, request

_ANSWER_SECONDS = 30.0
_LAST_SECONDS = 60.0
_RETURNING = 0.5
_MILLISECONDS = 1000

Handle = Callable[[int, Message], Awaitable[None]]


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """Milliseconds to the visible row, beside an append and one commit at the same rate."""
    seconds = defaultdict[int, list[list[float]]](list)
    floors = defaultdict[int, list[list[float]]](list)
    async with empty_house(on) as house:
        await open_raw(house.nc)
        async with at_work(projector(house), capture(house)):
            await house.progress.reached(NAMES, await employ(house))
            for number in range(1, scale.latency_rounds + 1):
                for rate in scale.rates:
                    say(f"{rate} contacts a second, run {number}")
                    first = sum(len(runs) for run in seconds.values() for runs in run)
                    seconds[rate].append(await _visible(house, scale, rate, first))
                    floors[rate].append(await _floor(house, scale, rate))
        await drop_raw(house.nc)
    return [
        _figure(rate, name, share, seconds[rate], floors[rate])
        for rate in scale.rates
        for name, share in (("p50", 0.5), ("p99", 0.99))
    ]


def _figure(
    rate: int, name: str, share: float, ours: list[list[float]], floors: list[list[float]]
) -> Figure:
    return Figure(
        f"contact to inbox row at {rate}/s, {name}",
        "ms",
        [percentile(run, share) * _MILLISECONDS for run in ours],
        "an append, and one commit",
        [percentile(run, share) * _MILLISECONDS for run in floors],
    )


async def _visible(house: House, scale: Scale, rate: int, first: int) -> list[float]:
    """Half of those who write are new, half wrote before."""
    random = Random(scale.seed + first)
    seen = Seen(house.addresses.views)
    async with seen.watching():
        count = int(rate * scale.rate_seconds)
        messages: list[Message] = []
        whose: list[int] = []
        for number in range(first, first + count):
            returns = whose and random.random() < _RETURNING
            who = random.choice(whose) if returns else number
            whose.append(who)
            messages.append(sealed(contact(number, who, said(random)), house.secret, house.clock()))

        async def arrive(number: int, message: Message) -> None:
            seen.expect(conversation(whose[number]))
            answer = await request(
                house.nc, message.subject, message.body, _ANSWER_SECONDS, message.headers
            )
            checked(answer.data)

        await _at(rate, messages, arrive)
        async with asyncio.timeout(_LAST_SECONDS):
            await seen.all()
    return seen.seconds


async def _floor(house: House, scale: Scale, rate: int) -> list[float]:
    """What is accepted is on disk once, and what is shown is committed once."""
    taken: list[float] = []
    body = b"x" * 500
    message = Message("raw.floor", {}, body)
    pool = await asyncpg.create_pool(house.addresses.views, min_size=4, max_size=4)
    await pool.execute("CREATE TABLE IF NOT EXISTS floor (number serial, body bytea)")

    async def arrive(_: int, message: Message) -> None:
        began = time.perf_counter()
        answer = await request(house.nc, message.subject, message.body, _ANSWER_SECONDS)
        checked(answer.data)
        await pool.execute("INSERT INTO floor (body) VALUES ($1)", message.body)
        taken.append(time.perf_counter() - began)

    await _at(rate, [message] * int(rate * scale.rate_seconds), arrive)
    await pool.close()
    return taken


async def _at(rate: int, messages: list[Message], handle: Handle) -> None:
    """One after the other at an even pace, none waiting for the one before."""
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number, message in enumerate(messages):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            group.create_task(_handled(handle, number, message))


async def _handled(handle: Handle, number: int, message: Message) -> None:
    await handle(number, message)
