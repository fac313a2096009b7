"""Who watches over a process from outside: asks it over HTTP, and reads its numbers."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from hub.house import House
from hub.metrics.scrape import scrape
from hub.ops.serve import Ops


@dataclass(frozen=True)
class Watcher:
    """Asks the port of operations."""

    http: aiohttp.ClientSession

    async def asks(self, path: str) -> tuple[int, Any]:
        """The status, and what is said."""
        async with self.http.get(path) as answer:
            return answer.status, await answer.json()

    async def reasons(self) -> list[str]:
        """Why the process is not ready."""
        said: list[str] = (await self.asks("/health/ready"))[1]["reasons"]
        return said

    async def is_ready(self) -> bool:
        """Whether it is."""
        return (await self.asks("/health/ready"))[0] == HTTPStatus.OK

    async def scrapes(self) -> dict[str, float]:
        """Its numbers."""
        async with self.http.get("/metrics") as answer:
            assert answer.status == 200
            return numbers(await answer.text())


@contextlib.asynccontextmanager
async def watching(told: Ops) -> AsyncIterator[Watcher]:
    """Somebody watches."""
    async with aiohttp.ClientSession(f"http://127.0.0.1:{told.port}") as http:
        yield Watcher(http)


def numbers(text: str) -> dict[str, float]:
    """Every sample by its name and the values of its labels: `name/this/that`."""
    return {
        "/".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def scraped(house: House) -> dict[str, float]:
    """The numbers at this moment."""
    return numbers((await scrape(house.condition, house)).decode())
