"""A manager with ten thousand open conversations: first paint, opening, a message that arrives."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import aiohttp
import asyncpg
import orjson
from playwright.async_api import Browser, Page

from bench.console import page as seen
from bench.consoles.door import door
from bench.engines import Ground, empty_house
from bench.figures import Figure, percentile
from bench.lists.seeding import Company, id_of, seed
from bench.people import contact, conversation, sealed
from bench.raw import put
from bench.scale import Scale
from bench.shown import Say
from bench.working import NAMES, at_work, capture, captured, projector
from contracts.ids import EmployeeId
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS, INBOUND

_OPEN, _EACH, _MANAGERS = 10_000, 5, 50
_MESSAGES = 20
"""Of a round."""
_PAINT_MS, _CACHED_MS, _COLD_MS, _NEW_MS, _LOAD_KB = 1000.0, 100.0, 300.0, 200.0, 350.0
_WRITER = 0
_FOLDER = "/inbox/unassigned"
_STANDS = "() => document.querySelector('main')"


@dataclass
class Place:
    """A hub behind `url`, and the session of somebody who sees everything."""

    house: House
    url: str
    secret: str
    token: str


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """Milliseconds that a manager waits, and kilobytes of a first load."""
    async with empty_house(on) as house:
        connection = await asyncpg.connect(house.addresses.views)
        await seed(connection, Company(_OPEN, _OPEN * _EACH, _OPEN, _MANAGERS), scale.seed, say)
        await connection.close()
        async with (
            at_work(projector(house), capture(house)),
            door(house) as api,
            seen.chromium() as browser,
        ):
            place = await _place(house, api.url)
            say("first paint")
            figures = await _paints(browser, place, scale.rounds)
            say("conversations are opened")
            figures += await _openings(browser, place, scale.rounds)
            say("messages arrive")
            return figures + await _arrivals(browser, place, scale.rounds)


async def _place(house: House, url: str) -> Place:
    token = await house.tokens.give("bench", "administrator")
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(f"{url}", headers=headers) as http:
        async with http.post("/v1/employees", json={"name": "Дарья"}) as answer:
            employee = EmployeeId(UUID((await answer.json())["employee_id"]))
        role = http.put(f"/v1/employees/{employee}/role", json={"role": "administrator"})
        async with role as answer:
            answer.raise_for_status()
    _, secret = await house.signin.sessions.open(employee, "bench")
    return Place(house, url, secret, token)


async def _paints(browser: Browser, place: Place, rounds: int) -> list[Figure]:
    full, empty = [], []
    for _ in range(rounds):
        async with seen.page(browser, place.url, place.secret) as page:
            await page.goto(_FOLDER)
            full.append(await seen.first_paint(page))
        async with seen.page(browser, place.url, place.secret) as page:
            await page.add_init_script(f"window.rows = painted({_STANDS})")
            await page.route("**/v1/**", lambda route: route.abort())
            await page.goto(_FOLDER)
            empty.append(await seen.first_paint(page))
    return [
        Figure("first paint: the frame, rows on their way", "ms",
               [one["first"] for one in full], promised=_PAINT_MS),
        Figure(
            f"rows of {_OPEN} open conversations are painted",
            "ms",
            [one["rows"] for one in full],
            "the console stands, without a hub behind it",
            [one["rows"] for one in empty],
            promised=_PAINT_MS,
        ),
        Figure("first load", "KB, gzip", [one["kb"] for one in full], promised=_LOAD_KB),
    ]  # fmt: skip


async def _openings(browser: Browser, place: Place, rounds: int) -> list[Figure]:
    cached, cold = list[float](), list[float]()
    async with seen.page(browser, place.url, place.secret) as page:
        await page.goto(_FOLDER)
        await page.evaluate("window.rows")
        await seen.opened(page, _pressed("KeyJ"))
        for number in range(rounds * 4):
            await _still(page)
            cached.append(await seen.opened(page, _pressed("KeyJ")))
            there = f"/inbox/all/{id_of('talk', number * 97 + 60)}"
            cold.append(await seen.opened(page, f"history.pushState(null, '', '{there}')"))
            await page.go_back()
    return [
        Figure("a conversation is opened, cached", "ms", [percentile(cached, 0.5)],
               beside={"slowest, ms": max(cached)}, promised=_CACHED_MS),
        Figure("a conversation is opened, cold", "ms", [percentile(cold, 0.5)],
               beside={"slowest, ms": max(cold)}, promised=_COLD_MS),
    ]  # fmt: skip


def _pressed(code: str) -> str:
    return (
        "window.dispatchEvent(new KeyboardEvent('keydown', "
        f"{{ code: '{code}', key: 'x', bubbles: true, cancelable: true }}))"
    )


async def _still(page: Page) -> None:
    """Neighbours are fetched once the one in front is there."""
    await page.wait_for_function(
        """() => {
          const asked = performance.getEntriesByType("resource").length;
          const still = asked === window.asked;
          window.asked = asked;
          return still;
        }""",
        polling=300,
    )


async def _arrivals(browser: Browser, place: Place, rounds: int) -> list[Figure]:
    house, number = place.house, 1
    await _written(house, number, "first words")
    await captured(house, await last_seq(house.nc, INBOUND))
    await house.progress.reached(NAMES, await last_seq(house.nc, EVENTS))
    shown, told = list[float](), list[float]()
    async with seen.page(browser, place.url, place.secret) as page, _ear(place) as ear:
        await page.goto(f"/inbox/all/{conversation(_WRITER)}")
        await seen.shows(page, "first words")
        await _still(page)
        for number in range(2, 2 + rounds * _MESSAGES):
            words, began = f"words {number}.", time.time()
            there = asyncio.create_task(seen.shows(page, words))
            heard = asyncio.create_task(ear.next())
            await _written(house, number, words)
            told.append((await heard - began) * 1000)
            shown.append((await there - began) * 1000)
    return [
        _figure("p50", 0.5, shown, told),
        _figure("p99", 0.99, shown, told),
    ]


def _figure(name: str, share: float, shown: list[float], told: list[float]) -> Figure:
    return Figure(
        f"a message on screen after its webhook, {name}",
        "ms",
        [percentile(shown, share)],
        "the live stream, without a browser",
        [percentile(told, share)],
        promised=_NEW_MS,
    )


async def _written(house: House, number: int, words: str) -> None:
    await put(house.nc, [sealed(contact(number, _WRITER, words), house.secret, house.clock())])


class _Ear:
    """Hears when the next message is told."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer

    async def next(self) -> float:
        """When: seconds since the epoch."""
        async for line in self._answer.content:
            if line.startswith(b"data: ") and _is_message(line[6:]):
                return time.time()
        raise EOFError("the stream ended")


def _is_message(told: bytes) -> bool:
    fact = orjson.loads(told)
    return isinstance(fact, dict) and fact.get("type") == "message.received"


@contextlib.asynccontextmanager
async def _ear(place: Place) -> AsyncIterator[_Ear]:
    headers = {"Authorization": f"Bearer {place.token}"}
    timeout = aiohttp.ClientTimeout(total=None)
    async with (
        aiohttp.ClientSession(headers=headers, timeout=timeout) as http,
        http.get(f"{place.url}/v1/live") as answer,
    ):
        yield _Ear(answer)
