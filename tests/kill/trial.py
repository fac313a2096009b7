"""A trial: contacts come, things die, and it is watched how long it takes until all is well."""

import asyncio
import contextlib
import math
import random
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from hub.databases import sql_engine
from hub.projector.columns import view_of
from projections.inbox import INBOX
from tests.deploy.composed import Composed, composed_in
from tests.kill.deaths import Death, die, in_turn
from tests.kill.judge import Verdict, judge
from tests.kill.load import ON_DUTY, PROBE, SITE, Load
from tests.system.world import World, hires, sets_policy, takes_leads, world

_ALARM_SECONDS = 45
_PATIENCE_SECONDS = 120.0
_LOOK_SECONDS = 0.05
_BREATH_SECONDS = 1.5


@dataclass
class Outcome:
    """What was seen: how long each recovery took, which points nobody came by, the verdict."""

    recoveries: list[tuple[Death, float]] = field(default_factory=list)
    missed: list[Death] = field(default_factory=list)
    verdict: Verdict | None = None

    def quantile(self, share: float) -> float:
        """Of the recoveries, in seconds."""
        ordered = sorted(seconds for _, seconds in self.recoveries)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


Told = Callable[[int, Death, float | None], None]


async def trial(
    folder: Path,
    cycles: int,
    per_second: float,
    seed: int,
    told: Told,
    most_seconds: float = math.inf,
) -> Outcome:
    """So many deaths under so many contacts a second; `told` hears of each.

    After `most_seconds` no other death is begun.
    """
    async with _town(folder) as (hub, around, views):
        load, outcome = Load(hub, around), Outcome()
        dice = random.Random(seed)  # noqa: S311 - a moment, no secret
        async with load.at(per_second):
            probe = await _recovered(around, views, "begin")
            until = time.monotonic() + most_seconds
            for number, death in zip(range(cycles), in_turn(), strict=False):
                if time.monotonic() > until:
                    break
                await asyncio.sleep(_BREATH_SECONDS * (0.5 + dice.random()))
                await load.answer(probe)
                seconds = await _cycle(hub, around, views, death, number)
                _note(outcome, death, seconds)
                told(number, death, seconds)
        await _recovered(around, views, "end")
        outcome.verdict = await _settled(load, views)
        return outcome


@contextlib.asynccontextmanager
async def _town(folder: Path) -> AsyncIterator[tuple[Composed, World, AsyncEngine]]:
    """The providers, the hub in its parts with a site, and the views to look at."""
    async with world() as around, composed_in(folder) as hub:
        await around.connect(hub)
        await hub.insist("PUT", "/v1/channels/site", SITE)
        anna = await hires(hub, "Анна", telegram=str(ON_DUTY))
        await takes_leads(hub, anna)
        await sets_policy(hub, anna, _ALARM_SECONDS)
        views = sql_engine(f"{hub.database_url}/views")
        try:
            yield hub, around, views
        finally:
            await views.dispose()


async def _cycle(
    hub: Composed, around: World, views: AsyncEngine, death: Death, number: int
) -> float | None:
    """How long it took until what was said after the death was there."""
    died_at = await die(hub, death)
    if died_at is None:
        return None
    await _recovered(around, views, f"probe {number}")
    return time.monotonic() - died_at


def _note(outcome: Outcome, death: Death, seconds: float | None) -> None:
    if seconds is None:
        outcome.missed.append(death)
    else:
        outcome.recoveries.append((death, seconds))


async def _recovered(around: World, views: AsyncEngine, text: str) -> str:
    """Say this, and wait until it is in the inbox; whose conversation it is."""
    around.bot.says(PROBE, text, name="Проба")
    inbox = view_of(INBOX)
    query = select(inbox.c.conversation_id).where(inbox.c.last_text == text)
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while True:
            with contextlib.suppress(SQLAlchemyError, OSError):
                async with views.connect() as connection:
                    if found := (await connection.execute(query)).scalar_one_or_none():
                        return str(found)
            await asyncio.sleep(_LOOK_SECONDS)


async def _settled(load: Load, views: AsyncEngine) -> Verdict:
    """Once nothing changes for the better any more."""
    verdict = await judge(load, views)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not verdict.fine:
                await asyncio.sleep(1)
                verdict = await judge(load, views)
    return verdict
