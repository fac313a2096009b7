"""Everything dies, at the worst of times; the providers' ledgers say what came of it."""

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from contracts.crash import POINTS
from hub.engines import Postgres
from tests.story import until
from tests.system.hub import Gone, Hub
from tests.system.load import ON_DUTY, Load
from tests.system.world import World, hires, sets_policy, takes_leads


@pytest.fixture
async def crashing(around: World) -> AsyncIterator[Hub]:
    """A hub that was set up, with anna on duty, who takes every new lead."""
    with tempfile.TemporaryDirectory(prefix="hub-", ignore_cleanup_errors=True) as folder:
        hub = Hub(Path(folder) / "data")
        await hub.start()
        await around.connect(hub)
        anna = await hires(hub, "Анна", telegram=str(ON_DUTY))
        await sets_policy(hub, anna, 1)
        await takes_leads(hub, anna)
        yield hub
        await hub.kill()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("half", [0, 1])
async def test_a_crash_at_any_point_loses_and_doubles_nothing(
    crashing: Hub, around: World, half: int
) -> None:
    """Two halves, so that two workers can share the points."""
    hub, load = crashing, Load(around)
    await hub.stop()

    for point in sorted(POINTS)[half::2]:
        await hub.start(OMNIHUB_CRASH_AT=f"{point}:1")
        load.round()
        assert await load.until_dead(hub) == 137, f"{point}\n{hub.said[-3000:]}"

    await hub.start()
    load.judge(await load.settle(hub))
    load.judge_leads(await load.leads(hub))


@pytest.mark.timeout(400)
async def test_engines_killed_under_load_lose_and_double_nothing(
    crashing: Hub, around: World
) -> None:
    hub, load = crashing, Load(around)

    for engine in ("nats-server", "postgres") * 3:
        load.round()
        with contextlib.suppress(Gone):
            await load.answer(hub)
        for pid in hub.engine_pids(engine):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        load.round()

    load.judge(await load.settle(hub))
    load.judge_leads(await load.leads(hub))


async def hashes(hub: Hub) -> dict[str, Any]:
    """What every projection says, once it knows the whole log."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "hub.cli", "projections", "list", "--hash", "--json"),
        env={**os.environ, "OMNIHUB_DATA": str(hub.data)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    listed = json.loads(said or b"[]")
    return {one["name"]: (one["position"], one["hash"]) for one in listed if one.get("lag") == 0}


async def hashes_at_rest(hub: Hub) -> dict[str, Any]:
    """The same, once nothing happens any more: two looks, seconds apart, see the same."""
    seen: list[dict[str, Any]] = [{}]

    async def unchanged() -> dict[str, Any]:
        seen.append(await hashes(hub))
        return seen[-1] if len(seen[-1]) > 5 and seen[-1] == seen[-2] else {}

    found: dict[str, Any] = await until(unchanged, 90)
    return found


@pytest.mark.timeout(400)
async def test_views_dropped_are_built_anew_from_the_log(crashing: Hub, around: World) -> None:
    hub, load = crashing, Load(around)
    load.round()
    await load.settle(hub)
    before = await hashes_at_rest(hub)

    vault = await asyncpg.connect(Postgres(hub.data).dsn("vault"))
    await vault.execute("DROP DATABASE views WITH (FORCE)")
    await vault.execute("CREATE DATABASE views")
    await vault.close()

    async def same() -> bool:
        return await hashes(hub) == before

    assert await until(same, 90)
