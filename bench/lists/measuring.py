"""How long lists and searches take over years of work, beside the same rows by their keys."""

import time
from collections.abc import Mapping
from statistics import median

import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.engines import Ground, empty_house
from bench.figures import Figure, percentile
from bench.lists.asking import Question, by_key, director, lists, manager, searches
from bench.lists.seeding import Company, seed
from bench.scale import Scale
from bench.shown import Say

_LIST_MS, _SEARCH_MS = 100.0, 300.0
_ASKED = 20
"""Times in a row: the slowest of them is the round's figure, which is more than a p99 promises."""


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """A p99 each, for who sees everything and for a manager of fifty."""
    company = Company(scale.clients, scale.clients * 5, scale.clients // 100, 50)
    figures: list[Figure] = []
    async with empty_house(on) as house:
        connection = await asyncpg.connect(house.addresses.views)
        await seed(connection, company, scale.seed, say)
        await connection.close()
        async with house.views.connect() as asking:
            least = by_key(company)
            for who in (director(), manager()):
                asked = {_LIST_MS: lists(who, company), _SEARCH_MS: searches(who)}
                for promised, questions in asked.items():
                    say(f"asking as {who.name}")
                    figures += await _figures(
                        asking, who.name, questions, least, promised, scale.rounds
                    )
    return figures


async def _figures(
    on: AsyncConnection,
    who: str,
    questions: Mapping[str, Question],
    least: Question,
    promised: float,
    rounds: int,
) -> list[Figure]:
    return [
        await _figure(on, f"{name}, {who}", question, least, promised, rounds)
        for name, question in questions.items()
    ]


async def _figure(
    on: AsyncConnection,
    name: str,
    question: Question,
    least: Question,
    promised: float,
    rounds: int,
) -> Figure:
    await question(on, 0)
    took, limits, usual = list[float](), list[float](), list[float]()
    for number in range(rounds):
        times = await _timed(on, question, number)
        took.append(percentile(times, 0.99))
        usual.append(median(times))
        limits.append(percentile(await _timed(on, least, number), 0.99))
    beside = {"median, ms": median(usual)}
    return Figure(name, "ms, p99", took, "50 rows by their keys", limits, beside, promised)


async def _timed(on: AsyncConnection, question: Question, number: int) -> list[float]:
    """Milliseconds."""
    times = []
    for asked in range(_ASKED):
        began = time.perf_counter()
        await question(on, number * _ASKED + asked)
        times.append((time.perf_counter() - began) * 1000)
    return times
