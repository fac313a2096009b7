"""How long lists and searches take over years of work, beside the same rows by their keys."""

import time
from dataclasses import dataclass
from statistics import median

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.engines import Ground, empty_house
from bench.figures import Figure, percentile
from bench.lists.asking import Question, by_key, lists, searches
from bench.lists.people import beginner, director, head, manager, new_hire
from bench.lists.seeding import MANAGERS, Company, seed
from bench.lists.taking import take_the_free
from bench.scale import Scale
from bench.shown import Say
from hub.access.bearer import Bearer

_LIST_MS, _SEARCH_MS = 100.0, 300.0
_ASKED, _LEAST = 2, 2
"""Times in a row, for each round of the scale; the slowest of them is the round's p99."""


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """A p99 and a p50 of each question, by how much whoever asks it reaches."""
    company = Company(scale.clients, scale.clients * 5, scale.clients // 100, MANAGERS)
    everybody = {
        "director": director(),
        "head": head(),
        "manager": manager(),
        "beginner": beginner(),
        "new": new_hire(),
    }
    async with empty_house(on) as house:
        connection = await asyncpg.connect(house.addresses.views)
        await seed(connection, company, scale.seed, say)
        asker = _Asker(house.views, company, scale.rounds, say)
        figures = [
            figure for name, who in everybody.items() for figure in await asker.as_(name, who)
        ]
        say("giving away what is free, but for what is old")
        await take_the_free(connection)
        await connection.close()
        return figures + await asker.as_("new, old ones free", new_hire())


@dataclass(frozen=True, slots=True)
class _Asker:
    """Asks all there is to ask."""

    views: AsyncEngine
    company: Company
    rounds: int
    say: Say

    async def as_(self, name: str, who: Bearer) -> list[Figure]:
        """As somebody."""
        self.say(f"asking as {name}")
        asked = {_LIST_MS: lists(who, self.company), _SEARCH_MS: searches(who)}
        least = by_key(self.company)
        return [
            await self._figure(f"{question}, {name}", ask, least, promised)
            for promised, questions in asked.items()
            for question, ask in questions.items()
        ]

    async def _figure(
        self, name: str, question: Question, least: Question, promised: float
    ) -> Figure:
        await _timed(self.views, question, 0, 1)
        took, limits, usual = list[float](), list[float](), list[float]()
        for number in range(self.rounds):
            times = await _timed(self.views, question, number, _ASKED * self.rounds)
            took.append(percentile(times, 0.99))
            usual.append(median(times))
            limits.append(percentile(await _timed(self.views, least, number, _LEAST), 0.99))
        beside = {"p50, ms": median(usual)}
        return Figure(name, "ms, p99", took, "50 rows by their keys", limits, beside, promised)


async def _timed(views: AsyncEngine, question: Question, number: int, times: int) -> list[float]:
    """Milliseconds, each time in a transaction of its own, as a request is."""
    took = []
    for asked in range(times):
        began = time.perf_counter()
        async with views.connect() as on:
            await question(on, number * times + asked)
        took.append((time.perf_counter() - began) * 1000)
    return took
