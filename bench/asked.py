"""What it costs to ask a hub how it is: processor time of all its processes, per answer."""

import asyncio
import time
from collections.abc import Sequence
from statistics import median

import aiohttp

from bench.figures import Figure
from bench.processes import between, seconds_of_threads, spent
from bench.shown import Say
from bench.started import Started

_LOOKS_ANEW_SECONDS = 1.1
"""Whoever asks earlier is told what was found out before."""

_CALM_SECONDS = 0.01
"""After the answer, for what is put away only then."""

_MILLISECONDS = 1000
_WAITED = "answered after"
_LIMIT = "an answer that looks at nothing"

Cost = dict[str, float]
"""Milliseconds of processor time by program, and of waiting."""


async def asked(hub: Started, times: int, say: Say) -> list[Figure]:
    """Ready and metrics, each beside live, which was asked at the same time."""
    figures: list[Figure] = []
    async with aiohttp.ClientSession() as http:
        for path in ("/health/ready", "/metrics"):
            costs, least = list[Cost](), list[Cost]()
            for number in range(1, times + 1):
                say(f"asking {path}, {number} of {times}")
                await asyncio.sleep(_LOOKS_ANEW_SECONDS)
                least.append(await _cost(hub, http, "/health/live"))
                costs.append(await _cost(hub, http, path))
            figures.append(_figure(path, costs, least))
    return figures


def _figure(path: str, costs: Sequence[Cost], least: Sequence[Cost]) -> Figure:
    beside = {f"{name}, ms": median(cost.get(name, 0.0) for cost in costs) for name in costs[0]}
    return Figure(f"CPU of an answer to {path}", "ms", _sums(costs), _LIMIT, _sums(least), beside)


def _sums(costs: Sequence[Cost]) -> list[float]:
    return [sum(used for name, used in cost.items() if name != _WAITED) for cost in costs]


async def _cost(hub: Started, http: aiohttp.ClientSession, path: str) -> Cost:
    before, began = spent(hub.pid, seconds_of_threads), time.perf_counter()
    await hub.ask(http, path)
    waited = time.perf_counter() - began
    await asyncio.sleep(_CALM_SECONDS)
    used = between(before, spent(hub.pid, seconds_of_threads))
    return {name: took * _MILLISECONDS for name, took in (used | {_WAITED: waited}).items()}
