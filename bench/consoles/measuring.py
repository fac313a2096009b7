"""Two hundred managers at consoles: clients write, managers note, everybody's screen follows."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from random import Random

import aiohttp

from bench.consoles.company import Company
from bench.consoles.console import Console
from bench.consoles.door import Door, door
from bench.engines import Ground, empty_house
from bench.figures import Figure, percentile
from bench.people import conversation
from bench.processes import seconds
from bench.raw import Message, drop_raw, open_raw, put
from bench.scale import Scale
from bench.shown import Say
from bench.working import NAMES, at_work, capture, employ, projector
from hub.house import House
from hub.log.jetstream import checked, request
from hub.tasks import ended

_A_SECOND = 10
"""Clients write so often, and managers give so many commands: each one every twenty seconds."""
_CORE, _MILLISECONDS, _PROMISED = 100.0, 1000, 150.0
_ANSWER_SECONDS = 30.0


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """Processor time of the api process, and milliseconds of a command, beside an append."""
    async with empty_house(on) as house:
        await open_raw(house.nc)
        async with at_work(projector(house), capture(house)), door(house) as api:
            await house.progress.reached(NAMES, await employ(house))
            figures = await _measured(house, api, scale, say)
        await drop_raw(house.nc)
    return figures


async def _measured(house: House, api: Door, scale: Scale, say: Say) -> list[Figure]:
    unbounded = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=unbounded) as http:
        company = Company(house, api.url, http, Random(scale.seed))
        say(f"{scale.consoles} managers are hired")
        await company.found(scale.consoles)
        consoles = [Console(company, manager) for manager in company.managers]
        async with _watched(consoles):
            say(f"{scale.consoles} consoles for {scale.console_seconds:.0f} seconds")
            return await _worked(company, consoles, api, scale)


@contextlib.asynccontextmanager
async def _watched(consoles: list[Console]) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(console.run()) for console in consoles]
    for console in consoles:
        await console.listens.wait()
        await console.stands.wait()
    yield
    await ended(tasks)


async def _worked(
    company: Company, consoles: list[Console], api: Door, scale: Scale
) -> list[Figure]:
    commands, floors = list[float](), list[float]()
    count = int(_A_SECOND * scale.console_seconds)
    began, used = time.perf_counter(), seconds(api.pid)
    async with asyncio.TaskGroup() as group:
        for number in range(count):
            await asyncio.sleep(max(0.0, began + number / _A_SECOND - time.perf_counter()))
            group.create_task(_written(company))
            group.create_task(_noted(company, commands))
            group.create_task(_appended(company.house, floors))
    lasted = time.perf_counter() - began
    share = 100 * (seconds(api.pid) - used) / lasted
    heard, asked = sum(one.heard for one in consoles), sum(one.asked for one in consoles)
    beside = {"facts heard a second": heard / lasted, "questions a second": asked / lasted}
    name = f"{scale.consoles} consoles, api process"
    return [
        Figure(name, "% of a core", [share], beside=beside, promised=_CORE),
        _command("p50", 0.5, commands, floors),
        _command("p99", 0.99, commands, floors),
    ]


def _command(name: str, share: float, commands: list[float], floors: list[float]) -> Figure:
    return Figure(
        f"a command meanwhile, {name}",
        "ms",
        [percentile(commands, share) * _MILLISECONDS],
        "an append",
        [percentile(floors, share) * _MILLISECONDS],
        promised=_PROMISED,
    )


async def _written(company: Company) -> None:
    manager = company.random.choice(company.managers)
    await put(company.house.nc, [company.letter(company.random.choice(manager.people))])


async def _noted(company: Company, taken: list[float]) -> None:
    manager = company.random.choice(company.managers)
    talk = conversation(company.random.choice(manager.people))
    began = time.perf_counter()
    path = f"/conversations/{talk}/notes"
    await company.ask("POST", path, {"text": "перезвонить завтра"}, manager.headers)
    taken.append(time.perf_counter() - began)


async def _appended(house: House, taken: list[float]) -> None:
    message = Message("raw.floor", {}, b"x" * 500)
    began = time.perf_counter()
    answer = await request(house.nc, message.subject, message.body, _ANSWER_SECONDS)
    checked(answer.data)
    taken.append(time.perf_counter() - began)
